"""A date as a mention: the days it means, and whether a count or a state runs on from it: "since 5 July"."""

import re
from datetime import date, timedelta

from geo.ingest import known
from geo.ingest.clock import Clock
from geo.ingest.date_forms import Written
from geo.ingest.date_mentions import DateMention
from geo.ingest.heads import Places
from geo.ingest.leads import OPENS
from geo.ingest.periods import resolve
from geo.ingest.sentences import Sentences

_SINCE_REACH = 24  # characters
_UNTIL = re.compile(r"(?:\b(?:by|before|until|till|at)\s(?:the\s)?|\bتا\s)$")
_FROM_THEN = re.compile(r"\sسے\b(?!\s(?:قبل|پہلے|زیادہ|زائد|کم))(?![^۔]{0,25}\sتک\b)")
_ONWARD = re.compile(r"\s?(?:on(?:wards?)?\b(?! the)|and onwards?\b|up to now|به این سو|تاکنون|به بعد|تا کنون|راهیسې)")
_AWAY = re.compile(r"(?:^|[^\w])(?<!پیش )(?<!پس )(?<!بعد )(?<!قبل )(?<!بیش )(?<!بیشتر )(?<!کمتر )(?<!غیر )از\s$")
_LEADS_ON = re.compile(r"(?:\s\S+)?\s(?:تا|الی)\s(?!اکنون|کنون|امروز|به حال|هنوز|حالا)")
_POINTS = frozenset({"day", "iso", "slashed", "dmy", "nth", "month", "season", "year", "weekday", "nowruz", "feast"})
_FROM = frozenset({"weekday", "offset", "month", "day", "ago", "rel"})
_RUNNING = frozenset({"ytd", "past", "recent"})
_END = ("end of", "end", "پایان", "آخر")
_CLOSED = frozenset({"days", "span", "months", "years"})  # "since 1 May until 5 July"
_CLAUSE = re.compile(
    r"\bsince\s(?:(?!(?:and|but|who|which|when|while|that|because|since|said|says|until|till|through)\b)[\w'-]+\s){2,10}"
    r"(?:(?:in|on|at|of|by)\s(?:the\s)?)?$|"
    r"(?:^|\s)از\s(?:زمان|هنگام|وقت)\s(?:[^\s،.]+\s){1,10}(?:در\s|به\s)?(?:ماه\s|سال\s)?$"
)
_CLAUSE_AFTER = re.compile(r"(?:\s[^\s،,.۔]+){1,9}?\s(?:کے بعد سے|راهیسې|را په دې خوا)\b")
_CLAUSE_REACH, _CLAUSE_AFTER_REACH = 110, 90  # characters
_COUNT = re.compile(
    r"(?<![\d.,-])(?!(?:19|20)\d\d\b|1[34]\d\d\b)(?:\d{3,}|\d{1,3},\d{3})|"
    r"\b(?:millions?|thousands?|hundreds|dozens|tens of)\b|میلیون|ملیون|هزار|صدها|زره|زرګونه|لاکھ|ہزار|سینکڑوں"
)
_RANK = re.compile(  # "the first since", "the deadliest since"
    r"\b(?:first|second|third|fourth|only|record|worst|(?:high|low|bigg|larg|small|dead?li|busi|fast|strong|long|heavi|"
    r"lat|sharp|steep|great)est)\b[^,;.]{0,60}$"
)


def mention_of(w: Written, clock: Clock | None, leads: Places, sentences: Sentences) -> DateMention:
    """Resolve a date, and open the interval that the words before or after it open."""
    flat_text, part = leads.text, w.parts.get("part") or ""
    found = resolve(w, clock or Clock(date(2000, 1, 1), date(2000, 1, 1))) if clock or _self_dated(w) else None
    if found is None:
        return DateMention(w.start, w.end, w.form, None, None, "undecided: the text has no publication date")
    first, last, basis = found
    if part and part.endswith(_END) and _UNTIL.search(flat_text, max(0, w.start - 10), w.start):
        first = last
    start, clause_end = _opening(w, leads) if clock else None, 0
    if start is None and clock and w.form in _POINTS and first <= clock.today:
        start, known_day = _of_clause(w, leads, sentences, first, last)
        clause_end = 0 if start is None else w.start
        first, basis = (known_day, "of a happening known to the day") if known_day else (first, basis)
    if start is None or clock is None or w.form in _RUNNING or first > clock.today:
        return DateMention(w.start if start is None else start, w.end, w.form, first, last, basis)
    if w.form in _CLOSED:
        return DateMention(start, w.end, w.form, first, last, basis)
    if part.endswith(("mid", "middle of")):
        first += timedelta(days=4)  # "since mid-June" is since the fifteenth
    until = clock.open_end
    until = until if until >= first else clock.today
    basis = f"open interval, start {basis}"
    return DateMention(start, w.end, "since", first, until, basis, opened_by=w.form, clause_end=clause_end)


def _opening(w: Written, leads: Places) -> int | None:
    """Give where the words begin that open an interval with a date, if any do."""
    flat_text, parts, native = leads.text, w.parts, not w.surface.isascii()
    since = leads.search(OPENS, w.start - _SINCE_REACH, w.start)
    opened = (
        (native and " له " in w.surface and bool(_ONWARD.match(flat_text, w.end)))
        or parts.get("pre") in ("since", "از")
        or parts.get("on") == "since"
        or (native and _from_then_on(w, flat_text))
        or (since and (not since[0].startswith(("from", "از", " از", "له")) or _ONWARD.match(flat_text, w.end)))
    )
    if not opened:
        return None
    return since.start() + len(since[0]) - len(since[0].lstrip()) if since else w.start


def _of_clause(
    w: Written, leads: Places, sentences: Sentences, first: date, last: date
) -> tuple[int | None, date | None]:
    """Find "since the road was closed in May" before a date, where the sentence gives a count that runs since then."""
    native = not w.surface.isascii()
    if not native and not leads.may(OPENS, w.start - _CLAUSE_REACH, w.start):
        return None, None
    flat_text, (begin, end) = leads.text, sentences.around(w.start)
    reach, clause = max(begin, w.start - _CLAUSE_REACH), None
    if leads.may(OPENS, reach, w.start):
        clause = _CLAUSE.search(flat_text, reach, w.start)
    if clause is None and native:
        clause = _CLAUSE_AFTER.match(flat_text, w.end, min(end, w.end + _CLAUSE_AFTER_REACH))
    if clause is None:
        return None, None
    start = min(w.start, clause.start() + (clause[0][0] == " "))
    rest = flat_text[begin:start] + flat_text[max(w.end, clause.end()) : end]
    if _RANK.search(flat_text, begin, start) or not _COUNT.search(rest):
        return None, None
    return start, known.started(clause[0], first, last)


def _from_then_on(w: Written, flat_text: str) -> bool:
    """Tell whether a Persian "from" opens an interval that the words after it do not close."""
    if w.form not in _FROM:
        return False
    if _FROM_THEN.match(flat_text, w.end):
        return True
    away = w.get("pre") == "از" or _AWAY.search(flat_text, max(0, w.start - 12), w.start)
    return bool(away) and not _LEADS_ON.match(flat_text, w.end)


def _self_dated(w: Written) -> bool:
    return bool(w.get("y")) and not w.get("ry") and w.form != "ytd"
