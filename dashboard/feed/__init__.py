"""The feed: what the browser needs to step through every date by itself, packed once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.feed.blob import pack
from dashboard.feed.columns import (
    histogram_columns,
    mark_columns,
    sorted_marks,
)
from dashboard.feed.contexts import context_columns, context_entries
from dashboard.feed.figures import FigureTable, figure_columns, steps_of
from dashboard.feed.geography import geography
from dashboard.feed.header import Header, MarkWords, MeasureEntry, OwedLine
from dashboard.feed.kept import kept_entry
from dashboard.feed.look import look
from dashboard.feed.milestones import milestones
from dashboard.feed.spans import bands_of, crossings_of, routes_of, stops_of, stretches_of
from dashboard.feed.stores import store_entries
from dashboard.feed.times import times_of
from dashboard.feed.upload_marks import RowMarks, row_marks
from dashboard.scene.appearance import LOOKS
from dashboard.scene.marks import Mark
from dashboard.scene.state import WINDOWS, MapState
from dashboard.scene.symbology import (
    BORDERS,
    BREAKS,
    CATEGORIES,
    MEASURE_WORDS,
    RAMP,
    category_index,
)
from dashboard.scene.words.dates import day_number, short_period
from events import Ledger, Where, owed
from events.uploads import layers_of

__all__ = ["build_feed"]

MOST_WORDS = 5_000
"""Rows of brought files whose words the browser is given; of more it knows day, kind and file."""


def build_feed(
    ledger: Ledger,
    start: date,
    windows: Iterable[str] = tuple(WINDOWS),
    where: Where | None = None,
) -> bytes:
    """Pack the ledger, for whichever session.

    Parameters
    ----------
    ledger : Ledger
        The reports.
    start : datetime.date
        First day of the slider, where the window "all" begins.
    windows : iterable of str
        The windows to prepare.
    where : Where, optional
        What lists and marks keep to, for the map to draw; the ledger is narrowed to it already.

    Returns
    -------
    bytes
        A blob as `dashboard.feed.blob` writes it.
    """
    first, last = ledger.first_day, ledger.last_day
    columns: dict[str, NDArray[Any]] = {}
    windows = tuple(dict.fromkeys(("1d", *windows)))  # the series is told by the day
    table = FigureTable()
    for style in BORDERS:
        columns |= figure_columns(table, ledger, style.pair, windows, start)
    columns |= table.columns()
    columns["report_count"], columns["report_day"] = histogram_columns(ledger, first, last)
    marks = sorted_marks(ledger)
    brought = row_marks(ledger)
    found, order = mark_columns(marks, brought)
    columns |= found
    columns |= context_columns(ledger)
    ground = geography()
    titles = {f"layer-{layer.number}": layer.title for layer in layers_of(ledger)}
    header: Header = {
        "version": 1,
        "first": day_number(first),
        "days": (last - first).days + 1,
        "start": day_number(start),
        "looks": [str(look) for look in LOOKS],
        "texts": list(table.texts),
        "steps": steps_of(ledger),
        "windowDays": {window: MapState(window=window).window_days for window in windows},
        "look": look(),
        "ramp": RAMP,
        "categories": [
            {"label": titles.get(c.key, c.label), "shape": c.shape, "colour": c.colour}
            for c in CATEGORIES
        ],
        "layers": [
            {
                "number": layer.number,
                "key": layer.key,
                "label": layer.title,
                "category": category_index(f"layer-{layer.number}"),
            }
            for layer in layers_of(ledger)
        ],
        "contexts": context_entries(ledger),
        "reference": "hidden" if ledger.hides_reference else "shown",
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
        "marks": _mark_words(marks, brought, order),
        "owed": _owed(ledger, marks, order),
        "routes": routes_of(ledger),
        "stops": stops_of(ledger),
        "stretches": stretches_of(ledger),
        "bands": bands_of(ledger),
        "crossings": crossings_of(ledger),
        "milestones": milestones(ledger),
        "times": times_of(ledger),
        "airports": ground["airports"],
        "towns": ground["towns"],
        "countries": ground["countries"],
        "forest": ground["forest"],
        "views": ground["views"],
        "places": ground["places"],
        "letters": ground["letters"],
        "sounds": ground["sounds"],
    }
    if stores := store_entries(ledger):
        header["stores"] = stores
    if where is not None:
        header["kept"] = kept_entry(where)
    return pack(header, columns)


def _main_measure(pair: str) -> str:
    return next(f"{pair}:{key}" for known, key in BREAKS if known == pair)


def _measure_words(pair: str, key: str) -> MeasureEntry:
    words = MEASURE_WORDS[key]
    return {
        "id": f"{pair}:{key}",
        "label": words.removesuffix(" a day"),
        "words": words,
        "breaks": BREAKS[pair, key],
    }


def _owed(ledger: Ledger, marks: Sequence[Mark], order: NDArray[np.intp]) -> list[OwedLine]:
    """Return what licences oblige to name, each line with the marks, ascending, that owe it."""
    place_of = np.argsort(order)
    found: dict[str, list[int]] = {}
    for at, mark in enumerate(marks):
        for line in owed(ledger, filter(ledger.shows, mark.event.report_ids)):
            found.setdefault(line, []).append(int(place_of[at]))
    return [{"words": line, "marks": sorted(found[line])} for line in sorted(found)]


def _mark_words(
    marks: Sequence[Mark], brought: Sequence[RowMarks], order: NDArray[np.intp]
) -> MarkWords:
    """Return the words of the reference's marks, and of rows when they are not too many."""
    events = [mark.event for mark in marks]
    weights = [mark.weight for mark in marks]
    if sum(map(len, brought)) <= MOST_WORDS:
        for rows in brought:
            events += map(rows.event, range(len(rows)))
            weights += [0] * len(rows)
    place_of = np.empty(len(order), dtype=np.intp)
    place_of[order] = np.arange(len(order))
    return {
        "index": place_of[: len(events)].tolist(),
        "id": [event.id for event in events],
        "title": [event.title for event in events],
        "place": [event.place.name for event in events],
        "when": [short_period(event) for event in events],
        "weight": weights,
    }
