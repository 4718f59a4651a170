from collections import Counter
from datetime import date
from itertools import pairwise

from geo.store import Store
from geo.window import Window
from layers.returns import volumes_at
from layers.timedata import FOR_GOOD, day_number, day_of
from layers.timereturns import WIDEST, returns_by_interval


def rows_known(rows, day):
    return [r for r in rows if r.known <= day < r.until or (r.until == FOR_GOOD and r.known <= day)]


def test_what_a_body_had_published_by_a_day_never_overlaps_and_keeps_to_the_bounds_of_that_day():
    store = Store.open()
    rows, bodies = returns_by_interval(store, Window.inclusive(date(2025, 6, 25), date(2025, 7, 9)))
    assert {r.body for r in rows} == {b.id for b in bodies}
    for known_by in (date(2025, 7, 5), date(2025, 8, 1), date(2027, 1, 1)):
        told = rows_known(rows, day_number(known_by))
        for body, place in {(r.body, r.place_id) for r in told}:
            line = sorted((r for r in told if (r.body, r.place_id) == (body, place)), key=lambda r: r.start)
            assert all(a.end <= b.start for a, b in pairwise(line))
            whole = Window(date.fromordinal(line[0].start + 730120), date.fromordinal(line[-1].end + 730120))
            answers = volumes_at(store, whole, place, counted_by=body, known_by=known_by)
            widest = max((a for a in answers), key=lambda a: a.high or 10**9)
            assert sum(r.low for r in line) <= (widest.high or 10**9)
            assert min(a.low for a in answers) <= sum(r.high or 10**9 for r in line)
        assert all(r.low <= r.best <= (r.high or 10**9) for r in told)


def test_nothing_is_shown_before_it_was_published():
    rows, _ = returns_by_interval(Store.open(), Window.inclusive(date(2025, 6, 25), date(2025, 7, 9)))
    assert all(r.known >= r.start for r in rows)


def test_a_total_over_more_than_a_month_reports_no_day_on_the_map_as_on_the_page():
    store = Store.open()
    rows, _ = returns_by_interval(store, Window.inclusive(date(2025, 6, 25), date(2025, 7, 9)))
    standing = [r for r in rows if r.until == FOR_GOOD]
    assert any(r.told for r in standing)
    lumped = next(r for r in standing if not r.told)
    inside = Window(day_of(lumped.start), day_of(lumped.end))
    answers = volumes_at(store, inside, lumped.place_id, counted_by=lumped.body)
    assert all(a.unreported_days + a.lumped_days == inside.days for a in answers if a.measure in WIDEST)


def test_where_nobody_reports_the_map_draws_the_body_that_reports_most_often():
    rows, bodies = returns_by_interval(Store.open(), Window.inclusive(date(2019, 3, 3), date(2019, 3, 5)))
    told = Counter(r.body for r in rows if r.told and r.until == FOR_GOOD)
    assert bodies[0].id == told.most_common(1)[0][0]
