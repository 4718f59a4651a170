"""Answers that are kept with a store belong to that store alone."""

from collections import OrderedDict
from datetime import date
from threading import Barrier, Event, Thread, current_thread
from time import sleep
from weakref import ref

import pytest

from geo.claims import figures_by_id, inside
from geo.coarse import Coarse
from geo.eventlist import events_in
from geo.kept import _Answers, kept
from geo.store import Store
from geo.window import Window
from layers.chart import returns_charts
from layers.opening import opening
from layers.page.main import open_store
from layers.page.stories import narratives
from layers.returns import volumes_at


@kept(most=4)
def points(store: Store) -> dict[str, float | None]:
    return {p.id: p.lat for p in store.places.values()}


def test_a_coarse_store_takes_over_no_exact_position_that_was_asked_for_before(facts):
    exact = points(facts)
    rounded = points(Coarse(facts))
    assert rounded != exact
    assert points(facts) is exact
    assert points(Coarse(facts)) == rounded


def test_what_several_ask_for_at_once_is_worked_out_once(facts):
    times, begun = [], Barrier(4)

    @kept(most=1)
    def slow(store: Store, what: int) -> int:
        times.append(what)
        sleep(0.2)
        return len(times)

    def ask() -> None:
        begun.wait()
        assert slow(store, 7) == 1

    store = Coarse(facts)
    asking = [Thread(target=ask) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert times == [7]


def test_an_answer_is_not_crowded_out_between_a_look_and_the_taking():
    begun, waiting, found = Event(), Event(), list[int]()

    def answer(what: int) -> int:
        begun.set()
        waiting.wait(5)
        return what

    answers = _Answers(1, answer)

    class Held(OrderedDict):
        def __contains__(self, key: object) -> bool:
            here = super().__contains__(key)
            if here and current_thread() is second:  # it has waited, and now looks
                other = Thread(target=answers.give, args=((2,), {}))
                other.start()
                other.join(0.2)
            return here

    answers._held = Held()
    first = Thread(target=answers.give, args=((1,), {}))
    second = Thread(target=lambda: found.append(answers.give((1,), {})))
    first.start()
    begun.wait(5)
    second.start()
    sleep(0.1)
    waiting.set()
    first.join(5)
    second.join(5)
    assert found == [1]


def test_an_answer_that_failed_is_asked_for_again_and_the_oldest_of_many_gives_way(facts):
    asked = []

    @kept(most=2)
    def answer(store: Store, what: int) -> int:
        asked.append(what)
        if asked == [1]:
            raise ValueError("not yet")
        return what

    store = Coarse(facts)
    with pytest.raises(ValueError, match="not yet"):
        answer(store, 1)
    for what in (1, 2, 1, 3, 1, 2):
        assert answer(store, what) == what
    assert asked == [1, 1, 2, 3, 2]


def test_a_store_that_lets_go_holds_nothing_and_answers_as_before(tmp_path):
    store, july = Store.open(tmp_path), Window(date(2025, 7, 1), date(2025, 7, 16))
    before, digest = list(events_in(store, july)), store.digest
    bare = vars(Store.open(tmp_path)).keys()
    store.let_go()
    assert vars(store).keys() == bare
    assert (list(events_in(store, july)), store.digest) == (before, digest)


def test_the_page_has_the_store_that_it_showed_before_let_go(tmp_path, monkeypatch):
    monkeypatch.setenv("MARZ_STORE", str(tmp_path))
    first = open_store(str(tmp_path), (0, 0))
    assert first.places
    second = open_store(str(tmp_path), (1, 0))
    assert second is not first
    assert "places" not in vars(first)
    assert open_store(str(tmp_path), (1, 0)) is second


def test_a_store_that_nobody_shows_any_more_goes_with_all_that_was_kept_for_it(tmp_path):
    store, july = Store.open(tmp_path), Window(date(2025, 7, 1), date(2025, 7, 16))
    asked = {volumes_at: (july, "border-af-ir"), events_in: (july,), opening: (july,), returns_charts: (july,)}
    for ask in (*asked, narratives, figures_by_id):
        assert ask(store, *asked.get(ask, ()))
    assert inside("islam-qala", store)
    gone = ref(store)
    del store
    assert gone() is None
