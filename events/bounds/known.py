"""What all reports together allow for a window, and which of them say so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from events.bounds.evidence import Evidence, evidence
from events.bounds.figure import Contest, DayFigure
from events.errors import PeriodError
from events.ledger import Ledger
from events.measures import Measure
from events.period import Period
from events.series import IN_FORCE, checked_border, measure_in_force


@dataclass(frozen=True, slots=True)
class Known:
    """What all reports together allow for one window.

    Attributes
    ----------
    border, measure, window
        What is asked. The measure is the one in force on the window's last day.
    counted : Period
        The days of the window since that measure began.
    least : float
        At least so much was counted.
    most : float or None
        At most so much; None where nothing limits it.
    least_ids, most_ids : tuple of str
        The fewest reports that together say so.
    days : tuple of DayFigure
        The days with a figure of their own, by day.
    """

    border: str
    measure: Measure
    window: Period
    counted: Period
    least: float
    most: float | None
    least_ids: tuple[str, ...]
    most_ids: tuple[str, ...]
    days: tuple[DayFigure, ...]

    @property
    def exact(self) -> bool:
        """Whether least and most are one number."""
        return self.least == self.most


def known(ledger: Ledger, border: str, window: Period) -> Known:
    """Return what all reports that count together allow for a window.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    window : Period
        The days to speak of, half-open, with an end.

    Raises
    ------
    UnknownIdError
        For anything but ``BY-PL``, ``BY-LT``, ``BY-LV``.
    PeriodError
        For a window without an end.
    """
    found, counted = asked(ledger, border, window)
    assert counted.end is not None
    span = counted.start.toordinal(), counted.end.toordinal()
    least, most = found.bounds.closure.between(np.array(span[:1]), np.array(span[1:]))
    return Known(
        border=border,
        measure=found.measure,
        window=window,
        counted=counted,
        least=float(least[0]),
        most=None if np.isinf(most[0]) else float(most[0]),
        least_ids=found.least_ids(*span),
        most_ids=found.most_ids(*span),
        days=tuple(map(found.day_figure, found.days.with_figure(*span).tolist())),
    )


def asked(ledger: Ledger, border: str, window: Period) -> tuple[Evidence, Period]:
    """Return the evidence on a window's measure and the days of it since that measure began.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    window : Period
        The days to speak of, half-open, with an end.

    Raises
    ------
    PeriodError
        The window has no end.
    """
    last = window.last_day
    if last is None:
        raise PeriodError("a figure needs a window with an end.")
    found = evidence(ledger, border, measure_in_force(border, last))
    if window.start >= found.since:
        return found, window
    return found, Period.of_days(found.since, last)


def contests(ledger: Ledger, border: str) -> tuple[Contest, ...]:
    """Return every report that cannot be true together with more trusted ones, in any measure.

    Each comes with the fewest reports that it collides with.
    """
    return tuple(
        contest
        for _, measure in IN_FORCE[checked_border(border)]
        for contest in evidence(ledger, border, measure).bounds.contests
    )
