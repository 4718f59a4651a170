"""The browser files a map needs, taken from installed packages: served from one folder, or written into one page.

Nothing is fetched and no third party's file is committed: Leaflet and jQuery come out of the packages
``XStatic-Leaflet`` and ``XStatic-jQuery``, the Arabic letters out of the DejaVu Sans that matplotlib ships. File names
carry a checksum of their content, so a browser may keep them for ever and never sees a stale one.
"""

import base64
import functools
import hashlib
import io
import json
import os
import re
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

from geo.durable import write_atomic
from geo.errors import NotBuilt
from geo.paths import static
from layers.language import map_words

HERE = Path(__file__).parent
MODULES = (
    "days", "returns", "sieve", "crowd", "store", "pens", "glyphs", "look", "view", "shapes", "labels", "areas",
    "cluster", "sheet", "blocks", "flows", "rings", "marks", "card", "dock", "empty", "histogram", "keydates",
    "foot", "axis", "slider", "legend", "sync", "timelayer", "places",
)  # fmt: skip
# From the frame of a Streamlit component to the app's static files; relative, so that it holds under any base path.
SERVED = "../../app/static/vendor/"
FONT_FAMILY = "Marz Arabic"
_ARABIC = "U+0600-06FF, U+0750-077F, U+08A0-08FF, U+200C-200F, U+2066-2069, U+FB50-FDFF, U+FE70-FEFC"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file by its stem, suffix and content."""

    stem: str
    suffix: str
    content: bytes

    @property
    def name(self) -> str:
        """File name with a checksum of the content."""
        return f"{self.stem}-{hashlib.sha256(self.content).hexdigest()[:12]}.{self.suffix}"

    @property
    def text(self) -> str:
        """Content of a text file."""
        return self.content.decode("utf-8")


@functools.cache
def scripts() -> tuple[Asset, ...]:
    """Scripts in the order in which they must run: Leaflet, jQuery (folium's popups call it), Marz."""
    leaflet = re.sub(rb"\n//# sourceMappingURL=\S+", b"", _packaged("XStatic-Leaflet", "leaflet/data/leaflet.js"))
    jquery = _packaged("XStatic-jQuery", "jquery/data/jquery.min.js")
    glyphs = (HERE / "js" / "glyphs.json").read_text("utf-8")
    words = f"window.marz={{words:{json.dumps(map_words(), ensure_ascii=False)},glyphs:{glyphs}}};".encode()
    ours = b"\n".join((words, *((HERE / "js" / f"{name}.js").read_bytes() for name in MODULES)))
    return Asset("leaflet", "js", leaflet), Asset("jquery", "js", jquery), Asset("marz", "js", ours)


@functools.cache
def bundle() -> Asset:
    """Give all scripts in one file: a frame waits for each of its files before it asks for the next."""
    return Asset("map", "js", b";\n".join(script.content for script in scripts()))


@functools.cache
def styles(*, inline: bool = False) -> tuple[Asset, ...]:
    """Style sheets; with ``inline``, the font is written into them."""
    leaflet = re.sub(
        r"url\(images/([\w.-]+)\)", _image, _packaged("XStatic-Leaflet", "leaflet/data/leaflet.css").decode()
    )
    source = _data_uri(font().content, "font/woff") if inline else font().name
    face = (
        f'@font-face{{font-family:"{FONT_FAMILY}";src:url("{source}") format("woff");'
        f"unicode-range:{_ARABIC};font-display:swap}}\n"
    )
    ours = face + (HERE / "js" / "marz.css").read_text("utf-8")
    return Asset("leaflet", "css", leaflet.encode()), Asset("marz", "css", ours.encode())


def install(folder: Path | None = None) -> Path:
    """Put every file under ``folder`` (``static/vendor`` unless told) and return it. Files in place are left alone."""
    folder = folder or static() / "vendor"
    folder.mkdir(parents=True, exist_ok=True)
    licences = Asset("LICENCES", "txt", _licences())
    for asset in (bundle(), *styles(), font(), licences):
        _place(folder / (asset.name if asset is not licences else "LICENCES.txt"), asset.content)
    return folder


@functools.cache
def font() -> Asset:
    """Arabic letters of DejaVu Sans; cutting them takes a second, so the result is kept in the user's cache folder."""
    whole = _dejavu().read_bytes()
    kept = _cache() / f"arabic-{hashlib.sha256(whole + _ARABIC.encode()).hexdigest()[:12]}.woff"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        _place(kept, _cut(whole))
    return Asset("arabic", "woff", kept.read_bytes())


def _cut(whole: bytes) -> bytes:
    from fontTools import subset  # matplotlib brings it; slow to import

    options = subset.Options(
        flavor="woff", layout_features=["*"], notdef_outline=True, drop_tables=["FFTM"], recalc_timestamp=False
    )
    with subset.load_font(io.BytesIO(whole), options) as typeface:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[u for part in _ARABIC.split(", ") for u in _span(part)])
        cutter.subset(typeface)
        out = io.BytesIO()
        subset.save_font(typeface, out, options)
    return out.getvalue()


def _span(part: str) -> range:
    low, _, high = part.removeprefix("U+").partition("-")
    return range(int(low, 16), int(high or low, 16) + 1)


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME", tempfile.gettempdir())) / "marz"


def frame() -> Path:
    """Where streamlit-folium keeps the page in which a map stands."""
    return _folder_of("streamlit-folium", "the map's frame") / "frontend" / "build"


def _dejavu() -> Path:
    return _folder_of("matplotlib", "the Arabic letters") / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"


def _folder_of(package: str, holds: str) -> Path:
    found = find_spec(
        package.replace("-", "_")
    )  # importing it takes a third of a second, and only its files are wanted
    if found is None or found.origin is None:
        raise NotBuilt(f"{package} is missing, and with it {holds}. Run: pip install {package}")
    return Path(found.origin).parent


def _licences() -> bytes:
    return (HERE / "licences.txt").read_bytes() + _dejavu().with_name("LICENSE_DEJAVU").read_bytes()


def _packaged(package: str, path: str) -> bytes:
    try:
        return Path(str(distribution(package).locate_file(f"xstatic/pkg/{path}"))).read_bytes()
    except (PackageNotFoundError, FileNotFoundError) as lost:
        raise NotBuilt(
            f"{path} is missing, so no map can be drawn. Run: pip install --force-reinstall {package}"
        ) from lost


def _image(match: re.Match[str]) -> str:
    return f'url("{_data_uri(_packaged("XStatic-Leaflet", f"leaflet/data/images/{match[1]}"), "image/png")}")'


def _data_uri(content: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _place(path: Path, content: bytes) -> None:
    """Write through a temporary file, so that no reader ever sees half of one."""
    if path.is_file() and path.read_bytes() == content:
        return
    write_atomic(path, content)
