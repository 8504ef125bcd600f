"""An open store in the header of the feed, as a script has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict


class StoreZoom(TypedDict):
    """Squares of one zoom that a store counts: the least number of events of each class."""

    zoom: int
    breaks: Sequence[int]


class StoreEntry(TypedDict):
    """An open store; its tiles lie in the folder ``base`` beside that of the map's layers.

    ``shares`` and ``alphas`` are side and cover of a square of each class, ``counted`` says what
    its counts are, ``days`` which it has; ``id`` stands before zoom, column and row of a square.
    """

    key: str
    id: str
    mark: str
    label: str
    colour: str
    words: str
    counted: str
    days: str
    base: str
    kinds: list[str]
    zooms: list[StoreZoom]
    shares: Sequence[float]
    alphas: Sequence[float]
