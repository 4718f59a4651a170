"""The formats, in the order in which a table is asked whether it is one of them: the surest signs first."""

from collections.abc import Sequence

from geo.errors import MarzError
from geo.ingest.tables import acled, dtm, gdelt, hxl, ucdp, unhcr_odp, unhcr_population
from geo.ingest.tables.desk import Format
from geo.ingest.tables.reading import Row, Sheet

FORMATS: dict[str, Format] = {
    module.FORMAT.name: module.FORMAT for module in (acled, ucdp, gdelt, dtm, unhcr_odp, unhcr_population, hxl)
}


def recognise(sheet: Sheet, wanted: str = "auto") -> tuple[Format, int]:
    """Say which format a table is in, and at which of its first rows the header stands (−1: it has none).

    Raises
    ------
    MarzError
        If it is in none, or not in the one named.
    """
    rows = sheet.head()
    asked = list(FORMATS.values()) if wanted == "auto" else [FORMATS[wanted]]
    for form in asked:
        at = form.header(rows)
        if at is not None:
            return form, at
    if wanted != "auto":
        raise MarzError(
            f"{sheet.name} is not {FORMATS[wanted].about}: {_seen(rows)}. Leave --format out to have it found."
        )
    stem = sheet.name.rsplit(".", 1)[0]
    raise MarzError(
        f"{sheet.name} is in no format known here: {_seen(rows)}. "
        f"Say once which column is what: marz import {sheet.name} --map {stem}.map.toml"
    )


def _seen(rows: Sequence[Row]) -> str:
    if not rows:
        return "it has no rows"
    line, cells = max(rows[:20], key=lambda row: sum(1 for c in row[1] if c.strip()))
    names = ", ".join(c.strip()[:30] for c in cells[:12] if c.strip())
    return f"its line {line} reads {names}{', …' if len(cells) > 12 else ''}"
