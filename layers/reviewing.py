"""What the Review page shows and asks, without widgets: the marked text, the candidate, the log."""

import tempfile
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from geo.calendars import Lang
from geo.errors import BadDate, BadNumber, MarzError, UnknownPlace, Unwritable
from geo.eventlist import events_in, find_event
from geo.ingest.alike import alike, events_like
from geo.ingest.candidates import FIELDS, Candidate, candidates_of, checked
from geo.ingest.extract import Extraction, extract
from geo.ingest.reader import UnreadableText, document, read
from geo.ingest.review import Decision, ReviewConflict
from geo.store import Store
from geo.window import Window
from layers import phrases
from layers.cards import environment, render
from layers.language import Language, language
from layers.wider import place_of

LONGEST_TEXT = 400_000
ADD_COMMAND = "marz review add"
REASONS = ("misread", "not a happening", "tells nothing new", "too far from the border", "source not to be relied on")
KINDS = ("place", "date", "figure")
WRAPPED, SENTENCE_ENDS = 60, set(".!?:;؟۔»”")

# The first kind that fits tells.
_REFUSED: dict[type[Exception], str] = {
    UnreadableText: "refused_text", BadDate: "refused_date", BadNumber: "refused_number",
    UnknownPlace: "refused_place", ReviewConflict: "refused_decision", Unwritable: "refused_disk",
}  # fmt: skip
_REFUSAL = environment().from_string(
    '<p class="mz mz-warn" role="alert">{% if said %}{{ said }}<br><small lang="en" dir="ltr">{{ why }}</small>'
    "{% else %}<bdi>{{ why }}</bdi>{% endif %}</p>"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text while a person works on it, with the ranges of what was found; it is never written anywhere."""

    sha256: str
    title: str
    body: str
    spans: tuple[tuple[int, int, str], ...]
    candidates: tuple[Candidate, ...]
    misread_day: bool = False

    @classmethod
    def of(cls, found: Extraction) -> "Text":
        """Keep of an extraction what the page shows."""
        ranges = [(m.start, m.end, kind) for kind, many in _found(found) for m in many]
        paper = found.document
        spans, candidates = tuple(sorted(ranges)), tuple(candidates_of(found))
        return cls(paper.sha256, paper.title, paper.body, spans, candidates, bool(paper.misread_day))


def _found(found: Extraction) -> Iterable[tuple[str, Sequence[Any]]]:
    return zip(KINDS, (found.places, found.dates, found.figures), strict=True)


def pasted(text: str, *, published: str = "", lang: Lang = "en") -> Text:
    """Extract from a pasted text.

    Raises
    ------
    MarzError
        If it is empty or too long for a page.
    """
    if not text.strip():
        raise MarzError(language(lang)("review_no_text"))
    if len(text) > LONGEST_TEXT:
        raise MarzError(language(lang)("review_too_long", n=LONGEST_TEXT, command=ADD_COMMAND))
    return Text.of(extract(document(text, published=published)))


def uploaded(name: str, content: bytes, *, published: str = "") -> Text:
    """Extract from an uploaded file; it lies in a temporary folder only while it is read."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"upload{Path(name).suffix.lower()}"
        file.write_bytes(content)
        return Text.of(extract(read(file, published=published)))


def piece_classes(
    spans: Sequence[tuple[int, int, str]], begin: int, end: int
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Cut a range where marks begin and end; each piece comes with the marks that cover it.

    Examples
    --------
    >>> piece_classes([(2, 4, "date"), (0, 6, "evidence")], 0, 8)
    [(0, 2, ('evidence',)), (2, 4, ('date', 'evidence')), (4, 6, ('evidence',)), (6, 8, ())]
    """
    here = [(max(s, begin), min(e, end), kind) for s, e, kind in spans if s < end and begin < e]
    cuts = sorted({begin, end, *(s for s, _, _ in here), *(e for _, e, _ in here)})
    pairs = pairwise(cuts)
    return [(a, b, tuple(sorted({k for s, e, k in here if s <= a and b <= e}))) for a, b in pairs if a < b]


def paragraphs(text: Text, candidate: Candidate | None) -> list[dict[str, Any]]:
    """Cut a text into paragraphs of marked pieces; ``holds`` says which hold the candidate's evidence."""
    spans = list(text.spans)
    if candidate:
        spans.append((candidate.first, candidate.last, "evidence"))
    spans.sort()
    starts, longest = [s for s, _, _ in spans], max((e - s for s, e, _ in spans), default=0)
    made = []
    for begin, end in unwrapped(text.body):
        near = spans[bisect_left(starts, begin - longest) : bisect_left(starts, end)]
        pieces = [(text.body[a:b], kinds) for a, b, kinds in piece_classes(near, begin, end)]
        holds = candidate is not None and begin < candidate.last and candidate.first < end
        made.append({"pieces": pieces, "holds": holds})
    return made


def unwrapped(body: str) -> list[tuple[int, int]]:
    r"""Find the paragraphs of a text, with the lines joined that only the width of a page broke.

    >>> long = "a" * 70 + "\nb.\nc"
    >>> [long[a:b].count("\n") for a, b in unwrapped(long)]
    [2, 0]
    """
    found: list[tuple[int, int]] = []
    position, broken = 0, False
    for line in body.splitlines(keepends=True):
        begin, position = position, position + len(line)
        said = line.strip()
        if said and broken:
            found[-1] = (found[-1][0], position)
        elif said:
            found.append((begin, position))
        broken = len(said) >= WRAPPED and said[-1] not in SENTENCE_ENDS
    return found


def text_html(text: Text | None, candidate: Candidate | None, *, lang: Lang = "en") -> str:
    """Show the text with its mentions marked; what stands well before the evidence folds away."""
    made = paragraphs(text, candidate) if text else []
    at = next((i for i, p in enumerate(made) if p["holds"]), 0)
    fold = max(0, at - 1)
    return render("text.html", None, lang, text=text, before=made[:fold], after=made[fold:], candidate=candidate)


def candidate_html(candidate: Candidate, store: Store, *, position: str, lang: Lang = "en") -> str:
    """Say what a candidate is, where it stands, and what the store already holds like it."""
    return render(
        "candidate.html", store, lang, c=candidate, position=position, notes=alike(candidate, store),
        source=candidate.source, reason=partial(reason, t=language(lang)),
    )  # fmt: skip


def log_html(decisions: Sequence[Decision], *, lang: Lang = "en", most: int = 30) -> str:
    """List the last decisions, newest first."""
    said = partial(reason, t=language(lang))
    return render("log.html", None, lang, decisions=decisions[::-1][:most], total=len(decisions), reason=said)


def reason(why: str, t: Language) -> str:
    """Say why something was refused; a reason of the person's own stands as written."""
    key = f"reason_{why.replace(' ', '_')}"
    return t(key) if t.has(key) else why


def refusal_html(refusal: Exception, lang: Lang = "en") -> str:
    """Show why something was refused; as text, whatever stands in it.

    Errors speak English. In another language, what a visitor meets most is said in it first.
    """
    t = language(lang)
    said = next((t(key) for kind, key in _REFUSED.items() if isinstance(refusal, kind)), "") if t.rtl else ""
    return _REFUSAL.render(said=said, why=refusal)


def place_label(place_id: str, store: Store, t: Language) -> str:
    """Write a place for a list to choose from."""
    place = place_of(place_id, store)
    return t("review_place", place=phrases.name(place, t), id=place_id) if place else place_id or t("not_known")


def event_choices(candidate: Candidate, store: Store) -> list[str]:
    """List the events a claim can join: its own first, then those like it, then those of its days."""
    own = candidate.fields.get("event_id") or ""
    days = {date.fromisoformat(day) for name in ("from", "to") if (day := candidate.fields.get(name))}
    met = (v.event for day in sorted(days - {date.max}) for v in events_in(store, Window.inclusive(day, day)))
    near = [e.id for e in met if {e.start, e.end} & days]
    return list(dict.fromkeys([own, *events_like(candidate, store), *near]))


def event_label(event_id: str, candidate: Candidate, store: Store, t: Language) -> str:
    """Write an event for a list to choose from; the candidate's own is a new one while the store lacks it."""
    event = find_event(store, event_id)
    if event is None or event_id == candidate.fields.get("event_id"):
        return t("review_event_own")
    return t("comma").join([phrases.title(event, t), phrases.period(event.start, event.end, t)])


def written(candidate: Candidate, name: str) -> str:
    """Write a field's value as the form shows it."""
    value = candidate.fields.get(name)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def edited(candidate: Candidate, answers: dict[str, str]) -> dict[str, Any]:
    """Give the fields that a person changed, read and checked."""
    changed = {n: v for n, v in answers.items() if n in FIELDS[candidate.kind] and v.strip() != written(candidate, n)}
    return checked(candidate, changed)


def in_view(candidates: Sequence[Candidate], sha256: str | None) -> list[Candidate]:
    """Keep the candidates of one text, or all, in the order in which the text has them."""
    mine = [c for c in candidates if sha256 in (None, c.text_sha256)]
    order = {sha: i for i, sha in enumerate(dict.fromkeys(c.text_sha256 for c in mine))}
    return sorted(mine, key=lambda c: (order[c.text_sha256], c.first, c.kind))


def batch_label(sha256: str, candidates: Sequence[Candidate], t: Language) -> str:
    """Write a text for a list to choose from: its title or address, else the beginning of its hash."""
    about = next((c.source for c in candidates if c.text_sha256 == sha256), {})
    return str(about.get("title") or about.get("url") or t("review_batch", sha=sha256[:8]))
