"""Reads the rows of a brought table of flow reports as the ledger reads its own."""

from __future__ import annotations

from dataclasses import replace

from events.errors import TableError
from events.layers.layer import Layer
from events.ledger import Ledger
from events.model import Report
from events.reports import FLOW_COLUMNS, Known, build_flow_report
from events.tables import Row


def figure_reports(ledger: Ledger, layer: Layer) -> dict[int, Report]:
    """Return the rows that keep every rule of our own table, as reports, by position.

    A source that the ledger knows keeps its name and grade; any other row is of the file.

    Returns
    -------
    dict of int to Report
        Rows that break a rule are not in it: they stay events without a figure of ours.
    """
    brought = layer.imported
    if not set(FLOW_COLUMNS) <= set(brought.cells):
        return {}
    sources = {**ledger.sources, layer.id: layer.source()}
    known = Known(dict(sources), dict(ledger.places))
    columns = {name: list(brought.cells[name]) for name in FLOW_COLUMNS}
    found: dict[int, Report] = {}
    for position in range(len(brought)):
        cells = {name: column[position] for name, column in columns.items()}
        if cells["source_id"] not in ledger.sources:
            cells["source_id"] = layer.id
        try:
            report = build_flow_report(Row(layer.file, position, cells), known)
        except TableError:
            continue
        note = " · ".join(
            filter(None, [report.note, f"row {brought.row[position]} of {layer.file}"])
        )
        credibility = (
            report.credibility
            if report.source_id in ledger.sources
            else layer.provenance.credibility
        )
        found[position] = replace(
            report, id=f"{layer.id}-{position}", note=note, credibility=credibility
        )
    return found
