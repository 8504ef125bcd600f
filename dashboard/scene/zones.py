"""Zones along a border, states of emergency and buffer zones: on whose side, in which row, called.

A zone is drawn on the side of the state that declared it, beside the line and not across it. Zones
of one stretch that hold on one day lie in rows beside each other; the kinds differ by pattern.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TypedDict

from shapely import LineString

import geodata
from dashboard.scene.words.dates import short_day, short_span
from events import Condition, ConditionKind, EndHow, Ledger, Period

ZONE_KINDS: Mapping[ConditionKind, str] = MappingProxyType(
    {ConditionKind.EMERGENCY: "hatch", ConditionKind.BUFFER_ZONE: "dots"}
)
"""Pattern of each kind of zone, the same on screen and on paper."""

NOT_PLACED = "which part of the border is not reported: not drawn"
_STATES = {"Belarus": "BY", "Poland": "PL", "Lithuania": "LT", "Latvia": "LV"}
_ANCHORS = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Shares of a stretch beside which its name may stand, the best first."""


class ZoneLook(TypedDict):
    """How zones are drawn, in CSS pixels; paper draws each `MM_A_PIXEL` millimetres wide."""

    inner: float
    row: float
    step: float
    stroke: float
    dot: float
    patterns: dict[str, str]


ZONE_LOOK: ZoneLook = {
    # The border with its casing, and a stretch with a report of its own, reach so far.
    "inner": 9.0,
    "row": 7.0,
    "step": 6.0,
    "stroke": 1.3,
    "dot": 1.25,
    "patterns": {str(kind): pattern for kind, pattern in ZONE_KINDS.items()},
}
MM_A_PIXEL = 0.17


@dataclass(frozen=True, slots=True)
class Zone:
    """A condition that is drawn as a strip along a border.

    Attributes
    ----------
    state : str
        ISO code of the state on whose ground it lies.
    pairs, section_ids : tuple of str
        Borders it runs along as a whole, else the sections; both empty where no report says.
    row : int
        0 beside the line, then outwards; zones of one place that hold on one day differ.
    """

    condition: Condition
    state: str
    pairs: tuple[str, ...]
    section_ids: tuple[str, ...]
    row: int

    @property
    def kind(self) -> ConditionKind:
        """Return whether it is an emergency or a buffer zone."""
        return self.condition.kind

    @property
    def placed(self) -> bool:
        """Whether it is known where it lies."""
        return bool(self.pairs or self.section_ids)

    @property
    def name(self) -> str:
        """Return its title without the state, on whose ground it is drawn."""
        _, _, rest = self.condition.title.partition(": ")
        told = rest or self.condition.title
        return told[0].upper() + told[1:]

    @property
    def when(self) -> str:
        """Return its days in words: an end that no report gives is said to be none."""
        period = self.condition.period
        last = period.last_day
        if last is None:
            return f"from {short_day(period.start)}, end not reported"
        computed = self.condition.end_how is EndHow.COMPUTED
        return f"{short_span(period.start, last)}{', last day computed' if computed else ''}"

    def holds(self, day: date) -> bool:
        """Tell whether it is drawn for a day."""
        return self.condition.drawn_in(Period.of_day(day))


def zones_of(ledger: Ledger) -> tuple[Zone, ...]:
    """Return every emergency and buffer zone of a ledger, by first day."""
    found: list[Zone] = []
    held = [one for one in ledger.conditions if one.kind in ZONE_KINDS]
    for condition in sorted(held, key=lambda one: (one.period.start, one.id)):
        stretch = ledger.stretches.get(condition.stretch_id or "")
        pairs = () if stretch else condition.borders
        sections = stretch.section_ids if stretch else ()
        rows = {other.row for other in found if _meets(other, condition, pairs, sections)}
        row = next(number for number in range(len(rows) + 1) if number not in rows)
        found.append(Zone(condition, _state(condition), pairs, sections, row))
    return tuple(found)


@cache
def anchors_of(
    pairs: tuple[str, ...], section_ids: tuple[str, ...]
) -> tuple[tuple[float, float], ...]:
    """Return points of a line beside which a name may stand, the best first.

    Parameters
    ----------
    pairs, section_ids : tuple of str
        Borders and sections that the line consists of, from end to end.

    Returns
    -------
    tuple of (float, float)
        Longitude and latitude; none where there is no line.
    """
    borders = geodata.load_border_lines()
    parts = [borders[pair].line for pair in pairs]
    parts += [geodata.border_section(id_).line for id_ in section_ids]
    if not parts:
        return ()
    whole = LineString([point for part in parts for point in part.coords])
    points = (whole.interpolate(share, normalized=True) for share in _ANCHORS)
    return tuple((round(point.x, 3), round(point.y, 3)) for point in points)


def _state(condition: Condition) -> str:
    """Return who declared it, as its title begins; else whose border with Belarus it is."""
    told = _STATES.get(condition.title.partition(":")[0])
    return told or condition.borders[0].rpartition("-")[2]


def _meets(zone: Zone, other: Condition, pairs: Sequence[str], sections: Sequence[str]) -> bool:
    """Tell whether a zone holds on a day and in a place of another."""
    end = other.drawn_end or date.max
    own_end = zone.condition.drawn_end or date.max
    if own_end <= other.period.start or end <= zone.condition.period.start:
        return False
    own = {*zone.pairs, *(id_[:5] for id_ in zone.section_ids)}
    whole = own & set(pairs) or set(zone.pairs) & {id_[:5] for id_ in sections}
    return bool(whole or set(zone.section_ids) & set(sections))
