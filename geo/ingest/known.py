"""Happenings and office holders that date a text which does not date itself.

Each row bounds the day of publication: a text that names the takeover of Kabul was written after it. Used only where
no publication date is given and the text states none.
"""

import re
from datetime import date, timedelta

from geo.calendars import Period

_FAR = "2099-12-31"
_ROWS = r"""
2021-01-20 2025-01-20 president (?:joe )?biden
2017-01-20 2021-01-20 trump administration's first|secretary of state (?:mike )?pompeo
2013-08-03 2021-08-05 president (?:hassan )?rouhani|foreign minister (?:mohammad )?(?:javad )?zarif|\bfm zarif
2021-08-05 2024-05-19 president (?:ebrahim )?raisi
2024-07-28 2099-12-31 president (?:masoud )?pezeshkian
2014-09-29 2021-08-15 president (?:ashraf )?ghani
2020-02-19 2099-12-31 covid-19|coronavirus
2021-04-14 2021-08-31 withdrawal of (?:american|us|u\.s\.|foreign) (?:troops|forces) from (?:the region|afghanistan)
2021-04-14 2021-08-31 withdraw troops by
2021-07-08 2099-12-31 (?:captured|seized|fell|taken)[^.\n]{0,80}islam[ -]qala
2021-07-08 2099-12-31 islam[ -]qala[^.\n]{0,80}(?:captured|seized|taken) by the taliban
2021-08-15 2099-12-31 taliban (?:victory|takeover|seizure of power)|fall of kabul|islamic emirate
2021-08-15 2099-12-31 طالبان حاکم|پس از تسلط طالبان|امارت اسلامی
2023-10-07 2099-12-31 herat earthquakes?
2025-06-24 2099-12-31 12-day (?:conflict|war)|جنگ ۱۲ روزه|جنگ دوازده روزه
2025-07-03 2099-12-31 russia became the first country to (?:formally )?recogni[sz]e the taliban
"""
_KNOWN = tuple(
    (date.fromisoformat(first), date.fromisoformat(last), re.compile(pattern))
    for first, last, pattern in (line.split(" ", 2) for line in _ROWS.strip().splitlines())
)
_NEWS_LASTS = timedelta(days=6)


def publication(flat_text: str) -> Period | None:
    """Bound the publication of a text by what it names: within a week of the newest thing that it knows of."""
    found = [(first, last) for first, last, pattern in _KNOWN if pattern.search(flat_text)]
    if not found:
        return None
    first, last = max(f for f, _ in found), min(e for _, e in found)
    return Period(first, min(last, first + _NEWS_LASTS), "range", approximate=True) if first <= last else None


_STARTS = tuple(
    (date.fromisoformat(day), re.compile(pattern))
    for day, pattern in (
        ("2018-05-08", r"\b(?:left|leaving|withdr\w+|pull\w+)\b.*\b(?:accord|deal|agreement|jcpoa)|برجام"),
        ("2021-08-15", r"\b(?:taliban|kabul|republic|government)\b.*\b(?:return|seiz|take|took|fall|fell|c[ao]me|"
                       r"captur|collaps|power|control|swept|victor)|\b(?:takeover|fall|capture|collapse|return|"
                       r"victory) (?:of|by) (?:the )?(?:taliban|kabul|republic|government)|(?:طالبان|کابل|جمهوری)"),
        ("2023-10-07", r"\bearthquakes?\b|زلزله"),
        ("2025-06-13", r"\b(?:war|conflict|strikes|attacks?)\b|جنگ"),
    )
)  # fmt: skip


def started(clause: str, first: date, last: date) -> date | None:
    """Give the day of a happening that a text dates by its month or year alone.

    Examples
    --------
    >>> started("since the taliban came back in ", date(2021, 8, 1), date(2021, 8, 31))
    datetime.date(2021, 8, 15)
    """
    if first == last:
        return None
    return next((day for day, pattern in _STARTS if first <= day <= last and pattern.search(clause)), None)
