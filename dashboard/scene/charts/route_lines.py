"""Routes over time: a row for each, bars while it is reported flown, marks of stops and disputes.

Drawn of the plain shapes that page and sheet share; `RoutesChart` also says what lies where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.scene.charts.axes import Scale, day_axis, day_scale
from dashboard.scene.charts.labels import BODY, SMALL, shortened
from dashboard.scene.charts.route_marks import (
    HALF,
    contested_mark,
    flown_bar,
    key_parts,
    resumed_mark,
    stop_mark,
)
from dashboard.scene.charts.shapes import Chart, Label, Line, Part
from dashboard.scene.symbology import CONTESTED, FLIGHT, INK, INK_2, RULE
from dashboard.scene.words.dates import short_span
from dashboard.scene.words.route_lines import RESUMED, STOP_WORDS, Entry
from dashboard.scene.words.route_rows import RouteRow, rows_within

_LEFT, _RIGHT, _TOP, _LANE = 104.0, 8.0, 18.0, 15.0
_FINGER = 6.0
_NARROWEST = 2.0
_LANES = {
    "in": "",
    "out": "from Minsk",
    "contested": "contested",
    "repatriation": "repatriation",
    "diverted": "diverted",
    "stops": "stops, bans",
}
"""Rows within a row, from the top, and what stands beside each; the first needs no words."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entry lies on the chart, in pixels from the upper left corner."""

    x: float
    y: float
    w: float
    h: float
    entry: Entry


@dataclass(frozen=True, slots=True)
class RoutesChart:
    """A drawing of routes over time.

    Attributes
    ----------
    chart : Chart
        What is drawn.
    spots : tuple of Spot
        What lies where, later ones on top.
    days : Scale
        From ordinals of days to pixels.
    top, bottom : float
        Between them the rows lie, in pixels.
    """

    chart: Chart
    spots: tuple[Spot, ...]
    days: Scale
    top: float
    bottom: float


def routes_chart(
    rows: Sequence[RouteRow], first: date, last: date, width: float
) -> RoutesChart | None:
    """Draw routes over a span of days.

    Parameters
    ----------
    rows : sequence of RouteRow
        From top to bottom.
    first, last : datetime.date
        Ends of the span, both included; what reaches beyond it is cut there.
    width : float
        Of the drawing, in CSS pixels.

    Returns
    -------
    RoutesChart or None
        None where nothing is reported of any route in the span.
    """
    rows = rows_within(rows, first, last)
    if not rows:
        return None
    days = day_scale(first, last + timedelta(days=1), _LEFT, width - _RIGHT)
    above = day_axis(days, 0, width)
    parts: list[Part] = [part for part in above if isinstance(part, Label)]
    ticks = [part.points[0][0] for part in above if isinstance(part, Line)]
    spots: list[Spot] = []
    drawn: list[Part] = []
    y = _TOP + 4
    for row in rows:
        drawn.append(Line(((0, y), (width, y)), RULE, 0.8))
        y = _draw_row(row, days, y, drawn, spots)
    parts += [Line(((x, _TOP), (x, y)), RULE, 0.8) for x in ticks]
    parts += drawn
    parts.append(Line(((0, y), (width, y)), RULE, 0.8))
    below = day_axis(days, y, width)
    key, height = key_parts(y + 30, width)
    told = (
        f"Routes over time, {short_span(first, last)}: {len(rows)} "
        f"{'route' if len(rows) == 1 else 'routes'}. The table says the same in words."
    )
    chart = Chart(width, height, (*parts, *below, *key), told)
    return RoutesChart(chart, tuple(spots), days, _TOP, y)


def _lane_of(entry: Entry) -> str:
    if entry.kind in STOP_WORDS:
        return "stops"
    if entry.kind in _LANES:
        return entry.kind
    return "out" if entry.outward else "in"


