"""Statements about happenings: what, when, where, who says so, how firmly, on which characters."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from geo.calendars import Period
from geo.ingest.added import THEY, answering, date_before, place_before
from geo.ingest.around import Around
from geo.ingest.counted import (
    PEOPLE,
    are_of_flight,
    by_days,
    is_counted,
    is_item,
    is_of_people,
    of_this_border,
    rows_after,
)
from geo.ingest.cue_words import FAMILY
from geo.ingest.cues import (
    HEADS,
    OPINION,
    RETURNS,
    USUAL,
    Cues,
    categories_of,
    cues_in,
    is_background,
    refers_back,
    status_of,
)
from geo.ingest.figures import FigureMention
from geo.ingest.gist import gist
from geo.ingest.happened import days_of, keep_days_of_happenings
from geo.ingest.passage import Passage, passage
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
    what may come, make no claim. Of the dates, ``around`` keeps those on which something may have happened.
    """
    words = around.scanned.cues if around.scanned else HEADS.read(around.flat_text)
    keep_days_of_happenings(around, words)
    around.figure_starts = [figure.start for figure in figures]
    found, ranges = list[ClaimMention](), around.sentences.ranges
    cues = cues_in(around.flat_text, ranges, words)
    at_gates = {around.sentences.index(m.start) for m in around.crossings}
    speech = Speech(text, around.scanned.speech if around.scanned else None)
    for begin, stop in stories(text):
        told, said_by = Told(), ""
        read, quoting = 0, False
        for number in around.sentences.between(begin, stop):
            (start, end), cues_here = ranges[number], cues[number]
            if end - start > _LONGEST or (
                _is_headline(text, start, end) and not _counts(start, end, around, cues_here, figures)
            ):
                continue
            read += 1
            name = speech.speaker(start, end, said_by)
            # A speech goes on after the words that say whose it is.
            quoted = not name and quoting and text[start] in _OPENS_QUOTE and text[end - 1] in _ENDS_QUOTE
            name = said_by if quoted else name
            quoting, said_by = bool(name), name or said_by
            if cues_here or number in at_gates:
                here = passage(start, end, around)
                if cues_here or _may_tell(here, around):
                    leads = read <= _LEAD
                    _of_sentence(here, around, figures, name, told, cues_here, leads=leads, quoted=quoted)
        already = len(found)  # an answer is counted from the first claim of the text, not of the story
        for claim in without_repeats(told.claims):
            claim.answers = None if claim.answers is None else claim.answers + already
            claim.what = gist(claim, figures)
            found.append(claim)
    return found


def _counts(start: int, end: int, around: Around, cues: Cues, figures: Sequence[FigureMention]) -> bool:
    """Tell whether a line counts without being a sentence: a dated key figure, the dated head of a table."""
    if not around.dates_in(start, end):
        return False
    return is_item(start, end, around, figures) or (RETURNS in cues and bool(rows_after(start, end, around)[0]))


