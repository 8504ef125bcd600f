"""The look in the header of the feed: what screen and paper draw alike, as a script has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from dashboard.scene.fading import FadingEntry
from dashboard.scene.symbols import OutlineEntry
from dashboard.scene.zones import ZoneLook


class Levels(TypedDict):
    """Codes of the classes of a border; those below ``rated_below`` have a rate."""

    zero: int
    filtered: int
    hidden: int
    pending: int
    not_reported: int
    rated_below: int


class LookWords(TypedDict):
    """Words for what has no figure, and for the ways a figure is known."""

    not_reported: str
    reference_hidden: str
    filtered_out: str
    no_rate: str
    status_not_reported: str
    fading: str
    zone_not_placed: str
    own_stretch: str
    several: str
    not_drawn: str
    ours: str
    death: str
    looks: dict[str, str]


class MapLayerEntry(TypedDict):
    """A layer of the map that can be turned off: for its box, and for a sentence."""

    key: str
    label: str
    words: str


class DarkEntry(TypedDict):
    """The dark scheme: its palette, what its colours of classes and kinds are, its fading."""

    palette: dict[str, str]
    tones: dict[str, str]
    inks: Sequence[str]
    tints: dict[str, list[str]]


class LookEntry(TypedDict):
    """What scripts draw and write as Python does: colours, outlines, fading, levels, words."""

    palette: dict[str, str]
    dark: DarkEntry
    outlines: dict[str, list[OutlineEntry]]
    fading: FadingEntry
    levels: Levels
    words: LookWords
    zones: ZoneLook
    map_layers: list[MapLayerEntry]
