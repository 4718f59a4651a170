"""Page furniture: banners, share lines, reading times, bylines, telephone numbers. It is blanked, never extracted.

Patterns read the flat copy of a text (:mod:`geo.ingest.flat`), in which every character keeps its place.
"""

import re

from geo.ingest.heads import Heads, Places

# A line that begins with one of these belongs to the page.
_LINES = """
also read|read also|read more|read next|read:|related stories|related articles|related news|related posts|related:
see also|more on this|recommended|you may also like|don't miss|share this|share on|share via|follow us|subscribe|sign up
advertisement|advertise with|sponsored|latest news|most read|most viewed|most popular|trending|photo:|photos:
photo credit|photos by|photo by|photograph:|image:
picture:|tags:|tag:|topics:|topic:|copyright|©|all rights reserved|click here
print this|print -|whatsapp|facebook|telegram|tweet|comments|join our|newsletter|skip to|loading|reporting by|writing by
editing by|additional reporting|contact:|contact us|source:|sources:|to unsubscribe|you can reach|this bulletin was
this programme was|this program was|cover art:|donate to|images:|compiled from|your host
hits:|views:|reads:|visits:|page views|بازدید:|تعداد بازدید
wedding hall|endnote|last updated|updated:|editor:|written by|credit:|cookie policy|cookies policy
بیشتر بخوانید|مطالب مرتبط|مطالب مشابه|همرسانی|اشتراک گذاری|برچسب|کد خبر
اشتراک‌گذاری|شناسه خبر|شناسه مطلب|کد مطلب|نظرات|ارسال نظر|پربازدید
ما را دنبال کنید|تماس:|گزارش:|گزارشگر:|خبرنگار:|نویسنده:|منبع:|عکس:|نور ولولئ|مزید پڑھیں|یہ بھی پڑھیں
"""
_LINE = re.compile("(?:" + "|".join(map(re.escape, _LINES.strip().replace("\n", "|").split("|"))) + r")[^\n]*")
_ANYWHERE = tuple(re.compile(words) for words in (
    r"\b\d{2,4} ?[x×] ?\d{2,4}\b(?: ?(?:px|pixels))?|\b\d{1,2}[ -]?min(?:ute)?s? (?:read|listen|watch)\b",
    r"\b(?:published|posted|updated) \d{1,2} (?:min(?:ute)?|hour|day|week)s? ago\b",
    r"(?:زمان|مدت) (?:مطالعه|خواندن) ?:? ?\d{1,2} دقیقه|\b\d{1,2} دقیقه (?:مطالعه|خواندن)\b",
    r"\(\d{1,2} min(?:ute)?s?\)|\(?(?:reporting|editing|writing) by [^\n]*",
    r"\b(?:read also|also read|read more)\b ?:[^\n]*|\bsee also (?:annex|section|page|p\.)[^\n]*",
    r"\b(?:page|slide) \d{1,3} of \d{1,3}\b|\bpp?\. ?\d{1,4}(?:-\d{1,4})?\b|\b(?:section|annex|page) \d[\d.]{0,8}",
    r"\b(?:news|article|post|story|document) (?:id|code|no\.)[ :]{1,3}[\w/-]{3,20}|\bfm \d{2,3}(?:\.\d)?",
    r"\b\d{2,3}(?:\.\d)? ?(?:fm|mhz)\b|(?:\+|\b00)\d[\d ()-]{7,18}\d(?!\d)|\b0\d{1,3}(?:[ -]\d{2,4}){2,4}(?!\d)",
    r"\b0\d{9,10}(?!\d)",
    r"</?[a-z!][^>\n]{0,300}>|!--[^\n]{0,300}?-->|&(?:nbsp|amp|quot|lt|gt);",
    r"\bhttps?://\S{1,2000}|\bwww\.\S{1,2000}|#\w{1,100}|@\w{1,100}",
    r"\[\d{1,3}\]|\[(?:getty|afp|reuters|ap|file|epa|anadolu)[^\]\n]{0,60}\]",
))  # fmt: skip
# "4.1 Deaths in the water", "2.3 Deaths. Two men …", "(2) Farah: …"
_NUMBERED = re.compile(
    r"\(\d{1,2}\) (?=[^\W\d])|\d{1,2}(?:\.\d{1,2}){1,3}\.? (?!million|thousand|billion|per|k?m\b|%)(?=[^\W\d])"
)
_ENDS_SENTENCE = frozenset(".!?:;,؟۔")
_IMPRINT = re.compile(
    r"\b(?:tel|fax|phone|isbn)[.:]? ?[\d+(-]|خبریال:|خبرنگار:|نامہ نگار:|اړیکه:|فون:|تماس:|تلفن:|صفحهٔ \d"
)  # a line that holds one of these is an imprint
_NOTE = re.compile(r"\(\d{1,2}\)(?!\w)")
HEADS = Heads([_LINE, _NUMBERED, _IMPRINT, _NOTE, *_ANYWHERE])
_OPENS, _NUMBERS, _HOLDS, _NOTES = range(4)  # the patterns that are asked more, by what they do
_ADDRESS = re.compile(r"[\w.+-]{1,64}$")
_BULLETS = frozenset(" \t(*•-–—|>")
_KEPT_LENGTH, _HEADING_LENGTH = 220, 80


