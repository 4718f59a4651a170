"""Documents: plain text with header lines, HTML, Word and PDF, read to one body of text."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from geo.calendars import Period, parse_period
from geo.errors import BadDate, MarzError

_HEADER = re.compile(
    r"(?i)\ufeff?(title|url|published|publisher|source|author|date|lang|language|collected|note|id)[ \t]*:[ \t]*(.*)"
)
_NAMES = {"date": "published", "lang": "language"}
KINDS = frozenset({".txt", ".text", ".md", ".html", ".htm", ".docx", ".pdf", ""})
_ARABIC = re.compile("[\u0621-\u06d3]")


class UnreadableText(MarzError, ValueError):
    """A file that holds no text that can be read."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is known of it. Offsets count code points of ``body``; ``sha256`` is of the whole text."""

    body: str
    title: str = ""
    url: str = ""
    published: Period | None = None
    publisher: str = ""
    language: str = ""
    sha256: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def read(path: Path, *, published: str = "") -> Document:
    """Read a document; ``published`` overrides what its header says.

    Raises
    ------
    UnreadableText
        When the file is of no known kind, is not UTF-8, or holds no text.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UnreadableText(f"{path.name} is no text, HTML, Word or PDF file. Save it as .txt (UTF-8) and try again.")
    try:
        text = _READERS.get(kind, _plain)(path)
    except OSError as fault:
        raise UnreadableText(f"{path} cannot be read ({fault.strerror}). Check the name and the rights.") from fault
    if not text.strip():
        raise UnreadableText(f"{path.name} holds no text. If it is a scan, run text recognition on it first.")
    return document(text, published=published)


def document(text: str, *, published: str = "") -> Document:
    r"""Take the header lines off a text.

    Examples
    --------
    >>> d = document("title: Gates shut\npublished: 2021-07-09\n\nIslam Qala is shut.")
    >>> d.title, d.published.start, d.body
    ('Gates shut', datetime.date(2021, 7, 9), 'Islam Qala is shut.')
    """
    headers, body = _split(text)
    when = published or headers.get("published", "")
    return Document(
        body, headers.get("title", ""), headers.get("url", ""), _period(when, strict=bool(published)),
        headers.get("publisher", "") or headers.get("source", ""), headers.get("language", "") or language_of(body),
        hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), headers,
    )  # fmt: skip


def _split(text: str) -> tuple[dict[str, str], str]:
    headers: dict[str, str] = {}
    position = 0
    for line in text.splitlines(keepends=True):
        found = _HEADER.fullmatch(line.rstrip("\r\n"))
        if not found:
            break
        headers[_NAMES.get(found[1].lower(), found[1].lower())] = found[2].strip()
        position += len(line)
    blank = re.match(r"[ \t]*(?:\r?\n|$)", text[position:])
    if not headers or not blank:
        return {}, text
    return headers, text[position + blank.end() :]


def _period(written: str, *, strict: bool) -> Period | None:
    if not written:
        return None
    try:
        return parse_period(re.sub(r"[T ]\d\d:\d\d.*$", "", written))
    except BadDate:
        if strict:
            raise
        return None


def language_of(text: str) -> str:
    """Guess the language from letters that only one of them uses, and words of Dari.

    Examples
    --------
    >>> language_of("Herat is calm."), language_of("هرات آرام است"), language_of("ټول ګمرکونه")
    ('en', 'fa', 'ps')
    """
    sample = text[:4000]
    if 3 * len(_ARABIC.findall(sample)) < len(re.findall(r"[A-Za-z]", sample)):
        return "en"
    if re.search("[ټډړږښڅځڼېۍ]", sample):
        return "ps"
    if re.search("[ٹڈڑےں]", sample):
        return "ur"
    return "prs" if re.search(r"ولسوالی|والی|پولیس|سرحد|شفاخانه|وزارت امور مهاجر|پوهنتون|ریاست", sample) else "fa"


def _plain(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UnreadableText(f"{path.name} is not UTF-8 text. Save it as UTF-8 and try again.") from fault


def _html(path: Path) -> str:
    """Take the article out of a page; its title, address and day go to header lines."""
    import trafilatura

    page = path.read_bytes()
    text = trafilatura.extract(page, include_comments=False, include_tables=True) or ""
    about = trafilatura.extract_metadata(page)
    known = {"title": about.title, "url": about.url, "published": about.date} if about else {}
    return _with_headers({k: v for k, v in known.items() if v}, text)


def _docx(path: Path) -> str:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        paper = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError) as fault:
        raise UnreadableText(f"{path.name} is no Word document. Open it and save it as .docx again.") from fault
    rows = ["\t".join(cell.text for cell in row.cells) for table in paper.tables for row in table.rows]
    return "\n".join([*(p.text for p in paper.paragraphs), *rows])


def _pdf(path: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = [page.extract_text() for page in PdfReader(path).pages]
    except PyPdfError as fault:
        raise UnreadableText(f"{path.name} is no readable PDF. Print it to PDF again, or copy its text.") from fault
    return "\n\n".join(re.sub(r"(?<=[\w,;])\n(?=\w)", " ", page) for page in pages)


def _with_headers(headers: dict[str, str], text: str) -> str:
    lines = [f"{name}: {' '.join(value.split())}" for name, value in headers.items()]
    return "\n".join([*lines, "", text]) if lines else text


_READERS = {".html": _html, ".htm": _html, ".docx": _docx, ".pdf": _pdf}
