"""A small map for tests: two crossings, an area, the border, and events of every status."""

from datetime import date

from layers.labels import Label, LabelLayer
from layers.offline_map import OfflineMap
from layers.shapes import Shape, ShapeLayer
from layers.slider import TimeLayer
from layers.timedata import TimeBody, TimeData, TimeEvent, TimeFlow, TimePlace, TimeReturn, day_number

PAYLOADS = (
    "</script><script>window.hacked=1</script>",
    "</script><img src=x onerror=window.hacked=1>",
    "<img src=x onerror=window.hacked=1>",
    "${window.hacked=1}`${window.hacked=1}`",
    "`+(window.hacked=1)+`",
    "\\\";window.hacked=1;//\\",
    "{{ 7*7 }}{% raw %}{# x #}",
    "line\u2028separator\u2029end",
)  # fmt: skip

START, END = day_number(date(2021, 7, 8)), day_number(date(2021, 7, 9))
SQUARE = {"type": "Polygon", "coordinates": [[(61, 33), (63, 33), (63, 35), (61, 35), (61, 33)]]}
LINE = {"type": "LineString", "coordinates": [(61.0, 34.9), (60.8, 33.0), (61.8, 31.0)]}


def places(name: str = "Islam Qala") -> list[TimePlace]:
    return [
        TimePlace(
            id="islam-qala", name=name, name_fa="اسلام قلعه", kind="crossing", lat=34.7, lon=61.0, precision_km=2
        ),
        TimePlace(
            id="milak-zaranj", name="Milak", name_fa="میلک", kind="crossing", lat=30.97, lon=61.8, precision_km=1
        ),
        TimePlace(id="AF-HER", name="Herat", name_fa="هرات", kind="province", lat=34.0, lon=62.0, shape="AF-HER"),
        TimePlace(id="border-af-ir", name="Border", kind="border", lat=33.0, lon=60.8, shape="border-af-ir"),
        TimePlace(id="nowhere", name="Nowhere", kind="camp"),
    ]


def event(
    id: str, *steps: tuple[int, str], place: str = "islam-qala", title: str = "", category: str = "capture",
    start: int = START, end: int = END, key: bool = False, sources: tuple[str, ...] = ("wire",),
) -> TimeEvent:  # fmt: skip
    return TimeEvent(
        id=id,
        title=title or id,
        category=category,
        start=start,
        end=end,
        place_ids=(place,),
        status=steps,
        key=key,
        source_ids=sources,
    )


def data(name: str = "Islam Qala", title: str = "Captured", events: tuple[TimeEvent, ...] = ()) -> TimeData:
    capture = event("capture", (START, "disputed"), (START + 1, "confirmed"), title=title, end=END + 1, key=True)
    order = event("order", (START, "reported"), place="AF-HER", category="policy", start=START + 20, end=START + 22,
                  sources=("paper", "wire"))  # fmt: skip
    closed = event(
        "closed", (START, "denied"), place="border-af-ir", category="closure", start=START + 30, end=START + 31
    )
    lost = event("lost", (START, "rumour"), place="nowhere", category="camp")
    returns = [
        TimeReturn(place_id="islam-qala", body="iom", start=START + 40, end=START + 47, low=700, best=700, high=700,
                   known=START + 60),
        TimeReturn(place_id="islam-qala", body="iom", start=START + 40, end=START + 47, low=500, best=500, high=None,
                   known=START + 48, until=START + 60),
        TimeReturn(place_id="islam-qala", body="iom", start=START + 47, end=START + 54, low=1000, best=1400, high=None),
        TimeReturn(place_id="milak-zaranj", body="iom", start=START + 40, end=START + 41, low=10, best=15, high=20),
        TimeReturn(place_id="islam-qala", body="governor", start=START + 40, end=START + 41, low=90, best=90, high=90),
    ]  # fmt: skip
    bodies = [TimeBody(id="iom", name="IOM"), TimeBody(id="governor", name="Governor", name_fa="والی")]
    flows = [TimeFlow(id="on", from_ids=("islam-qala", "milak-zaranj"), to_ids=("AF-HER",), start=START + 40,
                      end=START + 42, low=1257, high=1257, by="IOM", status="claimed", known=START + 42)]  # fmt: skip
    return TimeData.of(
        first=day_number(date(2021, 1, 1)), last=day_number(date(2022, 1, 1)), places=places(name), bodies=bodies,
        events=[capture, order, closed, lost, *events], returns=returns, flows=flows,
    )  # fmt: skip


def time_map(columns: TimeData | None = None, *, start: int = START, end: int = END, **options) -> OfflineMap:
    look = {name: options.pop(name) for name in ("lang", "dark", "assets", "credits") if name in options}
    whole = OfflineMap(bounds=((30.6, 60.0), (35.0, 63.0)), **{"assets": "inline", **look})
    ShapeLayer([
        Shape(id="AF-HER", role="province", geometry=SQUARE), Shape(id="border-af-ir", role="border", geometry=LINE),
    ]).add_to(whole)  # fmt: skip
    LabelLayer([Label(name="Herat", name_fa="هرات", lat=34.35, lon=62.2, kind="town", dot=True)]).add_to(whole)
    TimeLayer(columns or data(), start=start, end=end, **{"card": True, **options}).add_to(whole)
    return whole


def html(whole: OfflineMap) -> str:
    return whole.get_root().render()
