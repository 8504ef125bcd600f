"""What the clock passes on when the hand or the map is at rest: dates, view, layers, a click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dashboard.page import session
from dashboard.scene.map_layers import in_order
from dashboard.scene.state import MOST_PICKED, View
from dashboard.scene.words.dates import parse_date


def hear_clock() -> None:
    """Take over the date, the slider's ends, the window and the step from the clock at rest."""
    moved = session.told("moved")
    if isinstance(moved, Mapping):
        end = parse_date(moved["end"])
        session.keep(
            replace(
                session.kept(),
                date=parse_date(moved["date"]),
                start=parse_date(moved["start"]),
                end=None if end == session.last_day() else end,
                window=moved["window"],
                step=moved["step"],
                compare=parse_date(moved["compare"]) if moved["compare"] else None,
                compare_window=moved["compareWindow"],
            )
        )


def hear_view() -> None:
    """Take over where the map looks, after it came to rest."""
    view = session.told("view")
    if isinstance(view, Mapping):
        state = session.kept()
        session.keep(
            replace(state, view=View(float(view["lon"]), float(view["lat"]), float(view["zoom"])))
        )


def hear_hide() -> None:
    """Take over which layers of the map are turned off."""
    hide = session.told("hide")
    if isinstance(hide, list | tuple):
        session.keep(replace(session.kept(), hide=in_order(hide)))


def hear_pick() -> None:
    """Take over what was clicked on the map."""
    pick = session.told("picked")
    if isinstance(pick, Mapping):
        ids = [str(id_) for id_ in pick.get("ids", ())]
        if pick.get("section"):
            ids.append(str(pick["section"]))
        picked = tuple(ids[:MOST_PICKED])
        # Of a heap the map sends so many ids, and how many marks there are.
        count = pick.get("of", 0)
        heap = count if isinstance(count, int) and count > len(picked) else 0
        session.keep(replace(session.kept(), picked=picked, heap=heap))
