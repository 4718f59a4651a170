"""Whole files in place: nothing half-written is ever seen, and what was there stays until the new is whole."""

import os
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from geo.errors import CannotWrite, MarzError
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
    zipped = path.suffix.lower() == ".zip"
    single = (form_.together or len(parts) == 1) and not zipped
    target = _checked(path, form_, several=len(parts) > 1, single=single, zipped=zipped)
    with _staging(target.parent if single or zipped else target) as stage:
        files = _files(parts, target if single else None, stage, form_)
        left = {rows.layer.name: _left_out(rows, store) for rows in parts}
        resources = []
        for file, held in files:
            form_.put(held, file, hxl=hxl)
            resources += [
                datapackage.resource(rows, file, form_, hxl=hxl, left_out=left[rows.layer.name]) for rows in held
            ]
        home = stage if zipped else target.parent if single else target
        name, content = datapackage.described_in(home, [f for f, _ in files], resources, parts[0].store.digest)
        described = stage / name
        described.write_bytes(content)
        placed = [f for f, _ in files] + [described]
        if zipped:
            placed = [_zip(placed, stage / f"{target.name}.part", target)]
        for file in placed:
            _place(file, target if zipped or (single and file is files[0][0]) else home / file.name)
    where = {rows.layer.name: target if zipped or single else target / f.name for f, held in files for rows in held}
    return [Written(r.layer.name, where[r.layer.name], r.count, left[r.layer.name]) for r in parts]


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


def _files(parts: list[Rows], single: Path | None, stage: Path, form: Format) -> list[tuple[Path, list[Rows]]]:
    """Say which file of the staging folder holds which layers."""
    if single is not None:
        return [(stage / single.name, parts)]
    if form.together:
        return [(stage / f"marz{form.suffixes[0]}", parts)]
    return [(stage / f"{rows.layer.name}{form.suffixes[0]}", [rows]) for rows in parts]


def _checked(path: Path, form: Format, *, several: bool, single: bool, zipped: bool) -> Path:
    """Refuse a path that cannot become what it should."""
    target = path.resolve()
    if single or zipped:
        if target.is_dir():
            file = f"marz{form.suffixes[0]}" if several else f"LAYER{form.suffixes[0]}"
            raise CannotWrite(f"{path} is a folder. Name a file in it, as in {path / file}.")
        if target.exists() and not target.is_file():
            raise CannotWrite(f"{path} is no ordinary file. Give --out the name of a file.")
    elif target.exists() and not target.is_dir():
        raise CannotWrite(f"{path} is a file, and {form.title} holds one layer a file. Name a folder, or a .zip.")
    elif path.suffix.lower() in form.suffixes:
        raise CannotWrite(f"{form.title} holds one layer a file. Give --out a folder or a .zip, not {path.name}.")
    return target


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """Give a folder beside the target to write in, and turn the system's refusals into ones that say what to do."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".marz-") as stage:
            yield Path(stage)
    except OSError as refused:
        if isinstance(refused, MarzError):
            raise
        raise CannotWrite(
            f"Cannot write in {folder}: {refused.strerror or refused}. Make room or give yourself the right to write "
            "there, or give --out another place."
        ) from refused


def _place(file: Path, target: Path) -> None:
    with file.open("rb+") as content:
        os.fsync(content.fileno())
    file.chmod(0o644)
    file.replace(target)


def _zip(files: list[Path], archive: Path, target: Path) -> Path:
    """Pack files so that the same content gives the same bytes."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files:
            entry = zipfile.ZipInfo(f"{target.stem}/{file.name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with file.open("rb") as content, packed.open(entry, "w", force_zip64=True) as out:
                while piece := content.read(1 << 20):
                    out.write(piece)
    return archive
