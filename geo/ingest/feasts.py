"""Feasts and fasts that texts date by, and the day of the calendar that each falls on."""

import re

_FEASTS = r"""
lunar 10 1 eid[ -](?:(?:al|ul|e|ol)[ -]?)?f[ie]tr
lunar 12 10 eid[ -](?:(?:al|ul|e|ol)[ -]?)?(?:adha|azha|q[ou]rban|gh[ou]rban)
lunar 12 18 eid[ -](?:(?:al|ul|e|ol)[ -]?)?ghadir
lunar 2 20 arba'?(?:ee|ei|i|ey)n
lunar 1 10 ash(?:u|oo|ou)ra
lunar 1 9 tasu'?a
solar 1 13 sizdah[ -]?be?dar
gregorian 12 25 christmas
lunar 10 1 عید\s(?:سعید\s)?فطر|عید\s?الفطر|(?:کوچنی|واړه)\sاختر
lunar 12 10 عید\s(?:سعید\s)?(?:قربان|اضحی)|عید\s?الاضحیٰ?|لوی\sاختر|بقر\s?عید
lunar 12 18 عید\s(?:سعید\s)?غدیر
lunar 2 20 اربعین
lunar 1 10 عاشورا|عاشورہ
lunar 1 9 تاسوعا
"""
_TABLE = tuple(
    (re.compile(pattern), (calendar, int(month), int(day)))
    for calendar, month, day, pattern in (line.split(" ", 3) for line in _FEASTS.strip().splitlines())
)
ENGLISH = "|".join(pattern.pattern for pattern, _ in _TABLE if pattern.pattern.isascii())
NATIVE = "|".join(pattern.pattern for pattern, _ in _TABLE if not pattern.pattern.isascii())


def day_of(feast: str) -> tuple[str, int, int]:
    """Give calendar, month and day of a feast as a flat text writes it.

    Examples
    --------
    >>> day_of("eid al-fitr"), day_of("عید قربان")
    (('lunar', 10, 1), ('lunar', 12, 10))
    """
    return next(day for pattern, day in _TABLE if pattern.fullmatch(feast))
