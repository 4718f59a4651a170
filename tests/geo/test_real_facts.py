"""What the map must show of the real facts, whatever else changes."""

from datetime import date

from geo.claims import EventView
from geo.eventlist import events_in
from geo.store import Store
from geo.window import Window


def on(facts: Store, day: str, place: str, category: str) -> list[EventView]:
    window = Window.inclusive(date.fromisoformat(day), date.fromisoformat(day))
    found = events_in(facts, window, places=frozenset([place]), categories=frozenset([category]))
    return [v for v in found if v.event.place_ids == (place,)]


def figures(facts: Store, place: str, value: float, day: str) -> list:
    return [f for f in facts.figures if f.place_ids == (place,) and f.value == value and str(f.start) == day]


def test_the_capture_of_islam_qala_is_disputed_on_the_day_and_confirmed_the_next(facts):
    (that_day,) = on(facts, "2021-07-08", "islam-qala", "capture")
    assert that_day.status == "disputed"
    assert {"claimed", "denied"} & {c.status for c in that_day.claims} >= {"denied"}
    assert any("Arian" in c.attributed_to for c in that_day.claims if c.status == "denied")
    (next_day,) = on(facts, "2021-07-09", "islam-qala", "capture")
    assert next_day.status == "confirmed"
    assert next_day.event.id == that_day.event.id


def test_the_turn_back_order_lies_on_the_three_eastern_provinces(facts):
    window = Window.inclusive(date(2021, 8, 18), date(2021, 8, 18))
    orders = events_in(facts, window, categories=frozenset(["policy"]))
    assert any(set(v.event.place_ids) == {"IR-09", "IR-29", "IR-11"} for v in orders)


def test_the_border_camps_of_august_2021_are_disputed_with_both_voices(facts):
    window = Window.inclusive(date(2021, 8, 15), date(2021, 8, 20))
    camps = [v for v in events_in(facts, window, categories=frozenset(["camp"])) if v.status == "disputed"]
    assert len(camps) == 1
    assert {"claimed", "denied"} <= {c.status for c in camps[0].claims}
    assert any("Mahmoudi" in c.attributed_to for c in camps[0].claims)


def test_the_two_gates_of_5_july_2025_have_their_counts_with_a_source(facts):
    (islam_qala,) = figures(facts, "islam-qala", 12574, "2025-07-05")[:1]
    (milak,) = figures(facts, "milak-zaranj", 13746, "2025-07-05")[:1]
    assert islam_qala.counted_by == milak.counted_by
    assert facts.sources[islam_qala.source_id].publisher
    assert islam_qala.evidence_sha256


def test_more_than_75_000_stays_a_lower_bound(facts):
    (figure,) = [f for f in facts.figures if f.value == 75000 and f.source_id == "seed-001"]
    assert (figure.qualifier, figure.value_high) == ("more than", None)


def test_every_statement_has_a_source_and_every_source_a_grade_with_a_reason(facts):
    for statement in (*facts.claims, *facts.figures):
        source = facts.sources[statement.source_id]
        assert source.reliability in "ABCDEF"
        assert len(source.reliability_reason) > 10
