"""The header of the feed and its columns: names and types of all that the browser is given.

``dashboard/web/shared/feed.d.ts`` is written from these by ``scripts/build-docs``: what a script
may ask of the feed is what stands here. Days are counted from 1 January 1970; longitude comes
before latitude, in degrees of WGS 84.

Long because it declares every field that a browser is sent, once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from dashboard.feed.look_entries import LookEntry
from dashboard.feed.store_entry import StoreEntry


class Category(TypedDict):
    """A kind of mark: its name, and how it is drawn."""

    label: str
    shape: str
    colour: str


class LayerEntry(TypedDict):
    """A brought file: its number in the marks' flags, its place among the categories."""

    number: int
    key: str
    label: str
    category: int


class ContextEntry(TypedDict):
    """A background of a brought file; ``rows`` and ``told`` are empty where there are too many."""

    id: str
    label: str
    colour: str
    fill: float
    words: str
    rows: list[str]
    told: list[str]


class BorderEntry(TypedDict):
    """A rated border; its words may stand at one of the anchors."""

    pair: str
    name: str
    short: str
    anchors: Sequence[tuple[float, float]]
    measure: str


class MeasureEntry(TypedDict):
    """What is counted at a border, and the least rate a day of each class."""

    id: str
    label: str
    words: str
    breaks: Sequence[float]


class MarkWords(TypedDict):
    """Words of the marks that have some; ``index`` says which mark each stands for."""

    index: list[int]
    id: list[str]
    title: list[str]
    place: list[str]
    when: list[str]
    weight: list[int]


class OwedLine(TypedDict):
    """What a licence obliges to name, with the marks that owe it, ascending."""

    words: str
    marks: list[int]


class Days(TypedDict):
    """First and last day, both included."""

    first: int
    last: int


class Step(Days):
    """A count over several days as a rate a day."""

    pair: str
    rate: float


class RouteSpan(Days):
    """Days on which a route was flown; ``layer`` is the brought file that tells of it."""

    pair: str
    lane: str
    via: list[str]
    status: str
    flights_a_week: float | None
    width_a_week: float | None
    event: str
    layer: NotRequired[int]


class StopSpan(Days):
    """Days on which flights to an airport were suspended, banned or barred."""

    airport: str
    kind: str
    event: str


class Stretch(Days):
    """Sections of a border with a class of their own."""

    sections: list[str]
    level: int


class Band(Days):
    """An emergency or a buffer zone along whole borders or sections; neither is *not reported*.

    It lies in a ``row`` on the ground of a ``state``; beside the anchors its name may stand.
    """

    id: str
    title: str
    name: str
    when: str
    kind: str
    state: str
    row: int
    pairs: list[str]
    sections: list[str]
    anchors: Sequence[tuple[float, float]]


class StatusSpan(Days):
    """Days over which a crossing is reported open, closed or restricted."""

    status: str


class CrossingEntry(TypedDict):
    """A crossing and what is reported of it."""

    id: str
    name: str
    lon: float
    lat: float
    spans: list[StatusSpan]


class KeyEventEntry(TypedDict):
    """A day with a name; ``kind`` is a category."""

    day: int
    label: str
    kind: int


class NamedPeriodEntry(Days):
    """Days with a name."""

    id: str
    label: str


class Milestones(Days):
    """What the clock can name, and the span its slider opens with."""

    events: list[KeyEventEntry]
    periods: list[NamedPeriodEntry]


class Spot(TypedDict):
    """A place on the map."""

    lon: float
    lat: float


class AirportEntry(Spot):
    """An airport by its city."""

    city: str


class TownEntry(Spot):
    """A town, named from zoom ``rank`` on."""

    name: str
    capital: bool
    rank: float


class CountryEntry(Spot):
    """A country's name, written between two zooms."""

    name: str
    least: float
    most: float


class ViewEntry(TypedDict):
    """A part of the map to go to: west, south, east, north."""

    name: str
    bounds: list[float]


class PlaceEntry(Spot):
    """A place that can be found, in the order in which equals stand.

    ``names`` are its other names as written, ``folded`` the one on the map and those as they are
    compared, ``ends`` the names of both ends of a crossing or a section.
    """

    name: str
    what: str
    names: list[str]
    folded: list[str]
    ends: str


class TimeEntry(Days):
    """Days that can be found by a name; ``folded`` are the ways to write it."""

    name: str
    what: str
    folded: list[str]


class FileWords(TypedDict):
    """What brought files are called, where they are not the reader's own."""

    heading: str
    one: str
    rows: str


class KeptEntry(TypedDict):
    """What lists and marks keep to: corners of an outline, or sections of a border."""

    words: str
    ring: list[list[float]]
    sections: list[str]


class Geography(TypedDict):
    """The part of the header that no report changes."""

    airports: dict[str, AirportEntry]
    towns: list[TownEntry]
    countries: list[CountryEntry]
    forest: Spot
    views: list[ViewEntry]
    places: list[PlaceEntry]
    letters: dict[str, str]
    sounds: dict[str, str]


class Header(Geography):
    """The header of the feed.

    ``first`` is the day of the first row of each figure column, ``days`` how many there are;
    from ``start`` the window "all" is counted. A window of ``windowDays`` without a number
    begins there.
    """

    version: int
    first: int
    days: int
    start: int
    looks: list[str]
    texts: list[str]
    steps: list[Step]
    windowDays: dict[str, int | None]
    look: LookEntry
    ramp: Sequence[str]
    categories: list[Category]
    layers: list[LayerEntry]
    contexts: list[ContextEntry]
    stores: NotRequired[list[StoreEntry]]
    reference: Literal["shown", "hidden"]
    borders: list[BorderEntry]
    measures: list[MeasureEntry]
    marks: MarkWords
    owed: list[OwedLine]
    routes: list[RouteSpan]
    stops: list[StopSpan]
    stretches: list[Stretch]
    bands: list[Band]
    crossings: list[CrossingEntry]
    milestones: Milestones
    times: list[TimeEntry]
    files: NotRequired[FileWords]
    kept: NotRequired[KeptEntry]


COLUMNS: Mapping[str, str] = {
    "figure:{window}:{pair}": "i4",
    "state:{pair}": "u1",
    **dict.fromkeys(
        ("figure_value", "figure_unit", "figure_basis", "figure_short", "figure_more"), "i4"
    ),
    **dict.fromkeys(("figure_level", "figure_look", "figure_measure", "figure_contested"), "u1"),
    **dict.fromkeys(("figure_rate", "figure_least", "figure_most"), "f4"),
    "report_count": "u2",
    "report_day": "i4",
    **dict.fromkeys(("mark_lon", "mark_lat"), "f4"),
    "mark_day": "u2",
    **dict.fromkeys(("mark_kind", "mark_flags"), "u1"),
    "mark_row?": "i4",
    **dict.fromkeys(("long_mark", "long_last"), "i4"),
    **dict.fromkeys(("context_layer?", "context_kind?"), "u1"),
    **dict.fromkeys(("context_row?", "context_end?"), "i4"),
    **dict.fromkeys(("context_lon?", "context_lat?"), "f4"),
}
"""Type of every column; in braces what there are several of, "?" after one that may lack."""
