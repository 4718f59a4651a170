"""One file with the interactive map, its data, its code and tables of all that it shows; it asks nothing of a network.

It opens from a disk, an e-mail or a web page's ``<iframe>``; without JavaScript the tables remain, and it prints.
"""

import re
from dataclasses import replace
from datetime import date
from html import escape

from geo.claims import EventView, views_told
from geo.eventlist import events_in, record_of, undated
from geo.store import Store
from geo.window import Window
from layers.language import language
from layers.overlay import time_map, update
from layers.report.brief import Brief, brief
from layers.report.page import TEMPLATES, fill
from layers.snapshot.shot import Shot
from layers.snapshot.words import word

FRAME = '<iframe src="{name}" title="{title}" width="100%" height="720" style="border:0" loading="lazy"></iframe>'
_POLICY = ("default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
           "font-src data:")  # fmt: skip
_AROUND = """
html, body { height: auto !important; overflow: auto !important; background: #FFF; }
.marz-top { display: flex; flex-wrap: wrap; gap: 0 16px; align-items: baseline; padding: 8px 16px;
  font: 14px/1.4 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; color: #1F1E1B; }
.marz-top h1 { font-size: 17px; margin: 0; } .marz-top a { color: #005A8C; }
.folium-map { height: calc(100vh - 44px) !important; min-height: 480px; }
.marz-facts { font: 14px/1.5 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; color: #1F1E1B; }
@media screen and (max-width: 600px) { .marz-facts main table { display: block; overflow-x: auto; }
  .marz-facts main td { min-width: 4.5em; overflow-wrap: break-word; } .marz-facts main td.num { min-width: 0; }
  .marz-facts main td:last-child { min-width: 13em; } }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; } html, body { background: #171A1E; }
  .marz-top, .marz-facts { color: #EDEAE4; } .marz-top a, .marz-facts main a { color: #8CC8F0; }
  .marz-facts main .quiet { color: #A39E94; } .marz-facts main th { border-color: #A39E94; }
  .marz-facts main :is(td, h2) { border-color: #3B424B; } .marz-facts main :target { background: #4A4012; } }
@page { margin: 12mm; }
@media print { .marz-facts { font-size: 8.5pt; line-height: 1.3; } .marz-facts main { max-width: none; padding: 0; }
  .marz-facts main :is(table, .sources) { font-size: 7.5pt; } .marz-facts main td { padding: 1pt 6pt 1pt 0; }
  .marz-facts main h3 { font-size: 8.5pt; margin-top: 6pt; } .marz-top { padding: 0 0 6pt; }
  .folium-map { width: var(--paper-width) !important; height: var(--paper-height) !important; min-height: 0;
    zoom: var(--paper-zoom); }
  .marz-top a, .leaflet-control-zoom, .marz-buttons { display: none !important; } }
"""


def onefile(store: Store, shot: Shot, name: str) -> bytes:
    """Write the map opened on a window, with every event and figure on record in tables below it, as one HTML page."""
    here = brief(store, shot)
    record = events_in(here.store, Window(date(1990, 1, 1), date(2100, 1, 1)), known_by=shot.known_by)
    without = _undated(here.store, shot)
    kept = shot.sift.events([*record, *without], here.store)
    whole = Brief(here.store, shot, replace(here.told, views=tuple(kept)), every=True)
    drawn = time_map(here.store, shot.window, known_by=shot.known_by, assets="inline", lang=shot.lang, card=True)
    if shot.sift.count:
        update(filters=shot.sift.on_map(here.store), body=shot.counted_by or None).add_to(drawn)
    facts = fill(
        (TEMPLATES / "onefile.html").read_text("utf-8"), whole, name="onefile.html", command=shot.command(name)
    )
    return _joined(drawn.get_root().render(), facts, whole).encode()


def _undated(store: Store, shot: Shot) -> list[EventView]:
    """Give the events that no claim dates: they stand in no window, but they are on record."""
    return views_told(undated(store), record_of(store).claims, store, shot.window, known_by=shot.known_by)


def frame(name: str, shot: Shot) -> str:
    """Give the line that shows the file in a web page."""
    return FRAME.format(name=escape(name), title=escape(shot.title or word("title_map", shot.lang)))


def _joined(page: str, facts: str, told: Brief) -> str:
    """Put head, title and tables around the map that folium rendered."""
    t, lang = language(told.shot.lang), told.shot.lang
    title = escape(told.shot.title or word("title_map", lang))
    style, script = ((TEMPLATES / name).read_text("utf-8") for name in ("style.css", "onefile.js"))
    head = (f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><title>{title} · {escape(told.window)}'
            f'</title><style>{_AROUND}.marz-facts {{ {style} }}</style>'
            f"<script>{script}</script>"
            "<noscript><style>.folium-map { display: none; }</style></noscript>")  # fmt: skip
    top = (f'<header class="marz-top" dir="{"rtl" if t.rtl else "ltr"}"><h1>{title}</h1>'
           f'<span>{escape(told.window)}</span>'
           f'<a href="#facts">{escape(word("onefile_facts", lang))} ↓</a></header>')  # fmt: skip
    page = page.replace("<html>", f'<html lang="{t.tag}">', 1)
    page = re.sub("</head>", lambda _: head + "</head>", page, count=1)
    before, body, after = page.partition("<body>")
    map_div = re.search(r'<div class="folium-map"[^>]*>\s*</div>', after)
    at = map_div.end() if map_div else 0
    return before + body + top + after[:at] + facts + after[at:]
