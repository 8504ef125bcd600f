"""Packs what the browser needs to step through every date by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from numpy.typing import NDArray

from dashboard.dating import NEVER, day_number, short_period
from dashboard.feed.columns import (
    covered_column,
    histogram_columns,
    mark_columns,
    sorted_marks,
    timeline_columns,
)
from dashboard.feed.geography import geography
from dashboard.feed.milestones import milestones
from dashboard.feed.spans import bands_of, crossings_of, routes_of, stops_of, stretches_of
from dashboard.packing import TOKEN_LENGTH, pack
from dashboard.scene import Mark, shown_period
from dashboard.state import WINDOWS, MapState
from dashboard.style import BORDERS, BREAKS, CATEGORIES, MEASURE_WORDS, RAMP
from events import HOW_CODES, Ledger, Period

__all__ = ["build_feed"]


def build_feed(ledger: Ledger, start: date, windows: Iterable[str] = tuple(WINDOWS)) -> bytes:
    """Pack the ledger; its token stays blank until `dashboard.packing.with_token` writes one.

    Parameters
    ----------
    ledger : Ledger
        The reports.
    start : datetime.date
        First day of the slider, where the window "all" begins.
    windows : iterable of str
        The windows to prepare.

    Returns
    -------
    bytes
        A blob as `dashboard.packing` writes it.
    """
    first, last = ledger.first_day, ledger.last_day
    columns: dict[str, NDArray[Any]] = {}
    windows = tuple(dict.fromkeys(("1d", *windows)))  # coverage is told by the day
    for window in windows:
        for style in BORDERS:
            columns |= timeline_columns(ledger, style.pair, window, start)
    for style in BORDERS:
        columns[f"covered:{style.pair}"] = covered_column(columns, style.pair)
    columns["report_count"], columns["report_day"] = histogram_columns(ledger, first, last)
    marks = sorted_marks(ledger)
    columns |= mark_columns(marks)
    header = {
        "version": 1,
        "token": "0" * TOKEN_LENGTH,
        "first": day_number(first),
        "days": (last - first).days + 1,
        "start": day_number(start),
        "hows": [str(how) for how in HOW_CODES],
        "windowDays": {window: MapState(window=window).window_days for window in windows},
        "ramp": RAMP,
        "categories": [
            {"label": c.label, "shape": c.shape, "colour": c.colour} for c in CATEGORIES
        ],
        "borders": [
            {
                "pair": style.pair,
                "name": style.name,
                "short": style.short,
                "anchors": style.anchors,
                "measure": _main_measure(style.pair),
            }
            for style in BORDERS
        ],
        "measures": [_measure_words(pair, key) for pair, key in BREAKS],
        "marks": _mark_words(marks),
        "long": [
            {"mark": index, "first": day_number(shown.start), "last": _last(shown)}
            for index, mark in enumerate(marks)
            if (shown := shown_period(mark.event)).days != 1
        ],
        "routes": routes_of(ledger),
        "stops": stops_of(ledger),
        "stretches": stretches_of(ledger, windows, start),
        "bands": bands_of(ledger),
        "crossings": crossings_of(ledger),
        "milestones": milestones(ledger),
        **geography(),
    }
    return pack(header, columns)


def _main_measure(pair: str) -> str:
    return next(f"{pair}:{key}" for known, key in BREAKS if known == pair)


def _measure_words(pair: str, key: str) -> dict[str, Any]:
    words = MEASURE_WORDS[key]
    return {
        "id": f"{pair}:{key}",
        "label": words.removesuffix(" a day"),
        "words": words,
        "breaks": BREAKS[pair, key],
    }


def _mark_words(marks: Sequence[Mark]) -> dict[str, list[str] | list[int]]:
    return {
        "id": [mark.event.id for mark in marks],
        "title": [mark.event.title for mark in marks],
        "place": [mark.event.place.name for mark in marks],
        "when": [short_period(mark.event) for mark in marks],
        "weight": [mark.weight for mark in marks],
    }


def _last(period: Period) -> int:
    return day_number(period.last_day or NEVER)
