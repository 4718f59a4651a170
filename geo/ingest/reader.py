"""Documents: plain text with header lines, HTML, Word and PDF, read to one body of text."""

import hashlib
import re
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from geo.calendars import Period, parse_period
from geo.errors import BadDate, MarzError
from geo.ingest.flat import flat
from geo.ingest.sentences import Sentences

_HALVES = re.compile(r"[\ud800-\udfff]")  # half a character is none, and no encoding writes it
_HEADER = re.compile(
    r"(?i)\ufeff?(title|url|published|publisher|source|author|date|lang|language|collected|note|id)[ \t]*:[ \t]*(.*)"
)
_EITHER_WAY = re.compile(r"(?<!\d)(?:0?\d|1[0-2])/(?:0?\d|1[0-2])/\d{4}")  # 06/07/2025 is of June or of July
_NAMES = {"date": "published", "lang": "language"}
MAX_BYTES, MAX_UNPACKED, PDF_SECONDS = 50_000_000, 200_000_000, 60.0
KINDS = frozenset({".txt", ".text", ".md", ".html", ".htm", ".docx", ".pdf", ""})
_ARABIC, _LATIN = re.compile("[\u0621-\u06d3]+"), re.compile("[A-Za-z]+")


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

    @property
    def misread_day(self) -> str:
        """What the header says of the day of publication, where it is no date: the text is then read without one."""
        return "" if self.published else self.headers.get("published", "")


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
    if path.exists() and not path.is_file():
        raise UnreadableText(f"{path} is not a file. Give a text, HTML, Word or PDF file.")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableText(f"{path.name} is larger than {MAX_BYTES // 10**6} MB. Split it, text by text.")
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
    try:
        written = text.encode()
    except UnicodeEncodeError:
        text = _HALVES.sub("\ufffd", text)
        written = text.encode()
    headers, body = _split(text)
    when = published or headers.get("published", "")
    return Document(
        body, headers.get("title", ""), headers.get("url", ""), _period(when, strict=bool(published)),
        headers.get("publisher", "") or headers.get("source", ""), headers.get("language", "") or language_of(body),
        hashlib.sha256(written).hexdigest(), headers,
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
        if stated := _stated(written):
            return stated
        if strict:
            raise
        return None


def _stated(written: str) -> Period | None:
    """Read a day as texts write it, "Sun, 06 Jul 2025 10:00 GMT", if it is one alone and no other way to read it."""
    from geo.ingest.dates import find_dates

    found = find_dates(written, flat(written), Sentences.of(written), None)
    if len(found) != 1 or found[0].first is None or found[0].last is None or _EITHER_WAY.search(written):
        return None
    return Period(found[0].first, found[0].last, "day" if found[0].first == found[0].last else "range")


def language_of(text: str) -> str:
    """Guess the language from letters that only one of them uses, and words of Dari.

    Examples
    --------
    >>> language_of("Herat is calm."), language_of("هرات آرام است"), language_of("ټول ګمرکونه")
    ('en', 'fa', 'ps')
    """
    sample = text[:4000]
    if 3 * sum(map(len, _ARABIC.findall(sample))) < sum(map(len, _LATIN.findall(sample))):
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

    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(i.file_size for i in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise UnreadableText(f"{path.name} unpacks to {unpacked // 10**6:,} MB. Save its text as .txt.")
        paper = docx.Document(str(path))
    except UnreadableText:
        raise
    except Exception as fault:  # python-docx raises whatever its zip and XML readers meet
        raise UnreadableText(f"{path.name} is no Word document. Open it and save it as .docx again.") from fault
    rows = ["\t".join(cell.text for cell in row.cells) for table in paper.tables for row in table.rows]
    return "\n".join([*(p.text for p in paper.paragraphs), *rows])


def _pdf(path: Path) -> str:
    from pypdf import PdfReader

    pages: list[str] = []
    enough = time.monotonic() + PDF_SECONDS
    try:
        for page in PdfReader(path).pages:
            pages.append(page.extract_text())
            if time.monotonic() > enough:
                break
    except Exception as fault:  # pypdf raises far more than its own errors where a file is broken
        raise UnreadableText(f"{path.name} is no readable PDF. Print it to PDF again, or copy its text.") from fault
    if time.monotonic() > enough:
        raise UnreadableText(
            f"{path.name} takes more than a minute to read. Copy the text that matters to a .txt file."
        )
    return "\n\n".join(re.sub(r"(?<=[\w,;])\n(?=\w)", " ", page) for page in pages)


def _with_headers(headers: dict[str, str], text: str) -> str:
    lines = [f"{name}: {' '.join(value.split())}" for name, value in headers.items()]
    return "\n".join([*lines, "", text]) if lines else text


_READERS = {".html": _html, ".htm": _html, ".docx": _docx, ".pdf": _pdf}