def _draw_row(row: RouteRow, days: Scale, y: float, parts: list[Part], spots: list[Spot]) -> float:
    """Draw a row from its upper edge, and return its lower one."""
    lanes: dict[str, list[Entry]] = {name: [] for name in _LANES}
    for entry in row.entries:
        lanes[_lane_of(entry)].append(entry)
    used = [name for name in _LANES if lanes[name]]
    # The name has a line of its own, unless what stands there needs no words beside it.
    alone = used[0] != "in" and used != ["stops"]
    name = shortened(row.name, _LEFT - 6, BODY, bold=True)
    parts.append(Label(0, y + 12, name, BODY, True, "start", INK))
    middle = y + _LANE / 2 + (_LANE if alone else 0)
    for lane in used:
        if lane != used[0] or alone:
            parts.append(Label(_LEFT - 6, middle + 4, _LANES[lane], SMALL, False, "end", INK_2))
        entries = lanes[lane]
        if lane == "stops":
            middle = _draw_stops(entries, days, middle, parts, spots)
        else:
            _draw_flights(lane, entries, days, middle, parts, spots)
        middle += _LANE
    return middle - _LANE / 2 + 1


def _ends(entry: Entry, days: Scale) -> tuple[float, float]:
    """Return the pixels between which an entry is drawn, wide enough to be seen."""
    left = max(days.start, days.at(entry.first.toordinal()))
    right = min(days.end, days.at(entry.last.toordinal() + 1))
    return left, min(max(right, left + _NARROWEST), max(days.end, left + _NARROWEST))


def _draw_flights(
    lane: str,
    entries: Sequence[Entry],
    days: Scale,
    y: float,
    parts: list[Part],
    spots: list[Spot],
) -> None:
    marks: list[Part] = []
    over: list[Spot] = []
    last_mark = float("-inf")
    for entry in entries:
        left, right = _ends(entry, days)
        if entry.kind == RESUMED:
            marks += resumed_mark(left, y)
            over.append(_around(left + HALF, y, entry))
            continue
        spots.append(Spot(left, y - _LANE / 2, right - left, _LANE, entry))
        if lane == "contested":
            parts.append(Line(((left, y), (right, y)), CONTESTED, 1.8, (1.5, 3.0)))
            if left - last_mark > 2.5 * HALF:
                marks += contested_mark(left + HALF, y)
                over.append(_around(left + HALF, y, entry))
                last_mark = left
        elif lane in ("repatriation", "diverted"):
            parts.append(Line(((left, y), (right, y)), FLIGHT, 1.6))
        else:
            parts += flown_bar(left, right, y, entry.a_week, carried=entry.carried)
    parts += marks
    spots += over


def _around(x: float, y: float, entry: Entry) -> Spot:
    return Spot(x - _FINGER, y - _FINGER, 2 * _FINGER, 2 * _FINGER, entry)


def _draw_stops(
    entries: Sequence[Entry], days: Scale, y: float, parts: list[Part], spots: list[Spot]
) -> float:
    """Draw stops in as many lines as keep their marks apart; return the middle of the last."""
    tracks: list[float] = []
    over: list[Spot] = []
    marks: list[Part] = []
    for entry in entries:
        left, right = _ends(entry, days)
        begun = days.at(entry.first.toordinal()) >= days.start
        # The mark is its first day: what began before the span has a line alone.
        reach = left + 2 * HALF + 1 if begun else right
        track = next((n for n, taken in enumerate(tracks) if left > taken), len(tracks))
        if track == len(tracks):
            tracks.append(0.0)
        tracks[track] = max(tracks[track], reach)
        middle = y + track * (_LANE - 3)
        from_ = left + 2 * HALF if begun else left
        if right > from_:
            ends = ((from_, middle), (right, middle))
            parts.append(Line(ends, CONTESTED, 1.0, (2.0, 2.0) if entry.open_end else ()))
            spots.append(Spot(from_, middle - 5, right - from_, 10, entry))
            if not entry.open_end and days.at(entry.last.toordinal() + 1) <= days.end:
                parts.append(Line(((right, middle - 3), (right, middle + 3)), CONTESTED, 1.0))
        if begun:
            marks += stop_mark(left + HALF, middle, entry.kind)
            over.append(_around(left + HALF, middle, entry))
    parts += marks
    spots += over
    return y + (len(tracks) - 1) * (_LANE - 3)
