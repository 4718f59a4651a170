"""A page's text as a list of blocks, for formats that are not HTML: headings, paragraphs, items, tables, pictures."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from lxml import html as reader
from lxml.html import HtmlElement

Kind = Literal["h1", "h2", "h3", "p", "li", "caption"]
_TEXT = {"h1": "h1", "h2": "h2", "h3": "h3", "p": "p", "li": "li", "figcaption": "caption"}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; ``link`` is ``#anchor`` or an address."""

    text: str
    bold: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A heading, paragraph, item or caption; ``anchor`` is what links to it say."""

    kind: Kind
    runs: tuple[Run, ...]
    anchor: str = ""
    quiet: bool = False

    @property
    def plain(self) -> str:
        """The text without its looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Text, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first row is the head."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as bytes."""

    content: bytes = field(repr=False)
    told: str = ""


Block = Text | Table | Picture


def blocks(page: str) -> Iterator[Block]:
    """Read the blocks of a page, in order.

    Examples
    --------
    >>> [(b.kind, b.plain) for b in blocks("<body><h1>A</h1><p id='x'>b <b>c</b></p></body>")]
    [('h1', 'A'), ('p', 'b c')]
    """
    body = reader.document_fromstring(page).find("body")
    yield from _inside(body, "") if body is not None else ()


def title_of(page: str) -> str:
    """Give a page's title."""
    return str(reader.document_fromstring(page).findtext(".//title") or "")


def _inside(element: HtmlElement, anchor: str) -> Iterator[Block]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        here = child.get("id", "") or anchor
        if child.tag in _TEXT:
            quiet = "quiet" in (child.get("class") or "")
            yield Text(_TEXT[child.tag], tuple(_runs(child)), here, quiet)  # type: ignore[arg-type]
        elif child.tag == "table":
            yield Table(tuple(_row(tr) for tr in child.iter("tr")))
        elif child.tag == "img" and child.get("src", "").startswith("data:image/png;base64,"):
            yield Picture(base64.b64decode(child.get("src").partition(",")[2]), child.get("alt", ""))
        else:
            yield from _inside(child, here)
        if child.tag in _TEXT:
            anchor = ""


def _row(tr: HtmlElement) -> Row:
    return Row(tuple(Text("p", tuple(_runs(cell))) for cell in tr.iter("td", "th")), tr.get("id", ""))


def _runs(element: HtmlElement, bold: bool = False, link: str = "") -> Iterator[Run]:
    if element.text:
        yield Run(_spaced(element.text), bold, link)
    for child in element:
        if isinstance(child.tag, str):
            href = child.get("href", "") if child.tag == "a" else link
            yield from _runs(child, bold or child.tag in {"b", "strong"}, href)
        if child.tail:
            yield Run(_spaced(child.tail), bold, link)


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def shares(table: Table, width: float, letter: float) -> list[float]:
    """Share a width in mm by how much text the columns hold, each as wide as a number or a short word of so many mm."""
    across = max(len(row.cells) for row in table.rows)
    rows = [row.cells for row in table.rows if len(row.cells) == across]
    longest = [max(min(len(cells[i].plain), 40) for cells in rows) + 5 for i in range(across)]
    words = [max((len(w) for cells in rows for w in cells[i].plain.split()), default=1) for i in range(across)]
    least = [min(n, 12) * letter + 4 for n in words]
    room = max(width - sum(least), 0)
    wide = [low + room * n / sum(longest) for low, n in zip(least, longest, strict=True)]
    return [width * n / sum(wide) for n in wide]
