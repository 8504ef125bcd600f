"""Tells how far the drawing of frames has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from dashboard.exports.formats import Tell

_T = TypeVar("_T")


def told_frames(frames: Iterable[_T], total: int, tell: Tell | None) -> Iterator[_T]:
    """Hand frames on, and tell of each.

    Parameters
    ----------
    frames : iterable
        What is handed on, unchanged.
    total : int
        How many there will be.
    tell : callable or None
        Told how many are done, and of how many; None tells nobody.
    """
    for number, frame in enumerate(frames, start=1):
        if tell is not None:
            tell(number, total)
        yield frame
