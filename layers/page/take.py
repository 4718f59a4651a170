"""Figures and briefs of the view to take away; drawn only once they are asked for."""

from functools import partial

import streamlit as st

from geo.calendars import Lang
from geo.store import Store
from layers.page.address import View
from layers.page.session import tongue

FORMATS = ("a4-landscape", "a4", "a3-landscape", "slide", "two-columns", "column")
KINDS = {
    "png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf", "html": "text/html",
    "brief.html": "text/html", "brief.pdf": "application/pdf",
    "brief.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
TEMPLATES = ("map", "returns", "crossings")


def show_takeaways(store: Store, view: View) -> None:
    """Offer the view as a figure, as one interactive file, or as a brief."""
    t = tongue()
    with st.popover(t("snapshot"), icon=":material/photo_camera:", key="snapshot"):
        st.caption(t("snapshot_about"))
        kind = st.selectbox(
            t("snapshot_kind"), list(KINDS), format_func=lambda k: t(f"snapshot_{k.replace('.', '_')}"),
            key="snapshot-kind",
        ) or "png"  # fmt: skip
        template, paper = "map", FORMATS[0]
        if kind in {"png", "svg", "pdf"}:
            template = st.selectbox(
                t("snapshot_template"),
                TEMPLATES,
                format_func=lambda n: t(f"snapshot_shows_{n}"),
                key="snapshot-template",
            )
            paper = st.selectbox(t("snapshot_format"), FORMATS, key="snapshot-format")
        st.download_button(
            t("snapshot_take"),
            partial(_content, store, view, kind, template, paper, t.lang),
            file_name=f"marz-{view.window.start}-{view.window.last}.{kind}",
            mime=KINDS[kind], on_click="ignore", type="primary", icon=":material/download:", key="snapshot-take",
        )  # fmt: skip


def _content(store: Store, view: View, kind: str, template: str, paper: str, lang: Lang) -> bytes:
    """Draw the file; what draws takes a while to import, and waits until now."""
    from layers.report.brief import brief
    from layers.report.onefile import onefile
    from layers.report.write import brief_html, rendered
    from layers.snapshot import Shot, picture

    shot = Shot(
        window=view.window, known_by=view.known_by, template=template, format=paper, lang=lang, place=view.place,  # type: ignore[arg-type]
        category=view.sift.categories, status=view.sift.statuses, source=view.sift.publishers,
        counted_by=view.sift.body, measure=view.sift.measure,
    )  # fmt: skip
    name = f"marz-{view.window.start}-{view.window.last}.{kind}"
    if kind == "html":
        return onefile(store, shot, name)
    if kind.startswith("brief."):
        told = brief(store, shot)
        return rendered(brief_html(told, store), kind.removeprefix("brief."), told)
    return picture(store, shot, name)