def spans(flat_text: str, plain_text: str = "") -> list[tuple[int, int]]:
    r"""Find the characters that belong to the page, not to the story.

    ``plain_text`` is the flat text made :func:`~geo.ingest.beginnings.plain`, where that is known.

    Examples
    --------
    >>> text = "728 x 90\nherat is calm.\n2 min read"
    >>> [text[a:b] for a, b in spans(text)]
    ['728 x 90', '2 min read']
    """
    found: list[tuple[int, int]] = []
    last = 0
    for start, end in sorted(_found(flat_text, HEADS.read(flat_text, plain_text))):
        if start >= last and end - start <= _KEPT_LENGTH:
            found.append((start, end))
            last = end
    return found


def _found(text: str, places: Places) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for index in places.present():
        matched = [match.span() for match in places.matches(index, 0, len(text))]
        if index == _OPENS:
            found += [span for span in matched if _opens_line(text, span[0])]
        elif index == _NUMBERS:
            found += _numbering(text, matched)
        elif index == _HOLDS:
            found += [(_imprint_start(text, start), _line_end(text, end)) for start, end in matched]
        elif index == _NOTES:
            found += _notes(text, matched)
        else:
            found += [_with_address(text, *span) if text[span[0]] == "@" else span for span in matched]
    return found


def _with_address(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the name before the sign of an address, and the rest of the domain behind it."""
    name = _ADDRESS.search(text, max(0, start - 64), start)
    return (name.start(), _domain_end(text, end)) if name else (start, end)


def _imprint_start(text: str, position: int) -> int:
    """Give where an imprint begins: with its line, or after the sentence that ends before it."""
    line = text.rfind("\n", 0, position) + 1
    stop = max(text.rfind(mark, line, position) for mark in (". ", "؟ ", "۔ ", "! ", "? "))
    return stop + 1 if stop - line > _HEADING_LENGTH else line


def _numbering(text: str, matched: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep what numbers headings and paragraphs: 2.1, 2.2; alone, it must stand before a heading."""
    found = [span for span in matched if _opens_line(text, span[0])]
    return found if len(found) > 1 or (found and _is_heading(text, found[0][1])) else []


def _notes(text: str, matched: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the marks that stand in a text and open a line below it: notes to it."""
    opening = {text[start:end]: start for start, end in matched if _opens_line(text, start)}
    marked = {text[start:end] for start, end in matched if start < opening.get(text[start:end], 0)}
    return [span for span in matched if text[span[0] : span[1]] in marked]


def _opens_line(text: str, start: int) -> bool:
    begin = text.rfind("\n", max(0, start - 12), start) + 1
    return (begin > 0 or start < 12) and _BULLETS.issuperset(text[begin:start])


def _is_heading(text: str, end: int) -> bool:
    stop = _line_end(text, end)
    return stop - end < _HEADING_LENGTH and text[stop - 1] not in _ENDS_SENTENCE


def _line_end(text: str, position: int) -> int:
    stop = text.find("\n", position)
    return stop if stop >= 0 else len(text)


def _domain_end(text: str, end: int) -> int:
    while end < len(text) and (text[end].isalnum() or text[end] in "-.") and not text.startswith((". ", ".\n"), end):
        end += 1
    return end


def blanked(text: str, furniture: list[tuple[int, int]]) -> str:
    """Put spaces where furniture stands, so that every other character keeps its place."""
    if not furniture:
        return text
    parts, last = [], 0
    for start, end in furniture:
        lines = text[start:end].split("\n")
        parts += [text[last:start], "\n".join([" " * len(line) for line in lines])]
        last = end
    return "".join([*parts, text[last:]])
