"""Nearly all names in nearly all tables: what only one place is called needs no weighing."""

from geo.fold import fold, squeeze
from geo.names.answers import Match
from geo.names.index import Index
from geo.names.nearby import Nearby
from geo.names.refuse import surname, too_little
from geo.names.rivals import may_have_twins
from geo.names.settle import crossing_of

SHORT = 3


def match(name: str, text: str, country: str, index: Index) -> Match | None:
    """Match ``text``, cleaned already, with the only place that is called so; ``None`` where there is doubt.

    Examples
    --------
    >>> from geo.names.stored import load
    >>> match("Taybad", "Taybad", "", load()).method, match("Herat", "Herat", "", load())
    ('alias', None)
    """
    folded = fold(text)
    spellings = index.spelled(squeeze(folded))
    owners = {index.owners[a] for a in spellings}
    if len(owners) != 1 or len(folded) <= SHORT or any(a in index.context_only for a in spellings):
        return None
    spot = index.spots[owners.pop()]
    if (country and country not in spot.country.split("-")) or crossing_of(spot, index):
        return None
    if too_little(folded, spot) or surname(folded, spot, Nearby(), index) or may_have_twins(folded, spot, index):
        return None
    names = [index.names[a] for a in spellings]
    if text in names:
        return Match(name, "written so in the gazetteer", (), "alias", spot, 1.0)
    return Match(name, f"the same letters as {names[0]}", (), "folded", spot, 0.98)
