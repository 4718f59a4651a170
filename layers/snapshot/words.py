"""The words of a snapshot in English, Persian and Dari: its own, and those it shares with the interactive map."""

from functools import cache

from geo.calendars import Lang, format_range
from geo.claims import EventView
from geo.numbers import format_number
from geo.schema import Body, Measure, Place
from geo.window import Window
from geo.words import short_name
from layers.language import map_words, read


@cache
def _words(lang: Lang) -> dict[str, str]:
    """Give the messages of the printed map, over those it shares with the interactive one."""
    return map_words()[lang] | {str(m.id): str(m.string) for m in read(lang, "print") if m.id}


def word(key: str, lang: Lang, **values: object) -> str:
    """Give a word or sentence, its numbers in the language's digits.

    Examples
    --------
    >>> word("status_denied", "en"), word("events_n", "fa", n=4)
    ('denied', '۴ رویداد')
    """
    said = {k: format_number(v, lang) if isinstance(v, int | float) else v for k, v in values.items()}
    return _words(lang)[key].format(**said)


def plural(key: str, lang: Lang, n: int) -> str:
    """Give ``key_1`` or ``key_n``."""
    return word(f"{key}_1" if n == 1 else f"{key}_n", lang, n=n)


def window_words(window: Window, lang: Lang) -> str:
    """Say a window in both calendars, the reader's own first, and its length."""
    gregorian = format_range(window.start, window.last, lang=lang)
    solar = format_range(window.start, window.last, calendar="solar", lang=lang)
    both = (gregorian, solar) if lang == "en" else (solar, gregorian)
    return " · ".join([*both, plural("days", lang, window.days)])


def place_name(place: Place, lang: Lang) -> str:
    """Name a place in the reader's script, without what stands in brackets."""
    return ((place.name_fa if lang != "en" else "") or place.name).split(" (")[0]


def gate_name(place: Place, lang: Lang) -> str:
    """Name a crossing by its two sides."""
    if lang == "en":
        return place_name(place, lang).removesuffix(" crossing").removesuffix(" rail").replace("–", " | ")
    return place_name(place, lang).removeprefix("گذرگاه ").removeprefix("ریلی ")


def body_name(body: Body, lang: Lang) -> str:
    """Name a counting body as a reader knows it."""
    return (body.name_fa if lang != "en" else "") or short_name(body.name)


def measure_name(measure: Measure, lang: Lang) -> str:
    """Name a measure."""
    return (measure.label_fa if lang != "en" else "") or measure.label.replace(" counted by Iran", "")


def event_title(view: EventView, lang: Lang) -> str:
    """Name an event."""
    return (view.event.title_fa if lang != "en" else "") or view.event.title
