"""Joins layers to a ledger: beside the reference, among it, or without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from events.errors import LayerError
from events.event_groups import with_reports
from events.ledger import Ledger
from events.model import Report, Source
from events.overlay import Showing
from events.series import build_series
from events.uploads.adapters.own_tables import FLOW_REPORTS
from events.uploads.layers.context import Brought, ContextLayer
from events.uploads.layers.figures import Figures, figure_reports
from events.uploads.layers.layer import Layer
from events.uploads.layers.report import report_of
from events.uploads.layers.rows import LayerRows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from events.row_source import RowSource


def join_layers(
    ledger: Ledger,
    layers: Sequence[Brought],
    showing: Showing,
    counted: Sequence[RowSource] = (),
) -> Ledger:
    """Return a ledger in which the rows of layers can be asked for like any report.

    A background has none; it is joined so that whoever draws the ledger finds it and its source.

    Parameters
    ----------
    ledger : Ledger
        The reference, without layers; it stays as it is.
    layers : sequence of Layer or ContextLayer
        Each with a number and a file of its own.
    showing : Showing
        Beside: each row is an event of its layer, an attached one a report of its event. Merged:
        a row whose kind is a category of ours is an event of that category, and figures of a
        table of ours count like the rest; rows that are reports of the ledger already are not
        shown twice. Alone: nothing of the reference is shown, and attached rows stand alone.
    counted : sequence of RowSource
        Brought events that are only counted, as those of a store are. They never lie among those
        of the reference: merged they stay beside it.

    Returns
    -------
    Ledger
        The same one when there is nothing to join.

    Raises
    ------
    LayerError
        Two layers share a number or a file.
    """
    if not layers and not counted:
        return ledger
    for values, what in (
        ([layer.number for layer in layers], "number"),
        ([layer.key for layer in layers], "file"),
    ):
        if len(set(values)) < len(values):
            raise LayerError(f"Two layers share a {what}. Remove one of them.")
    if not counted and not any(isinstance(layer, Layer) for layer in layers):
        # A background alone has nothing that could stand in the place of the reference.
        showing = Showing.BESIDE
    categories = {r.incident.category for r in ledger.reports.values() if r.incident is not None}
    joined = _without_reference(ledger) if showing is Showing.ALONE else ledger
    rows: list[LayerRows] = []
    figures: list[Report] = []
    dated = [layer for layer in layers if isinstance(layer, Layer)]
    drawn = [layer for layer in layers if isinstance(layer, ContextLayer) and layer.shown]
    for layer in (_with_titles(ledger, layer) for layer in dated):
        own_kinds = categories if showing is Showing.MERGED else set()
        told = tuple(
            kind if kind in own_kinds else f"layer-{layer.number}" for kind in layer.imported.kinds
        )
        own_figures = _figures(ledger, layer, showing)
        figures += own_figures.reports.values()
        rows.append(_rows(layer, showing, told, own_figures))
        if showing is not Showing.ALONE:
            joined = _attached(joined, layer, told)
    brought: tuple[RowSource, ...] = (*rows, *drawn, *counted)
    return _with_figures(replace(joined, rows=brought, showing=showing), figures)


def _without_reference(ledger: Ledger) -> Ledger:
    return replace(
        ledger,
        shown=frozenset(),
        counted=frozenset(),
        events=(),
        series=build_series((), ledger.sources, ledger.event_of),
        contradictions=(),
        conditions=(),
        key_events=(),
    )


def _with_titles(ledger: Ledger, layer: Layer) -> Layer:
    """Return the layer with ids of our sources, where it names any, told by their titles."""
    if not any(name in ledger.sources for name in layer.row_sources):
        return layer
    return replace(
        layer,
        row_sources=tuple(
            ledger.sources[name].title if name in ledger.sources else name
            for name in layer.row_sources
        ),
    )


def _rows(
    layer: Layer, showing: Showing, categories: tuple[str, ...], counted: Figures
) -> LayerRows:
    brought = layer.imported
    order = np.argsort(brought.day, kind="stable").astype(np.int32)
    figures = np.zeros(len(brought), dtype=np.bool_)
    figures[list(counted.reports)] = True
    elsewhere = figures.copy()
    if showing is not Showing.ALONE:
        elsewhere[list(layer.attached)] = True
    if showing is Showing.MERGED and layer.holds_our_reports:
        elsewhere |= brought.duplicate_of >= 0
    return LayerRows(
        layer,
        showing,
        positions=order,
        ground=order[~(elsewhere | layer.by_air)[order]],
        by_air=order[(layer.by_air & ~elsewhere)[order]],
        categories=categories,
        figures=order[figures[order]],
        refused=counted.refused,
    )


def _figures(ledger: Ledger, layer: Layer, showing: Showing) -> Figures:
    """Return the rows that are figures of our own measures, where these are to count."""
    if showing is Showing.BESIDE or layer.receipt.adapter != FLOW_REPORTS.name:
        return Figures({})
    found = figure_reports(ledger, layer)
    if showing is Showing.ALONE:
        return found
    there: NDArray[np.bool_] = layer.imported.duplicate_of >= 0
    new = {position: report for position, report in found.reports.items() if not there[position]}
    return Figures(new, found.refused)


def _attached(ledger: Ledger, layer: Layer, categories: tuple[str, ...]) -> Ledger:
    """Return the ledger with attached rows as further reports of its events."""
    brought = layer.imported
    more: dict[str, list[Report]] = {}
    for position in sorted(layer.attached):
        event_id = brought.event_ids[brought.duplicate_of[position]]
        if event_id in ledger.events_by_id and not layer.by_air[position]:
            report = report_of(layer, position, categories[brought.kind[position]])
            more.setdefault(event_id, []).append(report)
    if not more:
        return ledger
    changed = {
        id_: replace(event, report_ids=(*event.report_ids, *(r.id for r in more[id_])))
        for id_, event in ledger.events_by_id.items()
        if id_ in more
    }
    return replace(
        ledger,
        reports={**ledger.reports, **{r.id: r for found in more.values() for r in found}},
        sources={**ledger.sources, **_sources(layer)},
        publishers={**ledger.publishers, layer.publisher.id: layer.publisher},
        events=tuple(changed.get(event.id, event) for event in ledger.events),
        events_by_id={**ledger.events_by_id, **changed},
        event_of={
            **ledger.event_of,
            **{id_: event for event in changed.values() for id_ in event.report_ids},
        },
    )


def _sources(layer: Layer) -> dict[str, Source]:
    return {source.id: source for source in map(layer.source, range(-1, len(layer.row_sources)))}


def _with_figures(ledger: Ledger, figures: list[Report]) -> Ledger:
    if not figures:
        return ledger
    reports = {**ledger.reports, **{report.id: report for report in figures}}
    sources, publishers = dict(ledger.sources), dict(ledger.publishers)
    for layer in layers_of(ledger):
        sources |= _sources(layer)
        publishers[layer.publisher.id] = layer.publisher
    events = with_reports(ledger.events, reports, figures)
    changed = {id_: event for event in events for id_ in event.report_ids}
    own = {report.id for report in figures}
    shown = None if ledger.shown is None else ledger.shown | own
    counted = None if ledger.counted is None else ledger.counted | own
    return replace(
        ledger,
        reports=reports,
        sources=sources,
        publishers=publishers,
        shown=shown,
        counted=counted,
        events=events,
        events_by_id={**ledger.events_by_id, **{event.id: event for event in events}},
        event_of={**ledger.event_of, **changed},
        series=build_series(
            (r for r in reports.values() if counted is None or r.id in counted),
            sources,
            {**ledger.event_of, **changed},
        ),
    )


def rows_of(ledger: Ledger) -> tuple[LayerRows, ...]:
    """Return the rows of the brought files that are joined to a ledger, as columns."""
    return tuple(rows for rows in ledger.rows if isinstance(rows, LayerRows))


def contexts_of(ledger: Ledger) -> tuple[ContextLayer, ...]:
    """Return the backgrounds that are joined to a ledger, in the order they were joined."""
    return tuple(rows for rows in ledger.rows if isinstance(rows, ContextLayer))


def layers_of(ledger: Ledger) -> tuple[Layer, ...]:
    """Return the brought files that are joined to a ledger, in the order they were joined."""
    return tuple(rows.layer for rows in rows_of(ledger))
