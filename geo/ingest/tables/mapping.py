"""A mapping: which column of somebody's table is what.

Proposed once from header and first rows, then corrected by hand. Written as TOML with comments, so that whoever
corrects it sees what can be said; JSON of the same shape is read too.
"""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.durable import write_atomic
from geo.errors import MarzError
from geo.fold import fold
from geo.ingest.tables.cells import days, given, number
from geo.ingest.tables.reading import Row, Sheet
from geo.schema import CATEGORIES, NATURES, QUALIFIERS, RELIABILITIES, STATUSES

FIGURE_KEYS = ("place", "admin1", "country", "start", "end", "value", "value_high", "measure", "nature", "qualifier",
               "unit", "counted_by", "attributed_to", "published", "note")  # fmt: skip
EVENT_KEYS = ("id", "place", "admin1", "country", "lat", "lon", "precision_km", "start", "end", "category", "status",
              "title", "what", "attributed_to", "said", "note")  # fmt: skip
_SECTIONS = ("kind", "header", "date_order", "columns", "values", "constants", "categories", "source")
_SOURCE = ("publisher", "title", "url", "language", "reliability", "reliability_reason", "redistributable")
_CLOSED = {"category": CATEGORIES, "status": STATUSES, "nature": NATURES, "qualifier": QUALIFIERS}
_WORDS = {
    "place": "place location crossing border point gate site town city محل مکان گذرگاه مرز شهر ځای",
    "admin1": "admin1 adm1 province ولایت استان ولایت‌",
    "country": "country iso iso3 کشور",
    "start": "date day start from begin period_start week month reporting_date event_date تاریخ روز از شروع نېټه",
    "end": "end to until period_end تا پایان",
    "value": "value count number individuals total people persons returnees returns تعداد شمار نفر مجموع برگشت‌کنندگان",
    "counted_by": "counted_by body agency org organisation organization شمارنده نهاد",
    "attributed_to": "source attributed_to reported_by منبع",
    "published": "published publication_date",
    "qualifier": "qualifier",
    "note": "note notes remarks comment توضیح ملاحظات",
    "lat": "lat latitude y عرض",
    "lon": "lon long lng longitude x طول",
    "category": "category type event_type نوع",
    "title": "title event headline عنوان رویداد",
    "what": "what description details شرح",
}
_OF_RETURNS = {
    "deportations": ("deport", "expel", "forced", "اخراج"),
    "returns_voluntary": ("voluntary", "spontaneous", "داوطلب"),
    "returns_undocumented": ("undocumented", "بدونمدرک"),
    "returns_documented": ("documented", "registered"),
    "families": ("famil", "household", "خانوار", "خانواده"),
    "returns_all": ("return", "بازگشت", "عودت", "برگشت"),
    "people_present": ("idp", "displaced", "present", "refugees", "population", "بیجاشد"),
}
_STOCK_NAMES = ("numpresentidp", "idps", "displaced", "affectedidps", "بیجاشد")


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping as read: all keys known, all closed words on their lists."""

    kind: str
    header: int = 1
    date_order: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    source: dict[str, Any] = field(default_factory=dict)


def read_mapping(path: Path) -> Mapping:
    """Read a mapping.

    Raises
    ------
    MarzError
        Naming all faults at once.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        tree = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as fault:
        raise MarzError(
            f"{path.name}: {fault}. Mend the mapping, or delete it and let --map propose a new one."
        ) from None
    if not isinstance(tree, dict) or (faults := _faults(tree)):
        raise MarzError(f"{path.name}: {'; '.join(faults)}. Mend the mapping, or delete it to be given a new one.")
    return Mapping(**{name: _bare(tree[name]) for name in _SECTIONS if name in tree})


def counts_stock(column: str) -> bool:
    """Say whether a column's name or tag is that of people displaced inside a country, a stock.

    Examples
    --------
    >>> counts_stock("numPresentIdpInd"), counts_stock("Returnees")
    (True, False)
    """
    return any(word in _key(column) for word in _STOCK_NAMES)


def propose(sheet: Sheet, path: Path) -> None:
    """Write a mapping for a table, guessed from its header and first rows, to be corrected by a person."""
    rows = sheet.head(30)
    at = _header_line(rows)
    header, below = rows[at][1], [cells for _, cells in rows[at + 1 :]]
    taken = _guess(header, below)
    events = {"lat", "lon"} <= taken.keys() or "category" in taken
    write_atomic(path, _toml(sheet.name, rows[at][0], header, below, taken, events=events).encode())


def _key(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalnum())


def _bare(value: Any) -> Any:
    return {k: v for k, v in value.items() if v != ""} if isinstance(value, dict) else value


def _faults(tree: dict[str, Any]) -> list[str]:
    kind = tree.get("kind")
    keys = EVENT_KEYS if kind == "events" else FIGURE_KEYS
    faults = [f"unknown section {name!r}" for name in tree if name not in _SECTIONS]
    if kind not in ("figures", "events"):
        faults.append('kind must be "figures" or "events"')
    for name in ("columns", "constants", "values", "categories", "source"):
        if not isinstance(tree.get(name, {}), dict):
            faults.append(f"[{name}] must be a table of names")
    if faults:
        return faults
    for name in ("columns", "constants"):
        faults += [
            f"[{name}] knows no {k!r}; it can be: {', '.join(keys)}" for k in tree.get(name, {}) if k not in keys
        ]
    faults += [f"[source] knows no {k!r}" for k in tree.get("source", {}) if k not in _SOURCE]
    if (grade := tree.get("source", {}).get("reliability", "F")) not in RELIABILITIES:
        faults.append(f"reliability {grade!r} is none of A to F")
    for name, allowed in _CLOSED.items():
        if (word := tree.get("constants", {}).get(name)) and word not in allowed:
            faults.append(f"{name} {word!r} is not one of {', '.join(allowed)}")
    faults += [f"{c!r} is no category" for c in tree.get("categories", {}).values() if c not in CATEGORIES]
    if tree.get("date_order", "") not in ("", "dmy", "mdy"):
        faults.append('date_order must be "dmy" or "mdy"')
    if not isinstance(tree.get("header", 1), int):
        faults.append("header must be the number of the line with the column names")
    return faults


