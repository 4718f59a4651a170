"""The page and the map in the reader's language.

The words lie in gettext catalogues, ``layers/locale/<language>/LC_MESSAGES``: ``map.po`` for the map, ``page.po`` for
the page around it, which says the map's words, too; ``print.po`` for printed maps and reports. They are read as they
are written; nothing is compiled beforehand.
"""

import gettext
import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geo.calendars import Lang
from geo.numbers import format_number

LANGUAGES: tuple[Lang, ...] = get_args(Lang)
LOCALE = Path(__file__).parent / "locale"
# First strong isolate and its end: a name of the other direction then leaves the sentence around it in order.
_ISOLATE, _END = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. Call it with a message's key; ``{named}`` parts are filled in.

    Examples
    --------
    >>> english, persian = language("en"), language("fa")
    >>> english("days_n", n=3), persian("days_n", n=3)
    ('3 days', '۳ روز')
    """

    lang: Lang
    words: gettext.GNUTranslations
    keys: frozenset[str]

    def __call__(self, key: str, **values: object) -> str:
        """Say a message; numbers in the reader's digits."""
        return self._filled(self.words.gettext(self._known(key)), values)

    def many(self, key: str, n: int, **values: object) -> str:
        """Say a message about ``n`` things, in the form that the language has for so many."""
        return self._filled(self.words.ngettext(self._known(key), key, n), {"n": n, **values})

    def has(self, key: str) -> bool:
        """Say whether there is such a message."""
        return key in self.keys

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return self.lang != "en"

    @property
    def tag(self) -> str:
        """Its BCP 47 tag, for ``lang=`` in HTML.

        Examples
        --------
        >>> language("prs").tag
        'fa-AF'
        """
        return "fa-AF" if self.lang == "prs" else self.lang

    def number(self, value: float) -> str:
        """Write a number in the reader's digits."""
        return format_number(value, self.lang)

    def either(self, latin: str, local: str) -> str:
        """Choose the spelling in the reader's script, where there is one."""
        return (local if self.rtl else latin) or latin or local

    def _known(self, key: str) -> str:
        if key not in self.keys:
            raise KeyError(f"No message {key!r} in {LOCALE.name}/{self.lang}. Add it to page.po in every language.")
        return key

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        return text.format(**{name: self._value(value) for name, value in values.items()}) if values else text

    def _value(self, value: object) -> str:
        if isinstance(value, int | float):
            return self.number(value)
        text = str(value)
        return f"{_ISOLATE}{text}{_END}" if _turns(text, rtl=self.rtl) else text


def _turns(text: str, *, rtl: bool) -> bool:
    """Say whether a text has letters that run against the language's direction."""
    against = {"L"} if rtl else {"R", "AL"}
    return any(unicodedata.bidirectional(c) in against for c in text)


@cache
def language(lang: Lang = "en") -> Language:
    """Give a language by its code."""
    whole, more = read(lang, "map"), read(lang, "page")
    for message in more:
        if message.id:
            whole[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    keys = frozenset(_key(m.id) for m in whole if m.id)
    return Language(lang, gettext.GNUTranslations(compiled), keys)


@cache
def map_words() -> dict[str, dict[str, str]]:
    """Give the map's messages by language and key, for the browser."""
    return {lang: {str(m.id): str(m.string) for m in read(lang, "map") if m.id} for lang in LANGUAGES}


def read(lang: str, domain: str) -> Catalog:
    """Read one catalogue of a language: ``map``, ``page`` or ``print``."""
    with (LOCALE / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def _key(message_id: str | Sequence[str]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]
