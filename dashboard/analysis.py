"""The eight analyses: name in an address, label, what each is asked with, and working one out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

import events
from dashboard.errors import StateError
from events import (
    BORDER_NAMES,
    BORDERS,
    INCIDENT_CATEGORIES,
    Ledger,
    Period,
    PeriodError,
    period_in_words,
    read_window,
    window_text,
)

if TYPE_CHECKING:
    from events import Result

AROUND = timedelta(days=180)
"""What needs a longer span looks so many days to both sides of the window."""
FEWEST_SIDE, MOST_SIDE = 5, 366
"""Days on each side of *before and after*."""
FIRST_YEAR, LAST_YEAR = 2000, 2099
_DAYS = re.compile(r"([1-9]\d{0,2})d", re.ASCII)
_BETWEEN, _CATEGORIES_BETWEEN = ",", "."
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
    """

    label: str
    title: str
    form: str
    of_border: bool
    parts: tuple[str, ...]
    run: _Run


def work_out(ledger: Ledger, ask: Ask, window: Period) -> Result:
    """Return the result of what is asked.

    Parameters
    ----------
    ledger : Ledger
        The reports that take part.
    window : Period
        The days on show; what the ask leaves out follows them.

    Raises
    ------
    EventsError
        For windows that cannot be asked about together.
    """
    return ANALYSES[ask.name].run(ledger, ask, window)


def offered(
    ledger: Ledger, ask: Ask, result: Result, window: Period
) -> tuple[tuple[Period, Period], ...] | None:
    """Return which windows can be compared instead; None where nothing is to be offered."""
    if ask.name != COMPARE or result.reason is None:
        return None
    return events.offers(ledger, events.difference(ledger, ask.border, *two_windows(ask, window)))


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


def ask_text(ask: Ask) -> str:
    """Write an ask as it stands in an address: ``levels,BY-PL,2021-07-01:2022-03-31``."""
    parts = [ask.name, ask.border, _CATEGORIES_BETWEEN.join(ask.categories)]
    parts += [window_text(window) for window in ask.windows]
    parts += ["" if ask.day is None else ask.day.isoformat()]
    parts += ["" if ask.days is None else f"{ask.days}d"]
    return _BETWEEN.join(filter(None, parts))


def read_ask(text: str) -> Ask:
    """Read what `ask_text` writes, and windows in any form that `events.read_window` knows.

    Raises
    ------
    StateError
        For anything else, with the value and the reason.
    """
    name, *rest = text.split(_BETWEEN)
    if name not in ANALYSES:
        known = ", ".join(ANALYSES)
        raise StateError(f'"{name[:60]}" is not an analysis. Use one of: {known}.')
    kind = ANALYSES[name]
    try:
        return _read_parts(name, kind, rest)
    except (StateError, PeriodError) as error:
        raise StateError(f'"{text[:120]}" cannot be asked: {error} Write {kind.form}.') from None


def ask_words(ask: Ask) -> str:
    """Name an ask for a heading: "Levels, Belarus–Poland border"."""
    title = ANALYSES[ask.name].title
    return f"{title}, {BORDER_NAMES[ask.border]}" if ask.border else f"{title}, all borders"


def _read_parts(name: str, kind: Analysis, rest: list[str]) -> Ask:
    border = ""
    if kind.of_border:
        border, *rest = rest or [""]
        if border not in BORDERS:
            raise StateError(f'"{border[:20]}" is not a border, use {", ".join(BORDERS)}.')
    found: dict[str, list[str]] = {"categories": [], "window": [], "day": [], "days": []}
    parts = list(kind.parts)
    for text in rest:
        while parts and not _FITS[parts[0]](text):
            parts.pop(0)
        if not parts:
            raise StateError(f'"{text[:40]}" is none of its arguments, or is at the wrong place.')
        found[parts.pop(0)].append(text)
    categories = [key for text in found["categories"] for key in text.split(_CATEGORIES_BETWEEN)]
    ask = Ask(
        name,
        border,
        windows=tuple(_window(text) for text in found["window"]),
        day=_window(found["day"][0]).start if found["day"] else None,
        days=int(found["days"][0][:-1]) if found["days"] else None,
        categories=tuple(dict.fromkeys(categories)),
    )
    _check(ask, kind)
    return ask


