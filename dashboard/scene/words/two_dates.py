"""Words for two dates side by side: which window is which, and of which one speaks."""

from __future__ import annotations

from dashboard.scene.state import MapState
from dashboard.scene.words.dates import short_span
from events import Period

A, B = "A", "B"
"""The window of the date that the clock moves, and that of the date beside it."""


def length_words(days: int) -> str:
    """Say how long a window is: "1 day", "30 days"."""
    return "1 day" if days == 1 else f"{days:,} days"


def side_words(letter: str, window: Period) -> str:
    """Name one of two windows: "A, 8–14 Nov 2021 (7 days)"."""
    assert window.last_day is not None
    days = (window.last_day - window.start).days + 1
    return f"{letter}, {short_span(window.start, window.last_day)} ({length_words(days)})"


def between_words(first: Period, second: Period) -> str:
    """Say which way a difference runs: "from A to B", or back to a B that lies before A."""
    return "from A to B" if first.start <= second.start else "from A back to B"


def span_words(state: MapState) -> str:
    """Say which days a view shows and how many: "8–14 Nov 2021, 7 days"."""
    days = (state.date - state.first_day).days + 1
    return f"{short_span(state.first_day, state.date)}, {length_words(days)}"


def compared_words(state: MapState) -> str:
    """Say of which of two maps the panel speaks; nothing where there is one."""
    second = state.second
    if second is None:
        return ""
    return (
        f"Panel and sentence speak of map A, {span_words(state)}, which the clock moves. "
        f"Map B stays at {span_words(second)}. The table below the maps holds both, and so does "
        "every file but a film; PNG and SVG are the first sheet alone."
    )
