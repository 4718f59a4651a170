"""The claim archive: statements of millions of documents as partitioned GeoParquet, on a disk or an object store.

:mod:`geo.archive.folder` is where it lies and what it holds, :mod:`geo.archive.columns` what a row says,
:mod:`geo.archive.add` how texts, tables and the store get into it, :mod:`geo.archive.count` how it is asked.
"""

from typing import Literal, get_args

By = Literal["category", "measure", "status", "month", "country", "province", "place"]
BYS: tuple[str, ...] = get_args(By)
