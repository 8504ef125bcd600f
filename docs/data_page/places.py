"""How the places of reports and the crossings were located, and how well."""

from __future__ import annotations

from collections import Counter, defaultdict

import geodata
from docs.data_page.markdown import NONE, to_table
from events import Ledger, Place, PlaceKind

KINDS = {
    PlaceKind.POINT: "a point with a coordinate",
    PlaceKind.SECTION: "one or more border sections",
    PlaceKind.STRETCH: "a named stretch of a border",
    PlaceKind.BORDER: "one border as a whole",
    PlaceKind.BORDERS: "several borders together",
    PlaceKind.AIRPORT: "an airport",
    PlaceKind.COUNTRY: "a country; listed, not drawn",
    PlaceKind.NONE: "no place on the map; listed, or drawn as a route",
}

# What the coordinate of a place comes from, by a word of its source.
FAMILIES = {
    "IOM's Missing Migrants Project": ("IOM Missing Migrants", "IOM's Missing Migrants"),
    "GeoNames": ("GeoNames",),
    "airportsdata": ("airportsdata",),
    "Wikipedia": ("Wikipedia",),
    "PRNG": ("PRNG",),
    "crossing computed on the border line": ("Crossing computed",),
}


def places_section(ledger: Ledger) -> str:
    """Count the places by kind; list what is known of each."""
    reports = Counter(report.place.id for report in ledger.reports.values())
    rows = []
    for kind, words in KINDS.items():
        places = [place for place in ledger.places.values() if place.kind is kind]
        rows.append((words, len(places), sum(reports[place.id] for place in places)))
    by_precision: dict[float, list[Place]] = defaultdict(list)
    for place in ledger.places.values():
        if place.precision_km is not None:
            by_precision[place.precision_km].append(place)
    sharp = [
        (f"{km:g} km", len(places), _names(places), _origins(places))
        for km, places in sorted(by_precision.items())
    ]
    vague = [
        (place.name, ", ".join(place.section_ids) or NONE, reports[place.id], place.located_how)
        for place in ledger.places.values()
        if place.kind is PlaceKind.SECTION or _is_lost(place)
    ]
    stretches = [
        (
            s.name,
            s.border,
            NONE if s.from_km is None else f"{s.from_km:.1f} – {s.to_km:.1f} km",
            NONE if s.precision_km is None else f"{s.precision_km:g} km",
            s.source,
        )
        for s in ledger.stretches.values()
    ]
    return "\n\n".join(
        (
            "## Where the places are",
            "A place has a coordinate only with its source and precision. One without stands on "
            "the border section, stretch or border that its report names, and is marked as such.",
            to_table(("located on", "places", "reports"), rows),
            "### Places with a coordinate",
            "The precision is an estimate of how far the true place may lie away. For a county or "
            "a district the coordinate is that of its seat.",
            to_table(("within", "places", "names", "coordinates from"), sharp),
            "### Places without a coordinate of their own",
            to_table(("place", "sections", "reports", "how it was located"), vague),
            "### Stretches",
            to_table(
                ("stretch", "border", "from – to", "within", "how it was measured"), stretches
            ),
        )
    )


def crossings_section(ledger: Ledger) -> str:
    """List the crossings with their precision and whether a state is reported."""
    told = Counter(c.crossing_id for c in ledger.conditions if c.crossing_id)
    rows = [
        (c.name, c.pair, c.mode, f"±{c.precision_km:g} km", c.method, told[c.id])
        for c in geodata.load_crossings().values()
    ]
    return "\n\n".join(
        (
            "## Crossings",
            "No open list holds them. *Paired*: where the straight line between the settlements on "
            "both sides meets the border line. *Nearest*: the point of the border line nearest to "
            "one settlement. A state is shown only on dates a report gives one for; without a "
            "reported state the crossing is drawn as *not reported*.",
            to_table(
                ("crossing", "border", "mode", "point", "method", "reported states"),
                [(*rest, count or "none") for *rest, count in rows],
            ),
        )
    )


def _is_lost(place: Place) -> bool:
    return place.kind is PlaceKind.BORDER and "No verified coordinate" in place.located_how


def _names(places: list[Place]) -> str:
    records = [place for place in places if place.id.startswith("iom-")]
    named = [place.name for place in places if place not in records]
    if records:
        named.append(f"points of IOM's list ({len(records)})")
    return ", ".join(named)


def _origins(places: list[Place]) -> str:
    families = Counter(_family(place.coordinate_source or "") for place in places)
    return ", ".join(f"{name} ({count})" for name, count in sorted(families.items()))


def _family(source: str) -> str:
    for family, marks in FAMILIES.items():
        if any(mark in source for mark in marks):
            return family
    return source
