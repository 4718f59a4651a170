"""Return volumes at crossings and on the whole border, one row per place, counting body and measure."""

from datetime import date

import geopandas as gpd

from geo.kept import kept
from geo.store import Store
from geo.volumes import BORDER, Volume
from geo.volumes.stored import of_store
from geo.window import Window
from layers.geometry import precision, shape
from layers.layer import Column, Layer, make
from layers.places import CODES, codes

COLUMNS = (
    Column("id", "text", "Place, body and measure, joined; stable.", "#meta+id"),
    Column("place_id", "text", "Id of the place.", "#loc+code+id"),
    Column("place", "text", "Its name.", "#loc+name"),
    *CODES,
    Column("counted_by", "text", "Id of the body whose count it is. Bodies are never summed.", "#org+counted_by+code"),
    Column("body", "text", "Its name.", "#org+counted_by+name"),
    Column("measure", "text", "What is counted.", "#indicator+code"),
    Column("from", "day", "First day of the window.", "#date+start"),
    Column("to", "day", "Last day of the window, itself included.", "#date+end"),
    Column("low", "whole", "The least that every figure of this body allows.", "#indicator+num+min"),
    Column("best", "whole", "An estimate between the bounds; empty where nobody reported.", "#indicator+num+best"),
    Column("high", "whole", "The most that they allow; empty where no figure sets a limit.", "#indicator+num+max"),
    Column("unreported_days", "whole", "Days of the window that no figure of this body covers.",
           "#meta+unreported+days"),
    Column("figures", "text", "Ids of the figures behind the bounds.", "#meta+figures+code"),
    Column("set_aside", "text", "Figures set aside because not all of the body's figures can be true.",
           "#meta+set_aside+code"),
    Column("sources", "text", "Publisher, day and address of each source.", "#meta+source"),
    Column("source_ids", "text", "Ids of the sources.", "#meta+source+code"),
    Column("precision", "text", "What the geometry is: point or line.", "#geo+precision+type"),
)  # fmt: skip


def returns(window: Window, store: Store | None = None, *, known_by: date | None = None) -> gpd.GeoDataFrame:
    """Return volumes of a window in EPSG:4326: the border as a line, its gates as points.

    ``high`` is empty where nothing published caps the count, and a place nobody reported on has no row: silence is not
    zero.
    """
    store = store or Store.open()
    places = (BORDER, *gates_of(store))
    rows = [_row(v, place, store) for place in places for v in volumes_at(store, window, place, known_by=known_by)]
    return make(rows, COLUMNS)


@kept(most=1024)
def volumes_at(
    store: Store, window: Window, place: str, *, counted_by: str | None = None, known_by: date | None = None
) -> tuple[Volume, ...]:
    """Answer for one place, from the bodies that published a figure for it or for a part of it in the window.

    A body that speaks only of the whole border sets no bound worth printing on one of its gates, and its estimate
    there would be a guess.
    """
    counted = of_store(store)
    local = {
        (body, described)
        for start, end, body, line in _local(store, place)
        if counted_by in (None, body) and start < window.end.toordinal() and window.start.toordinal() < end
        for described in line
    }
    answers = (
        counted.volume(body, measure, window, place=place, known_by=known_by)
        for body in sorted({body for body, _ in local})
        for measure in counted.measures(body, window, place, known_by)
        if (body, measure) in local
    )
    return tuple(v for v in answers if v.low or v.high is not None)


@kept(most=256)
def _local(store: Store, place: str) -> tuple[tuple[int, int, str, tuple[str, ...]], ...]:
    """List the figures about a place or parts of it: from when to when, by which body, of which line of measures."""
    counted = of_store(store)
    inside = counted.trees.leaves([place])
    here = (c for c in counted.constraints if c.leaves <= inside)
    return tuple((c.start, c.end, c.body, counted.trees.line(c.measure)) for c in here)


def is_counted(place: str, store: Store) -> bool:
    """Say whether people are counted through a place: a crossing or a border."""
    return store.places[place].kind in {"crossing", "border"}


@kept(most=1)
def gates_of(store: Store) -> tuple[str, ...]:
    """Ids of the crossings of the Iran–Afghanistan border."""
    return tuple(sorted(p.id for p in store.places.values() if p.part_of == BORDER and p.kind == "crossing"))


def _row(volume: Volume, place_id: str, store: Store) -> dict[str, object]:
    place, figures = store.places[place_id], [f for f in store.figures if f.id in set(volume.figures)]
    sources = [store.sources[f.source_id] for f in figures]
    return {
        "id": f"{place_id}:{volume.counted_by}:{volume.measure}",
        "place_id": place_id,
        "place": place.name,
        "counted_by": volume.counted_by,
        "body": store.bodies[volume.counted_by].name,
        "measure": volume.measure,
        "from": volume.window.start,
        "to": volume.window.last,
        "low": volume.low,
        "best": volume.best,
        "high": volume.high,
        "unreported_days": volume.unreported_days,
        "figures": volume.figures,
        "set_aside": sorted({c.figure for c in volume.conflicts if c.aside}),
        "sources": sorted({f"{s.publisher}, {s.published or 'undated'} {s.url}".strip() for s in sources}),
        "source_ids": sorted({s.id for s in sources}),
        **codes([place], store),
        "precision": precision([place]),
        "geometry": shape(place),
    }


def _read(store: Store, window: Window, known_by: date | None) -> gpd.GeoDataFrame:
    return returns(window, store, known_by=known_by)


LAYER = Layer(
    name="returns",
    title="Returns",
    title_fa="بازگشت‌ها",
    about="How many came back, between which bounds, by whose count.",
    columns=COLUMNS,
    credit="Returns: bounds computed by Marz from the published figures named in each row",
    read=_read,
    dated=True,
    licences=("Apache-2.0", "CC-BY-4.0", "ODbL-1.0"),
)
