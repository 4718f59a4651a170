"""The map as a page opens it, kept beside the store: drawn from text that was made before, without the facts.

Making the map takes the outlines, the solver of the bounds and a second; what comes of it is text that depends on the
store, the window, the boundaries and this package alone. It is kept under a digest of these, so it can never be out of
date. The folder only saves time: a file that is torn or not to be written is as good as none.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import paths
from geo.kept import kept
from geo.store import Store
from geo.window import Window
from layers.basemap import chosen
from layers.change import Ranges

if TYPE_CHECKING:  # folium takes longer to import than a kept map to open
    from layers.offline_map import OfflineMap

FOLDER = "opening"
MOST = 24
DIV = "map_div"  # what streamlit-folium's page calls the map, and the element it stands in
# What the frame expects after a map's own script; that it has told nothing yet; and that it tells when it has drawn.
AFTER = "\nvar drawnItems = [];\nwindow.__GLOBAL_DATA__.previous_data = {};\nmarz.tellDrawn();"
_MAKERS = ("folium", "scipy", "shapely")
Kept = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opening:
    """What the page needs before anything else: the map's script, the body drawn unasked, its exact returns.

    ``script`` and ``header`` go to streamlit-folium's page as it has them from folium; ``mark`` names them.
    """

    mark: str
    script: str
    header: str
    body: str
    ranges: Ranges | None


@kept(most=8)
def opening(store: Store, window: Window) -> Opening:
    """Give the map opened on ``window``, as it was kept, or made now and kept."""
    name = _name(store, window)
    folder = store.file.parent / FOLDER
    found = _read(folder / f"{name}.json")
    if found is None:
        found = _make(store, window)
        _keep(folder, name, found)
    ranges = Ranges(**found["ranges"]) if found["ranges"] else None
    return Opening(found["mark"], found["script"], found["header"], found["body"], ranges)


def _make(store: Store, window: Window) -> Kept:
    from layers import overlay  # these two bring folium, the outlines and the solver, which a kept map does without
    from layers.timereturns import returns_by_interval

    script, header = told(overlay.time_map(store, window, base=chosen()))
    body = next((body.id for body in returns_by_interval(store, window)[1]), "")
    ranges = overlay.exact_returns(store, window, body) if body else None
    plain = ranges and {name: getattr(ranges, name) for name in ("start", "end", "places", "body", "known_by")}
    mark = hashlib.sha256(script.encode()).hexdigest()
    return {"mark": mark, "script": script, "header": header, "body": body, "ranges": plain}


def told(drawn: "OfflineMap") -> tuple[str, str]:
    """Give a map's script and header, under the names that streamlit-folium gives to maps and what is on them."""
    drawn._id = DIV.removeprefix("map_")
    for i, child in enumerate(drawn._children.values()):
        child._id = f"{drawn._id}_{i}"
    parts: list[Any] = [drawn, *drawn._children.values()]
    scripts = (str(part._template.module.script(part, {})) for part in parts)
    return "\n".join(scripts), str(parts[0]._template.module.header(drawn, {}))


def _name(store: Store, window: Window) -> str:
    parts = (store.digest, window.start, window.end, _made_by(), _drawn_from(str(paths.data())), chosen())
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:32]


@cache
def _made_by() -> str:
    """Hash the code that makes the map, so that a newer one never shows an older one's map."""
    total = hashlib.sha256(" ".join(map(version, _MAKERS)).encode())
    for package in ("geo", "layers"):
        for file in sorted((paths.ROOT / package).rglob("*.py")):
            total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()


@cache
def _drawn_from(data: str) -> str:
    total = hashlib.sha256()
    for file in sorted(Path(data).glob("*.geojson")):
        total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()


def _read(file: Path) -> Kept | None:
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    whole = isinstance(kept, dict) and kept.keys() >= {"mark", "script", "header", "body", "ranges"}
    return kept if whole else None


def _keep(folder: Path, name: str, kept: Kept) -> None:
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        files = sorted(folder.glob("*.json"), key=lambda f: f.stat().st_mtime)
        for old in files[: len(files) - MOST + 1] if len(files) >= MOST else []:
            old.unlink(missing_ok=True)
        fresh = folder / f".{name}.{os.getpid()}"
        fresh.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        fresh.replace(folder / f"{name}.json")
