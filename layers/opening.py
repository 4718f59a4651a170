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
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from branca.element import MacroElement
from folium.template import Template

from geo import paths
from geo.store import Store
from geo.window import Window
from layers.basemap import chosen
from layers.offline_map import OfflineMap, settle_ids
from layers.slider import Ranges

FOLDER = "opening"
MOST = 24
_MAP, _SELF = "@the-map@", "@this@"
Kept = dict[str, Any]


class Ready(MacroElement):
    """A layer of the map as the script that draws it."""

    _template = Template("{% macro script(this, kwargs) %}{{ this.told() }}{% endmacro %}")

    def __init__(self, name: str, script: str):
        super().__init__()  # type: ignore[no-untyped-call]
        self._name, self.script = name, script

    def told(self) -> str:
        """Give the script with the names that this element and its map have now."""
        parent: Any = self._parent
        return self.script.replace(_SELF, self.get_name()).replace(_MAP, parent.get_name())


@dataclass(frozen=True, slots=True)
class Opening:
    """What the page needs before anything else: the map's layers, the body drawn unasked, its exact returns."""

    looks: Kept
    layers: tuple[tuple[str, str], ...]
    body: str
    ranges: Ranges | None

    def map(self) -> OfflineMap:
        """Make the map; the same every time, over the tiles that were asked for."""
        drawn = OfflineMap(**self.looks, base=chosen())
        for name, script in self.layers:
            Ready(name, script).add_to(drawn)
        return drawn


@lru_cache(maxsize=8)
def opening(store: Store, window: Window) -> Opening:
    """Give the map opened on ``window``, as it was kept, or made now and kept."""
    name = _name(store, window)
    folder = store.file.parent / FOLDER
    kept = _read(folder / f"{name}.json")
    if kept is None:
        kept = _make(store, window)
        _keep(folder, name, kept)
    ranges = Ranges(**kept["ranges"]) if kept["ranges"] else None
    return Opening(kept["looks"], tuple((n, s) for n, s in kept["layers"]), kept["body"], ranges)


def _make(store: Store, window: Window) -> Kept:
    from layers import overlay  # brings the outlines and the solver, which a kept map does without

    drawn = overlay.time_map(store, window)
    settle_ids(drawn)
    scripts = [(child._name, _script(child, drawn)) for child in drawn._children.values()]
    body = next(iter(overlay.time_columns(store, window).body_id), "")
    ranges = overlay.exact_returns(store, window, body) if body else None
    plain = ranges and {name: getattr(ranges, name) for name in ("start", "end", "places", "body", "known_by")}
    looks = {"credits": drawn.looks["credits"], "bounds": drawn.looks["bounds"]}
    return {"looks": looks, "layers": scripts, "body": body, "ranges": plain}


def _script(layer: Any, drawn: OfflineMap) -> str:
    told = str(layer._template.module.script(layer, {}))
    return told.replace(layer.get_name(), _SELF).replace(drawn.get_name(), _MAP)


def _name(store: Store, window: Window) -> str:
    parts = (store.digest, str(window.start), str(window.end), _made_by(), _drawn_from(str(paths.data())))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


@cache
def _made_by() -> str:
    """Hash the code that makes the map, so that a newer one never shows an older one's map."""
    total = hashlib.sha256()
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
    whole = isinstance(kept, dict) and kept.keys() >= {"looks", "layers", "body", "ranges"}
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
