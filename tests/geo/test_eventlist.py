"""A list of events answers as a look at each of them would, and reads only those that are looked at."""

from dataclasses import replace
from datetime import date

import pytest

from geo import eventcolumns, eventlist
from geo.claims import views_of
from geo.coarse import Coarse
from geo.eventcolumns import EventColumns
from geo.eventlist import EventList, begins_here, events_in
from geo.reviewed import Reviewed
from geo.schema import Claim, Event
from geo.store import Store
from geo.window import Window
from layers.timefill import time_data

LONG = Window.inclusive(date(2018, 1, 1), date(2025, 12, 31))
WEEK = Window.inclusive(date(2021, 7, 5), date(2021, 7, 11))
SEEN = [lambda s: s, Store.shareable, Coarse, lambda s: Coarse(s.shareable())]


def fresh(tabled: Store) -> Store:
    return Store.open(tabled.file.parent)


def reviewed(tabled: Store) -> Store:
    """A store in which a reviewer speaks of two imported events, one of which had no claim."""
    store = fresh(tabled)
    (told,) = (c for c in tabled.claims if c.event_id == "z-4-11")
    more = [replace(told, id=f"said-{n}", event_id=e, status="denied") for n, e in enumerate(("z-4-11", "no-claim"))]
    own = replace(tabled.events["z-4-11"], id="seen-by-a-reviewer")
    more.append(replace(told, id="own", event_id=own.id))
    store._reviewed = Reviewed("a", {Claim: tuple(more), Event: (own,)})
    return store


def each(store: Store, window: Window, known_by: date | None = None) -> list:
    return views_of(store.events.values(), store.claims, store, window, known_by=known_by)


@pytest.mark.parametrize("known_by", [None, date(2021, 7, 9), date(2021, 8, 31)])
@pytest.mark.parametrize("window", [LONG, WEEK])
@pytest.mark.parametrize("see", SEEN)
@pytest.mark.parametrize("make", [fresh, reviewed])
def test_a_window_holds_what_a_look_at_each_event_finds(make, see, window, known_by, tabled):
    found = events_in(see(make(tabled)), window, known_by=known_by)
    assert list(found) == each(see(make(tabled)), window, known_by)
    assert found[3:40] == list(found)[3:40]
    assert found[-1] == list(found)[-1]


def test_most_imported_events_are_columns_and_no_record_of_them_is_made(tabled):
    store = fresh(tabled)
    record = eventlist.record_of(store)
    assert record.shown.sum() > 40
    assert len(record.events) < len(tabled.events) - 40
    for ask in (eventlist.undated, eventlist.days_of_events, eventlist.claims_by_source):
        assert ask(store)
    assert events_in(store, LONG).begun_here(WEEK)
    time_data(store, WEEK)
    assert not {"events", "claims"} & vars(store).keys()


@pytest.mark.parametrize("see", SEEN)
def test_places_and_kinds_choose_as_a_look_at_each_event_does(see, tabled):
    store, every = see(fresh(tabled)), each(see(tabled), LONG)
    here = frozenset({"at-3", "AF-HER"})
    found = events_in(store, LONG, places=here, categories=frozenset({"clash"}))
    assert list(found) == [v for v in every if v.event.category == "clash" and here & set(v.event.place_ids)]


@pytest.mark.parametrize(
    "asked",
    [{}, {"categories": ["clash", "camp"]}, {"statuses": ["reported"]}, {"sources": ["table"]}, {"sources": []},
     {"categories": ["clash"], "statuses": ["disputed"], "sources": ["table", "closed"]}],
)  # fmt: skip
def test_filters_keep_the_same_of_a_list_and_of_views_already_made(asked, tabled):
    found = events_in(fresh(tabled), LONG)
    made = EventList.of(list(found)).passing(**asked)
    assert list(found.passing(**asked)) == list(made)
    assert found.passing(**asked).claims == made.claims == sum(len(v.claims) for v in made)
    assert found.passing(**asked).sources() == made.sources()
    assert made.sources() == list(dict.fromkeys(c.source_id for v in made for c in v.claims))


def test_what_began_here_is_parted_from_what_did_not(tabled):
    found = events_in(fresh(tabled), WEEK)
    near, far = found.begun_here(WEEK)
    assert list(near) == [v for v in found if begins_here(v, WEEK)]
    assert list(far) == [v for v in found if not begins_here(v, WEEK)]


def test_an_id_that_is_no_text_is_of_no_event(tabled):
    assert eventlist.find_event(tabled, "He\udc80rat") is None


@pytest.mark.parametrize("see", SEEN)
def test_an_event_is_found_by_its_id(see, tabled):
    store, whole = see(fresh(tabled)), see(tabled)
    ids = tabled.events.keys() - {"no-claim"} | {"", "nowhere", "zzz"}
    told = {c.event_id for c in whole.claims}
    for id_ in ids:
        assert eventlist.find_event(store, id_) == whole.events.get(id_)
        listed = [v.event.id for v in events_in(store, LONG).of_id(id_)]
        dated = id_ in told and LONG.meets(whole.events[id_].start, whole.events[id_].end)
        assert listed == [id_] * dated, id_


@pytest.mark.parametrize("see", SEEN)
def test_sources_days_and_events_without_a_day_are_those_of_all_records(see, tabled):
    store, whole = see(fresh(tabled)), see(tabled)
    assert set(eventlist.undated(store)) == {e for e in whole.events.values() if not (e.start or e.end)}
    assert set(eventlist.days_of_events(store)) == {e.start or e.end for e in whole.events.values()} - {None}
    counts = eventlist.claims_by_source(store)
    assert dict(counts) == {s: n for s in counts if (n := sum(c.source_id == s for c in whole.claims))}


def test_columns_are_read_back_from_the_disk_and_made_again_where_they_are_damaged(tabled):
    made = eventcolumns.of_store(fresh(tabled))
    (folder,) = tabled.file.parent.glob("events-*")
    kept = EventColumns.load(folder)
    assert kept is not None
    assert (kept.first == made.first).all()
    whole = (folder / "first.npy").read_bytes()
    (folder / "first.npy").write_bytes(b"half")
    assert EventColumns.load(folder) is None
    assert len(eventcolumns.of_store(fresh(tabled))) == len(made)
    (folder / "first.npy").write_bytes(whole)
