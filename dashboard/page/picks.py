"""What was picked: on the map it opens there, in a list the map and the clock go to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

from dashboard.errors import StateError
from dashboard.page import clock_messages, session, workspace
from dashboard.scene.destination import led_to
from dashboard.scene.words.dates import parse_date

ROW = "row"
"""Kind of a pick that comes from a list (web/page/rows.js)."""


def hear_pick() -> None:
    """Take over a click on the map, or one on a row."""
    pick = session.told("picked")
    if isinstance(pick, Mapping) and pick.get("kind") == ROW:
        go_to([str(id_) for id_ in pick.get("ids", ())], _day(pick.get("day")))
        return
    clock_messages.hear_pick()


def go_to(ids: Sequence[str], day: date | None = None) -> None:
    """Open what ids name, and have map and clock show it.

    Parameters
    ----------
    ids : sequence of str
        Of events, conditions, borders, sections, crossings or sources.
    day : datetime.date or None
        The day to show; None leaves it to what is named.
    """
    session.command(led_to(workspace.ledger(), session.kept(), ids, day))


def _day(told: object) -> date | None:
    """Read the day that a browser tells; what is none leads to no other day."""
    with suppress(StateError):
        return parse_date(told) if isinstance(told, str) else None
    return None
