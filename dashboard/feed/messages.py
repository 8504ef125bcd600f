"""What clock, map, series and server say to each other: names and types of every message.

``dashboard/web/shared/messages.d.ts`` is written from these by ``scripts/build-docs``. Days are
counted from 1 January 1970; those that the server reads or writes are ISO dates.

Long because every message of the channel is declared here, once.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Role = Literal["main", "other"]
"""Which of the two maps of a comparison; alone, a map is the main one."""


Corner = tuple[float, float]
"""Longitude and latitude."""


class MapView(TypedDict):
    """Where a map looks; ``shows`` is what it shows there: west, south, east, north."""

    lon: float
    lat: float
    zoom: float
    shows: NotRequired[list[float]]


class Bounds(TypedDict):
    """What a map is to show: west, south, east, north."""

    bounds: list[float]


class ClockData(TypedDict):
    """What the server gives the clock at every run of the page.

    A date is obeyed only with a ``command`` that is another than before.
    """

    token: str
    command: int
    date: str
    start: str
    end: str
    earliest: str
    latest: str
    newest: NotRequired[str | None]
    window: str
    step: str
    compare: str | None
    compareWindow: str | None
    selected: list[str]
    view: MapView | None
    hide: NotRequired[list[str]]


class SeriesData(TypedDict):
    """What the server gives the series: ends of the slider as ISO dates."""

    token: str
    start: str
    end: str


class GuideStep(TypedDict):
    """A step of the guide; ``part`` is the key of what it speaks of."""

    title: str
    text: str
    part: str


class HelpData(TypedDict):
    """What the server gives the help: words and keys with what they mean, steps of the guide.

    Under ``seen`` the browser remembers that the guide was seen.
    """

    token: str
    words: list[list[str]]
    keys: list[list[str]]
    steps: list[GuideStep]
    seen: str


class DrawingData(TypedDict):
    """What the server gives a drawing: the same thing in several widths, as SVG."""

    drawings: list[str]


class RouteLinesData(DrawingData):
    """What the server gives the drawing of routes over time."""

    token: str


class Moved(TypedDict):
    """What the clock tells the server when the hand rests."""

    date: str
    start: str
    end: str
    window: str
    step: str
    compare: str | None
    compareWindow: str | None


class Picked(TypedDict):
    """What was clicked; ``of`` is how many marks a heap has, ``at`` makes two clicks two.

    ``day`` is the day of a row or a drawing that was pressed, where it tells one.
    """

    kind: Literal["events", "mark", "crossing", "route", "border", "row", "nothing"]
    ids: list[str]
    of: NotRequired[int]
    index: NotRequired[int]
    section: NotRequired[str | None]
    day: NotRequired[str]
    at: NotRequired[int]


class HelloMessage(TypedDict):
    """Somebody arrived, and is given what it lacks."""

    role: NotRequired[Role]


class AskMessage(TypedDict):
    """Somebody who came late asks which days are on show, and what is marked."""


class FeedMessage(TypedDict):
    """The packed events, and the number that tells them from those of before, from 1."""

    bytes: bytes
    number: int


class FrameMessage(TypedDict):
    """The days on show, and from when "all" counts."""

    first: int
    last: int
    window: str
    start: NotRequired[int]
    playing: NotRequired[bool]
    comparing: NotRequired[bool]
    role: NotRequired[Role]


class SelectMessage(TypedDict):
    """What is marked on the map."""

    ids: list[str]


class LightMessage(TypedDict):
    """What a row of a list is about that is pointed at or has the focus."""

    ids: list[str]


class HideMessage(TypedDict):
    """Which layers of the map are off; told by the box that was pressed, or by the clock."""

    layers: list[str]


class GoMessage(TypedDict):
    """Where the map is to look; without a view it stays."""

    view: MapView | Bounds | None


class FitMessage(TypedDict):
    """The maps are to frame the borders anew: a second one has come beside the first."""


class JumpMessage(GoMessage):
    """A click on the series: a day to go to, and where to look."""

    day: int


class DrawnMessage(TypedDict):
    """The corners of an area that was drawn by hand."""

    ring: list[Corner]


class SpanMessage(TypedDict):
    """Days that were found by a name: first and last."""

    first: int
    last: int


class HelpMessage(TypedDict):
    """The key of the help was pressed on a map."""


class BackMessage(TypedDict):
    """What was opened on a map is closed: the focus goes back to where it was there."""

    role: Role


class ViewMessage(TypedDict):
    """Where the map came to rest."""

    view: MapView


class PickedMessage(TypedDict):
    """What was opened on a map; ``keyed`` by a key, so that the focus follows into the detail."""

    pick: Picked
    role: NotRequired[Role]
    keyed: NotRequired[bool]


LookMessage = TypedDict(
    "LookMessage",
    {"from": Role, "view": MapView, "how": Literal["drag", "rest", "zoom"]},
)
LookMessage.__doc__ = """One of two maps that share a view moved."""


class Messages(TypedDict):
    """Every message of the channel by its kind."""

    hello: HelloMessage
    ask: AskMessage
    feed: FeedMessage
    fit: FitMessage
    frame: FrameMessage
    select: SelectMessage
    light: LightMessage
    hide: HideMessage
    go: GoMessage
    jump: JumpMessage
    span: SpanMessage
    help: HelpMessage
    back: BackMessage
    view: ViewMessage
    picked: PickedMessage
    drawn: DrawnMessage
    look: LookMessage
