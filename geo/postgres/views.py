"""Views for other people's tools, such as QGIS: places, events and figures as the map has them, one row each.

An event's status is derived from all its claims by the rule of :mod:`geo.claims`, said here once more in SQL.
"""

import psycopg

from geo.postgres import tables
from geo.postgres.server import Connection
from geo.schema import Place, Record

NAMES = (
    "every_place",
    "every_source",
    "every_event",
    "every_claim",
    "every_figure",
    "places",
    "spot",
    "events",
    "returns",
)
_LAST_DAY = """
create or replace function last_day(written text) returns text language sql immutable as $$
    select case when written ~ '^[0-9]{4}$' then written || '-12-31'
                when written ~ '^[0-9]{4}-[0-9]{2}$' then
                    ((written || '-01')::date + interval '1 month' - interval '1 day')::date::text
                when written ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then written end $$
"""
_PLACES = """
create view places as
select p.*{shape} from every_place p left join built_shape s on s.id = p.id
"""
_SHAPE = """(case when s.wkb is not null then st_geomfromwkb(s.wkb, 4326)
          when p.kind not in ('province', 'country', 'border') and p.lon is not null and p.lat is not null
          then st_setsrid(st_makepoint(p.lon, p.lat), 4326) end)"""
# A function, because it always goes by the keys: a join would be planned by statistics that a fresh import lacks.
_SPOT = """
create function spot(written text, out known boolean, out places text{out})
    stable language plpgsql set search_path = {path} as $$ begin
    select true, p.name{one} into known, places{into}
    from built_place p left join built_shape s on s.id = p.id where p.id = written;
    if not found then
        select true, p.name{one} into known, places{into}
        from place p left join built_shape s on s.id = p.id where p.id = written;
    end if;
    if found then return; end if;
    select count(i.id) = count(p.id), string_agg(p.name, '; ' order by i.turn){joined} into known, places{into}
    from unnest(string_to_array(nullif(written, ''), ';')) with ordinality as i(id, turn)
    left join lateral (
        select {columns} from built_place p where p.id = i.id
        union all select {columns} from place p where p.id = i.id
        union all select {cells} from joined j where j.kind = 'place' and j.cells::jsonb ->> 'id' = i.id
        limit 1) p on true
    left join built_shape s on s.id = p.id{shaped};
end $$
"""
_TYPED = "::geometry(Geometry, 4326)"
_JOINED = """,
        case when count(g.geom) < 2 then (array_agg(g.geom) filter (where g.geom is not null))[1]
             else st_union(g.geom) end"""
_SHAPED = " left join lateral (select {shape} as geom) g on true"
_EVENTS = """
create view events as
with said as (
    select c.event_id, c.status, c.source_id, c.attributed_to, coalesce(b.redistributable, 1) = 1 as shareable,
        coalesce(nullif(c.said, ''),
                 case when c.said_basis is distinct from 'unknown' then last_day(s.published) end,
                 nullif(c."end", ''), nullif(c.start, ''), '9999-12-30') as day
    from every_claim c join every_event e on e.id = c.event_id join every_source s on s.id = c.source_id
    left join batches b on b.id = s.batch where c.place_ids = e.place_ids or (spot(c.place_ids)).known),
against as (select event_id, max(day) as last from said where status in ('denied', 'disputed') group by event_id),
summed as (
    select said.event_id, count(*) as claims, bool_and(shareable) as shareable,
        string_agg(said.status || ': ' || attributed_to, '; ' order by day, attributed_to) as said_by,
        string_agg(distinct source_id, '; ') as source_ids,
        case when bool_or(said.status = 'confirmed' and day > against.last) then 'confirmed'
             when bool_and(said.status = 'denied') then 'denied'
             when count(against.last) > 0 then 'disputed'
             else (array['confirmed', 'reported', 'claimed', 'rumour'])[
                 min(array_position(array['confirmed', 'reported', 'claimed', 'rumour'], said.status))] end as status
    from said left join against using (event_id) group by said.event_id)
select e.id, e.title, e.title_fa, e.category, summed.status, nullif(e.start, '')::date as "from",
    nullif(e."end", '')::date as "to", e.place_ids, w.places, summed.claims, summed.said_by, summed.source_ids,
    summed.shareable{geom}
from every_event e join summed on summed.event_id = e.id cross join lateral spot(e.place_ids) w where w.known
"""
_RETURNS = """
create view returns as
with recursive counted as (
    select id from built_measure where id in ('inflows_all', 'departures')
    union select m.id from built_measure m join counted c on m.part_of = c.id)
select f.id, f.measure, m.label, f.counted_by, y.name as body, f.place_ids, w.places,
    nullif(f.start, '')::date as "from", nullif(f."end", '')::date as "to", f.value, f.value_high, f.qualifier, f.unit,
    f.nature, f.status, coalesce(nullif(f.published, ''), last_day(s.published)) as published, s.publisher, s.title,
    s.url, coalesce(b.redistributable, 1) = 1 as shareable{geom}
from every_figure f join counted c on c.id = f.measure join built_measure m on m.id = f.measure
join built_body y on y.id = f.counted_by join every_source s on s.id = f.source_id
left join batches b on b.id = s.batch cross join lateral spot(f.place_ids) w where w.known
"""
_SAY = {
    "events": "Events with the status that all their claims give them; shareable: its sources let it be passed on",
    "returns": "Figures as published, one row each. Never add them up: they overlap, and bodies count differently",
    "places": "Places with their shape: a point only where one is known",
}


