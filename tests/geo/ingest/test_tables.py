"""Every format on synthetic rows that carry the real headers and the real traps."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from geo.additions import Additions
from geo.errors import MarzError
from geo.eventlist import events_in
from geo.ingest.tables.desk import Options
from geo.ingest.tables.load import Report, load
from geo.schema import Claim, Event, Figure, Place
from geo.store import Store
from geo.window import Window
from layers.events import events
from tests.geo.ingest import samples as s

NOW = "2026-01-02T03:04:05+00:00"
SUMMER_2021 = Window.inclusive(date(2021, 7, 1), date(2021, 7, 31))


@pytest.fixture
def folder(tmp_path, facts) -> Path:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "facts.sqlite").write_bytes(facts.file.read_bytes())
    return tmp_path / "store"


@pytest.fixture
def take(tmp_path, folder):
    def _take(content: str | bytes, name: str = "table.csv", **options) -> Report:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load(path, when=NOW, folder=folder, **options)

    return _take


def figures(folder: Path) -> list[Figure]:
    return list(Additions(folder).read(Figure))


def happened(folder: Path) -> list[Event]:
    return list(Additions(folder).read(Event))


# IOM DTM


def test_a_displacement_stock_is_kept_as_people_present_and_never_as_returns(take, folder):
    tags = s.DTM_TAGS.split(",")
    report = take(s.text(s.DTM, tags, s.dtm("", 900), s.dtm("Herat", 500), s.dtm("Hirat", 1, turn=2)))
    assert (report.format, report.rows, report.taken) == ("dtm", 3, 3)
    found = figures(folder)
    assert {f.measure for f in found} == {"people_present"}
    assert {f.nature for f in found} == {"stock"}
    assert [(f.place_ids, f.value) for f in found][:2] == [(("AF",), 900), (("AF-HER",), 500)]
    assert any("not as returns" in remark for remark in report.remarks)


def test_a_displacement_stock_asked_for_as_returns_is_refused_and_says_why(take, folder):
    with pytest.raises(MarzError, match=r"displaced inside a country .* not people who came back .* people_present"):
        take(s.text(s.DTM, s.dtm("Herat", 500)), options=Options(measure="returns_all"))
    assert figures(folder) == []


def test_rows_of_one_round_that_differ_in_origin_are_one_count(take, folder):
    take(
        s.text(
            s.DTM,
            s.dtm("Herat", 500, origin="Badghis"),
            s.dtm("Herat", 70, origin="Ghor"),
            s.dtm("Herat", 9, why="Flood"),
        )
    )
    assert sorted(f.value for f in figures(folder)) == [9, 570]


def test_a_missing_number_is_refused_and_is_not_zero(take, folder, tmp_path):
    report = take(s.text(s.DTM, s.dtm("Herat", "nan"), s.dtm("Herat", "-"), s.dtm("Herat", 5)))
    assert report.refused == 2
    assert [f.value for f in figures(folder)] == [5]
    back = (tmp_path / "table.refused.csv").read_text().splitlines()
    assert back[0] == s.DTM + ",line,reason"
    assert back[1].endswith('2,"no number of people is reported, which is not zero"')


def test_the_api_json_and_the_hapi_table_of_dtm_are_known(take, folder):
    item = {"id": None, "admin0Name": "Afghanistan", "admin0Pcode": "AFG", "admin1Name": "Herat",
            "numPresentIdpInd": 12, "reportingDate": "2021-03-30T00:00:00", "displacementReason": None}  # fmt: skip
    assert take(json.dumps({"result": [item]}), "dtm.json").format == "dtm"
    hapi = s.row(s.HAPI_IDPS, location_code="AFG", admin1_name="Herat", population=33, reporting_round=4,
                 reference_period_start="2022-01-31T00:00:00", reference_period_end="2022-01-31T23:59:59")  # fmt: skip
    assert take("\ufeff" + s.text(s.HAPI_IDPS, hapi), "hapi.csv").format == "dtm"
    assert [f.value for f in figures(folder)] == [12, 33]


# UNHCR


def test_refugees_who_returned_cross_the_border_and_the_rest_are_stocks(take, folder):
    head = "Year,ISO3CoO,ISO3CoA,RST,NAT,RET,RDP"
    take(s.text(head, ["2018", "AFG", "IRN", "0", "0", "4321", "0"], ["2018", "SYR", "TUR", "1", "1", "9", "0"]))
    (back,) = figures(folder)
    assert (back.measure, back.nature, back.place_ids) == ("returns_documented", "count", ("border-af-ir",))
    assert (back.start, back.end, back.counted_by) == (date(2018, 1, 1), date(2018, 12, 31), "unhcr")


def test_scientific_notation_is_a_number_and_a_stock_of_nought_is_left_out(take, folder):
    head = "Year,ISO3CoO,ISO3CoA,REF,IDP,ASY,OOC,STA,OIP"
    take(s.text(head, ["2019", "AFG", "IRN", "1e+05", "0", "0", "0", "0", "0"]))
    (stock,) = figures(folder)
    assert (stock.measure, stock.nature, stock.value, stock.place_ids) == ("people_present", "stock", 100_000, ("IR",))


def test_the_api_mixes_numbers_texts_and_dashes_and_a_dash_is_not_zero(take, folder):
    item = {"year": 2020, "coo_name": "Afghanistan", "coo": "AFG", "coo_iso": "AFG", "coa_name": "Iran", "coa": "IRN",
            "coa_iso": "IRN", "refugees": 800000, "asylum_seekers": "33", "returned_refugees": "-", "idps": "-",
            "oip": "-", "hst": "0"}  # fmt: skip
    report = take(json.dumps({"page": 1, "maxPages": 3, "items": [item]}), "api.json")
    assert sorted(f.value for f in figures(folder)) == [33, 800_000]
    assert any("page 1 of 3" in remark for remark in report.remarks)


def test_the_data_finder_has_fourteen_lines_of_preamble_and_blanks_after_its_names(take, folder):
    preamble = "\n".join(f"Synthetic line {n}" for n in range(14)) + "\n"
    head = (
        "Year ,Country of origin ,Country of origin (ISO) ,Country of asylum ,Country of asylum (ISO) ,Asylum-seekers "
    )
    report = take(preamble + s.text(head, ["2021", "Afghanistan", "AFG", "Iran", "IRN", "44"]))
    assert report.format == "unhcr-population"
    assert [f.value for f in figures(folder)] == [44]


ODP = "Country,ISO3,Country of Origin,ISO3 of Origin,Population type,Source,Date,Individuals"


def test_the_portal_gives_stocks_and_no_returns_without_a_beginning(take, folder):
    rows = (
        ["Iran", "IRN", "Afghanistan", "AFG", "Refugees", "UNHCR, GOV", "2024-03-31", "777"],
        ["Afghanistan", "AFG", "", "", "Refugee returnees", "UNHCR", "2024-03-31", "88"],
        ["Sudan", "SDN", "", "", "Refugees", "UNHCR", "2024-03-31", "9"],
    )
    report = take(s.text(ODP, *rows))
    assert (report.format, report.taken, report.refused, report.outside) == ("unhcr-odp", 1, 1, 1)
    assert "since when" in next(iter(report.reasons))
    assert [(f.measure, f.value) for f in figures(folder)] == [("people_present", 777)]


def test_the_portals_json_gives_monthly_returns_their_month(take, folder):
    item = {"geomaster_name": "Afghanistan", "pop_type_name": "Returnees", "pop_origin_name": None,
            "date": "2024-03-31", "pop_frequency_name": "Monthly", "pop_frequency_cumulative": False,
            "individuals": "1200"}  # fmt: skip
    take(json.dumps({"data": [item]}), "odp.json")
    (back,) = figures(folder)
    assert (back.measure, back.start, back.end) == ("returns_all", date(2024, 3, 1), date(2024, 3, 31))


# HXL


def test_hxl_tags_say_what_is_counted_and_in_which_direction(take, folder):
    content = (
        "Year,Country of Origin Code,Country of Asylum Code,Refugee returns,Girls\n"
        "#date+year,#country+code+origin,#country+code+asylum,#affected+refugees+returnees,#affected+f\n"
        "2017,AFG,IRN,555,44\n"
    )
    report = take(content)
    assert report.format == "hxl"
    (back,) = figures(folder)
    assert (back.measure, back.value, back.place_ids) == ("returns_documented", 555, ("border-af-ir",))


def test_an_hxl_table_that_names_no_counter_asks_for_one(take, folder):
    content = "Day,Place,People\n#date,#loc+name,#affected+returnees\n2025-07-05,Islam Qala,321\n"
    with pytest.raises(MarzError, match="--counted-by"):
        take(content)
    take(content, options=Options(counted_by="iom"))
    assert [(f.counted_by, f.place_ids, f.measure) for f in figures(folder)] == [
        ("iom", ("islam-qala",), "returns_all")
    ]


def test_hxl_displacement_is_refused_as_returns(take):
    content = "Day,Place,People\n#date,#adm1+name,#affected+idps\n2025-07-05,Herat,321\n"
    with pytest.raises(MarzError, match="stock"):
        take(content, options=Options(counted_by="iom", measure="returns_all"))


# ACLED


def test_acled_geo_precision_gives_a_point_a_circle_or_the_province(take, folder):
    take("\ufeff" + s.text(
        s.ACLED, s.acled(1), s.acled(2, geo_precision=2, latitude=34.5, longitude=62.1), s.acled(3, geo_precision=3)
    ))  # fmt: skip
    found = happened(folder)
    places = {p.id: p for p in Additions(folder).read(Place)}
    assert places[found[0].place_ids[0]].precision_km == 2
    assert places[found[1].place_ids[0]].precision_km == 25
    assert found[2].place_ids == ("AF-HER",)


def test_an_acled_event_at_a_place_we_know_is_at_that_place(take, folder, facts):
    there = facts.places["zaranj"]
    take(s.text(s.ACLED, s.acled(latitude=there.lat, longitude=there.lon, location="Zaranj")))
    assert happened(folder)[0].place_ids == ("zaranj",)
    assert list(Additions(folder).read(Place)) == []


def test_acled_is_shown_and_marked_and_left_out_of_what_leaves(take, folder):
    report = take(s.text(s.ACLED, s.acled(), s.acled(2, country="Iraq", iso=368)))
    assert (report.outside, report.redistributable) == (1, False)
    opened = Store.open(folder)
    assert "acled-afg1" in [v.event.id for v in events_in(opened, SUMMER_2021)]
    assert "acled-afg1" in set(events(SUMMER_2021, opened)["id"])
    assert "acled-afg1" not in set(events(SUMMER_2021, opened.shareable())["id"])


def test_every_field_of_an_event_and_its_claim_stands_where_it_belongs(take, folder):
    take(s.text(s.ACLED, s.acled(geo_precision=3)))
    day = date(2021, 7, 8)
    (event,), (claim,) = happened(folder), tuple(Additions(folder).read(Claim))
    assert event == Event(
        id="acled-afg1", title="Synthetic Post: Armed clash, One Side / Other Side", category="clash", start=day,
        end=day, place_ids=("AF-HER",),
    )  # fmt: skip
    assert claim == Claim(
        id=claim.id, event_id="acled-afg1", source_id=claim.source_id, category="clash",
        category_written="Battles: Armed clash", what="Two made-up groups met.", place_written="Synthetic Post, Herat",
        place_ids=("AF-HER",), start=day, end=day, date_precision="day", date_basis="the table's own",
        status="reported", attributed_to="Synthetic Wire", said=date(2021, 7, 11), said_basis="the table's own stamp",
        about_border=False, note="fatalities 0",
    )  # fmt: skip


def test_acled_types_become_our_categories_with_its_words_beside(take, folder):
    take(s.text(
        s.ACLED, s.acled(1, sub_event_type="Non-state actor overtakes territory"),
        s.acled(2, event_type="Violence against civilians", sub_event_type="Attack", assoc_actor_2="Refugees/IDPs (X)"),
        s.acled(3, event_type="Protests", sub_event_type="Peaceful protest"),
    ))  # fmt: skip
    assert [e.category for e in happened(folder)] == ["capture", "migrant_harm", "security"]
    assert [c.category_written for c in Additions(folder).read(Claim)][2] == "Protests: Peaceful protest"


def test_acled_days_are_as_wide_as_their_precision(take, folder):
    take(
        s.text(
            s.ACLED, s.acled(1, time_precision=2), s.acled(2, time_precision=3), s.acled(3, event_date="08 July 2021")
        )
    )
    spans = [(e.start.day, e.end.day) for e in happened(folder) if e.start and e.end]
    assert spans == [(5, 11), (1, 31), (8, 8)]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"latitude": 0, "longitude": 0}, "no such point"),
        ({"latitude": 10, "longitude": 10}, "in neither Iran nor Afghanistan"),
        ({"country": "Iran", "iso": 364}, "km inside AF"),
        ({"geo_precision": ""}, "geo_precision"),
        ({"event_date": "2021-02-30"}, "29|28"),
        ({"event_type": "Festivals", "sub_event_type": "Dance"}, "no category"),
        ({"event_id_cnty": ""}, "no identity"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_the_reason(take, folder, changes, why):
    report = take(s.text(s.ACLED, s.acled(**changes)))
    assert report.refused == 1
    (reason,) = report.reasons
    assert re.search(why, reason)
    assert happened(folder) == []


# UCDP


def test_ucdp_is_known_with_and_without_its_header(take, folder):
    head = ",".join(s.ucdp.COLUMNS)
    assert take(s.text(head, s.ucdp_row(1)), "a.csv").format == "ucdp"
    bare = s.text(head, s.ucdp_row(2)).split("\n", 1)[1]
    report = take(bare, "b.csv")
    assert (report.format, report.rows) == ("ucdp", 1)
    assert [e.id for e in happened(folder)] == ["ucdp-1", "ucdp-2"]


def test_ucdp_where_prec_gives_point_circle_province_border_country_or_nothing(take, folder):
    near_border = {"latitude": 34.66, "longitude": 61.1}
    rows = [s.ucdp_row(n, where_prec=n, **(near_border if n == 5 else {})) for n in range(1, 8)]
    take(s.text(",".join(s.ucdp.COLUMNS), *rows))
    where = [e.place_ids for e in happened(folder)]
    known = {p.id: p.precision_km for p in Additions(folder).read(Place)}
    assert [known.get(w[0]) if w else None for w in where[:3]] == [2, 25, 50]
    assert where[3:] == [("AF-HER",), ("border-af-ir",), ("AF",), ()]


# GDELT


@pytest.mark.parametrize("width", [57, 58, 61])
def test_gdelt_has_no_header_and_quotes_are_letters(take, folder, width):
    rows = [s.gdelt_row(1, width=width), s.gdelt_row(2, width=width, ActionGeo_CountryCode="FR")]
    content = "".join("\t".join(cells) + "\n" for cells in rows)
    report = take(content, "20210709.export.CSV")
    assert (report.format, report.taken, report.outside) == ("gdelt", 1, 1)
    assert happened(folder)[0].category == "clash"
    assert 'The "Post"' in next(iter(Additions(folder).read(Place))).name


def test_gdelt_codes_become_our_categories_and_a_country_stays_a_country(take, folder):
    rows = [
        s.gdelt_row(1, EventRootCode="17", EventBaseCode="174", EventCode="174", ActionGeo_Type=1),
        s.gdelt_row(2, EventRootCode="4", EventBaseCode="040", EventCode="040"),
        s.gdelt_row(3, EventRootCode="--"),
        s.gdelt_row(4, ActionGeo_Type=5, ActionGeo_FullName="Herat, Afghanistan"),
    ]
    report = take("".join("\t".join(cells) + "\n" for cells in rows))
    found = happened(folder)
    assert [e.category for e in found] == ["return_flow", "talks", "clash"]
    assert found[0].place_ids == ("AF",)
    assert found[2].place_ids == ("AF-HER",)
    assert report.refused == 1
