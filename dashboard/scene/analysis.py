"""The nine analyses: name in an address, label, what each is asked with, and working one out.

Long because one table holds what each of the nine is asked with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

import events
from dashboard.scene.words.routes_over_time import routes_over_time
from events import (
    BORDER_NAMES,
    Ledger,
    Period,
    period_in_words,
)

if TYPE_CHECKING:
    from events.analysis import Result

AROUND = timedelta(days=180)
"""What needs a longer span looks so many days to both sides of the window."""
_DEFAULT_DAYS = 14


@dataclass(frozen=True, slots=True)
class Ask:
    """One analysis as it is asked for; what is left out follows the window on show.

    Attributes
    ----------
    name : str
        Key of ``ANALYSES``.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``; empty where all borders are asked about.
    windows : tuple of Period
        One or two windows, as `events.read_window` gives them.
    day : datetime.date or None
        First day of the later side, or of the totals.
    days : int or None
        Days on each side.
    categories : tuple of str
        Categories of events that are counted together.
    """

    name: str
    border: str = ""
    windows: tuple[Period, ...] = ()
    day: date | None = None
    days: int | None = None
    categories: tuple[str, ...] = ()


_Run: TypeAlias = "Callable[[Ledger, Ask, Period], Result]"


@dataclass(frozen=True, slots=True)
class Analysis:
    """One kind of analysis.

    Attributes
    ----------
    label : str
        As the drawer asks it, of the window on show.
    title : str
        As a heading names it.
    form : str
        How it is written in an address; what stands in brackets may be left out.
    of_border : bool
        Whether it is asked of one border.
    parts : tuple of str
        Which arguments may follow, in this order: ``categories``, ``window``, ``day``, ``days``.
    run : callable
        Works it out from ledger, ask and the window on show.
    where : str
        What it is about where it is asked of no border.
    """

    label: str
    title: str
    form: str
    of_border: bool
    parts: tuple[str, ...]
    run: _Run
    where: str = "all borders"


def work_out(ledger: Ledger, ask: Ask, window: Period) -> Result:
    """Return the result of what is asked.

    Parameters
    ----------
    ask : Ask
        What is asked.
    ledger : Ledger
        The reports that take part.
    window : Period
        The days on show; what the ask leaves out follows them.

    Raises
    ------
    EventsError
        For windows that cannot be asked about together.
    """
    # What the table below names is loaded when something is asked, not before.
    import events.analysis  # noqa: F401

    return ANALYSES[ask.name].run(ledger, ask, window)


def offered(
    ledger: Ledger, ask: Ask, result: Result, window: Period
) -> tuple[tuple[Period, Period], ...] | None:
    """Return which windows can be compared instead; None where nothing is to be offered.

    Parameters
    ----------
    ledger : Ledger
        The reports that take part.
    ask : Ask
        What was asked.
    result : Result
        What it gave.
    window : Period
        The days on show.
    """
    if ask.name != COMPARE or result.reason is None:
        return None
    import events.analysis

    return events.analysis.offers(
        ledger, events.analysis.difference(ledger, ask.border, *two_windows(ask, window))
    )


def two_windows(ask: Ask, window: Period) -> tuple[Period, Period]:
    """Return the windows that are compared: those asked for, else the one before and the window."""
    if ask.windows:
        first, second = ask.windows
        return first, second
    return window.before(), window


def offer_words(pairs: Sequence[tuple[Period, Period]]) -> str:
    """Say which windows can be compared instead, in one sentence."""
    if not pairs:
        return "No windows near these can be compared."
    told = "; ".join(
        f"{period_in_words(one)} with {period_in_words(other)}" for one, other in pairs
    )
    return f"These can be compared: {told}."


def ask_words(ask: Ask) -> str:
    """Name an ask for a heading: "Levels, Belarus–Poland border"."""
    title = ANALYSES[ask.name].title
    return f"{title}, {BORDER_NAMES[ask.border] if ask.border else ANALYSES[ask.name].where}"


def _span(ledger: Ledger, ask: Ask, window: Period) -> Period:
    """Return the span that is asked about, else the days around the window that have reports."""
    if ask.windows:
        return ask.windows[0]
    assert window.end is not None
    start, end = window.start - AROUND, window.end + AROUND
    if ledger.first_day <= window.start:
        start = max(start, ledger.first_day)
    return Period(start, max(min(end, ledger.last_day), window.end))


def _year(window: Period) -> Period:
    """Return the calendar year of the last day of a window: flights are reported for seasons."""
    assert window.last_day is not None
    year = window.last_day.year
    return Period.of_days(date(year, 1, 1), date(year, 12, 31))


def _concentrated(ledger: Ledger, ask: Ask, _: Period) -> Result:
    window = ask.windows[0] if ask.windows else None
    if not ask.categories:
        return events.analysis.concentration(ledger, ask.border, window=window)
    return events.analysis.concentration(ledger, ask.border, ask.categories, window)


COMPARE = "compare"
# What works one out is imported by `work_out`: a page that asks for none does not wait for it.
ANALYSES: dict[str, Analysis] = {
    COMPARE: Analysis(
        "Compare with the window before",
        "Difference",
        "compare,BORDER[,FIRST,SECOND]",
        True,
        ("window", "window"),
        lambda ledger, ask, window: events.analysis.difference(
            ledger, ask.border, *two_windows(ask, window)
        ),
    ),
    "levels": Analysis(
        "Levels",
        "Levels",
        "levels,BORDER[,SPAN]",
        True,
        ("window",),
        lambda ledger, ask, window: events.analysis.levels(
            ledger, ask.border, _span(ledger, ask, window)
        ),
    ),
    "before-after": Analysis(
        "Before and after the first day of the window",
        "Before and after",
        "before-after,BORDER[,DAY][,DAYSd]",
        True,
        ("day", "days"),
        lambda ledger, ask, window: events.analysis.before_after(
            ledger, ask.border, ask.day or window.start, ask.days or _DEFAULT_DAYS
        ),
    ),
    "aligned": Analysis(
        "Flights and border",
        "Flights and border",
        "aligned,BORDER[,SPAN]",
        True,
        ("window",),
        lambda ledger, ask, window: events.analysis.aligned(
            ledger, ask.border, _span(ledger, ask, window)
        ),
    ),
    "concentration": Analysis(
        "Where reports concentrate",
        "Where reports concentrate",
        "concentration,BORDER[,CATEGORY.CATEGORY][,WINDOW]",
        True,
        ("categories", "window"),
        _concentrated,
    ),
    "ladder": Analysis(
        "Ladder of totals",
        "Ladder of totals",
        "ladder,BORDER[,SINCE]",
        True,
        ("day",),
        lambda ledger, ask, _: events.analysis.ladder(ledger, ask.border, ask.day),
    ),
    "moves": Analysis(
        "All borders, from the window before",
        "From one window to another",
        "moves[,FIRST,SECOND]",
        False,
        ("window", "window"),
        lambda ledger, ask, window: events.analysis.moves(ledger, *two_windows(ask, window)),
    ),
    "notable": Analysis(
        "What stands out",
        "What stands out",
        "notable[,WINDOW]",
        False,
        ("window",),
        lambda ledger, ask, window: events.analysis.notable(
            ledger, ask.windows[0] if ask.windows else window
        ),
    ),
    "routes": Analysis(
        "Routes over time, in the year shown",
        "Routes over time",
        "routes[,SPAN]",
        False,
        ("window",),
        lambda ledger, ask, window: routes_over_time(
            ledger, ask.windows[0] if ask.windows else _year(window)
        ),
        "to and from Minsk",
    ),
}
"""Every analysis by its name in an address, which is that of its command where it has one."""
