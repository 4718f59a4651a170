"""The brief in its three forms, written beside each other."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geo.durable import write_atomic
from geo.store import Store
from layers.report import docx, pdf
from layers.report.brief import Brief, brief
from layers.report.page import page
from layers.snapshot import picture
from layers.snapshot.shot import Shot

DPI = 160
FORMS = ("html", "pdf", "docx")


def report(store: Store, shot: Shot, folder: Path, *, template: Path | None = None) -> Iterator[Path]:
    """Write ``brief.html``, ``brief.pdf`` and ``brief.docx`` into a folder, and yield each as it is done."""
    told = brief(store, shot)
    html = brief_html(told, store, template=template)
    for form in FORMS:
        path = folder / f"brief.{form}"
        write_atomic(path, rendered(html, form, told))
        yield path


def brief_html(told: Brief, store: Store, *, template: Path | None = None) -> str:
    """Fill the template with the facts and their pictures."""
    return page(told, command=told.shot.command("brief", verb="report"), pictures=pictures(told, store),
                template=template)  # fmt: skip


def rendered(html: str, form: str, told: Brief) -> bytes:
    """Turn a brief's page into one of its forms."""
    if form == "html":
        return html.encode()
    rtl = told.shot.lang != "en"
    return pdf.pdf(html, rtl=rtl) if form == "pdf" else docx.docx(html, rtl=rtl)


def pictures(told: Brief, store: Store) -> dict[str, bytes]:
    """Draw the map, and the chart where anybody's counts set a lower bound: those of others are in the table."""
    shot = replace(told.shot, format="a4-landscape", dpi=DPI, template="map")
    drawn = {"map": picture(store, shot, "map.png")}
    if any(v.low for v in told.volumes):
        drawn["chart"] = picture(store, replace(shot, template="returns", format="two-columns"), "chart.png")
    return drawn
