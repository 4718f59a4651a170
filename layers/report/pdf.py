"""The brief as PDF by fpdf2: text that can be searched and copied, links to claims and sources, page numbers.

fpdf2 shapes Arabic script with HarfBuzz and orders both directions itself. The fonts are those of printed maps.
"""

import io
from datetime import UTC, datetime
from typing import Any

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from layers.report.blocks import Picture, Table, Text, blocks, shares, title_of
from layers.snapshot import fonts
from layers.snapshot.pdftext import searchable
from layers.snapshot.sheet import directed

_SIZES = {"h1": 17.0, "h2": 12.5, "h3": 9.5, "p": 8.5, "li": 8.5, "caption": 7.5}
_INK, _QUIET, _LINK = (31, 30, 27), (107, 102, 92), (0, 90, 140)
_LEADING = 0.52  # mm a point


def pdf(page: str, *, rtl: bool) -> bytes:
    """Write a page as PDF."""
    paper = _Paper(rtl=rtl, title=title_of(page))
    found = list(blocks(page))
    paper.expect(found)
    for block in found:
        paper.add(block)
    return searchable(bytes(paper.output()))


class _Paper(FPDF):
    def __init__(self, *, rtl: bool, title: str):
        super().__init__(format="A4")
        self.rtl = rtl
        for family, files in ((fonts.FAMILY, fonts.files()), (fonts.OTHER, fonts.other_files())):
            for style, file in files.items():
                self.add_font(family, style, file)
        self.set_fallback_fonts([fonts.FAMILY], exact_match=False)
        self.set_margins(15, 15)
        self.set_auto_page_break(True, 16)
        self.c_margin = 0.0
        self.set_title(title)
        self.set_creator("Marz")
        self.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))
        self.set_font(fonts.FAMILY, size=8.5)
        self.set_text_shaping(True)
        self.places: dict[str, int] = {}
        self.add_page()

    def footer(self) -> None:
        """Write the number of the page."""
        self.set_y(-12)
        self.set_font(fonts.FAMILY, size=7)
        self.set_text_color(*_QUIET)
        self.cell(0, 4, f"{self.page_no()}", align="C")

    def expect(self, found: list[Any]) -> None:
        """Make a link for every place that is linked to; a place that the page lacks gets none."""
        there = {b.anchor for b in found if isinstance(b, Text)}
        there |= {row.anchor for b in found if isinstance(b, Table) for row in b.rows}
        self.places = {anchor: self.add_link() for anchor in sorted(there - {""})}

    def add(self, block: Text | Table | Picture) -> None:
        """Add one block."""
        if isinstance(block, Text):
            self.text_block(block)
        elif isinstance(block, Picture):
            self.ln(2)
            self.image(io.BytesIO(block.content), w=self.epw)
        elif block.rows:
            self.table_block(block)

    def target(self, link: str) -> Any:
        """Turn a link of the page into one of the file."""
        if link.startswith("#"):
            return self.places.get(link[1:], "")
        return link if link.startswith(("http://", "https://")) else ""

    def text_block(self, text: Text) -> None:
        """Write a heading, paragraph or item; a paragraph's first link is the link of all of it."""
        size = _SIZES[text.kind]
        bold = text.kind in {"h1", "h2", "h3"}
        self.ln({"h1": 0, "h2": 5, "h3": 2.5, "li": 0.4}.get(text.kind, 0.8))
        if bold and self.will_page_break(3 * size * _LEADING):
            self.add_page()
        self.set_font(fonts.FAMILY, "B" if bold else "", size - (1 if text.quiet else 0))
        link = next((self.target(r.link) for r in text.runs if self.target(r.link)), "")
        quiet = text.quiet or text.kind == "caption"
        self.set_text_color(*(_QUIET if quiet else _INK))
        self.mark(text.anchor)
        said = ("• " if text.kind == "li" else "") + text.plain
        self.multi_cell(0, size * _LEADING, self.said(said), align="R" if self.rtl else "L", link=link,
                        new_x=XPos.LMARGIN, new_y=YPos.NEXT)  # fmt: skip

    def mark(self, anchor: str) -> None:
        """Let links to an anchor lead here."""
        if anchor in self.places:
            self.set_link(self.places[anchor], y=self.get_y(), page=self.page_no())

    def said(self, text: str) -> str:
        """Choose the font that has all letters of a text, and give the text in the page's direction."""
        other = fonts.needs_other(text) and fonts.other_files()
        self.set_font(fonts.OTHER if other else fonts.FAMILY, self.font_style, self.font_size_pt)
        return directed(text, rtl=self.rtl).lstrip("\u200e")

    def table_block(self, table: Table) -> None:
        """Write a table whose head repeats; a cell's link is the link of the cell."""
        widths = shares(table, self.epw, 1.45)
        self.ln(1)
        self.head_row(table.rows[0].cells, widths)
        for row in table.rows[1:]:
            if self.will_page_break(self.row_height(row.cells, widths)):
                self.add_page()
                self.head_row(table.rows[0].cells, widths)
            self.mark(row.anchor)
            self.body_row(row.cells, widths)
        self.ln(1)

    def head_row(self, cells: tuple[Text, ...], widths: list[float]) -> None:
        """Write the head of a table."""
        self.set_font(fonts.FAMILY, "B", 7)
        self.set_text_color(*_INK)
        self.row(cells, widths)

    def body_row(self, cells: tuple[Text, ...], widths: list[float]) -> None:
        """Write a row of a table."""
        self.set_font(fonts.FAMILY, "", 7)
        self.row(cells, widths)

    def row_height(self, cells: tuple[Text, ...], widths: list[float]) -> float:
        """Measure a row."""
        self.set_font(fonts.FAMILY, "", 7)
        tall = MethodReturnValue.HEIGHT
        heights: list[Any] = [
            self.multi_cell(width - 1.5, 3.6, self.said(cell.plain) or " ", dry_run=True, output=tall)
            for cell, width in zip(cells, widths, strict=False)
        ]
        return float(max(heights, default=3.6)) + 1.2

    def row(self, cells: tuple[Text, ...], widths: list[float]) -> None:
        """Write cells beside each other, the first where reading starts, and a line below."""
        top, lowest = self.get_y(), self.get_y()
        x = self.w - self.r_margin if self.rtl else self.l_margin
        for cell, width in zip(cells, widths, strict=False):
            x -= width if self.rtl else 0
            link = next((found for r in cell.runs if (found := self.target(r.link))), "")
            self.set_text_color(*(_LINK if link else _INK))
            self.set_xy(x, top + 0.6)
            self.multi_cell(width - 1.5, 3.6, self.said(cell.plain), align="R" if self.rtl else "L", link=link,
                            new_x=XPos.LMARGIN, new_y=YPos.NEXT)  # fmt: skip
            lowest = max(lowest, self.get_y())
            x += 0 if self.rtl else width
        self.set_draw_color(217, 213, 204)
        self.line(self.l_margin, lowest + 0.6, self.w - self.r_margin, lowest + 0.6)
        self.set_xy(self.l_margin, lowest + 0.6)
