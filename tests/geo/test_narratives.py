import re

import pytest

from geo.narratives import read
from geo.seeds import read as read_seeds

SEEDS = read_seeds()
GOOD = """
[title]
en = "A"
fa = "الف"
prs = "الف"
[[view]]
from = 2021-07-08
to = 2021-07-09
place = "islam-qala"
claims = ["2021-07-08-islam-qala-capture-taliban-video"]
[view.caption]
en = "One"
fa = "یک"
prs = "یک"
"""


def refusal(folder, text: str) -> str:
    (folder / "story.toml").write_text(text, encoding="utf-8")
    kept, refused = read(SEEDS, folder)
    assert not kept
    return str(refused[0])


def test_the_stories_of_the_seeds_rest_on_what_is_on_record():
    kept, refused = read(SEEDS)
    assert {story.id for story in kept} >= {"july-2021", "summer-2025"}
    assert refused == []
    for story in kept:
        for scene in story.scenes:
            told = [c for c in SEEDS.claims if c.id in scene.claims] + [
                f for f in SEEDS.figures if f.id in scene.figures
            ]
            assert any(scene.window.meets(one.start, one.end) for one in told), (story.id, scene.caption["en"])
            events = {c.event_id for c in SEEDS.claims if c.id in scene.claims}
            assert not scene.event or scene.event in events


def test_a_story_is_kept_whole(tmp_path):
    (tmp_path / "story.toml").write_text(GOOD, encoding="utf-8")
    ((story,), refused) = read(SEEDS, tmp_path)
    assert (story.id, story.scenes[0].window.days, refused) == ("story", 2, [])


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("taliban-video", "no-such-claim", "line 6: no claim '2021-07-08-islam-qala-capture-no-such-claim' on record"),
        ('claims = ["2021-07-08-islam-qala-capture-taliban-video"]', "", "rests on no claim or figure"),
        ('prs = "یک"', "", "a text of at most"),
        ("to = 2021-07-09", "to = 2021-07-01", "Put the earlier day first"),
        ("from = 2021-07-08", 'from = "soon"', "from must be a day"),
        ("place =", "colour =", "unknown colour"),
        ("[title]", "[title", "not TOML"),
        ('en = "A"', "", r"\[title\] needs a text"),
    ],
)
def test_a_faulty_story_is_refused_with_file_line_and_reason(tmp_path, was, now, why):
    text = refusal(tmp_path, GOOD.replace(was, now, 1))
    assert text.startswith("narratives/story.toml line ")
    assert re.search(why, text), text
