"""Reads the rows of a brought table of flow reports as the ledger reads its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from events.errors import TableError
from events.ledger import Ledger
from events.model import Report
from events.reports import FLOW_COLUMNS, Known, build_flow_report
from events.tables import Row
from events.uploads.layers.layer import Layer, one_line


@dataclass(frozen=True, slots=True)
class Figures:
    """What a table of flow reports comes to.

    Attributes
    ----------
    reports : mapping of int to Report
        Rows that keep every rule of our own table, by position.
    refused : tuple of str
        Why the others are no figures of ours, one sentence a row: they stay events.
    """

    reports: Mapping[int, Report]
    refused: tuple[str, ...] = ()


def figure_reports(ledger: Ledger, layer: Layer) -> Figures:
    """Read the rows as figures; each is said by the file, whatever source it names.

    A brought row may name a ministry; that the ministry said so, the file alone claims. The
    figure therefore bears the grade of the file, and its source is told as named in it.
    """
    brought = layer.imported
    missing = [name for name in FLOW_COLUMNS if name not in brought.cells]
    if missing:
        return Figures({}, (f"{layer.file}: the table lacks {', '.join(missing)}.",))
    known = Known({layer.id: layer.source()}, dict(ledger.places))
    columns = {name: list(brought.cells[name]) for name in FLOW_COLUMNS}
    found: dict[int, Report] = {}
    refused: list[str] = []
    for position in range(len(brought)):
        # Id, source, grade and month of reading are the file's affair, not the table's.
        cells = {name: column[position] for name, column in columns.items()} | {
            "report_id": "flow-0000",
            "source_id": layer.id,
            "credibility": "6",
            "read_on": "2000-01",
        }
        try:
            row = Row(layer.file, int(brought.row[position]), cells)
            report = build_flow_report(row, known)
        except TableError as error:
            refused.append(str(error))
            continue
        note = f"row {brought.row[position]} of {layer.file}"
        found[position] = replace(
            report,
            id=f"{layer.id}-{position}",
            source_id=layer.source_id(position),
            credibility=layer.provenance.credibility,
            read_on=layer.provenance.read_on,
            note=" · ".join(filter(None, [one_line(report.note), note])),
        )
    return Figures(found, tuple(refused))
