"""Narratives: ordered views of the map with a caption each, written by people in ``seeds/narratives/*.toml``.

A caption says nothing of its own: every view names the claims and figures that it rests on, and a narrative that names
one which is not on record is refused as a whole.
"""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from geo import paths
from geo.calendars import Lang
from geo.errors import BadDate, RefusedRow
from geo.schema import Claim, Event, Figure, Place
from geo.window import Window

LANGUAGES: tuple[Lang, ...] = ("en", "fa", "prs")
MOST_BYTES, MOST_VIEWS, LONGEST = 200_000, 60, 800
_FIELDS = frozenset({"from", "to", "known_by", "place", "event", "claims", "figures", "caption"})


class Facts(Protocol):
    """What narratives are checked against: the seeds, or a store's records."""

    @property
    def places(self) -> Iterable[Place]: ...  # noqa: D102
    @property
    def events(self) -> Iterable[Event]: ...  # noqa: D102
    @property
    def claims(self) -> Iterable[Claim]: ...  # noqa: D102
    @property
    def figures(self) -> Iterable[Figure]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Scene:
    """One view of a narrative, and the ids that its caption rests on."""

    window: Window
    caption: dict[str, str]
    place: str = ""
    event: str = ""
    known_by: date | None = None
    claims: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrative:
    """A titled order of scenes; the id is the file's name."""

    id: str
    title: dict[str, str]
    scenes: tuple[Scene, ...]


def read(facts: Facts, folder: Path | None = None) -> tuple[list[Narrative], list[RefusedRow]]:
    """Read all narratives; one with a fault is refused, with file, line and every fault of its first faulty view."""
    known = {name: {r.id for r in getattr(facts, name)} for name in ("places", "events", "claims", "figures")}
    kept: list[Narrative] = []
    refused: list[RefusedRow] = []
    for file in sorted((folder or paths.seeds() / "narratives").glob("*.toml")):
        try:
            kept.append(_narrative(file, known))
        except RefusedRow as refusal:
            refused.append(refusal)
    return kept, refused


def _narrative(file: Path, known: dict[str, set[str]]) -> Narrative:
    label = f"narratives/{file.name}"
    if file.stat().st_size > MOST_BYTES:
        raise RefusedRow(label, 1, f"larger than {MOST_BYTES // 1000} kB; split it into several narratives")
    try:
        text = file.read_text(encoding="utf-8")
        written = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise RefusedRow(label, getattr(fault, "lineno", 1), f"not TOML in UTF-8: {fault}") from None
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[view]]"]
    views = written.get("view")
    if written.keys() != {"title", "view"} or not isinstance(views, list) or not 0 < len(views) <= MOST_VIEWS:
        raise RefusedRow(label, 1, f"needs [title] and 1 to {MOST_VIEWS} [[view]] tables, and nothing else")
    if not _spoken(written["title"]):
        raise RefusedRow(label, 1, f"[title] needs a text in each of {', '.join(LANGUAGES)}")
    lines += [1] * (len(views) - len(lines))
    scenes = tuple(_scene(view, known, label, line) for view, line in zip(views, lines, strict=False))
    return Narrative(file.stem, written["title"], scenes)


def _scene(view: dict[str, Any], known: dict[str, set[str]], label: str, line: int) -> Scene:
    faults = list(_faults(view, known))
    if faults:
        raise RefusedRow(label, line, "; ".join(faults))
    try:
        window = Window.inclusive(view["from"], view["to"])
    except BadDate as fault:
        raise RefusedRow(label, line, str(fault)) from None
    return Scene(
        window, view["caption"], view.get("place", ""), view.get("event", ""), view.get("known_by"),
        tuple(view.get("claims", ())), tuple(view.get("figures", ())),
    )  # fmt: skip


def _faults(view: dict[str, Any], known: dict[str, set[str]]) -> Iterable[str]:
    if unknown := sorted(view.keys() - _FIELDS):
        yield f"unknown {', '.join(unknown)}"
    for name in ("from", "to", "known_by"):
        if type(view.get(name)) is not date and (name != "known_by" or name in view):
            yield f"{name} must be a day, written as 2025-07-06"
    if not _spoken(view.get("caption")):
        yield f"the caption needs a text of at most {LONGEST} characters in each of {', '.join(LANGUAGES)}"
    for name, kind in (("place", "places"), ("event", "events")):
        if name in view and view[name] not in known[kind]:
            yield f"no {name} {view[name]!r} on record"
    for name in ("claims", "figures"):
        yield from (f"no {name[:-1]} {i!r} on record" for i in _ids(view, name) if i not in known[name])
    if not any(_ids(view, name) for name in ("claims", "figures")):
        yield "the caption rests on no claim or figure; name at least one"


def _ids(view: dict[str, Any], name: str) -> Collection[object]:
    ids = view.get(name, ())
    return ids if isinstance(ids, list) else [ids] if ids else ()


def _spoken(texts: object) -> bool:
    whole = isinstance(texts, dict) and texts.keys() == set(LANGUAGES)
    return whole and all(isinstance(t, str) and 0 < len(t.strip()) <= LONGEST for t in texts.values())  # type: ignore[attr-defined]
