"""Everything a person chose, and nothing else; `dashboard.scene.url` writes it as a text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeAlias

from dashboard.scene.analysis import Ask
from events import Selection, Showing

OPENING_DATE = date(2021, 11, 14)
"""Ends the week in which the crowd reached Kuźnica–Bruzgi, Monday 8 to Sunday 14 November 2021."""
FIRST_DATE = date(2021, 5, 1)
"""Where the slider starts unless an earlier date is typed."""

WINDOWS = {
    "1d": "That day",
    "7d": "7 days",
    "30d": "30 days",
    "all": "Since the start",
}
STEPS = {"day": "Day", "week": "Week", "month": "Month"}
TABS = {
    "pressure": "Pressure points",
    "highest": "Highest",
    "events": "Events",
    "deaths": "Deaths",
    "flights": "Flights",
    "sources": "Sources",
    "table": "Data table",
}
ROUTE_SPANS = {"quarter": "Quarter", "year": "Year", "slider": "Slider", "all": "All dates"}
"""Days that routes are drawn over: the calendar quarter or year of the date, those of the slider,
or all that is reported."""
MOST_WINDOW_DAYS = 366

Date: TypeAlias = date
"""The type, under a name that the field ``MapState.date`` does not cover."""

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
    compare_window : str or None
        Window of the second map, written as ``window``; None has the length of the first.
    files : tuple of str
        Brought files, by the first twelve hexadecimal digits of their SHA-256. The files
        themselves are in no address.
    showing : Showing
        How brought files stand to the reference.
    stores : tuple of str or None
        Open stores that are shown, by the first twelve hexadecimal digits of the digest of their
        data; None leaves it to whoever serves the page.
    analysis : Ask or None
        The analysis that is open under the map and goes into every file; None is none.
    tab : str
        The tab beside the map that is open, one of `TABS`.
    routes : str
        Days that routes over time are drawn over, one of `ROUTE_SPANS`.
    hide : tuple of str
        Layers of the map that are turned off: keys of `dashboard.scene.map_layers.MAP_LAYERS`,
        in their order.
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
    compare_window: str | None = None
    files: tuple[str, ...] = ()
    showing: Showing = Showing.BESIDE
    stores: tuple[str, ...] | None = None
    analysis: Ask | None = None
    tab: str = "pressure"
    routes: str = "year"
    hide: tuple[str, ...] = ()

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

    @property
    def second(self) -> MapState | None:
        """The view of the second map, as a view of its own; None where one map is shown."""
        if self.compare is None:
            return None
        window = self.compare_window or self.window
        return replace(self.alone, date=self.compare, window=window)

    @property
    def alone(self) -> MapState:
        """The same view without a second map."""
        return replace(self, compare=None, compare_window=None)

    @property
    def plain(self) -> MapState:
        """The same view without what makes no other scene: where it looks, what is picked."""
        untouched = MapState()
        return replace(
            self.alone,
            step=untouched.step,
            view=None,
            picked=(),
            heap=0,
            analysis=None,
            tab=untouched.tab,
        )

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


def window_words(window: str) -> str:
    """Say a window in words: "7 days"."""
    return WINDOWS.get(window, f"{window[:-1]} days")
