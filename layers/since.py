"""What a view rests on, sealed into a link, so that a link opened later can say what has changed since.

A seal is the day, and for every claim and figure two bytes for its id and one for its content, with a checksum, in
base64url. Above :data:`MOST` of them it holds only how many there were.
"""

import base64
import binascii
import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from geo.eventlist import EventList
from geo.schema import Claim, Figure
from layers import phrases
from layers.language import Language

MOST = 240
_SAID = ("status", "what", "attributed_to", "said", "start", "end", "place_ids")
_COUNTED = ("value", "value_high", "qualifier", "unit", "measure", "nature", "start", "end", "place_ids", "counted_by",
            "published")  # fmt: skip
Told = Claim | Figure


@dataclass(frozen=True, slots=True)
class Basis:
    """What a view rests on: the claims of its events, which are read only when each is asked for, and its figures."""

    events: EventList
    figures: Sequence[Figure]

    def __len__(self) -> int:
        return self.events.claims + len(self.figures)

    def __iter__(self) -> Iterator[Told]:
        yield from (claim for view in self.events for claim in view.claims)
        yield from self.figures

    def __contains__(self, one: object) -> bool:
        return any(one == told for told in self)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from the day a link was made; ``exact`` is false where only numbers could be compared."""

    made: date
    claims: int = 0
    figures: int = 0
    restated: int = 0
    gone: int = 0

    def __bool__(self) -> bool:
        """Whether there is any."""
        return any((self.claims, self.figures, self.restated, self.gone))


def seal(told: Collection[Told], made: date) -> str:
    """Seal what a view rests on, each claim and figure once.

    Examples
    --------
    >>> changes(seal([], date(2026, 1, 1)), []).made
    datetime.date(2026, 1, 1)
    """
    few = len(told) <= MOST
    marks = sorted({_mark(one) for one in told}) if few else []
    count = len(marks) if few else len(told)
    body = bytes([few]) + made.toordinal().to_bytes(3) + count.to_bytes(3) + b"".join(marks)
    return base64.urlsafe_b64encode(body + _check(body)).rstrip(b"=").decode()


def changes(sealed: str, told: Collection[Told]) -> Changes | None:
    """Say what has changed since a seal was made, or nothing where it cannot be read."""
    body = _opened(sealed)
    if body is None:
        return None
    made, count = date.fromordinal(int.from_bytes(body[1:4])), int.from_bytes(body[4:7])
    if not body[0]:
        more = len(told) - count
        return Changes(made, claims=max(more, 0), gone=max(-more, 0))
    now = {_mark(one): one for one in told}
    then = {body[i : i + 3] for i in range(7, len(body), 3)}
    ids_then, ids_now = {m[:2] for m in then}, {m[:2] for m in now}
    fresh = [one for mark, one in now.items() if mark[:2] not in ids_then]
    restated = {m[:2] for m in now if m not in then} & ids_then
    figures = sum(isinstance(one, Figure) for one in fresh)
    return Changes(made, len(fresh) - figures, figures, len(restated), len(ids_then - ids_now))


def since_text(found: Changes, t: Language) -> str:
    """Say what has changed since a link was made, or that nothing has."""
    if not found:
        return t("since_same", day=phrases.day(found.made, t))
    counts = (("since_claims", found.claims), ("since_figures", found.figures), ("since_restated", found.restated),
              ("since_gone", found.gone))  # fmt: skip
    parts = [t.many(key, n) for key, n in counts if n]
    return t("since", day=phrases.day(found.made, t), changes=t("comma").join(parts))


def _mark(one: Told) -> bytes:
    fields = _SAID if isinstance(one, Claim) else _COUNTED
    content = "\0".join(str(getattr(one, name)) for name in fields)
    return hashlib.sha256(one.id.encode()).digest()[:2] + hashlib.sha256(content.encode()).digest()[:1]


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:2]


def _opened(sealed: str) -> bytes | None:
    try:
        whole = base64.b64decode(sealed + "=" * (-len(sealed) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    body, check = whole[:-2], whole[-2:]
    sound = len(body) >= 7 and _check(body) == check and body[0] in (0, 1) and len(body[7:]) % 3 == 0
    return body if sound and 0 < int.from_bytes(body[1:4]) <= date.max.toordinal() else None
