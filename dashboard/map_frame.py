"""What a map on screen is opened with: its frame, how far it moves, its layers, its credits."""

from __future__ import annotations

from markupsafe import Markup, escape

FRAME = ((51.35, 21.4), (56.35, 29.6))
"""South-west and north-east corner of the opening view, latitude first as Leaflet wants it."""

REACH = ((12, -20), (65, 72))
"""South-west and north-east corner of what can be looked at, latitude first."""

OPTIONS: dict[str, float | bool] = {
    "minZoom": 4,
    "maxZoom": 14,
    "maxBoundsViscosity": 1.0,
    "zoomSnap": 0.25,
    "zoomDelta": 0.5,
    "wheelPxPerZoomLevel": 120,
    "attributionControl": True,
    "preferCanvas": True,
}
"""Options of the map by Leaflet's names; the bounds are `REACH`."""

ZOOM_AT = "topright"

LAYERS = (
    "world",
    "countries_screen",
    "country_borders_screen",
    "water_screen",
    "bug_river",
    "forest",
    "border_lines_screen",
    "border_sections_screen",
)
"""Shipped layers that are drawn on screen, by name."""

_CREDITS = ("© OpenStreetMap contributors, ODbL", "Natural Earth", "GeoNames", "PRNG")
_COPYRIGHT = "https://www.openstreetmap.org/copyright"


def credits_text() -> str:
    """Return whose data the map is made of, as words."""
    return " · ".join(_CREDITS)


def credits_markup() -> str:
    """Return whose data the map is made of, as HTML: the first leads to its terms."""
    first, *others = _CREDITS
    link = Markup('<a href="{}" target="_blank" rel="noopener">{}</a>').format(_COPYRIGHT, first)
    return str(Markup(" · ").join([link, *map(escape, others)]))
