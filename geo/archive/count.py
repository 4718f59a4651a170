"""How many claims and figures an archive holds of a window, by what is asked: DuckDB reads its files where they lie.

One query is put to some files. On one machine these are all that may hold something of the window; on a cluster each
worker puts it to its share, and the counts are added up, which they may be because every row says whether it counts.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.archive import By
from geo.archive.folder import Archive
from geo.errors import MarzError
from geo.spread import pool

if TYPE_CHECKING:
    import duckdb

_COLUMN = {"place": "place_id"}
_COUNTS = {"place": "true", "province": "once_in_province", "country": "once_in_country"}
_SHARE = 8  # files in the share of a worker
Row = dict[str, str | int | None]


class NoDuckDB(MarzError, ImportError):
    """DuckDB is not installed."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What is counted: days (inclusive), groups, and which statements.

    ``place`` is the id of a place that statements name, ``province`` one that the places lie in.
    """

    by: By
    first: date | None = None
    last: date | None = None
    place: str = ""
    province: str = ""
    category: str = ""
    known_by: date | None = None

    def query(self) -> tuple[str, list[object]]:
        """Write it as SQL with its parameters; the files come first."""
        narrowed = "true" if self.place else "once_in_province" if self.province else "once"
        tests: list[tuple[str, list[object]]] = [
            ('"start" <= ?', [self.last] if self.last else []),
            ('"end" >= ?', [self.first] if self.first else []),
            ("place_id = ?", [self.place] if self.place else []),
            ("province = ?", [self.province] if self.province else []),
            ("category = ?", [self.category] if self.category else []),
            ("said <= ?", [self.known_by] if self.known_by else []),
        ]
        asked = [(test, values) for test, values in tests if values]
        where = " and ".join([_COUNTS.get(self.by, narrowed), *(test for test, _ in asked)])
        command = f"""
            select {_COLUMN.get(self.by, self.by)} as name, kind, count(*) as n
            from read_parquet(?, hive_partitioning = true, hive_types_autocast = false) where {where} group by all"""  # noqa: S608
        return command, [value for _, values in asked for value in values]


@dataclass(frozen=True, slots=True)
class Share:
    """Some files of an archive, and what is asked of them."""

    url: str
    paths: tuple[str, ...]
    ask: Ask


def count(archive: Archive, ask: Ask, *, workers: int = 1, cluster: str = "") -> list[Row]:
    """Count claims and figures, one row a group, the greatest first.

    Raises
    ------
    NoDuckDB
        If DuckDB is not installed.
    BadArchive
        If there is no archive.
    """
    paths = [archive.address(part) for part in archive.found().parts(ask.first, ask.last)]
    spread = cluster or workers != 1
    found: Counter[tuple[str | None, str]] = Counter()
    with pool(workers, cluster) as run:
        for some in run(counted, _shares(archive, paths, ask, _SHARE if spread else max(len(paths), 1))):
            found.update(some)
    rows: dict[str | None, Row] = {}
    for (name, kind), n in found.items():
        rows.setdefault(name, {ask.by: name, "claims": 0, "figures": 0})[f"{kind}s"] = n
    return sorted(rows.values(), key=lambda r: (-int(r["claims"] or 0) - int(r["figures"] or 0), str(r[ask.by])))


def counted(share: Share) -> dict[tuple[str | None, str], int]:
    """Put the question to some files."""
    command, values = share.ask.query()
    with _connected(share) as base:
        return {(name, kind): n for name, kind, n in base.execute(command, [list(share.paths), *values]).fetchall()}


def _shares(archive: Archive, paths: Sequence[str], ask: Ask, size: int) -> Iterator[Share]:
    return (Share(archive.url, tuple(paths[i : i + size]), ask) for i in range(0, len(paths), size))


def _connected(share: Share) -> "duckdb.DuckDBPyConnection":
    try:
        import duckdb
    except ImportError:
        raise NoDuckDB("Counting an archive needs DuckDB. Install it: pip install 'marz[archive]'") from None
    # Nothing is fetched: what DuckDB cannot do by itself it is not to download.
    base = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    archive = Archive(share.url)
    if not archive.local:
        base.register_filesystem(archive.files)
    return base


def total(rows: Sequence[Row]) -> dict[str, Any]:
    """Add up rows of groups that do not overlap."""
    return {kind: sum(int(row[kind] or 0) for row in rows) for kind in ("claims", "figures")}
