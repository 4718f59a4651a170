"""The map: base, names and the time layer, put together from the store."""

from datetime import date
from functools import lru_cache

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo import boundaries
from geo.errors import NotBuilt
from geo.schema import Place
from geo.store import Store
from geo.window import Window
from layers.basemap import Basemap
from layers.change import Ranges
from layers.geometry import anchor
from layers.labels import Label, LabelLayer
from layers.layer import DISCLAIMER
from layers.offline_map import Assets, OfflineMap
from layers.placemarks import PlaceMarks
from layers.registry import LAYERS
from layers.returns import gates_of, volumes_at
from layers.shapes import Shape, ShapeLayer
from layers.slider import TimeLayer, TimeUpdate
from layers.timedata import day_number
from layers.timefill import time_data
from layers.timereturns import WIDEST

BOTH_GATES = ((30.2, 59.0), (35.4, 63.6))
# Degrees: about 300 m for provinces and 1 km for the rest, below a pixel at the zooms where all of it is seen.
PROVINCE_DETAIL, COUNTRY_DETAIL, BORDER_DETAIL = 0.004, 0.01, 0.0015
HOME = frozenset({"AF", "IR"})
NAMED = ("AF", "IR", "PK", "TM")
MAIN_TOWNS = {
    "herat-city": 1, "zaranj": 1, "zahedan": 1, "mashhad": 1, "zabol": 2, "farah-city": 2, "taybad": 2, "birjand": 2,
    "islam-qala-town": 4, "torbat-e-jam": 3, "khaf": 3, "chakhansur": 4, "kabul": 1, "kandahar": 1, "tehran": 1,
    "kerman": 2, "lashkar-gah": 2, "mazar-e-sharif": 1,
}  # fmt: skip


def time_map(
    store: Store,
    window: Window,
    *,
    known_by: date | None = None,
    assets: Assets = "served",
    lang: str = "en",
    dark: bool = False,
    card: bool = False,
    base: Basemap | None = None,
) -> OfflineMap:
    """Make the whole map, opened on ``window``; the same arguments give the same page, byte for byte.

    The window is only the first one: move it later with :func:`update`, or the browser opens the map anew.
    """
    drawn = OfflineMap(assets=assets, lang=lang, dark=dark, bounds=BOTH_GATES, credits=credits(), base=base)
    ShapeLayer(base_shapes()).add_to(drawn)
    LabelLayer(labels(store)).add_to(drawn)
    TimeLayer(
        time_data(store, window), start=day_number(window.start), end=day_number(window.end), card=card,
        known_by=None if known_by is None else day_number(known_by),
    ).add_to(drawn)  # fmt: skip
    PlaceMarks(marked_places(store)).add_to(drawn)
    return drawn


def update(**changes: object) -> TimeUpdate:
    """Make a change to an open map; see :class:`layers.change.Change`."""
    return TimeUpdate(**changes)


def exact_returns(
    store: Store, window: Window, body: str, known_by: date | None = None, *, measure: str = ""
) -> Ranges:
    """Bounds at every gate by one body's count, for the map to draw in place of its own sums while it rests.

    Of the widest measure that the body counts there, unless one is asked for.
    """
    wanted = (measure,) if measure else WIDEST
    answers: dict[str, tuple[float, float, float | None, int]] = {}
    for gate in gates_of(store):
        told = [v for v in volumes_at(store, window, gate, counted_by=body, known_by=known_by) if v.measure in wanted]
        if told:
            widest = min(told, key=lambda v: wanted.index(v.measure))
            best = widest.low if widest.best is None else widest.best
            answers[gate] = (widest.low, best, widest.high, window.days - widest.unreported_days - widest.lumped_days)
    known = None if known_by is None else day_number(known_by)
    return Ranges(day_number(window.start), day_number(window.end), answers, body, known)


def credits() -> str:
    """Credit everything that is drawn, with the disclaimer on boundaries."""
    drawn = ("provinces", "border")
    return " · ".join([DISCLAIMER, *(LAYERS[name].credit for name in drawn)])


@lru_cache(maxsize=1)
def base_shapes() -> tuple[Shape, ...]:
    """Countries, provinces and the border, simplified to what a screen can show."""
    provinces, countries = boundaries.provinces(), boundaries.countries()
    shapes = [
        Shape(
            id=o.iso_a2, role="land" if o.iso_a2 in HOME else "neighbour", geometry=_light(o.geometry, COUNTRY_DETAIL)
        )
        for o in countries.itertuples(index=False)
    ]
    lightened = shapely.coverage_simplify(list(provinces.geometry), PROVINCE_DETAIL)
    shapes += [
        Shape(id=code, role="province", geometry=mapping(outline))
        for code, outline in zip(provinces["iso3166_2"], lightened, strict=True)
    ]
    line = boundaries.border_line().geometry.union_all()
    return (*shapes, Shape(id="border-af-ir", role="border", geometry=_light(line, BORDER_DETAIL)))


def marked_places(store: Store) -> list[Place]:
    """Crossings with Iran (the crossing, not its two sides) and all camps, those with a known point."""
    gates = set(gates_of(store))
    return [p for p in store.places.values() if (p.kind == "camp" or p.id in gates) and p.lat is not None]


def labels(store: Store) -> list[Label]:
    """Names of countries, provinces, crossings with Iran and main towns; the browser lets none cover another."""
    outlines = boundaries.provinces().set_index("iso3166_2").geometry
    found = [
        Label(name=p.name, name_fa=p.name_fa, lat=at.y, lon=at.x, kind="province", rank=20, min_zoom=5.5)
        for p in store.places.values()
        if p.kind == "province" and (at := outlines[p.id].representative_point())
    ]
    found += [_country(store.places[id_]) for id_ in NAMED if id_ in store.places]
    found += [_town(store.places[id_], rank) for id_, rank in MAIN_TOWNS.items() if id_ in store.places]
    gates = [store.places[id_] for id_ in gates_of(store)]
    return found + [_gate(p) for p in gates if p.lat is not None and (p.precision_km or 99) <= 15]


def _country(place: Place) -> Label:
    at = anchor(place)
    if at is None:
        raise NotBuilt(f"No outline of {place.name}. Build it with 'marz build --boundaries'.")
    return Label(name=place.name, name_fa=place.name_fa, lat=at.y, lon=at.x, kind="country", rank=5, max_zoom=8)


def _town(place: Place, rank: int) -> Label:
    return Label(
        name=place.name.split(" (")[0], name_fa=place.name_fa, lat=place.lat or 0, lon=place.lon or 0, kind="town",
        rank=30 + rank, min_zoom=4 + rank, dot=True,
    )  # fmt: skip


def _gate(place: Place) -> Label:
    name = place.name.split(" (")[0].removesuffix(" crossing").removesuffix(" rail")
    name_fa = place.name_fa.removeprefix("گذرگاه ").removeprefix("ریلی ").split(" (")[0]
    return Label(
        name=name.replace("–", " | "), name_fa=name_fa,
        lat=place.lat or 0, lon=place.lon or 0, kind="crossing", rank=1, min_zoom=5, dot=True,
    )  # fmt: skip


def _light(geometry: BaseGeometry, detail: float) -> dict[str, object]:
    return dict(mapping(shapely.simplify(geometry, detail)))
