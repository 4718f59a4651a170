"""Page furniture: banners, share lines, reading times, links to other stories. It is blanked, never extracted."""

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, Implementation

_FURNITURE = re.compile(
    r"(?im)"
    r"\b\d{2,4}\s?[x×]\s?\d{2,4}\b(?:\s?(?:px|pixels))?"
    r"|\b\d{1,2}[\s-]?min(?:ute)?s?\s(?:read|listen|watch)\b"
    r"|^\s*(?:also read|read also|read more|read next|read:|related(?: stories| articles| news|"
    r" posts)?:|see also|more on this"
    r"|recommended|you may also like|don't miss|share (?:this|on|via)|follow us|subscribe|"
    r"sign up|advertisement|sponsored"
    r"|latest news|most read|trending|photo(?:\scredit)?:|image(?:\scredit)?:|picture:|tags?:|"
    r"topics?:|copyright|©|all rights"
    r" reserved|click here|print this|whatsapp|facebook|telegram|tweet|comments?\b|join our|newsletter|skip to|loading"
    r"|بیشتر بخوانید|مطالب مرتبط|مطالب مشابه|همرسانی|اشتراک[\s\u200c]?گذاری|برچسب[\s\u200c]?ها|"
    r"کد خبر|نظرات|ما را دنبال کنید"
    r"|نور ولولئ|مزید پڑھیں|یہ بھی پڑھیں).*$"
    r"|^.*\b(?:all rights reserved|min read|cookies? policy)\b.*$"
    r"|</?[a-z!][^>\n]{0,300}>|!--.*?-->|&(?:nbsp|amp|quot|lt|gt);"
    r"|\bhttps?://\S+|\bwww\.\S+|\b[\w.+-]+@[\w-]+\.\w[\w.-]*|(?<!\w)@\w+|#\w+"
    r"|\[(?:getty|afp|reuters|ap|file|epa|anadolu)[^\]\n]{0,60}\]"
    r"|\+?\d[\d ()-]{9,}\d(?=\s|$)"
)
_KEPT_LENGTH = 220
_LINE_WORDS = """
also read|read also|read more|read next|read:|related|see also|more on this|recommended|you may also like|don't miss
share |follow us|subscribe|sign up|advertisement|sponsored|latest news|most read|trending|photo|image|picture:|tag
topic|copyright|©|all rights|click here|print this|whatsapp|facebook|telegram|tweet|comment|join our|newsletter|skip to
loading|min read|cookie policy|cookies policy|بیشتر بخوانید|مطالب مرتبط|مطالب مشابه|همرسانی|اشتراک|برچسب|کد خبر|نظرات
ما را دنبال کنید|نور ولولئ|مزید پڑھیں|یہ بھی پڑھیں
"""
_SIGNS = 8
_ANYWHERE = frozenset({"all rights", "min read", "cookie policy", "cookies policy"})
_WORDS = ["@", "<", "!--", "&", "http", "www.", "#", "[", *_LINE_WORDS.strip().replace("\n", "|").split("|")]
_AUTOMATON = AhoCorasick(_WORDS, implementation=Implementation.DFA)
_NUMBER = re.compile(r"\d+")
_ODD_CASE = re.compile("[\u0130\u0131\u017f\u212a]")  # letters that a pattern takes for i, s and k


def spans(text: str) -> list[tuple[int, int]]:
    r"""Find the characters that belong to the page, not to the story.

    Examples
    --------
    >>> text = "728 x 90\nHerat is calm.\n2 min read"
    >>> [text[a:b] for a, b in spans(text)]
    ['728 x 90', '2 min read']
    """
    found: list[tuple[int, int]] = []
    last = 0
    for start in _beginnings(text):
        if start >= last and (match := _FURNITURE.match(text, start)):
            last = match.end()
            if last - start <= _KEPT_LENGTH:
                found.append(match.span())
    return found


def _beginnings(text: str) -> list[int] | range:
    """List where furniture may begin: at numbers, signs, and lines that hold one of its words."""
    low = text.lower()
    if len(low) != len(text) or _ODD_CASE.search(text):
        return range(len(text))
    found = {m.start() for m in _NUMBER.finditer(text)}
    found |= {at - 1 for at in found if text[at - 1 : at] == "+"}
    for word, at, _ in _AUTOMATON.find_matches_as_indexes(low, overlapping=True):
        if word >= _SIGNS:
            found.update(_line_starts(text, at, _WORDS[word] in _ANYWHERE))
        else:
            found.add(at)
            while word == 0 and at and (text[at - 1].isalnum() or text[at - 1] in "_.+-"):  # an address
                at -= 1
                found.add(at)
    return sorted(found)


def _line_starts(text: str, at: int, anywhere: bool) -> Iterator[int]:
    """Yield where the line of a word begins, if the word begins it or may stand anywhere, and the blanks before."""
    begin = text.rfind("\n", 0, at) + 1
    if not anywhere and begin < at and not text[begin:at].isspace():
        return
    yield begin
    while begin and text[begin - 1].isspace():
        begin -= 1
        yield begin


def blanked(text: str, furniture: list[tuple[int, int]]) -> str:
    """Put spaces where furniture stands, so that every other character keeps its place."""
    if not furniture:
        return text
    parts, last = [], 0
    for start, end in furniture:
        parts += [text[last:start], re.sub(r"[^\n]", " ", text[start:end])]
        last = end
    return "".join([*parts, text[last:]])
