"""The fonts of what is printed: DejaVu Sans, and another where a text has letters of Urdu or Pashto that it lacks.

A text is set in one font from end to end: letters of one word from two fonts would not join.
"""

import atexit
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib as mpl
from fontTools.ttLib import TTFont
from matplotlib.font_manager import fontManager

FAMILY, OTHER = "DejaVu Sans", "IBM Plex Sans Arabic"
_PACKAGE = "fontpkg_ibm_plex_sans_arabic"
# What DejaVu Sans lacks, as the nearest letters it has, should the other font not be installed: a box says nothing.
_NEAREST = str.maketrans({"ہ": "ه", "ے": "ی", "ۍ": "ی", "ۓ": "ئ", "ۂ": "هٔ", "ۀ": "هٔ"})
LAM = frozenset({"uniFEDF", "uniFEE0"})  # at the beginning of a word, and amid it
ALEF = frozenset({"uniFE8E", "uniFE82", "uniFE84", "uniFE88", "uniFB51"})
LIGATURES = 4  # kind of lookup
LACKING = frozenset(map(chr, _NEAREST))


def families(text: str) -> list[str]:
    """Name the font that has all letters of a text, and the one for signs that it may lack.

    Examples
    --------
    >>> families("اسلام قلعه"), families("حملہ")[0] in (FAMILY, OTHER)
    (['DejaVu Sans'], True)
    """
    return [OTHER, FAMILY] if needs_other(text) and _registered() else [FAMILY]


def needs_other(text: str) -> bool:
    """Say whether a text has letters that DejaVu Sans lacks."""
    return not LACKING.isdisjoint(text)


def settable(text: str) -> str:
    """Give a text in letters that there is a font for."""
    return text.translate(_NEAREST) if needs_other(text) and not other_files() else text


def files() -> dict[str, Path]:
    """Give DejaVu Sans as matplotlib ships it: by style, ``""`` and ``"B"``."""
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return {"": folder / "DejaVuSans.ttf", "B": folder / "DejaVuSans-Bold.ttf"}


@cache
def other_files() -> dict[str, Path]:
    """Give the other font by style; nothing where its package is not installed."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        return {}
    folder, made = Path(found.origin).parent / "files", TemporaryDirectory(prefix="marz-fonts-")
    atexit.register(made.cleanup)
    names = {"": "IBMPlexSansArabic-Regular.ttf", "B": "IBMPlexSansArabic-Bold.ttf"}
    return {style: _without_ligatures(folder / name, Path(made.name) / name) for style, name in names.items()}


def _without_ligatures(file: Path, kept: Path) -> Path:
    """Write a font without ligatures but lam with alef: readers of PDF hand the letters of the others back swapped."""
    font = TTFont(file, recalcTimestamp=False)
    table = font["GSUB"].table
    wanted = {i for f in table.FeatureList.FeatureRecord if f.FeatureTag == "rlig" for i in f.Feature.LookupListIndex}
    for lookup in (table.LookupList.Lookup[i] for i in sorted(wanted)):
        for part in (getattr(sub, "ExtSubTable", sub) for sub in lookup.SubTable):
            if part.LookupType == LIGATURES:
                part.ligatures = {
                    first: [one for one in part.ligatures[first] if one.Component[0] in ALEF]
                    for first in LAM & part.ligatures.keys()
                }
    font.save(kept)
    return kept


@cache
def _registered() -> bool:
    for file in other_files().values():
        fontManager.addfont(file)
    return bool(other_files())
