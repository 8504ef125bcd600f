"""What was picked: on the map it opens there, in a list the map and the clock go to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.page import session, workspace
from dashboard.scene.destination import led_to

ROW = "row"
"""Kind of a pick that comes from a list (web/page/rows.js)."""


def hear_pick() -> None:
    """Take over a click on the map, or one on a row."""
    pick = session.told_pick()
    if isinstance(pick, Mapping) and pick.get("kind") == ROW:
        go_to([str(id_) for id_ in pick.get("ids", ())])
        return
    session.hear_pick()


def go_to(ids: Sequence[str]) -> None:
    """Open what ids name, and have map and clock show it."""
    session.command(led_to(workspace.ledger(), session.kept(), ids))