def _check(ask: Ask, kind: Analysis) -> None:
    """Refuse what no analysis takes: then working an ask out raises nothing."""
    if kind.parts.count("window") == 2 and ask.windows:
        if len(ask.windows) == 1:
            raise StateError("it takes two windows, or none.")
        first, second = ask.windows
        if first.overlaps(second):
            raise StateError("its windows share days.")
        if not ask.border and second.start < first.start:
            raise StateError("its second window comes before the first.")
    if ask.days is not None and not FEWEST_SIDE <= ask.days <= MOST_SIDE:
        raise StateError(f"a side has {FEWEST_SIDE} to {MOST_SIDE} days, not {ask.days}.")
    for category in ask.categories:
        if category not in INCIDENT_CATEGORIES:
            known = ", ".join(INCIDENT_CATEGORIES)
            raise StateError(f'"{category[:40]}" is not a category, use {known}.')


def _window(text: str) -> Period:
    found = read_window(text)
    assert found.last_day is not None
    if found.start.year < FIRST_YEAR or found.last_day.year > LAST_YEAR:
        raise StateError(f'"{text}" lies outside {FIRST_YEAR} to {LAST_YEAR}.')
    return found


_FITS: dict[str, Callable[[str], object]] = {
    "categories": re.compile(r"[a-z_]+(?:\.[a-z_]+)*").fullmatch,
    "window": re.compile(r"[\d:-]+", re.ASCII).fullmatch,
    "day": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch,
    "days": _DAYS.fullmatch,
}


def _span(ledger: Ledger, ask: Ask, window: Period) -> Period:
    """Return the span that is asked about, else the days around the window that have reports."""
    if ask.windows:
        return ask.windows[0]
    assert window.end is not None
    start, end = window.start - AROUND, window.end + AROUND
    if ledger.first_day <= window.start:
        start = max(start, ledger.first_day)
    return Period(start, max(min(end, ledger.last_day), window.end))


def _concentrated(ledger: Ledger, ask: Ask, _: Period) -> Result:
    window = ask.windows[0] if ask.windows else None
    if not ask.categories:
        return events.concentration(ledger, ask.border, window=window)
    return events.concentration(ledger, ask.border, ask.categories, window)


COMPARE = "compare"
# What works one out is looked up when it is asked for: nothing is imported before.
ANALYSES: dict[str, Analysis] = {
    COMPARE: Analysis(
        "Compare with the window before",
        "Difference",
        "compare,BORDER[,FIRST,SECOND]",
        True,
        ("window", "window"),
        lambda ledger, ask, window: events.difference(
            ledger, ask.border, *two_windows(ask, window)
        ),
    ),
    "levels": Analysis(
        "Levels",
        "Levels",
        "levels,BORDER[,SPAN]",
        True,
        ("window",),
        lambda ledger, ask, window: events.levels(ledger, ask.border, _span(ledger, ask, window)),
    ),
    "before-after": Analysis(
        "Before and after the first day",
        "Before and after",
        "before-after,BORDER[,DAY][,DAYSd]",
        True,
        ("day", "days"),
        lambda ledger, ask, window: events.before_after(
            ledger, ask.border, ask.day or window.start, ask.days or _DEFAULT_DAYS
        ),
    ),
    "aligned": Analysis(
        "Flights and border",
        "Flights and border",
        "aligned,BORDER[,SPAN]",
        True,
        ("window",),
        lambda ledger, ask, window: events.aligned(ledger, ask.border, _span(ledger, ask, window)),
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
        lambda ledger, ask, _: events.ladder(ledger, ask.border, ask.day),
    ),
    "moves": Analysis(
        "All borders, from the window before",
        "From one window to another",
        "moves[,FIRST,SECOND]",
        False,
        ("window", "window"),
        lambda ledger, ask, window: events.moves(ledger, *two_windows(ask, window)),
    ),
    "notable": Analysis(
        "What stands out",
        "What stands out",
        "notable[,WINDOW]",
        False,
        ("window",),
        lambda ledger, ask, window: events.notable(
            ledger, ask.windows[0] if ask.windows else window
        ),
    ),
}
"""Every analysis by its name in an address, which is the name of its command as well."""
