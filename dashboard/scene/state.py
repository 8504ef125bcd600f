"""Everything a person chose, and nothing else. It is the address of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeAlias

from dashboard.errors import StateError
from dashboard.scene.analysis import Ask
from dashboard.scene.ask_text import ask_text, read_ask
from dashboard.scene.filter_text import CONTESTED, FILTERS, filters_to_query, with_filter
from dashboard.scene.words.dates import parse_date
from events import Selection, Showing

OPENING_DATE = date(2021, 11, 14)
"""Ends the week in which the crowd reached Kuźnica–Bruzgi, Monday 8 to Sunday 14 November 2021."""
FIRST_DATE = date(2021, 5, 1)
"""Where the slider starts unless an earlier date is typed."""

WINDOWS = {
    "1d": "That day",
    "7d": "Trailing 7 days",
    "30d": "Trailing 30 days",
    "all": "Since the start",
}
STEPS = {"day": "Day", "week": "Week", "month": "Month"}
MOST_WINDOW_DAYS = 366

Date: TypeAlias = date
"""The type, under a name that the field ``MapState.date`` does not cover."""

_WINDOW = re.compile(r"([1-9]\d{0,2})d")
_PICK = re.compile(r"[A-Za-z0-9._:-]{1,80}")
_FILE = re.compile(r"[0-9a-f]{12}")
MOST_FILES = 8
MOST_PICKED = 200
"""Ids that an address holds; of a larger heap it holds the number beside them."""


@dataclass(frozen=True, slots=True)
class View:
    """Centre of the map in WGS 84 degrees and its Leaflet zoom."""

    lon: float
    lat: float
    zoom: float


@dataclass(frozen=True, slots=True)
class MapState:
    """One view of the page.

    Attributes
    ----------
    date : datetime.date
        Last day of the window.
    start : datetime.date
        First day of the slider, and of the window "all".
    end : datetime.date or None
        Last day of the slider; None follows the last report in the data.
    window : str
        "all", or a number of days with a d: "1d", "7d", "30d".
    step : str
        "day", "week" or "month".
    view : View or None
        Where the map looks; None frames the three borders.
    picked : tuple of str
        Ids of what was clicked: events, a border pair, a crossing; at most `MOST_PICKED`.
    heap : int
        How many events lay under the click, where they are more than ``picked`` holds; else 0.
    selection : Selection
        Filters: which reports take part.
    compare : datetime.date or None
        Last day of the window on the second map; None shows one map.
    files : tuple of str
        Brought files, by the first twelve hexadecimal digits of their SHA-256. The files
        themselves are in no address.
    showing : Showing
        How brought files stand to the reference.
    analysis : Ask or None
        The analysis that is open under the map and goes into every file; None is none.
    """

    date: Date = OPENING_DATE
    start: Date = FIRST_DATE
    end: Date | None = None
    window: str = "7d"
    step: str = "day"
    view: View | None = None
    picked: tuple[str, ...] = ()
    heap: int = 0
    selection: Selection = field(default_factory=Selection)
    compare: Date | None = None
    files: tuple[str, ...] = ()
    showing: Showing = Showing.BESIDE
    analysis: Ask | None = None

    @property
    def window_days(self) -> int | None:
        """Length of the window in days; None for "all"."""
        return None if self.window == "all" else int(self.window[:-1])

    @property
    def first_day(self) -> Date:
        """First day of the window."""
        if self.window_days is None:
            return min(self.start, self.date)
        return self.date - timedelta(days=self.window_days - 1)

    def at(self, day: Date) -> MapState:
        """Return the same view on another date."""
        return replace(self, date=day)

    def reaching(self, first: Date, last: Date, window: str) -> MapState:
        """Return the same view of other days, on a slider that is widened to reach them.

        Parameters
        ----------
        first, last : datetime.date
            The days that the slider must reach; the last is the date of the view.
        window : str
            Length of the window, as in an address.
        """
        end = None if self.end is None else max(self.end, last)
        return replace(self, date=last, start=min(self.start, first), end=end, window=window)


_WITHOUT = {"an": " No analysis is opened."}
"""What becomes of a parameter that cannot be read, where its default does not go without saying."""


def to_query(state: MapState) -> dict[str, str]:
    """Write a state as the parameters of an address; what is at its default is left out.

    The date and the window always stand there, so that a link says what it shows.
    """
    query = {"date": state.date.isoformat(), "window": state.window}
    if state.step != MapState().step:
        query["step"] = state.step
    if state.start != FIRST_DATE:
        query["from"] = state.start.isoformat()
    if state.end is not None:
        query["to"] = state.end.isoformat()
    if state.view is not None:
        query["at"] = f"{state.view.lon:.9g},{state.view.lat:.9g},{state.view.zoom:.9g}"
    if state.compare is not None:
        query["compare"] = state.compare.isoformat()
    if state.picked:
        query["pick"] = ",".join(state.picked)
        if state.heap > len(state.picked):
            query["of"] = str(state.heap)
    query |= filters_to_query(state.selection)
    if state.files:
        query["files"] = ",".join(state.files)
        if state.showing is not Showing.BESIDE:
            query["own"] = state.showing.value
    if state.analysis is not None:
        query["an"] = ask_text(state.analysis)
    return query


def from_query(query: Mapping[str, str]) -> MapState:
    """Read a state from the parameters of an address.

    Raises
    ------
    StateError
        At the first parameter that cannot be read, with its name and value.
    """
    state, problems = read_query(query)
    if problems:
        raise StateError(problems[0])
    return state


def read_query(query: Mapping[str, str]) -> tuple[MapState, tuple[str, ...]]:
    """Read what can be read of an address, and say in words what could not.

    Returns
    -------
    MapState
        The view, with its default wherever a parameter could not be read.
    tuple of str
        One sentence a parameter that was not understood.
    """
    problems: list[str] = []
    state = MapState()
    readers = {
        "date": ("date", parse_date),
        "from": ("start", parse_date),
        "to": ("end", parse_date),
        "window": ("window", parse_window),
        "compare": ("compare", parse_date),
        "step": ("step", _parse_step),
        "at": ("view", _parse_view),
        "pick": ("picked", _parse_picked),
        "of": ("heap", _parse_heap),
        "files": ("files", _parse_files),
        "own": ("showing", _parse_showing),
        "an": ("analysis", read_ask),
    }
    for name, text in query.items():
        if name in FILTERS or name == CONTESTED:
            try:
                state = replace(state, selection=with_filter(state.selection, name, text))
            except StateError as error:
                problems.append(f"{name}: {error}")
            continue
        if name not in readers:
            problems.append(f'The address has "{name}", which this page does not know.')
            continue
        field, reader = readers[name]
        try:
            state = replace(state, **{field: reader(text)})  # type: ignore[arg-type]
        except StateError as error:
            problems.append(f"{name}: {error}{_WITHOUT.get(name, '')}")
    if state.end is not None and state.end <= state.start:
        problems.append(f"from, to: {state.start} to {state.end} is not a span of days.")
        state = replace(state, start=FIRST_DATE, end=None)
    if state.heap <= len(state.picked) or not state.picked:
        state = replace(state, heap=0)
    if not state.files:
        state = replace(state, showing=MapState().showing)
    return state, tuple(problems)


def parse_window(text: str) -> str:
    """Read a window: "all", or 1 to 366 days written like "7d".

    Raises
    ------
    StateError
        For anything else.
    """
    if text == "all":
        return text
    match = _WINDOW.fullmatch(text)
    if match is None or int(match[1]) > MOST_WINDOW_DAYS:
        raise StateError(f'"{text}" is not a window. Use 1d to {MOST_WINDOW_DAYS}d, or all.')
    return text


def window_words(window: str) -> str:
    """Say a window in words: "Trailing 7 days"."""
    return WINDOWS.get(window, f"Trailing {window[:-1]} days")


def _parse_step(text: str) -> str:
    if text not in STEPS:
        raise StateError(f'"{text}" is not a step. Use one of: {", ".join(STEPS)}.')
    return text


def _parse_view(text: str) -> View:
    parts = text.split(",")
    try:
        lon, lat, zoom = (float(part) for part in parts)
    except ValueError:
        raise StateError(f'"{text}" is not a view. Write longitude,latitude,zoom.') from None
    if not (-180 <= lon <= 180 and -85 <= lat <= 85 and 0 <= zoom <= 20):
        raise StateError(f'"{text}" lies off the map.')
    return View(lon, lat, zoom)


def _parse_picked(text: str) -> tuple[str, ...]:
    ids = tuple(text.split(","))
    if len(ids) > MOST_PICKED or not all(_PICK.fullmatch(id_) for id_ in ids):
        raise StateError(f'"{text[:60]}" is not a list of ids.')
    return ids


def _parse_heap(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise StateError(f'"{text[:60]}" is not a number of events.')
    return int(text)


def _parse_files(text: str) -> tuple[str, ...]:
    keys = tuple(dict.fromkeys(text.split(",")))
    if len(keys) > MOST_FILES or not all(_FILE.fullmatch(key) for key in keys):
        raise StateError(f'"{text[:60]}" does not name brought files by twelve digits each.')
    return keys


def _parse_showing(text: str) -> Showing:
    try:
        return Showing(text)
    except ValueError:
        raise StateError(f'"{text[:60]}" is not a choice. Use {", ".join(Showing)}.') from None
