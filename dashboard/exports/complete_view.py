"""What a file is drawn from: filtered, with every row of brought files, generalised if public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dashboard.errors import SnapshotError
from dashboard.exports.answer import build_answer
from dashboard.exports.drawn_scene import drawn_scene
from dashboard.exports.privacy.view import PUBLIC, View, public_ledger, public_view
from dashboard.exports.request import Order
from dashboard.scene.scene import Scene, build_scene
from events import Event, Ledger, select
from events.uploads import layers_of, rows_of

MOST_ROWS = 100_000
"""Rows of brought files that one file can show; the page only counts those beyond 2,000."""


def complete_view(ledger: Ledger, scene: Scene, order: Order, *, every_date: bool = False) -> View:
    """Return ledger and scene as a file may show them.

    Parameters
    ----------
    ledger : Ledger
        The whole ledger; the state's filters are applied here.
    scene : Scene
        What is drawn.
    order : Order
        Profile and time of making.
    every_date : bool
        Whether the file holds the whole ledger rather than the scene's window alone.

    Raises
    ------
    SnapshotError
        When brought files have more rows on show than a file can hold.
    """
    where = scene.state.selection.where
    told = None
    if where is not None and where.is_ground and order.profile == PUBLIC:
        # What lies in an area is asked of the places that the file may show.
        told = public_ledger(
            ledger, ledger.events if every_date else _anywhere(ledger, scene), order.made_on
        )
        ledger = told.ledger
        scene = build_scene(select(ledger, scene.state.selection), scene.state)
    chosen, scene = whole_window(
        select(ledger, scene.state.selection), scene, every_date=every_date
    )
    answer = build_answer(chosen, scene, order)
    view = public_view(chosen, scene, order.profile, order.made_on, every_date=every_date)
    if told is not None:
        marked = [*(mark.event for mark in view.scene.marks), *view.scene.listed]
        view = replace(view, generalised=told.count(chosen.events if every_date else marked))
    if every_date:
        view = replace(view, scene=build_scene(view.ledger, scene.state))
    view = replace(view, scene=drawn_scene(view.scene))
    on_show = (*(mark.event for mark in view.scene.marks), *view.scene.listed)
    return replace(view, ledger=_with_reports(view.ledger, on_show), answer=answer)


def second_view(view: View, order: Order) -> View | None:
    """Return what a file may show of the second date, of the same ledger; None where there is one.

    Parameters
    ----------
    view : View
        That of the first date: filtered and generalised. Its ledger is generalised further, so
        that one ledger serves both.
    order : Order
        Profile and time of making.

    Raises
    ------
    SnapshotError
        When brought files have more rows on show than a file can hold.
    """
    state = view.scene.state.second
    if state is None:
        return None
    ledger, scene = whole_window(view.ledger, build_scene(view.ledger, state))
    found = public_view(ledger, scene, order.profile, order.made_on)
    found = replace(found, scene=drawn_scene(found.scene))
    on_show = (*(mark.event for mark in found.scene.marks), *found.scene.listed)
    return replace(found, ledger=_with_reports(found.ledger, on_show))


def _anywhere(ledger: Ledger, scene: Scene) -> list[Event]:
    """Return the events that would be on show if lists kept to no part of the map."""
    state = replace(scene.state, selection=replace(scene.state.selection, where=None))
    wider = build_scene(select(ledger, state.selection), state)
    return [*(mark.event for mark in wider.marks), *wider.listed]


def whole_window(ledger: Ledger, scene: Scene, *, every_date: bool = False) -> tuple[Ledger, Scene]:
    """Return ledger and scene with no row of the window left out; the ledger is narrowed already.

    Parameters
    ----------
    ledger : Ledger
        The reports, narrowed by the selection of the scene's state.
    scene : Scene
        The view as it is on the page, where rows may be left out.
    every_date : bool
        Count the rows of all dates against the limit, not those of the window alone.

    Raises
    ------
    SnapshotError
        When brought files have more rows on show than a file can hold.
    """
    if not ledger.rows:
        return ledger, scene
    _check_rows(ledger, scene, every_date=every_date)
    ledger = replace(ledger, most_rows=MOST_ROWS)
    if any(stand.left_out for stand in scene.layers):
        scene = build_scene(ledger, scene.state)
    return ledger, scene


def _check_rows(ledger: Ledger, scene: Scene, *, every_date: bool) -> None:
    if every_date:
        count = sum(len(rows.positions) for rows in rows_of(ledger))
        where, way_out = "on all dates", "Narrow them with a filter, or take another format."
    else:
        count = sum(stand.in_window for stand in scene.layers)
        where, way_out = "in this window", "Take a shorter window, or narrow them with a filter."
    if count > MOST_ROWS:
        raise SnapshotError(
            f"Brought files have {count:,} rows {where}; a file can show {MOST_ROWS:,}. {way_out}"
        )


def _with_reports(ledger: Ledger, events: Iterable[Event]) -> Ledger:
    """Return the ledger with the rows on show made into reports once, not at every question."""
    own = [event for event in events if event.layer]
    if not own:
        return ledger
    sources = {
        source.id: source
        for layer in layers_of(ledger)
        for source in map(layer.source, range(-1, len(layer.row_sources)))
    }
    ledger = replace(ledger, sources={**sources, **ledger.sources})
    reports = {id_: ledger.report(id_) for event in own for id_ in event.report_ids}
    return replace(
        ledger,
        reports={**ledger.reports, **reports},
        events_by_id={**ledger.events_by_id, **{event.id: event for event in own}},
        event_of={**ledger.event_of, **{id_: e for e in own for id_ in e.report_ids}},
        shown=None if ledger.shown is None else ledger.shown | reports.keys(),
        counted=None if ledger.counted is None else ledger.counted | reports.keys(),
    )
