"""What stands on the rows of routes over time: bars by frequency, marks, and the key to them."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.scene.charts.labels import LEADING, SMALL, wrapped
from dashboard.scene.charts.shapes import Area, Dot, Label, Line, Part, Rect
from dashboard.scene.symbology import CONTESTED, FLIGHT, INK, INK_2, PAPER, TAG

HALF = 4.0
"""Half the width of a mark, in pixels."""

FREQUENCIES = ((14.0, 11.0), (7.0, 8.0), (2.0, 5.0), (0.0, 2.6))
"""Classes of flights a week: the least of each, and the height of its bar in pixels."""

FREQUENCY_WORDS = ("14 or more a week", "7 to 13", "2 to 6", "fewer than 2")


def bar_height(a_week: float) -> float:
    """Return the height of the bar of a frequency, in pixels.

    Parameters
    ----------
    a_week : float
        Flights a week; a rate between two whole numbers is in the class of the lower one.
    """
    return next(height for least, height in FREQUENCIES if a_week >= least)


def flown_bar(
    left: float, right: float, y: float, a_week: float | None, *, carried: bool
) -> tuple[Part, ...]:
    """Draw days on which a route is reported flown.

    Parameters
    ----------
    left, right : float
        Ends, in pixels.
    y : float
        Middle, in pixels.
    a_week : float or None
        Largest flights a week reported; None is a thin dashed line.
    carried : bool
        Whether the days only follow from a report without an end: a hollow bar, or wider gaps.
    """
    if a_week is None:
        dash, width = ((2.0, 4.0), 1.2) if carried else ((4.0, 2.0), 1.8)
        return (Line(((left, y), (right, y)), FLIGHT, width, dash),)
    height = bar_height(a_week)
    if not carried:
        return (Rect(left, y - height / 2, right - left, height, FLIGHT),)
    return (Rect(left, y - height / 2, right - left, height, PAPER, ink=FLIGHT),)


def contested_mark(x: float, y: float) -> tuple[Part, ...]:
    """Draw the tag of reports that disagree: a diamond around a point, in pixels."""
    points = ((x, y - HALF), (x + HALF, y), (x, y + HALF), (x - HALF, y))
    return (Area(points, TAG, INK),)


def resumed_mark(x: float, y: float) -> tuple[Part, ...]:
    """Draw a first report of flying after a stop: a pennant that begins at a point, in pixels."""
    points = ((x, y - HALF - 2), (x + 2 * HALF, y - 2), (x, y + 2))
    return (Line(((x, y - HALF - 2), (x, y + HALF + 2)), INK, 1.2), Area(points, PAPER, INK))


def stop_mark(x: float, y: float, kind: str) -> tuple[Part, ...]:
    """Draw what stopped flights, as the map does: × suspension, barred ring ban, gate for a bar.

    Parameters
    ----------
    x, y : float
        The middle, in pixels.
    kind : str
        Of the stop, as the ledger has it.
    """
    h = HALF
    if kind == "suspension":
        strokes = [((x - h, y - h), (x + h, y + h)), ((x - h, y + h), (x + h, y - h))]
    elif kind == "airline_ban":
        strokes = [((x - 0.7 * h, y + 0.7 * h), (x + 0.7 * h, y - 0.7 * h))]
    else:
        strokes = [
            ((x - h, y - h), (x - h, y + h)),
            ((x + h, y - h), (x + h, y + h)),
            ((x - h, y), (x + h, y)),
        ]
    lines: tuple[Part, ...] = tuple(Line(ends, CONTESTED, 1.8) for ends in strokes)
    ring: tuple[Part, ...] = (Dot(x, y, h, PAPER, CONTESTED),) if kind == "airline_ban" else ()
    return (*ring, *lines)


_Sample = Callable[[float, float], tuple[Part, ...]]
_LONG = 26.0


def _bar(a_week: float | None, *, carried: bool = False) -> _Sample:
    return lambda x, y: flown_bar(x, x + _LONG, y, a_week, carried=carried)


def _dots(x: float, y: float) -> tuple[Part, ...]:
    line = Line(((x, y), (x + _LONG, y)), CONTESTED, 1.8, (1.5, 3.0))
    return (line, *contested_mark(x + HALF, y))


def _thin(x: float, y: float) -> tuple[Part, ...]:
    return (Line(((x, y), (x + _LONG, y)), FLIGHT, 1.6),)


def _stop(kind: str) -> _Sample:
    return lambda x, y: stop_mark(x + _LONG / 2, y, kind)


def _tail(x: float, y: float) -> tuple[Part, ...]:
    return (
        Line(((x, y - 2), (x + _LONG, y - 2)), CONTESTED, 1.0),
        Line(((x + _LONG, y - 5), (x + _LONG, y + 1)), CONTESTED, 1.0),
        Line(((x, y + 4), (x + _LONG, y + 4)), CONTESTED, 1.0, (2.0, 2.0)),
    )


KEY: tuple[tuple[str, _Sample], ...] = (
    *((words, _bar(least)) for (least, _), words in zip(FREQUENCIES, FREQUENCY_WORDS, strict=True)),
    ("frequency not reported", _bar(None)),
    (
        "hollow, or wider gaps: the report gives no end; drawn until a later report, else for 180 "
        "days at most",
        lambda x, y: (*_bar(4, carried=True)(x, y - 3), *_bar(None, carried=True)(x, y + 5)),
    ),
    ("contested by another report", _dots),
    ("repatriation or diverted flight", _thin),
    ("flights suspended", _stop("suspension")),
    ("ban on an airline or airspace", _stop("airline_ban")),
    ("citizens barred from boarding", _stop("citizen_bar")),
    ("in force: to an end that is reported, or with no end reported (dashed)", _tail),
    ("first report of flying after a stop", lambda x, y: resumed_mark(x + _LONG / 2, y)),
)
"""Every way something is drawn on the rows, with its words."""

KEY_NOTE = (
    "Height of a bar: flights a week, largest single report, never a sum. Blank: no report of a "
    "flight, which does not say that none was flown."
)


def key_parts(top: float, width: float) -> tuple[tuple[Part, ...], float]:
    """Draw the key below a height.

    Parameters
    ----------
    top : float
        In pixels.
    width : float
        Of the drawing, in pixels; two columns where there is room for them.

    Returns
    -------
    tuple of (tuple of Part, float)
        The parts, and where they end.
    """
    columns = 2 if width >= 560 else 1
    room = width / columns - _LONG - 12
    step = SMALL * LEADING
    parts: list[Part] = []
    ends = []
    each = -(-len(KEY) // columns)
    for column in range(columns):
        x, y = column * width / columns, top
        for words, sample in KEY[column * each : (column + 1) * each]:
            lines = wrapped(words, room)
            parts += sample(x, y + 8)
            parts += [
                Label(x + _LONG + 8, y + 12 + number * step, line, SMALL, False, "start", INK_2)
                for number, line in enumerate(lines)
            ]
            y += max(18.0, len(lines) * step + 4)
        ends.append(y)
    bottom = max(ends) + 2
    note = wrapped(KEY_NOTE, width)
    parts += [
        Label(0, bottom + SMALL + number * step, line, SMALL, False, "start", INK_2)
        for number, line in enumerate(note)
    ]
    return tuple(parts), bottom + len(note) * step + 4
