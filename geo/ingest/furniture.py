"""Page furniture: banners, share lines, reading times, links to other stories. It is blanked, never extracted."""

import re

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


def spans(text: str) -> list[tuple[int, int]]:
    r"""Find the characters that belong to the page, not to the story.

    Examples
    --------
    >>> text = "728 x 90\nHerat is calm.\n2 min read"
    >>> [text[a:b] for a, b in spans(text)]
    ['728 x 90', '2 min read']
    """
    return [m.span() for m in _FURNITURE.finditer(text) if m.end() - m.start() <= _KEPT_LENGTH]


def blanked(text: str, furniture: list[tuple[int, int]]) -> str:
    """Put spaces where furniture stands, so that every other character keeps its place."""
    if not furniture:
        return text
    parts, last = [], 0
    for start, end in furniture:
        parts += [text[last:start], re.sub(r"[^\n]", " ", text[start:end])]
        last = end
    return "".join([*parts, text[last:]])