def make(base: Connection) -> list[str]:
    """Make the views anew; say what the server lacks for them to have shapes."""
    path, remarks = _postgis(base)
    shapes = not remarks
    base.execute(f"set local search_path = {path}")
    base.execute("drop view if exists " + ", ".join(reversed(NAMES)))
    base.execute(_LAST_DAY)
    for kind in tables.ADDED:
        base.execute(_every(kind))
    base.execute(_PLACES.format(shape=f", {_SHAPE}{_TYPED} as geom" * shapes))
    base.execute("drop function if exists spot(text)")
    base.execute(_spot(path, shapes=shapes))
    for view in (_EVENTS, _RETURNS):
        base.execute(view.format(geom=f", w.geom{_TYPED} as geom" * shapes))
    for view, words in _SAY.items():
        base.execute(f"comment on view {view} is '{words}'")
    return remarks


def _spot(path: str, *, shapes: bool) -> str:
    """Write the function that says of places as they are written whether all are known, their names and their shape."""
    columns = ("id", "name", "kind", "lon", "lat")
    parts = {"out": ", out geom geometry", "into": ", geom", "joined": _JOINED, "one": f", {_SHAPE}"}
    parts["shaped"] = _SHAPED.format(shape=_SHAPE)
    return _SPOT.format(
        path=path,
        columns=", ".join(f"p.{c}" for c in columns), cells=", ".join(_cell(Place, c) for c in columns),
        **{name: part * shapes for name, part in parts.items()},
    )  # fmt: skip


def _every(kind: type[Record]) -> str:
    """Write the view of all records of a kind: built, then added, then reviewed; of two with one id the first."""
    table, named = kind.__name__.lower(), tables.names(kind.header())
    cells = ", ".join(_cell(kind, c) for c in kind.header())
    return f"""
create view every_{table} as
select {named}, null::integer as batch from built_{table}
union all select {named}, batch from {table} a where not exists (select 1 from built_{table} b where b.id = a.id)
union all (
    select distinct on (id) {named}, null from (
        select {cells}, c.rowid as turn, j.rowid as line
        from joined j join candidate c on c.id = j.candidate_id where j.kind = '{table}') r
    where not exists (select 1 from built_{table} b where b.id = r.id)
      and not exists (select 1 from {table} a where a.id = r.id)
    order by id, turn, line)
"""


def _cell(kind: type[Record], column: str) -> str:
    text, held = f"j.cells::jsonb ->> '{column}'", tables.type_of(kind, column)
    return (
        f'({text}) collate "C" as "{column}"' if held == tables.TEXT else f"nullif({text}, '')::{held} as \"{column}\""
    )


def _postgis(base: Connection) -> tuple[str, list[str]]:
    """Have PostGIS at hand; give the schemas to find things in, and what to say where it cannot be had."""
    if not base.execute("select 1 from pg_available_extensions where name = 'postgis'").fetchone():
        return "marz", ["PostGIS is not on the server, so the views have no shapes; install it there and build again."]
    try:
        with base.transaction():
            base.execute("create extension if not exists postgis schema public")
    except psycopg.Error:
        return "marz", ["PostGIS is not in this database, so the views have no shapes; as its administrator run "
                        "'create extension postgis', then build again."]  # fmt: skip
    (schema,) = base.execute(
        "select quote_ident(nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace "
        "where extname = 'postgis'"
    ).fetchone() or ("public",)
    return f"marz, {schema}", []
