"""Writes a result as lines for a terminal."""

from __future__ import annotations

from typing import Any

from events.analysis.result import Table
from events.ledger import Ledger
from events.window_text import window_text


def result_lines(ledger: Ledger, result: Any) -> list[str]:
    """Write a result as lines for a terminal: the sentence first, the reports last."""
    lines = [result.words.told, f"Not shown: {result.words.not_shown}"]
    if result.table.rows:
        lines += ["", *_table_lines(result.table)]
    for one, other in getattr(result, "offered", ()):
        lines.append(f"can be compared: {window_text(one)} {window_text(other)}")
    if result.report_ids:
        lines += ["", f"Rests on {len(result.report_ids)} reports:"]
        lines += [f"  {_report_line(ledger, id_)}" for id_ in result.report_ids]
    return lines


def _table_lines(table: Table) -> list[str]:
    cells = [table.columns, *table.rows]
    widths = [max(len(row[at]) for row in cells) for at in range(len(table.columns))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def _report_line(ledger: Ledger, report_id: str) -> str:
    report = ledger.report(report_id)
    source = ledger.source_of(report)
    where = source.address or source.address_note or ""
    return f"{report_id}: {source.title} [{ledger.grade(report)}] {where}".rstrip()
