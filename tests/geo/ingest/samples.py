"""Synthetic tables with the headers and the traps of the real ones. No row is a fact."""

import csv
import io
from collections.abc import Iterable, Sequence

from geo.ingest.tables import gdelt, ucdp

DTM = (
    "id,operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,admin2Name,admin2Pcode,adminLevel,numPresentIdpInd,"
    "reportingDate,yearReportingDate,monthReportingDate,roundNumber,displacementReason,numberMales,numberFemales,"
    "idpOriginAdmin1Name,idpOriginAdmin1Pcode,assessmentType,operationStatus"
)
DTM_TAGS = (
    "#id+code,#operation+name,#country+name,#country+code,#adm1+name,#adm1+code,#adm2+name,#adm2+code,#adm+level,"
    "#affected+idps,#date+reported,#date+year+reported,#date+month+reported,#round+code,#cause+type,#affected+idps+m,"
    "#affected+idps+f,#adm1+name+origin,#adm1+code+origin,#assessment+type,#operation+status"
)
HAPI_IDPS = (
    "location_code,has_hrp,in_gho,provider_admin1_name,provider_admin2_name,admin1_code,admin1_name,admin2_code,"
    "admin2_name,admin_level,operation,assessment_type,population,reporting_round,reference_period_start,"
    "reference_period_end,dataset_hdx_id,resource_hdx_id,warning,error"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,"
    "longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


def row(header: Sequence[str] | str, **cells: object) -> list[str]:
    """Make a row of named cells, the others empty."""
    names = header.split(",") if isinstance(header, str) else header
    if unknown := set(cells) - set(names):
        raise KeyError(unknown)
    return [str(cells.get(name, "")) for name in names]


def text(header: str, *rows: Iterable[str], separator: str = ",") -> str:
    """Write a table."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerows([header.split(","), *rows])
    return out.getvalue()


def dtm(
    place: str, people: object, *, why: str = "Conflict", origin: str = "Not available", turn: int = 1
) -> list[str]:
    """A row of a DTM round in a province; an empty place is the country."""
    return row(
        DTM, operation="Synthetic", admin0Name="Afghanistan", admin0Pcode="AFG", admin1Name=place,
        adminLevel=int(bool(place)), numPresentIdpInd=people, reportingDate="2021-03-30T00:00:00",
        roundNumber=turn, displacementReason=why,
        idpOriginAdmin1Name=origin,
    )  # fmt: skip


def acled(number: int = 1, **changes: object) -> list[str]:
    """A row of an ACLED export."""
    cells = {
        "event_id_cnty": f"AFG{number}", "event_date": "2021-07-08", "time_precision": 1, "event_type": "Battles",
        "sub_event_type": "Armed clash", "actor1": "One Side", "actor2": "Other Side", "iso": 4,
        "country": "Afghanistan", "admin1": "Herat", "location": "Synthetic Post", "latitude": 34.2, "longitude": 62.9,
        "geo_precision": 1, "source": "Synthetic Wire", "notes": "Two made-up groups met.", "fatalities": 0,
        "timestamp": 1626000000,
    }  # fmt: skip
    return row(ACLED, **{**cells, **changes})


def ucdp_row(number: int = 1, **changes: object) -> list[str]:
    """A row of UCDP GED, 49 cells."""
    cells = {
        "id": number, "year": 2021, "type_of_violence": 1, "side_a": "Side A", "side_b": "Side B", "where_prec": 1,
        "where_coordinates": "Synthetic village", "adm_1": "Herat province", "latitude": 34.2, "longitude": 62.9,
        "country": "Afghanistan", "country_id": 700, "date_prec": 1, "date_start": "2021-07-08 00:00:00.000",
        "date_end": "2021-07-08 00:00:00.000", "best": 3, "low": 2, "high": 5,
    }  # fmt: skip
    return row(ucdp.COLUMNS, **{**cells, **changes})


def gdelt_row(number: int = 1, *, width: int = 58, **changes: object) -> list[str]:
    """A row of GDELT of one of its widths."""
    cells = {
        "GLOBALEVENTID": 900000000 + number, "SQLDATE": 20210708, "EventCode": "190", "EventBaseCode": "190",
        "EventRootCode": "19", "Actor1Name": "SIDE A", "Actor2Name": "SIDE B", "ActionGeo_Type": 4,
        "ActionGeo_FullName": 'The "Post", Herat, Afghanistan', "ActionGeo_CountryCode": "AF", "ActionGeo_Lat": 34.2,
        "ActionGeo_Long": 62.9, "DATEADDED": 20210709,
    }  # fmt: skip
    return row(gdelt.header_of(width), **{**cells, **changes})
