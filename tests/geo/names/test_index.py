from hypothesis import given
from hypothesis import strategies as st

from geo import gazetteer, paths
from geo.names import carried, stored
from geo.names.index import Index, Spelling, Spot
from geo.names.ladder import allowance


@given(st.text(alphabet="abdehiklmnorst", min_size=6, max_size=14), st.data())
def test_repairing_letters_misses_nothing_within_its_edits(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    slip = word[:at] + data.draw(st.sampled_from("xyz")) + word[at + 1 :]
    spot = Spot("a", word, "settlement", "", "IR", (), "", None, None, None, 6.0, True)
    built = Index([spot], [Spelling(0, word)])
    assert built.close(slip, allowance(len(slip))) == [0]


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
