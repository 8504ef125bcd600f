"""Made-up events: seeded, evenly over sixty days and over the frame of the map."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.feed.blob import pack, unpack
from dashboard.scene.map_frame import FRAME
from dashboard.scene.symbology import CATEGORIES, LAYER_CATEGORIES
from dashboard.scene.words.dates import day_number

FIRST_DAY = date(2021, 10, 1)
DAYS = 60


def made_up_columns(events: int, seed: int, days: int = DAYS) -> dict[str, NDArray[Any]]:
    """Make the columns of so many events, sorted by day; the same for the same seed."""
    (south, west), (north, east) = FRAME
    draw = np.random.default_rng(seed)
    kinds = len(CATEGORIES) - len(LAYER_CATEGORIES)
    return {
        "mark_lon": draw.uniform(west, east, events).astype("f4"),
        "mark_lat": draw.uniform(south, north, events).astype("f4"),
        "mark_day": np.sort(draw.integers(0, days, events) + day_number(FIRST_DAY)).astype("u2"),
        "mark_kind": draw.integers(0, kinds, events).astype("u1"),
        "mark_flags": np.zeros(events, "u1"),
        "long_mark": np.zeros(0, "i4"),
        "long_last": np.zeros(0, "i4"),
    }


def with_made_up_events(blob: bytes, events: int, seed: int, days: int = DAYS) -> bytes:
    """Put made-up events in the place of those of a packed feed; all else stays."""
    header, columns = unpack(blob)
    columns = {name: column for name, column in columns.items() if name != "mark_row"}
    columns |= made_up_columns(events, seed, days)
    count = np.zeros(len(columns["report_count"]), "i4")
    reported, reports = np.unique(columns["mark_day"].astype("i4"), return_counts=True)
    count[reported - header["first"]] = reports
    columns |= {"report_count": count, "report_day": reported}
    del header["marks"]  # made-up events have no names…
    header.pop("owed", None)  # …and no licences
    return pack(header, columns)
