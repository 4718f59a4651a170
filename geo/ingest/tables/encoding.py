"""Which bytes are text, and in which encoding: one pass over the file, before anything is believed."""

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from geo.errors import MarzError

MAX_BYTES = 4_000_000_000
_CHUNK = 1 << 20
_MAGIC = (
    (b"\x1f\x8b", "is compressed. Unpack it first"),
    (b"%PDF", "is a PDF. Give the table itself, as CSV or XLSX; a text goes to 'marz extract'"),
    (b"\xd0\xcf\x11\xe0", "is an old Excel file. Save it as XLSX or CSV"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1b\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class Bytes:
    """What one pass found: SHA-256, encoding (empty for a workbook), and whether the encoding was guessed."""

    sha256: str
    encoding: str
    guessed: bool = False


def scan(path: Path, *, encoding: str = "") -> Bytes:
    """Check a file's bytes and find its encoding; ``encoding`` names it where the guess would be wrong.

    Raises
    ------
    MarzError
        If the file is missing, empty, too large, not text, or broken; with the line where that shows.
    """
    size = _size(path)
    with path.open("rb") as file:
        head = file.read(4096)
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise MarzError(f"{path.name} {what}, and import that.")
    if head.startswith(b"PK\x03\x04"):
        return Bytes(_sha(path), "")
    if size == 0 or not head.strip():
        raise MarzError(f"{path.name} is empty. Give a table with a header and rows.")
    if encoding:
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise MarzError(f"No encoding is called {encoding!r}. Use utf-8, utf-16, cp1256 or cp1252.") from None
        return _decoded(path, encoding, guessed=False)
    if wide := _wide(head):
        return _decoded(path, wide, guessed=False)
    return _utf8_or_older(path)


def _size(path: Path) -> int:
    if not path.is_file():
        raise MarzError(f"There is no file {path}. Check the name.")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise MarzError(f"{path.name} is larger than {MAX_BYTES // 10**9} GB. Split it and import the parts.")
    return size


def _sha(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _wide(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = (sum(head[i::2].count(page) for page in (0x00, 0x06)) for i in (0, 1))  # Latin and Arabic pages
    half = len(head) / 2
    if odd > half / 2 > even:
        return "utf-16-le"
    return "utf-16-be" if even > half / 2 > odd else ""


def _utf8_or_older(path: Path) -> Bytes:
    try:
        return _decoded(path, "utf-8-sig", guessed=False)
    except _NotThis as fault:
        if fault.beyond_ascii:  # UTF-8 up to here, so this is UTF-8 with a fault in it, and no older encoding
            raise
        return _decoded(path, _older(path), guessed=True)


class _NotThis(MarzError):
    def __init__(self, name: str, line: int, encoding: str, *, beyond_ascii: bool):
        super().__init__(
            f"{name} line {line}: not {encoding.removesuffix('-sig').upper()}. Save the file as UTF-8 and try again, "
            "or name its encoding with --encoding."
        )
        self.beyond_ascii = beyond_ascii


def _decoded(path: Path, encoding: str, *, guessed: bool) -> Bytes:
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder(encoding)()
    line, beyond_ascii, narrow = 1, False, not encoding.startswith("utf-16")
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            digest.update(chunk)
            if narrow and (bad := _CONTROLS.search(chunk)):
                at = line + chunk.count(b"\n", 0, bad.start())
                raise MarzError(
                    f"{path.name} line {at}: not text (byte {chunk[bad.start()]:02x}). "
                    "Save the table as CSV in UTF-8 and try again."
                )
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as fault:
                bytes_so_far = fault.object[: fault.start]
                line += bytes_so_far.count(b"\n")
                seen = beyond_ascii or not bytes_so_far.removeprefix(codecs.BOM_UTF8).isascii()
                raise _NotThis(path.name, line, encoding, beyond_ascii=seen) from None
            line += text.count("\n")
            beyond_ascii = beyond_ascii or not text.isascii()
            if not chunk:
                return Bytes(digest.hexdigest(), encoding, guessed)


def _older(path: Path) -> str:
    """Tell Arabic script from Latin accents: the one fills whole words beyond ASCII, the other single letters."""
    with path.open("rb") as file:
        runs = [len(run) for run in _HIGH.findall(file.read(16 * _CHUNK))]
    return "cp1256" if sum(n for n in runs if n > 1) > sum(runs) / 2 else "cp1252"
