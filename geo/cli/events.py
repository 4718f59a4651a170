"""``marz events``: what happened in a window, who says so and who denies it."""

import argparse
from typing import TYPE_CHECKING, Any

from geo.cli.common import add_store, add_window, known_by, place_id, print_json, say_left_out, window, window_json
from geo.cli.filters import add_filters, publishers
from geo.schema import Claim, Place, Source
from geo.window import Window
from geo.words import period_text

if TYPE_CHECKING:
    from geo.claims import EventView
    from geo.store import Store


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser(
        "events", help="dated events with their claims", description="List the events of a window with their claims."
    )
    add_window(command)
    command.add_argument("--place", metavar="P", help="only at this place and its parts (an id or any name)")
    add_filters(command)
    shape = command.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="answer as JSON")
    shape.add_argument(
        "--count", action="store_true", help="answer as JSON how many there are, by category and by place"
    )
    shape.add_argument("--geojson", action="store_true", help="answer as a GeoJSON FeatureCollection")
    add_store(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer in words, as JSON or as GeoJSON."""
    from geo.claims import inside
    from geo.eventlist import events_in
    from geo.store import Store
    from layers.sift import Sift

    store = Store.open(arguments.store)
    chosen, known = window(arguments), known_by(arguments)
    if arguments.count:
        print_json(_counted(arguments, store, chosen))
        return 0
    places = inside(place_id(arguments.place, store), store) if arguments.place else None
    sift = Sift(tuple(arguments.category), tuple(arguments.status), publishers(arguments.source, store))
    views = sift.events(events_in(store, chosen, places=places, known_by=known), store)
    if arguments.geojson:
        from layers.events import frame_of
        from layers.export.geojson import geojson_text

        kept = store.shareable()
        shared = sift.events(events_in(kept, chosen, places=places, known_by=known), kept)
        print(geojson_text(frame_of(shared, kept)))
        say_left_out(len(views) - len(shared))
    elif arguments.json:
        print_json({"window": window_json(chosen, known), "events": [event_json(v, store) for v in views]})
    else:
        print("\n\n".join(_words(v, store) for v in views) or _nothing(store, chosen, filtered=sift.count > 0))
    return 0


def _counted(arguments: argparse.Namespace, store: "Store", chosen: Window) -> dict[str, Any]:
    """Count without reading the events one by one."""
    from geo import timeline
    from geo.errors import MarzError

    if any(getattr(arguments, name) for name in ("place", "category", "status", "source", "known_by")):
        raise MarzError("--count counts a whole window. Leave out --known-by and all filters, or use --json.")
    made, days = timeline.of_store(store), (chosen.start.toordinal(), chosen.end.toordinal())
    return {
        "window": window_json(chosen, None),
        "events": made.total(*days),
        "by_category": made.by_category(*days),
        "by_place": made.by_place(*days),
    }


def event_json(view: "EventView", store: "Store") -> dict[str, Any]:
    """Describe one event with its places, its status and every claim behind it."""
    event = view.event
    return {
        "id": event.id,
        "title": event.title,
        "category": event.category,
        "status": view.status,
        "from": event.start,
        "to": event.end,
        "place_id": event.place_ids[0] if len(event.place_ids) == 1 else None,
        "places": [_place_json(store.places[p]) for p in event.place_ids],
        "claims": [claim_json(c, store) for c in view.claims],
        "outlets": view.outlets,
        "origins": view.origins,
    }


def claim_json(claim: "Claim", store: "Store") -> dict[str, Any]:
    """Describe one claim with its source and its evidence."""
    source = store.sources[claim.source_id]
    evidence = {"sha256": claim.evidence_sha256, "range": [claim.evidence_start, claim.evidence_end]}
    return {
        "id": claim.id,
        "what": claim.what,
        "status": claim.status,
        "attributed_to": claim.attributed_to,
        "from": claim.start,
        "to": claim.end,
        "said": claim.said,
        "place_ids": list(claim.place_ids),
        "source": source_json(source),
        "evidence": evidence if claim.evidence_sha256 else None,
    }


def source_json(source: "Source") -> dict[str, Any]:
    """Describe one source."""
    names = ("id", "publisher", "title", "published", "url", "language", "reliability")
    return {name: getattr(source, name) or None for name in names}


def _place_json(place: "Place") -> dict[str, Any]:
    names = ("id", "name", "kind", "country", "lat", "lon", "precision_km")
    return {name: getattr(place, name) for name in names}


def _words(view: "EventView", store: "Store") -> str:
    when = period_text(view.event.start, view.event.end)
    lines = [f"{when}  [{view.status}]  {view.event.title}"]
    for claim in view.claims:
        source = store.sources[claim.source_id]
        printed = ", ".join(part for part in (source.publisher, source.url) if part)
        lines.append(f"    {claim.status}: {claim.attributed_to} — {claim.what} ({printed})")
    return "\n".join(lines)


def _nothing(store: "Store", chosen: Window, *, filtered: bool) -> str:
    if filtered:
        return f"No event from {chosen.start} to {chosen.last} passes the filters. Leave one out."
    from geo.eventlist import days_of_events

    near = min(days_of_events(store), key=lambda d: abs((d - chosen.start).days))
    return f"No event is on record from {chosen.start} to {chosen.last}. The nearest one is of {near}."
