"""Colours of the map, in one place: hues of categories, and the two themes.

Hues are Okabe and Ito's, told apart by colour-blind readers; categories that are close in meaning share one and differ
by their glyph. Status is never carried by colour.

Examples
--------
>>> hue("clash") == hue("attack")
True
>>> set(HUES) == set(CATEGORIES)
True
"""

from geo.schema import CATEGORIES

HUES: dict[str, str] = {
    "capture": "#D55E00",
    "closure": "#E69F00", "reopening": "#E69F00", "barrier": "#E69F00",
    "clash": "#CC79A7", "attack": "#CC79A7", "security": "#CC79A7",
    "migrant_harm": "#000000", "accident": "#000000",
    "return_flow": "#0072B2",
    "outflow": "#56B4E9", "water": "#56B4E9",
    "policy": "#009E73", "trade": "#009E73",
    "talks": "#999999", "diplomacy": "#999999",
    "camp": "#F0E442",
}  # fmt: skip

RETURNS = "#0072B2"

LIGHT: dict[str, str] = {
    "sea": "#E9EDF0", "land": "#F6F4EF", "neighbour": "#FBFAF8", "province": "#C9C4BA", "border": "#3A3A3A",
    "name": "#6B665C", "halo": "#FFFFFF", "ink": "#1F1E1B", "paper": "#FFFFFF", "faint": "#D9D5CC", "returns": RETURNS,
}  # fmt: skip
DARK: dict[str, str] = {
    "sea": "#12161A", "land": "#20242A", "neighbour": "#1A1E23", "province": "#3B424B", "border": "#C9C6BF",
    "name": "#A39E94", "halo": "#171A1E", "ink": "#EDEAE4", "paper": "#23282E", "faint": "#3B424B",
    "returns": "#4FA3DC",
}  # fmt: skip


def hue(category: str) -> str:
    """Hue of a category's marks."""
    return HUES[category]


def themes() -> dict[str, dict[str, str]]:
    """Both themes, as the browser is given them."""
    return {"light": LIGHT, "dark": DARK}


assert set(HUES) == set(CATEGORIES)  # noqa: S101 - a category without a hue must not reach a map
