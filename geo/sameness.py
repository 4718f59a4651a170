"""Whether two processes would give the same answers: a digest of the code, seeds and names that they work with."""

import hashlib
from functools import cache

from geo import paths
from geo.facts import seeds_digest

# What is built into data/ and read by who geocodes or extracts; indexes are made from these.
_DATA = ("names.tsv", "provinces.geojson", "countries.geojson", "border.geojson", "sides.geojson")


@cache
def digest() -> str:
    """SHA-256 over the package's source, the seeds and the files of places; once for each process.

    Examples
    --------
    >>> len(digest())
    64
    """
    total = hashlib.sha256(seeds_digest().encode())
    package = paths.ROOT / "geo"
    sources = [(file.relative_to(package).as_posix(), file) for file in sorted(package.rglob("*.py"))]
    for name, file in [*sources, *((name, paths.data() / name) for name in _DATA)]:
        total.update(f"\0{name}\0".encode() + (file.read_bytes() if file.exists() else b""))
    return total.hexdigest()
