"""A picture under the map, off unless asked for: online tiles by name, or a local PMTiles or MBTiles file.

Nothing is asked of any network unless somebody named an online provider. Tiles of a file are put into the folder that
the app serves, once for each state of the file, and go when another is chosen.
"""

import gzip
import hashlib
import html
import json
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from geo import paths
from geo.errors import MarzError

VARIABLE = "MARZ_TILES"
MOST_TILES = 200_000
IMAGES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"RIFF": "webp", b"GIF8": "gif"}
SERVED = "../../app/static/tiles/"
Tile = tuple[int, int, int, bytes]


@dataclass(frozen=True, slots=True)
class Basemap:
    """Where tiles come from: an address with ``{z}``, ``{x}`` and ``{y}``, whom to credit, and the levels there are."""

    url: str
    credit: str
    min_zoom: int = 0
    max_zoom: int = 19

    def told(self) -> dict[str, object]:
        """Give what the browser is told."""
        return {"url": self.url, "minNativeZoom": self.min_zoom, "maxNativeZoom": self.max_zoom}


def chosen() -> Basemap | None:
    """Give the base that ``marz app --tiles`` named, or ``None``."""
    asked = os.environ.get(VARIABLE, "")
    return basemap(asked) if asked else None


@lru_cache(maxsize=4)
def basemap(asked: str) -> Basemap:
    """Read a provider's name or a file of tiles.

    Raises
    ------
    MarzError
        If there is no such provider or file, or it cannot be drawn.

    Examples
    --------
    >>> basemap("OpenStreetMap.Mapnik").url
    'https://tile.openstreetmap.org/{z}/{x}/{y}.png'
    """
    file = Path(asked)
    if file.suffix.lower() in {".pmtiles", ".mbtiles"}:
        return _local(file)
    return _online(asked)


def plain(credit: str) -> str:
    """Take the markup out of a credit, which is shown as text.

    Examples
    --------
    >>> plain('<a href="https://example.org">© Example</a> contributors')
    '© Example contributors'
    """
    return re.sub(r"<[^>]*>", "", html.unescape(credit)).strip()


def _online(name: str) -> Basemap:
    import xyzservices.providers

    try:
        provider = xyzservices.providers.query_name(name)
    except ValueError:
        say = f"No tiles are called {name!r}. Give a name such as OpenStreetMap.Mapnik, or a .pmtiles or .mbtiles file."
        raise MarzError(say) from None
    if provider.requires_token() or "apikey" in provider.url.lower():
        raise MarzError(f"{provider.name} wants a key of its own. Choose tiles without one: OpenStreetMap.Mapnik.")
    return Basemap(
        url=provider.build_url(), credit=provider.attribution, min_zoom=int(provider.get("min_zoom", 0)),
        max_zoom=int(provider.get("max_zoom", 18)),
    )  # fmt: skip


def _local(file: Path) -> Basemap:
    if not file.is_file():
        raise MarzError(f"There is no file {file}. Give the path of a .pmtiles or .mbtiles file.")
    try:
        return _served(file)
    except (sqlite3.DatabaseError, ValueError, EOFError, KeyError, IndexError) as fault:
        raise MarzError(f"{file} cannot be read as tiles ({fault}). Choose another file.") from None


def _served(file: Path) -> Basemap:
    folder = paths.static() / "tiles" / _mark(file)
    about = folder / "about.json"
    if not about.is_file():
        _unpack(file, folder)
    known = json.loads(about.read_text("utf-8"))
    return Basemap(
        url=f"{SERVED}{folder.name}/{{z}}/{{x}}/{{y}}.{known['suffix']}", credit=known["credit"],
        min_zoom=known["min_zoom"], max_zoom=known["max_zoom"],
    )  # fmt: skip


def _mark(file: Path) -> str:
    """Name a state of a file by its path, size, time and beginning."""
    state = file.stat()
    with file.open("rb") as opened:
        begins = opened.read(1 << 16)
    return hashlib.sha256(f"{file.resolve()} {state.st_size} {state.st_mtime_ns}".encode() + begins).hexdigest()[:16]


def _unpack(file: Path, folder: Path) -> None:
    """Put all tiles into the folder, as a whole or not at all; earlier ones beside it go."""
    tiles, credit = _pmtiles(file) if file.suffix.lower() == ".pmtiles" else _mbtiles(file)
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.parent.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as beside:
        fresh = Path(beside) / "tiles"
        fresh.mkdir()
        about = {"credit": credit, **_write(islice(tiles, MOST_TILES + 1), fresh, file)}
        (fresh / "about.json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")
        fresh.rename(folder)


def _write(tiles: Iterator[Tile], folder: Path, file: Path) -> dict[str, Any]:
    levels, suffix = set(), ""
    for n, (z, x, y, content) in enumerate(tiles):
        if n >= MOST_TILES:
            raise MarzError(f"{file} holds more than {MOST_TILES:,} tiles. Cut it to the region and zooms you need.")
        suffix = _suffix(content, file)
        place = folder / str(z) / str(x) / f"{y}.{suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        levels.add(z)
    if not levels:
        raise MarzError(f"{file} holds no tile. Choose another file.")
    return {"suffix": suffix, "min_zoom": min(levels), "max_zoom": max(levels)}


def _suffix(content: bytes, file: Path) -> str:
    for begins, suffix in IMAGES.items():
        if content.startswith(begins):
            return suffix
    raise MarzError(f"{file} holds no pictures (vector tiles, perhaps). Export it as raster tiles, PNG, JPEG or WebP.")


def _mbtiles(file: Path) -> tuple[Iterator[Tile], str]:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as base:
        about = dict(base.execute("select name, value from metadata"))

    def tiles() -> Iterator[Tile]:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as rows:
            for z, x, row, content in rows.execute("select zoom_level, tile_column, tile_row, tile_data from tiles"):
                yield int(z), int(x), (1 << int(z)) - 1 - int(row), bytes(content)  # rows count from the south

    return tiles(), str(about.get("attribution") or about.get("name") or file.stem)


def _pmtiles(file: Path) -> tuple[Iterator[Tile], str]:
    from pmtiles.reader import MmapSource, Reader, all_tiles
    from pmtiles.tile import Compression, MagicNumberNotFound, SpecVersionUnsupported

    def tiles() -> Iterator[Tile]:
        with file.open("rb") as opened:
            source = MmapSource(opened)
            packed = Reader(source).header()["tile_compression"] == Compression.GZIP
            for (z, x, y), content in all_tiles(source):
                yield z, x, y, gzip.decompress(content) if packed else content

    with file.open("rb") as opened:
        try:
            about = Reader(MmapSource(opened)).metadata()
        except (MagicNumberNotFound, SpecVersionUnsupported) as fault:
            raise ValueError("not PMTiles, version 3") from fault
    return tiles(), str(about.get("attribution") or about.get("name") or file.stem)
