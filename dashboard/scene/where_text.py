"""A part of the ground as text: as it stands in an address, and as somebody types it."""

from __future__ import annotations

import re

from dashboard.errors import StateError
from dashboard.scene.map_frame import REACH
from events import Where, WhereError, WhereKind, checked_ring

FORMS = (
    "border:BY-PL",
    "section:BY-PL-08",
    "area:23.4,53.2;24.1,53.2;24.1,53.9",
    "view:21.4,51.3,29.6,56.4",
)
_KINDS = tuple(f"{kind}:" for kind in WhereKind)
_MOST_SIGNS = 1_500
_CORNER = re.compile(r"[;\n]+")
_NUMBER = re.compile(r"[,\s]+")


def is_where(text: str) -> bool:
    """Tell whether a text is meant for a part of the ground."""
    return text.startswith(_KINDS)


def where_text(where: Where) -> str:
    """Write a part of the ground as it stands in an address: "area:23.4,53.2;24.1,53.2;…"."""
    if where.kind is WhereKind.AREA:
        return f"{where.kind}:{ring_text(where)}"
    if where.kind is WhereKind.VIEW:
        return f"{where.kind}:{','.join(f'{value:.9g}' for value in where.bounds)}"
    return f"{where.kind}:{where.name}"


def ring_text(where: Where, between: str = ";") -> str:
    """Write the corners of an area: longitude, latitude."""
    return between.join(f"{lon:.9g},{lat:.9g}" for lon, lat in where.ring)


def read_where(text: str) -> Where:
    """Read a part of the ground as it stands in an address.

    Raises
    ------
    StateError
        When it has none of the `FORMS`, or names what there is not.
    """
    kind, colon, rest = text.partition(":")
    if not colon or kind not in list(WhereKind):
        raise StateError(f'"{_short(text)}" is no part of the map. Write one of: {_forms()}.')
    if kind == WhereKind.AREA:
        return read_area(rest)
    if kind == WhereKind.VIEW:
        west, south, east, north = (round(n, 4) for n in _numbers(rest, 4, FORMS[3]))
        return _made(WhereKind.VIEW, ring=((west, south), (east, north)))
    return _made(WhereKind(kind), name=rest)


def read_area(text: str) -> Where:
    """Read the corners of an area as somebody types them: one a line, or with ; between.

    Raises
    ------
    StateError
        When they are not the outline of one area on the map.
    """
    if len(text) > _MOST_SIGNS:
        raise StateError(f"more than {_MOST_SIGNS} characters are not an area.")
    if any(sign in text for sign in "|()[]{}"):
        raise StateError(
            f'"{_short(text)}" is more than one outline, or written otherwise. An area has one '
            "outline and no hole: write longitude,latitude of each corner with ; between."
        )
    corners = [part.strip() for part in _CORNER.split(text) if part.strip()]
    ring = []
    for corner in corners:
        lon, lat = _numbers(corner, 2, "longitude,latitude, like 23.4,53.2")
        (south, west), (north, east) = REACH
        if not (west <= lon <= east and south <= lat <= north):
            raise StateError(
                f'"{_short(corner)}" lies off the map, which reaches from {west} to {east} east '
                f"and from {south} to {north} north. Longitude stands first."
            )
        ring.append((lon, lat))
    try:
        return _made(WhereKind.AREA, ring=checked_ring(ring))
    except WhereError as error:
        raise StateError(str(error)) from None


def _made(kind: WhereKind, name: str = "", ring: tuple[tuple[float, float], ...] = ()) -> Where:
    try:
        return Where(kind, name, ring)
    except WhereError as error:
        raise StateError(str(error)) from None


def _numbers(text: str, count: int, form: str) -> list[float]:
    try:
        found = [float(part) for part in _NUMBER.split(text.strip())]
    except ValueError:
        found = []
    if len(found) != count:
        raise StateError(f'"{_short(text)}" cannot be read. Write it as {form}.')
    return found


def _forms() -> str:
    return ", ".join(FORMS)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
