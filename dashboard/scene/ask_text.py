"""An analysis as the text of an address: ``levels,BY-PL,2021-07:2022-03``, written and read."""

from __future__ import annotations

import re
from collections.abc import Callable

from dashboard.errors import StateError
from dashboard.scene.analysis import ANALYSES, Analysis, Ask
from events import BORDERS, INCIDENT_CATEGORIES, Period, PeriodError, read_window, window_text

FEWEST_SIDE, MOST_SIDE = 5, 366
"""Days on each side of *before and after*."""
FIRST_YEAR, LAST_YEAR = 2000, 2099
_DAYS = re.compile(r"([1-9]\d{0,2})d", re.ASCII)
_BETWEEN, _CATEGORIES_BETWEEN = ",", "."


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
