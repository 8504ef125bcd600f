"""Candidate matches: rows that may be about an event of the reference; a person decides."""

from __future__ import annotations

import streamlit as st

from dashboard.page import workspace
from dashboard.page.html import show
from dashboard.page.uploads.layers import attach
from dashboard.page.uploads.provenance import keep
from dashboard.scene.markup import note_markup, whole
from events.uploads import Layer, Proposal

MOST_ROWS = 500
"""Proposals to be ticked one by one; all or none can be attached at once."""


def draw_attaching(layer: Layer) -> None:
    """Draw the proposals of a file, ticked where attached."""
    proposals = layer.proposals
    show(note_markup(_explanation(layer, len(proposals))))
    if not proposals:
        return
    shown = proposals[:MOST_ROWS]
    ticked = [i for i, found in enumerate(shown) if found.position in layer.attached]
    attached = len(layer.attached)
    chosen = st.dataframe(
        [_row(found) for found in shown],
        hide_index=True,
        height=min(38 + 35 * len(shown), 330),
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": ticked}},
        # Rows attached in another way are other ticks: the table must show them.
        key=f"known_{layer.key}_{hash(layer.attached)}",
    )
    if len(proposals) > MOST_ROWS:
        st.caption(f"The first {MOST_ROWS} of {len(proposals):,}.")
    wanted = {shown[i].position for i in chosen["selection"]["rows"] if i < len(shown)}
    wanted |= layer.attached - {found.position for found in shown}
    with st.container(horizontal=True):
        if st.button(
            f"Attach the ticked ({len(wanted):,})",
            key=f"attach_{layer.key}",
            type="primary",
            disabled=wanted == layer.attached,
        ):
            _apply(layer, wanted)
        if st.button(
            f"Attach all ({len(proposals):,})",
            key=f"attach_all_{layer.key}",
            disabled=attached == len(proposals),
        ):
            _apply(layer, {found.position for found in proposals})
        if st.button("Attach none", key=f"attach_none_{layer.key}", disabled=not attached):
            _apply(layer, set())


def _apply(layer: Layer, positions: set[int]) -> None:
    keep(attach(layer, sorted(positions)))
    st.rerun()


def _explanation(layer: Layer, count: int) -> str:
    if not count:
        return "No row lies near an event of the reference in place and day."
    one = count == 1
    if layer.holds_our_reports:
        found = f"{count:,} {'row bears' if one else 'rows bear'} an id of the reference."
    else:
        found = (
            f"{count:,} {'row lies' if one else 'rows lie'} within 5 km and a day of an event of "
            "the reference. Whether it is about the same, only you can tell."
        )
    return (
        f"{found} Beside or merged, an attached row has no mark of its own: it is one more report "
        "of the event, with your source and grade, and nothing is added up."
    )


def _row(found: Proposal) -> dict[str, str]:
    ledger = workspace.reference()
    there = ledger.has_event(found.event_id)
    event = ledger.event(found.event_id) if there else None
    return {
        "row": str(found.row),
        "day": found.day.isoformat(),
        "the row says": whole(found.title),
        "may be about": whole(event.title) if event else found.event_id,
        "event of": event.period.start.isoformat() if event else "",
    }
