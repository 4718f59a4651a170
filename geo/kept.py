"""Answers that depend on a store and on what was asked alone: worked out once, and shared by all who ask.

They hang on the store itself, so that they go when it goes, and the oldest of many give way.
"""

from collections.abc import Callable
from functools import lru_cache, partial, update_wrapper
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
                held.setdefault(name, lru_cache(maxsize=most)(partial(_of_what_lives, answer, ref(store))))
            found: R = held[name](*asked, **more)
            return found

        return update_wrapper(given, answer)

    return keeping


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
