from hypothesis import given
from hypothesis import strategies as st

from geo import gazetteer, paths
from geo.names import carried, stored
from geo.names.index import Index, Spelling, Spot


def slip(word: str, at: int, letter: str, kind: str) -> str:
    """Make one slip: another letter, one lost, one more, two swapped."""
    made = {
        "other": word[:at] + letter + word[at + 1 :],
        "lost": word[:at] + word[at + 1 :],
        "more": word[:at] + letter + word[at:],
        "swapped": word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
    }
    return made[kind]


@given(st.text(alphabet="abdehiklmnorst", min_size=6, max_size=16), st.data())
def test_no_name_with_one_slip_is_missed(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    kind = data.draw(st.sampled_from(["other", "lost", "more", "swapped"]))
    wrong = slip(word, at, data.draw(st.sampled_from("axyz")), kind)
    spot = Spot("a", word, "settlement", "", "IR", (), "", None, None, None, 6.0, True)
    built = Index([spot], [Spelling(0, word)])
    assert built.close(wrong, 1) == [0]


def test_an_index_read_back_is_the_index_written(tmp_path, monkeypatch):
    data = tmp_path / "data"
    data.mkdir()
    (data / carried.FILE).write_bytes((paths.data() / carried.FILE).read_bytes())
    monkeypatch.setenv("MARZ_DATA", str(data))
    fresh = stored.load()
    stored.build()
    written = stored._load.__wrapped__(gazetteer.load(), carried.extract(), data / "index" / "names.json")
    assert written is not fresh
    assert (written.spots, written.names, written.keys) == (fresh.spots, fresh.names, fresh.keys)
    assert written.close("mashhzd", 1) == fresh.close("mashhzd", 1)
