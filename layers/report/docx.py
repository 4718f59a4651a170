"""The brief as a Word document: real headings, tables and links; right to left where the language is."""

import hashlib
import io
import unicodedata
from datetime import UTC, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from layers.report.blocks import Picture, Run, Table, Text, blocks, shares, title_of

_STYLES = {
    "h1": "Title",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "p": "Normal",
    "li": "List Bullet",
    "caption": "Caption",
}
_SIZES = {"p": 9.5, "li": 9.5, "h1": 20, "h2": 13, "h3": 10, "caption": 8}
_FONT, _WIDTH = "Arial", 180.0


def docx(page: str, *, rtl: bool) -> bytes:
    """Write a page as DOCX."""
    writer = _Writer(rtl=rtl)
    writer.document.core_properties.title = title_of(page)
    for block in blocks(page):
        writer.add(block)
    return writer.saved()


class _Writer:
    def __init__(self, *, rtl: bool):
        self.rtl, self.marked = rtl, 0
        self.document: Any = Document()
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, side, Mm(15))
        for kind, size in _SIZES.items():
            self.style(self.document.styles[_STYLES[kind]], size)
        properties = self.document.core_properties
        # No day of making: the same facts give the same text.
        properties.author, properties.created = "Marz", datetime(2000, 1, 1, tzinfo=UTC)
        properties.modified = properties.created

    def style(self, style: Any, size: float) -> None:
        """Set a style in one font for all scripts, in the ink of the page."""
        style.font.size, style.font.italic = Pt(size), False
        style.font.color.rgb = RGBColor(0x1F, 0x1E, 0x1B)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)

    def add(self, block: Text | Table | Picture) -> None:
        """Add one block."""
        if isinstance(block, Text):
            self.paragraph(self.document.add_paragraph(style=_STYLES[block.kind]), block)
        elif isinstance(block, Picture):
            self.document.add_picture(io.BytesIO(block.content), width=Mm(_WIDTH))
        elif block.rows:
            self.table(block)

    def paragraph(self, paragraph: Any, text: Text, *, small: bool = False) -> None:
        """Fill a paragraph with runs, links and its bookmark."""
        if self.rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        if text.anchor:
            self.bookmark(paragraph, text.anchor)
        for run in text.runs:
            self.run(paragraph, run, small=small or text.quiet, quiet=text.quiet)

    def run(self, paragraph: Any, run: Run, *, small: bool, quiet: bool) -> None:
        """Add a piece of text, inside its link if it has one."""
        made = paragraph.add_run("".join(c for c in run.text if unicodedata.category(c) not in {"Cc", "Cs"}))
        made.bold = run.bold or None
        if small:
            made.font.size = Pt(8)
        if quiet:
            made.font.color.rgb = RGBColor(0x6B, 0x66, 0x5C)
        if self.rtl:
            made._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
        if run.link:
            made.font.color.rgb = RGBColor(0x00, 0x5A, 0x8C)
            self.link(paragraph, made, run.link)

    def link(self, paragraph: Any, made: Any, target: str) -> None:
        """Wrap a run in a link, to a bookmark or to an address."""
        link = OxmlElement("w:hyperlink")
        if target.startswith("#"):
            link.set(qn("w:anchor"), _name(target[1:]))
        elif target.startswith(("http://", "https://")):
            link.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        else:
            return
        made._r.getparent().replace(made._r, link)
        link.append(made._r)

    def bookmark(self, paragraph: Any, anchor: str) -> None:
        """Mark a paragraph so that links find it."""
        self.marked += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self.marked))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), _name(anchor))
            paragraph._p.append(mark)

    def table(self, table: Table) -> None:
        """Add a table whose head repeats on every page."""
        widths = shares(table, _WIDTH, 1.65)
        made = self.document.add_table(rows=0, cols=len(widths), style="Table Grid")
        made.autofit = False
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Mm(width)
        if self.rtl:
            made._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        for n, row in enumerate(table.rows):
            added = made.add_row()
            if n == 0:
                added._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            for i, (cell, text) in enumerate(zip(added.cells, row.cells, strict=False)):
                runs = tuple(Run(r.text, bold=r.bold or n == 0, link=r.link) for r in text.runs)
                cell.width = Mm(widths[i])
                told = Text("p", runs, row.anchor if i == 0 else "")
                self.paragraph(cell.paragraphs[0], told, small=True)

    def saved(self) -> bytes:
        """Give the document's bytes, which hold nothing of the hour they were made in."""
        out, still = io.BytesIO(), io.BytesIO()
        self.document.save(out)
        with ZipFile(out) as made, ZipFile(still, "w", ZIP_DEFLATED) as kept:
            for name in made.namelist():
                entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
                kept.writestr(entry, made.read(name))
        return still.getvalue()


def _name(anchor: str) -> str:
    """Give a bookmark's name: Word allows forty letters, digits and underscores."""
    kept = "".join(c if c.isalnum() else "_" for c in anchor)
    return kept if len(kept) <= 40 else f"{kept[:31]}_{hashlib.sha256(anchor.encode()).hexdigest()[:8]}"