def _header_line(rows: Sequence[Row]) -> int:
    """Take the first line that is as wide as most and holds no number."""
    widths = [sum(1 for c in cells if c.strip()) for _, cells in rows]
    usual = max(widths, default=0)
    for i, (_, cells) in enumerate(rows):
        if widths[i] >= max(2, usual * 0.6) and not any(_is_number(c) for c in cells):
            return i
    return 0


def _guess(header: Sequence[str], below: Sequence[Sequence[str]]) -> dict[str, str]:
    taken: dict[str, str] = {}
    for key, words in _WORDS.items():
        folded = {_key(w) for w in words.split()}
        for exact in (True, False):
            for name in header:
                if key in taken or name in taken.values() or not name.strip():
                    continue
                parts = {_key(name)} if exact else {_key(p) for p in name.replace("_", " ").split()}
                if parts & folded:
                    taken[key] = name
    if "start" not in taken:
        free = [n for n in header if n.strip() and n not in taken.values()]
        if free and _mostly(_is_day, list(header).index(free[0]), below):
            taken["start"] = free[0]
    return taken


def _mostly(test: Any, column: int, below: Sequence[Sequence[str]]) -> bool:
    cells = [row[column] for row in below if column < len(row) and given(row[column])]
    return bool(cells) and sum(map(test, cells)) >= 0.8 * len(cells)


def _is_number(text: str) -> bool:
    try:
        return number(text) is not None
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return days(text, "dmy") is not None
    except ValueError:
        return False


def _value_columns(header: Sequence[str], below: Sequence[Sequence[str]], taken: dict[str, str]) -> dict[str, str]:
    """Give each column of numbers the measure its name speaks of, each measure once."""
    others = {v for k, v in taken.items() if k != "value"}
    free = [n for i, n in enumerate(header) if n.strip() and n not in others and _mostly(_is_number, i, below)]
    found: dict[str, str] = {}
    for name in free:
        folded = _key(name)
        for measure, words in _OF_RETURNS.items():
            if any(_key(w) in folded for w in words) and measure not in found:
                found[measure] = name
                break
    return found


def _order(below: Sequence[Sequence[str]], column: int) -> str:
    found = {o for row in below if column < len(row) for o in ("dmy", "mdy") if _only(row[column], o)}
    return found.pop() if len(found) == 1 else ""


def _only(text: str, order: str) -> bool:
    """Say whether a written day can be read in this order and in no other."""

    def reads(how: str) -> bool:
        try:
            return days(text, how) is not None
        except ValueError:
            return False

    return reads(order) and not reads("mdy" if order == "dmy" else "dmy")


def _toml(
    name: str, line: int, header: Sequence[str], below: Sequence[Sequence[str]], taken: dict[str, str], *, events: bool
) -> str:
    keys = EVENT_KEYS if events else FIGURE_KEYS
    values = {} if events else _value_columns(header, below, taken)
    if values:
        taken = {k: v for k, v in taken.items() if k != "value"}
    order = _order(below, list(header).index(taken["start"])) if "start" in taken else ""
    lines = [
        f"# How {name} is to be read. Correct it, then run the same command again.",
        f"# Columns of the table: {', '.join(h for h in header if h.strip())}",
        f"kind = {_q('events' if events else 'figures')}  # figures or events",
        f"header = {line}  # line of the column names",
        f"date_order = {_q(order)}  # dmy or mdy, for days such as 05/07/2025; Solar Hijri is known by its year",
        "", "[columns]  # ours = theirs; leave empty what the table lacks",
        *(f"{key} = {_q(taken.get(key, ''))}" for key in keys),
    ]  # fmt: skip
    if events:
        lines += ["", "[categories]  # their word = ours: " + ", ".join(CATEGORIES)]
        lines += [f"{_q(word)} = {_q('')}" for word in _words_in(header, below, taken.get("category", ""))]
    else:
        lines += ["", "[values]  # measure (see seeds/measures.csv) = the column that counts it"]
        lines += [f"{measure} = {_q(column)}" for measure, column in values.items()]
    constants = ("place", "country", "status") if events else ("place", "measure", "nature", "qualifier", "counted_by")
    lines += ["", "[constants]  # for all rows, where no column says it; counted_by is an id of seeds/bodies.csv"]
    lines += [f"{key} = {_q({'qualifier': 'exact', 'nature': 'count'}.get(key, ''))}" for key in constants]
    lines += [
        "", "[source]", 'publisher = ""', 'title = ""', 'url = ""', 'language = "en"',
        'reliability = "F"  # A reliable to E, F cannot be judged', 'reliability_reason = ""',
        "redistributable = true  # false keeps its rows out of every export",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _words_in(header: Sequence[str], below: Sequence[Sequence[str]], column: str) -> list[str]:
    if column not in header:
        return []
    i = list(header).index(column)
    return list(dict.fromkeys(row[i].strip() for row in below if i < len(row) and row[i].strip()))


def _q(text: str) -> str:
    return json.dumps(text.strip(), ensure_ascii=False)