def _is_headline(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    return last in "?؟" or (end - start < _HEADLINE and last not in '.!?؟۔"”’»)…:;،')


def _of_sentence(
    here: Passage, around: Around, figures: Sequence[FigureMention], said_by: str,
    told: Told, cues: Cues, *, leads: bool, quoted: bool,
) -> None:  # fmt: skip
    """Add the claims of a sentence to those told before it."""
    if OPINION in cues:
        return
    status = status_of(cues, here.words, said_by, quoted=quoted)
    about, before = categories_of(cues, here.words), len(told.claims)
    gates, until = rows_after(here.start, here.end, around) if RETURNS in cues else ([], here.end)
    counts = around.figures_in(here.start, until)
    if HAPPENINGS.isdisjoint([name for _, name, _ in about]) and (told_of := _of_gate(here)):
        about = [(*told_of, False)]
    answers = status in _ANSWERING
    answers_only = before and answers and (status == "disputed" or _SUCH.search(here.words))
    if answers_only and all(name in _ASIDES for _, name, _ in about):
        about = []  # an ambassador who calls the news baseless speaks of that news
    if not about:
        date_before(told, here, around)
        place_before(told, here, around)
        if answers_only and not (status == "disputed" and any(figures[i].unit in PEOPLE for i in counts)):
            told.add(answering(told, here, around, status, said_by))
            return
        if not any(is_of_people(figures[i], at_gate=bool(here.crossings)) for i in counts):
            return
        about = [(figures[counts[0]].start - here.start, "return_flow", False)]
    dated = bool(here.event_days)
    if not dated and USUAL in cues:
        return
    for offset, category, unsaid in about:
        if category == "reopening" and _COMMERCE.search(here.words) and not _GATE.search(here.words):
            category = "trade"  # commerce that goes on opens no gate
        if category == "return_flow" and are_of_flight(counts, figures):
            category = "outflow"  # "arrivals" in Iran
        if category in FAMILY and not (dated or leads or answers):
            aside = refers_back(here.words, offset)
        elif gates or answers:
            aside = False
        elif category in FLOWS:
            aside = not is_counted(category, counts, figures, at_gate=bool(here.crossings))
        else:  # policies and trade need a day, or a voice in the lead
            aside = category in _ONGOING and not (dated or (leads and said_by))
        if aside and not any(told.claimed_before(alike, before) is not None for alike in _ALIKE[category]):
            continue  # there is nothing that it tells more of
        if unsaid and not said_by:
            continue  # what did not happen is a claim only where somebody says so
        how, voice = _told_how("denied" if unsaid else status, said_by, category, here.words, offset)
        at = here.start + offset
        answered = told.claimed_before(category, before) if how in _ANSWERING else None
        part = here.part(at)
        places, placed = places_of(at, part, here, around, category, told, before, counted=bool(counts))
        if category in FLOWS:
            if gates:
                places, placed = gates, True
            if places[0] == "borders-ir-pk" and of_this_border(counts, figures):
                places = ["border-af-ir"]  # beside the total of two borders it gives that of this one
        several = by_days(category, counts, figures, around)
        happened = how not in ("denied", "rumour")
        for place_id, *others in [[place] for place in places] if category in _EACH else [places]:
            first, last = days_of(at, part, here, around, told, category, place_id, happened=happened)
            for numbers in several:
                if len(several) > 1:
                    first, last = next((figures[i].first, figures[i].last) for i in numbers if figures[i].own_days)
                told.add(ClaimMention(
                    here.start, here.end, category, how, first, last, place_id, voice, numbers, answered, dated, placed,
                    also_at=tuple(others), aside=aside or _is_beside(category, last, place_id, around.published),
                ))  # fmt: skip


def _told_how(status: str, said_by: str, category: str, sentence: str, offset: int) -> tuple[str, str]:
    """Give the status of one of the happenings of a sentence, and whose word it is."""
    if status == "claimed" and is_background(sentence, offset):
        return "reported", ""  # the words that lead up to a quotation are the reporter's
    if status == "claimed" and category in _SEEN and not _INSISTS.search(sentence):
        status = "reported"
    return status, said_by or ("" if status in ("reported", "rumour") else "not named")


def _may_tell(here: Passage, around: Around) -> bool:
    """Tell whether a sentence that names a crossing and holds no cue may tell of it all the same."""
    return bool(around.figures_in(here.start, here.end) or THEY.match(here.words)) or _of_gate(here) is not None


def _is_beside(category: str, last: date | None, place_id: str, published: Period | None) -> bool:
    """Tell whether something is long past and away from the border, which a text recalls, or a total of two borders."""
    if place_id in ("borders-ir-pk", "border-af-pk"):
        return category in FLOWS
    old = published and published.start and last and published.start - last > _RECENT
    return bool(old and category in HAPPENINGS and is_inland(place_id))


def _of_gate(here: Passage) -> tuple[int, str] | None:
    """Find where a sentence that names a crossing says that something, or the crossing itself, is shut or opened."""
    words = here.words
    if not here.crossings:
        return None
    if "shut" in words or "close" in words or "seal" in words or "lock" in words:
        for m in here.crossings:
            at = m.start - here.start
            if found := _SHUTS.search(words, max(0, at - 16), at):
                return found.start(), "closure"
        if found := _SHUT.search(words):
            return found.start(), "closure"
    if " opened " in words and (found := _OPENED.search(words)):
        return found.start(), "reopening"
    return None
