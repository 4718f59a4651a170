"""Counts that go from a country of asylum to one of origin, as UNHCR's tables have them, on our own places."""

from datetime import date

from geo.ingest.tables.placing import HERE, country_of

BORDERS = {"IR": "border-af-ir", "PK": "border-af-pk", "": "borders-af"}
STOCKS = {
    "refugees": ("refugees", "ref", "refugees under unhcr's mandate", "refugees (incl. refugee-like situations)"),
    "asylum seekers": ("asylum_seekers", "asy", "asylum-seekers", "asylum seekers", "asylum-seekers (pending cases)"),
    "displaced within the country": ("idps", "idp", "idps of concern to unhcr", "internally displaced persons"),
    "others in need of international protection":
        ("oip", "other people in need of international protection", "venezuelans displaced abroad"),
    "stateless people": ("stateless", "sta", "stateless persons"),
    "others of concern": ("ooc", "others of concern", "others of concern to unhcr"),
}  # fmt: skip
RETURNED = ("returned_refugees", "ret", "returned refugees", "refugee returns", "returned refugee")
ASIDE = {
    "displaced people who went home within the country":
        ("returned_idps", "rdp", "returned idps", "idp returns", "returned idp"),
    "resettled": ("rst", "resettlement", "resettlement arrivals"),
    "naturalised": ("nat", "naturalisation", "naturalization"),
    "host community": ("hst", "host community"),
}  # fmt: skip


def returned_over(origin: str, asylum: str) -> str:
    """Give the border that people went back over; empty where it is none of Afghanistan's.

    Examples
    --------
    >>> returned_over("AFG", "IRN"), returned_over("AFG", "-"), returned_over("SYR", "TUR")
    ('border-af-ir', 'borders-af', '')
    """
    if country_of(origin) != "AF":
        return ""
    unnamed = asylum.strip() in ("", "-")
    return BORDERS.get("" if unnamed else country_of(asylum) or "?", "")


def present_in(origin: str, asylum: str) -> str:
    """Give the country that people are in: Iran, Afghanistan, or Pakistan for Afghans; empty for others.

    Examples
    --------
    >>> present_in("IRQ", "IRN"), present_in("AFG", "PAK"), present_in("IND", "PAK")
    ('IR', 'PK', '')
    """
    country = country_of(asylum)
    return country if country in HERE or (country == "PK" and country_of(origin) == "AF") else ""


def year_of(text: str) -> tuple[date, date]:
    """Give the first and the last day of a year."""
    bare = text.strip().removesuffix(".0")
    if not (bare.isascii() and bare.isdigit() and 1970 <= int(bare) < 2100):
        raise ValueError(f"{text.strip()!r} is not a year")
    return date(int(bare), 1, 1), date(int(bare), 12, 31)
