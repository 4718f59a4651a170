"""Whole files in place: nothing half-written is ever seen, and what was there stays until the new is whole."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.durable import put, refusing, workshop
from geo.errors import MarzError, Unwritable
from geo.store import Store
from layers.export import datapackage
from layers.export.formats import Format, chosen
from layers.export.rows import Rows, Tick
from layers.export.selection import Selection, check_filters
from layers.layer import Layer
from layers.registry import LAYERS


@dataclass(frozen=True, slots=True)
class Written:
    """A layer as it was written: its name, where, how many rows, how many had to stay here."""

    layer: str
    path: Path
    rows: int
    left_out: int


def export(
    names: Sequence[str],
    path: Path,
    *,
    store: Store,
    selection: Selection,
    form: str | None = None,
    hxl: bool = False,
    tick: Tick | None = None,
) -> list[Written]:
    """Write layers to a file, a folder or a ``.zip``, with a ``datapackage.json`` beside or inside them.

    One layer, or a format that holds several, makes one file at ``path``; several layers in a format that holds one
    make a folder of files, or a ``.zip`` of them where the path says so. Statements whose terms forbid passing them on
    stay here and are counted.

    Raises
    ------
    MarzError
        For an unknown layer, a format that does not fit, a filter that concerns no layer, or a path that cannot be
        written; the message says what to do.
    """
    layers = named(names)
    form_ = chosen(path, form)
    check_filters(selection, layers)
    if hxl and not form_.table:
        raise MarzError(f"{form_.title} has no row for HXL tags. Leave --hxl out, or export CSV or XLSX.")
    parts = [Rows(layer, store, selection, tick=tick) for layer in layers]
    with refusing(path):
        place = _place(path, form_, several=len(parts) > 1)
    with workshop(place.file or place.zip or place.inside / datapackage.NAME) as stage:
        files = _written(parts, stage, place, form_, hxl=hxl, store=store)
        for made, target in files.items():
            put(made, target)
    return [Written(r.layer.name, place.of(r.layer.name, form_), r.count, r.left_out) for r in parts]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an export goes: one ``file``, a ``zip`` of files, or a folder of them; ``inside`` is the folder."""

    inside: Path
    file: Path | None = None
    zip: Path | None = None

    def of(self, layer: str, form: Format) -> Path:
        """Say where a layer is found afterwards."""
        return self.file or self.zip or self.inside / f"{layer}{form.suffixes[0]}"


def _place(path: Path, form: Format, *, several: bool) -> _Place:
    """Say where an export goes, and refuse a path that cannot become that."""
    target = path.resolve()
    zipped = path.suffix.lower() == ".zip"
    if zipped or form.together or not several:
        if target.is_dir():
            file = f"{'marz' if several else 'layer'}{form.suffixes[0]}"
            raise Unwritable(f"{path} is a folder. Name a file in it, as in {path / file}.")
        if target.exists() and not target.is_file():
            raise Unwritable(f"{path} is no ordinary file. Give --out the name of a file.")
        if target.name == datapackage.NAME:
            raise Unwritable(f"{path} is the name of the description beside the file. Give the file another.")
        return _Place(target.parent, zip=target) if zipped else _Place(target.parent, file=target)
    if target.exists() and not target.is_dir():
        raise Unwritable(f"{path} is a file, and {form.title} holds one layer a file. Name a folder, or a .zip.")
    if path.suffix.lower() in form.suffixes:
        raise Unwritable(f"{form.title} holds one layer a file. Give --out a folder or a .zip, not {path.name}.")
    return _Place(target)


def _written(
    parts: list[Rows], stage: Path, place: _Place, form: Format, *, hxl: bool, store: Store
) -> dict[Path, Path]:
    """Write everything in the staging folder: each file there, and where it belongs."""
    resources, files = [], []
    for name, held in _files(parts, place, form):
        form.put(held, stage / name, hxl=hxl)
        files.append(stage / name)
        for rows in held:
            rows.left_out = _left_out(rows, store)
            resources.append(datapackage.resource(rows, stage / name, form, hxl=hxl))
    home = stage if place.zip else place.inside
    name, content = datapackage.described_in(home, [f.name for f in files], resources, parts[0].store.digest)
    (stage / name).write_bytes(content)
    files.append(stage / name)
    if place.zip:
        return {_zip(files, stage / "whole.zip", place.zip.stem): place.zip}
    return {made: place.inside / made.name for made in files}


def _files(parts: list[Rows], place: _Place, form: Format) -> list[tuple[str, list[Rows]]]:
    """Say which file holds which layers."""
    if place.file is not None:
        return [(place.file.name, parts)]
    if form.together:
        return [(f"marz{form.suffixes[0]}", parts)]
    return [(f"{rows.layer.name}{form.suffixes[0]}", [rows]) for rows in parts]


def named(names: Sequence[str]) -> list[Layer]:
    """Give the layers of these names, in drawing order; ``all`` stands for every one.

    Examples
    --------
    >>> [layer.name for layer in named(["events", "border"])]
    ['border', 'events']
    """
    unknown = [name for name in names if name not in {*LAYERS, "all"}]
    if unknown or not names:
        asked = f"No layer called {unknown[0]!r}" if unknown else "No layer is named"
        raise MarzError(f"{asked}. Pick one of: {', '.join(LAYERS)}, all.")
    return [layer for name, layer in LAYERS.items() if name in names or "all" in names]


def _left_out(rows: Rows, store: Store) -> int:
    """Count the rows that stay here because their source's terms forbid passing them on."""
    if not store.withheld:
        return 0
    chosen_ = rows.selection
    blocks = rows.layer.blocks(store, chosen_.window, known_by=chosen_.known_by)
    shared = rows.layer.blocks(rows.store, chosen_.window, known_by=chosen_.known_by)
    return sum(len(chosen_.of(b)) for b in blocks) - sum(len(chosen_.of(b)) for b in shared)


def _zip(files: list[Path], archive: Path, folder: str) -> Path:
    """Pack files so that the same content gives the same bytes."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files:
            entry = zipfile.ZipInfo(f"{folder}/{file.name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with file.open("rb") as content, packed.open(entry, "w", force_zip64=True) as out:
                while piece := content.read(1 << 20):
                    out.write(piece)
    return archive
