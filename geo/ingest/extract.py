"""Text in, candidates out: places, dates, figures and claims of a document."""

import gc
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from geo.ingest.anchor import anchor
from geo.ingest.around import Around
from geo.ingest.beginnings import plain
from geo.ingest.claims import find_claims
from geo.ingest.date_forms import find
from geo.ingest.date_mentions import DateMention
from geo.ingest.dates import resolve_all
from geo.ingest.figures import FigureMention, find_figures
from geo.ingest.flat import flat
from geo.ingest.furniture import blanked, spans
from geo.ingest.lexicon import Lexicon, lexicon
from geo.ingest.places import PlaceMention, find_places
from geo.ingest.reader import Document
from geo.ingest.scan import scan
from geo.ingest.sentences import Sentences
from geo.ingest.statement import HAPPENINGS, ClaimMention


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a document says; every part points at characters of ``document.body``."""

    document: Document
    places: tuple[PlaceMention, ...]
    dates: tuple[DateMention, ...]
    figures: tuple[FigureMention, ...]
    claims: tuple[ClaimMention, ...]

    def as_dict(self) -> dict[str, Any]:
        """Write it for JSON: inclusive ISO days, offsets in code points of the body."""
        body, words = self.document.body, lexicon()
        return {
            "source": _source(self.document),
            "places": [_place(m, words) for m in self.places],
            "dates": [_date(d, body) for d in self.dates],
            "figures": [_figure(f, body) for f in self.figures],
            "claims": [_claim(c) for c in self.claims],
        }


def extract(document: Document) -> Extraction:
    r"""Extract the candidates of a document.

    Examples
    --------
    >>> from geo.ingest.reader import document
    >>> text = "published: 2021-07-09\n\nThe Taliban captured Islam Qala on Thursday."
    >>> claim = extract(document(text)).claims[0]
    >>> claim.category, claim.place_id, claim.first
    ('capture', 'islam-qala', datetime.date(2021, 7, 8))
    """
    collecting = gc.isenabled()
    gc.disable()  # the collector of cycles: what an extraction makes holds none, and is freed as it goes
    try:
        return _extract(document)
    finally:
        if collecting:
            gc.enable()


def _extract(document: Document) -> Extraction:
    text, flat_text = document.body, flat(document.body)
    plain_text = plain(flat_text)
    if furniture := spans(flat_text, plain_text):
        text, flat_text, plain_text = [blanked(each, furniture) for each in (text, flat_text, plain_text)]
    scanned, sentences = scan(flat_text, text, plain_text), Sentences.of(text)
    written = find(flat_text, text, sentences.ranges, scanned.dates)
    page = [document.body[start:end] for start, end in furniture]
    published = document.published or anchor(
        written, flat_text, sentences, title=document.title, url=document.url, page=page, leads=scanned.leads
    )
    dates = resolve_all(written, sentences, published, scanned.leads, title=document.title)
    taken = bytearray(len(text))
    for d in dates:
        start, end = d.own
        taken[start:end] = b"\1" * (end - start)
    # Names that are part of a date are no places: دوشنبه is Dushanbe, and Monday.
    places = [p for p in find_places(text, flat_text) if taken.find(0, p.start, p.end) >= 0]
    around = Around(flat_text, sentences, dates, places, published, scanned)
    for p in places:
        taken[p.start : p.end] = b"\1" * (p.end - p.start)
    figures = find_figures(around, taken)
    claims = find_claims(text, around, figures)
    return Extraction(document, tuple(places), tuple(dates), _with_days_of_claims(figures, claims), tuple(claims))


def _with_days_of_claims(figures: list[FigureMention], claims: list[ClaimMention]) -> tuple[FigureMention, ...]:
    """Give counts of things that their sentence does not date the days of the happening that they belong to."""
    about: dict[int, ClaimMention] = {}
    for claim in claims:
        if claim.category in HAPPENINGS and claim.first:
            for index in claim.counts:
                about.setdefault(index, claim)
    return tuple(
        replace(f, first=told.first, last=told.last)
        if not f.own_days and f.measure == "other" and (told := about.get(i))
        else f
        for i, f in enumerate(figures)
    )


def _source(document: Document) -> dict[str, Any]:
    when = document.published
    return {
        "title": document.title or None,
        "url": document.url or None,
        "published": _interval(when.start, when.end) if when else None,
        "publisher": document.publisher or None,
        "language": document.language,
        "sha256": document.sha256,
        "characters": len(document.body),
    }


def _interval(start: date, end: date) -> str:
    return start.isoformat() if start == end else f"{start}/{end}"


def _place(m: PlaceMention, words: Lexicon) -> dict[str, Any]:
    lat, lon = (m.place.lat, m.place.lon) if m.place.lat is not None else words.point_inside(m.place.id)
    answer: dict[str, Any] = {
        "surface": m.surface, "start": m.start, "end": m.end, "place_id": m.place.id, "kind": m.place.kind,
        "country": m.place.country, "lat": lat, "lon": lon,
    }  # fmt: skip
    if m.metonym:
        answer["metonym"] = True
    return answer


def _date(d: DateMention, body: str) -> dict[str, Any]:
    return {
        "surface": body[d.start : d.end],
        "start": d.start,
        "end": d.end,
        **_days(d.first, d.last),
        "basis": d.basis,
    }


def _figure(f: FigureMention, body: str) -> dict[str, Any]:
    return {
        "surface": body[f.start : f.end], "start": f.start, "end": f.end,
        "value": _plain(f.value), "low": _plain(f.low), "high": _plain(f.high),
        "qualifier": f.qualifier, "unit": f.unit, "measure": f.measure, "nature": f.nature,
        "place_id": f.place_id or None, **_days(f.first, f.last),
    }  # fmt: skip


def _plain(number: float | None) -> int | float | None:
    """Write a whole number without a point, whether it was counted in C or in Python."""
    return int(number) if number is not None and float(number).is_integer() else number


def _claim(c: ClaimMention) -> dict[str, Any]:
    return {
        "category": c.category, "status": c.status, **_days(c.first, c.last), "place_id": c.place_id or None,
        "also_at": list(c.also_at), "what": c.what, "attributed_to": c.attributed_to or None,
        "evidence": [c.start, c.end], "also": [list(r) for r in c.also], "figures": list(c.counts),
        "answers": c.answers,
    }  # fmt: skip


def _days(first: date | None, last: date | None) -> dict[str, str | None]:
    return {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}
