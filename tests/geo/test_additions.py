import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo import store as stores
from geo.additions import Additions, Batch
from geo.errors import MarzError, NotBuilt
from geo.eventlist import events_in
from geo.schema import Claim, Event, Figure, Place, Source
from geo.store import Store
from geo.window import Window
from layers.export.selection import Selection
from layers.export.write import export

ROOT = Path(__file__).parents[2]
DAY = date(2025, 7, 5)
WEEK = Window.inclusive(date(2025, 7, 1), date(2025, 7, 7))


def about(**changes) -> Batch:
    return Batch(**{"file": "t.csv", "sha256": "ab", "format": "mapped", "when": "2025-07-06T10:00:00", **changes})


def source(slug: str = "table-undated-0001") -> Source:
    return Source(id=slug, publisher="A wire", title="A table", reliability="F", reliability_reason="not judged")


def figure(number: int = 7, **changes) -> Figure:
    base = {
        "id": f"f-{number}", "source_id": "table-undated-0001", "measure": "returns_all", "nature": "count",
        "place_ids": ("islam-qala",), "start": DAY, "end": DAY, "value": float(number), "qualifier": "exact",
        "unit": "people", "counted_by": "iom", "attributed_to": "IOM",
    }  # fmt: skip
    return Figure(**{**base, **changes})


def happening(slug: str = "e-1", where: str = "at-34.7-61.0", source_id: str = "table-undated-0001") -> list:
    return [
        Event(id=slug, title="Shots at a post", category="clash", start=DAY, end=DAY, place_ids=(where,)),
        Claim(
            id=f"{slug}-a", event_id=slug, source_id=source_id, category="clash", what="Shots", place_ids=(where,),
            start=DAY, end=DAY, status="reported", attributed_to="A wire", about_border=False,
        ),
    ]  # fmt: skip


HERE = Place(
    id="at-34.7-61.0", name="A post", kind="settlement", country="AF", lat=34.7, lon=61.0, precision_km=2, source="t"
)


@pytest.fixture
def folder(tmp_path, facts) -> Path:
    (tmp_path / "facts.sqlite").write_bytes(facts.file.read_bytes())
    return tmp_path


def test_the_store_holds_what_was_built_and_what_was_added(folder, facts):
    with Additions(folder).writing(about()) as pen:
        pen.add([source(), figure(), HERE, *happening()])
    opened = Store.open(folder)
    assert opened.places["at-34.7-61.0"] == HERE
    assert opened.events["e-1"].place_ids == ("at-34.7-61.0",)
    assert opened.figures[-1] == figure()
    assert len(opened.figures) == len(facts.figures) + 1
    assert "e-1" in [v.event.id for v in events_in(opened, WEEK)]


def test_an_addition_changes_the_digest_and_a_store_without_any_has_the_seeds_own(folder):
    before = Store.open(folder).digest
    assert before == stores.seeds_digest()
    with Additions(folder).writing(about()) as pen:
        pen.add([source(), figure()])
    assert Store.open(folder).digest != before


def test_a_build_leaves_what_was_added(folder):
    with Additions(folder).writing(about()) as pen:
        pen.add([source(), figure()])
    stores.build(folder)
    assert "f-7" in [f.id for f in Store.open(folder).figures]


def test_the_same_batch_again_changes_nothing(folder):
    added = Additions(folder)
    for _ in range(2):
        with added.writing(about()) as pen:
            pen.add([source(), figure()])
    assert pen.kept == 0
    assert [b.kept for b in added.batches()] == [1]


def test_a_batch_that_fails_midway_leaves_nothing(folder):
    added = Additions(folder)
    with pytest.raises(MarzError), added.writing(about()) as pen:
        pen.add([source(), figure(), replace(figure(8), value={"no": "number"})])
    assert added.last() == 0
    assert list(added.read(Figure)) == []


def test_a_process_killed_midway_leaves_nothing(folder):
    code = (
        "import os, sys; from pathlib import Path; from tests.geo.test_additions import about, figure, source\n"
        "from geo.additions import Additions\n"
        "with Additions(Path(sys.argv[1])).writing(about()) as pen:\n"
        "    pen.add([source(), *(figure(n) for n in range(30_000))]); os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, folder], cwd=ROOT, capture_output=True)
    assert done.returncode == -9
    assert list(Additions(folder).read(Figure)) == []
    with Additions(folder).writing(about()) as pen:
        pen.add([source(), figure()])
    assert pen.kept == 1


def test_two_processes_add_at_once_and_lose_nothing(folder):
    code = (
        "import sys; from pathlib import Path; from tests.geo.test_additions import about, figure, source\n"
        "from geo.additions import Additions; first = int(sys.argv[2])\n"
        "for n in range(first, first + 20):\n"
        "    with Additions(Path(sys.argv[1])).writing(about(file=str(n))) as pen: pen.add([source(), figure(n)])\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, folder, str(n)], cwd=ROOT) for n in (100, 200)]
    assert [p.wait() for p in both] == [0, 0]
    assert len(list(Additions(folder).read(Figure))) == 40
    assert [b.id for b in Additions(folder).batches()] == list(range(1, 41))


def test_what_was_added_can_be_neither_changed_nor_deleted(folder):
    added = Additions(folder)
    with added.writing(about()) as pen:
        pen.add([source(), figure()])
    for command in ("update figure set value = 1", "delete from figure", "delete from batches"):
        with pytest.raises(MarzError, match="stays as it was"), added.writing(about()) as pen:
            pen._base.execute(command)


def test_an_open_store_shows_one_state_however_long_it_is_read(folder):
    opened = Store.open(folder)
    with Additions(folder).writing(about()) as pen:
        pen.add([source(), figure(), HERE, *happening()])
    assert "e-1" not in opened.events
    assert "f-7" not in [f.id for f in opened.figures]
    assert opened.digest == stores.seeds_digest()


def test_an_added_event_at_a_place_the_seeds_no_longer_hold_is_passed_over(folder):
    with Additions(folder).writing(about()) as pen:
        pen.add([source(), *happening("e-2", "a-place-that-went")])
    opened = Store.open(folder)
    assert "e-2" not in opened.events
    assert all(c.event_id != "e-2" for c in opened.claims)


def test_what_must_not_be_passed_on_is_shown_and_left_out_of_exports(folder, tmp_path):
    closed = "closed-undated-0001"
    added = Additions(folder)
    with added.writing(about(redistributable=False)) as pen:
        pen.add([source(closed), HERE, *happening("e-closed", source_id=closed)])
    with added.writing(about()) as pen:
        pen.add([source(), *happening("e-open")])
    opened = Store.open(folder)
    shown = {v.event.id for v in events_in(opened, WEEK)}
    assert {"e-closed", "e-open"} <= shown
    path = tmp_path / "events.geojson"
    (done,) = export(["events"], path, store=opened, selection=Selection(window=WEEK))
    assert (done.rows, done.left_out) == (len(shown) - 1, 1)
    written = {f["id"] for f in json.loads(path.read_text())["features"]}
    assert shown - written == {"e-closed"}


def test_a_spoilt_file_of_additions_is_refused_with_what_to_do(folder):
    (folder / "added.sqlite").write_bytes(b"this is not a database, it only looks like a file" * 20)
    with pytest.raises(NotBuilt, match="check --repair"):
        Store.open(folder).events  # noqa: B018
