"""One thing that a scene draws, with what a data file says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Drawn:
    """One thing on show.

    Attributes
    ----------
    kind : str
        border, section, event, crossing, condition, route, stop; listed event, listed flight,
        brought file; store, store square, store row; difference, between two dates; kept to,
        which is what lists and marks keep to.
    id : str
        Unique among its kind.
    geometry : dict or None
        GeoJSON in WGS 84 degrees; None for what is listed beside the map.
    facts : dict
        What it says; None is *not reported*, or does not apply.
    report_ids, source_ids : tuple of str
        The reports behind it, and pages read for it beyond them.
    """

    kind: str
    id: str
    title: str
    geometry: dict[str, Any] | None
    facts: dict[str, Any]
    report_ids: tuple[str, ...]
    source_ids: tuple[str, ...] = ()
