"""Answers that depend on a store and on what was asked alone: worked out once, and shared by all who ask.

They hang on the store itself, so that they go when it goes, and the oldest of many give way.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial, update_wrapper
from threading import Lock, RLock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import ref

from geo.store import Store

P = ParamSpec("P")
R = TypeVar("R")
Answer = Callable[Concatenate[Store, P], R]


def kept(most: int) -> Callable[[Answer[P, R]], Answer[P, R]]:
    """Keep the last ``most`` answers of a function for each store; what is asked must be hashable, answers unchanging.

    Examples
    --------
    >>> @kept(most=8)
    ... def first_claims(store: Store, count: int) -> tuple[str, ...]:
    ...     return tuple(claim.id for claim in store.claims[:count])
    >>> store = Store.open()
    >>> first_claims(store, 2) is first_claims(store, 2)
    True
    """

    def keeping(answer: Answer[P, R]) -> Answer[P, R]:
        name = f"{answer.__module__}.{answer.__qualname__}"

        def given(store: Store, /, *asked: P.args, **more: P.kwargs) -> R:
            held = _answers_of(store)
            if name not in held:
                held.setdefault(name, _Answers(most, partial(_of_what_lives, answer, ref(store))))
            found: R = held[name].give(asked, more)
            return found

        return update_wrapper(given, answer)

    return keeping


class _Answers:
    """The last answers of one function; what several ask for at once is worked out by the first of them."""

    def __init__(self, most: int, answer: Callable[..., Any]):
        self._most, self._answer = most, answer
        self._held: OrderedDict[Any, Any] = OrderedDict()
        self._at_work: dict[Any, RLock] = {}
        self._lock = Lock()

    def give(self, asked: tuple[Any, ...], more: dict[str, Any]) -> Any:
        key = asked, tuple(more.items())
        with self._lock:
            if key in self._held:
                return self._again(key)
            work = self._at_work.setdefault(key, RLock())
        with work:
            with self._lock:  # others may crowd it out between a look and the taking
                if key in self._held:
                    return self._again(key)
            try:
                found = self._answer(*asked, **more)
                with self._lock:
                    self._held[key] = found
                    if len(self._held) > self._most:
                        self._held.popitem(last=False)
            finally:
                with self._lock:
                    self._at_work.pop(key, None)
        return found

    def _again(self, key: Any) -> Any:
        self._held.move_to_end(key)
        return self._held[key]


def _answers_of(store: Store) -> dict[str, Any]:
    """Give what hangs on a store; a store made from another one's parts begins with nothing of that one's answers."""
    owner, held = vars(store).setdefault("_answers", (ref(store), {}))
    if owner() is not store:
        held = {}
        vars(store)["_answers"] = (ref(store), held)
    answers: dict[str, Any] = held
    return answers


def _of_what_lives(answer: Callable[..., R], store: "ref[Store]", *asked: Any, **more: Any) -> R:
    """Answer without holding the store, which holds the answer: so it goes as soon as nobody needs it."""
    return answer(store(), *asked, **more)
