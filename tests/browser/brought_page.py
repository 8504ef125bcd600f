"""The Streamlit script of pages that open with made-up files already brought to them."""

from __future__ import annotations

import runpy
import sys
from datetime import date, timedelta
from pathlib import Path

from dashboard.page import session
from events.uploads import Layer, build_layer, read_upload

DAYS = 20


def made_up(name: str, rows: int) -> Layer:
    """Make rows by the river Bug, so many for each day from 1 November 2021 on."""
    number = 1 + len(session.layers())
    lines = ["date,lon,lat,kind,title"]
    for row in range(rows):
        day = date(2021, 11, 1) + timedelta(days=row % DAYS)
        lon, lat = 22.8 + number / 2 + (row % 97) / 100, 52.2 + (row % 89) / 50
        lines.append(f"{day},{lon:.4f},{lat:.4f},patrol,<b>{name}</b> {row} {{{{7*191}}}}")
    upload = read_upload("\n".join(lines).encode(), f"{name}.csv")
    return build_layer(upload, number)


if not session.layers():
    for text in sys.argv[1:]:
        name, _, rows = text.partition(":")
        session.keep_brought((*session.brought(), made_up(name, int(rows))))
runpy.run_path(str(Path(__file__).parents[2] / "dashboard" / "app.py"))
