"""Statements about happenings: what, when, where, who says so, how firmly, on which characters."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from geo.calendars import Period
from geo.ingest.added import THEY, answering, date_before, place_before
from geo.ingest.around import Around
from geo.ingest.counted import PEOPLE, by_days, is_counted, is_item, is_of_people, of_this_border, rows_after
from geo.ingest.cue_words import FAMILY
from geo.ingest.cues import (
    Cues,
    categories_of,
    cues_in,
    is_background,
    is_opinion,
    is_usual,
    refers_back,
    status_of,
    tells_of_returns,
)
from geo.ingest.figures import FigureMention
from geo.ingest.gist import gist
from geo.ingest.happened import days_of, with_days_of_happenings
from geo.ingest.repeats import without_repeats
from geo.ingest.sentences import stories
from geo.ingest.speakers import Speech
from geo.ingest.statement import FLOWS, HAPPENINGS, ClaimMention
from geo.ingest.told import Told
from geo.ingest.whereabouts import is_inland, places_of
from geo.schema import CATEGORIES

_ANSWERING = frozenset({"denied", "disputed", "rumour"})
_SUCH = re.compile(
    r"\b(?:it|this|that|these|those|such|any such|the) ?(?:claims?|reports?|allegations?|accusations?|charges?|"
    r"testimony|"
    r"stor(?:y|ies)|rumou?rs?|news|attacks?|statements?|footage|video)?\b|این (?:خبر|ادعا|گزارش|شایعه)|"
    r"(?:دا|دغه) (?:خبر|ادعا|تور)|(?:یہ|اس|ان) (?:خبر|دعو|الزام|رپورٹ)"
)
_SHUT = re.compile(
    r"\b(?:be |been |was |were |is |are )(?:shut|closed|sealed)\b|\b(?:shut|closed?|sealed?)s? (?:the |its |for )|"
    r"\bkept [^.]{0,30}(?:shut|closed)\b|\b(?:pad)?locked\b"
)
_OPENED = re.compile(r"\b(?:was|were|been) opened (?:on|to|for|again|at|by)\b")
_SHUTS = re.compile(r"\b(?:closed?|closes|shuts?|sealed?|seals) (?:off |down )?(?:the )?$")
_COMMERCE = re.compile(r"\b(?:trade|commerce|exports?|imports?)\b")
_GATE = re.compile(r"\b(?:crossings?|gate\w*|terminal|bridge|borders?|yard|frontier|post|checkpoint)\b")
_EACH = frozenset({"capture"})  # who holds a gate is told gate by gate
_LONGEST, _HEADLINE = 600, 100
# What goes on all the time is a statement of its own only where a sentence says on which days.
_ONGOING = frozenset({"policy", "security", "trade", "water", "talks", "diplomacy", "barrier", "camp"})
_ALIKE = {c: tuple(o for o in CATEGORIES if FAMILY.get(o, o) == FAMILY.get(c, c)) for c in CATEGORIES}
_ASIDES = frozenset({"diplomacy", "security", "trade"})  # who answers a report, rather than what about
# What leaves traces that others see: who tells of it is a witness to it, unless he is said to claim it.
_SEEN = frozenset({"accident", "attack", "talks"})
_INSISTS = re.compile(
    r"\b(?:claim|alleg|accus|insist|blam)\w*|\b(?:is|are|will|would) (?:\w+ )?to\b|\bwill\b|مدعی|ادعا|دعو"
)
_RECENT = timedelta(days=60)
_OPENS_QUOTE, _ENDS_QUOTE = frozenset('"“«'), frozenset('"”»')
_LEAD = 2  # sentences that tell the news


def find_claims(text: str, around: Around, figures: Sequence[FigureMention]) -> list[ClaimMention]:
    """Find the statements of a text, story by story, each once.

    A denial points with ``answers`` at the claim before it that it denies. Sentences without a cue, and opinions about
    what may come, make no claim.
    """
    around, found = with_days_of_happenings(around), list[ClaimMention]()
    cues = cues_in(around.flat_text, around.sentences.ranges, around.scanned.cues if around.scanned else None)
    at_gates = {around.sentences.index(m.start) for m in around.crossings}
    speech = Speech(text, around.scanned.speech if around.scanned else None)
    for begin, stop in stories(text):
        told, said_by = Told(), ""
        read, quoting = 0, False
        for number in around.sentences.between(begin, stop):
            start, end = around.sentences.ranges[number]
            if end - start <= _LONGEST and _is_read(text, start, end, around, cues[number], figures):
                read += 1
                name = speech.speaker(start, end, said_by)
                # A speech goes on after the words that say whose it is.
                quoted = not name and quoting and text[start] in _OPENS_QUOTE and text[end - 1] in _ENDS_QUOTE
                name = said_by if quoted else name
                quoting, said_by = bool(name), name or said_by
                if cues[number] or (number in at_gates and _may_tell(start, end, around, figures)):
                    leads = read <= _LEAD
                    _of_sentence(start, end, around, figures, name, told, cues[number], leads=leads, quoted=quoted)
        already = len(found)
        found += [_moved(c, already) for c in without_repeats(told.claims)]
    for claim in found:
        claim.what = gist(claim, [figures[i] for i in claim.counts])
    return found


def _moved(claim: ClaimMention, by: int) -> ClaimMention:
    """Count the claim that is answered from the first of the text, not of the story."""
    return claim if claim.answers is None or not by else replace(claim, answers=claim.answers + by)


def _is_read(text: str, start: int, end: int, around: Around, cues: Cues, figures: Sequence[FigureMention]) -> bool:
    """Tell whether a line is a sentence, or counts without being one: a dated key figure, the dated head of a table."""
    if not _is_headline(text, start, end):
        return True
    if not around.dates_in(start, end):
        return False
    return is_item(start, end, around, figures) or bool(_rows(cues, start, end, around, figures)[0])


def _rows(
    cues: Cues, start: int, end: int, around: Around, figures: Sequence[FigureMention]
) -> tuple[list[str], int]:  # fmt: skip
    """Give the crossings that the lines after a line on returns split its count by, and where they end."""
    return rows_after(start, end, around, figures) if tells_of_returns(cues) else ([], end)


def _is_headline(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    return last in "?؟" or (end - start < _HEADLINE and last not in '.!?؟۔"”’»)…:;،')


def _of_sentence(
    start: int, end: int, around: Around, figures: Sequence[FigureMention], said_by: str,
    told: Told, cues: Cues, *, leads: bool, quoted: bool,
) -> None:  # fmt: skip
    """Add the claims of a sentence to those told before it."""
    sentence = around.flat_text[start:end]
    if is_opinion(cues):
        return
    status = status_of(cues, sentence, said_by, quoted=quoted)
    about, before = categories_of(cues, sentence), len(told.claims)
    gates, until = _rows(cues, start, end, around, figures)
    counts = around.figures_in(start, until, figures)
    if not any(name in HAPPENINGS for name, _, _ in about) and (told_of := _of_gate(start, end, around)):
        about = [(*told_of, False)]
    answers_only = before and status in _ANSWERING and (status == "disputed" or _SUCH.search(sentence))
    if answers_only and all(name in _ASIDES for name, _, _ in about):
        about = []  # an ambassador who calls the news baseless speaks of that news
    if not about:
        date_before(told, start, end, around)
        place_before(told, start, end, around)
        if answers_only and not (status == "disputed" and any(figures[i].unit in PEOPLE for i in counts)):
            told.add(answering(told, start, end, around, status, said_by))
            return
        if not any(is_of_people(figures[i], at_gate=bool(around.crossings_in(start, end))) for i in counts):
            return
        about = [("return_flow", figures[counts[0]].start - start, False)]
    dated = any(d.first and not d.said for d in around.dates_in(start, end))
    if is_usual(cues) and not dated:
        return
    for category, offset, unsaid in about:
        if category == "reopening" and _COMMERCE.search(sentence) and not _GATE.search(sentence):
            category = "trade"  # commerce that goes on opens no gate
        aside = (
            not gates
            and status not in _ANSWERING
            and not _is_news(category, counts, figures, start, end, around, dated=dated or (leads and bool(said_by)))
        )
        if category in FAMILY and not (dated or leads or status in _ANSWERING):
            aside = refers_back(sentence, offset)
        if aside and not any(told.claimed_before(alike, before) is not None for alike in _ALIKE[category]):
            continue  # there is nothing that it tells more of
        if unsaid and not said_by:
            continue  # what did not happen is a claim only where somebody says so
        how, voice = _told_how("denied" if unsaid else status, said_by, category, sentence, offset)
        at = start + offset
        answers = told.claimed_before(category, before) if how in _ANSWERING else None
        places, placed = places_of(at, start, end, around, category, told.place_before(category, before),
                                   counted=bool(counts))  # fmt: skip
        if category in FLOWS and gates:
            places, placed = gates, True
        if category in FLOWS and places[0] == "borders-ir-pk" and of_this_border(counts, figures):
            places = ["border-af-ir"]  # beside the total of two borders it gives that of this one
        for place_id, *others in [[place] for place in places] if category in _EACH else [places]:
            happened = how not in ("denied", "rumour")
            first, last = days_of(at, start, end, around, told, category, place_id, happened=happened)
            for numbers in (several := by_days(category, counts, figures, around)):
                if len(several) > 1:
                    first, last = next((figures[i].first, figures[i].last) for i in numbers if figures[i].own_days)
                told.add(ClaimMention(
                    start, end, category, how, first, last, place_id, voice, numbers, answers, dated, placed,
                    also_at=tuple(others), aside=aside or _is_beside(category, last, place_id, around.published),
                ))  # fmt: skip


def _told_how(status: str, said_by: str, category: str, sentence: str, offset: int) -> tuple[str, str]:
    """Give the status of one of the happenings of a sentence, and whose word it is."""
    if status == "claimed" and is_background(sentence, offset):
        return "reported", ""  # the words that lead up to a quotation are the reporter's
    if status == "claimed" and category in _SEEN and not _INSISTS.search(sentence):
        status = "reported"
    return status, said_by or ("" if status in ("reported", "rumour") else "not named")


def _may_tell(start: int, end: int, around: Around, figures: Sequence[FigureMention]) -> bool:
    """Tell whether a sentence that names a crossing and holds no cue may tell of it all the same."""
    counted = bool(around.figures_in(start, end, figures)) or bool(THEY.match(around.flat_text, start))
    return counted or _of_gate(start, end, around) is not None


def _is_beside(category: str, last: date | None, place_id: str, published: Period | None) -> bool:
    """Tell whether something is long past and away from the border, which a text recalls, or a total of two borders."""
    if place_id in ("borders-ir-pk", "border-af-pk"):
        return category in FLOWS
    old = published and published.start and last and published.start - last > _RECENT
    return bool(old and category in HAPPENINGS and is_inland(place_id))


def _is_news(
    category: str, counts: Sequence[int], figures: Sequence[FigureMention], start: int, end: int, around: Around,
    *, dated: bool,
) -> bool:  # fmt: skip
    """Tell whether a sentence tells of something new, not of what lies behind it.

    Policies and trade need a day, or a voice in the lead; returns need people that are counted, or a crossing.
    """
    if category in _ONGOING:
        return dated
    if category not in FLOWS:
        return True
    return is_counted(category, counts, figures, at_gate=bool(around.crossings_in(start, end)))


def _of_gate(start: int, end: int, around: Around) -> tuple[str, int] | None:
    """Find where a sentence that names a crossing says that something, or the crossing itself, is shut or opened."""
    crossings = around.crossings_in(start, end)
    for m in crossings:
        if found := _SHUTS.search(around.flat_text, max(start, m.start - 16), m.start):
            return "closure", found.start() - start
    if crossings and (found := _SHUT.search(around.flat_text, start, end)):
        return "closure", found.start() - start
    if (
        crossings
        and around.flat_text.find(" opened ", start, end) >= 0
        and (found := _OPENED.search(around.flat_text, start, end))
    ):
        return "reopening", found.start() - start
    return None
