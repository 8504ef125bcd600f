"""The data table: every report behind what is on the map, one row each, one thing a column."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from dashboard.exports.data.cells import Cell, cell_text, joined, plain_number
from dashboard.scene.scene import Scene
from dashboard.scene.sources import shown_reports
from dashboard.scene.words.reports import address_words, statement_words
from events import Ledger, Measure, Quantity, Report, in_words, owed, period_in_words

COLUMNS = (
    "report",
    "event",
    "first_day",
    "last_day",
    "period",
    "border",
    "place",
    "measure",
    "value",
    "low",
    "high",
    "unit",
    "value_kind",
    "contested",
    "grade",
    "publisher",
    "source_title",
    "source_address",
    "attribution",
    "statement",
    "note",
)
"""The table of what is drawn has the same columns in the same order, with further ones between."""


def build_rows(ledger: Ledger, scene: Scene) -> list[dict[str, Cell]]:
    """Return the reports on show, and those of listed events, as rows by day.

    Days are dates, numbers are numbers without their unit; None is *not reported*.
    """
    ids = dict.fromkeys(shown_reports(ledger, scene))
    for event in scene.listed:
        ids |= dict.fromkeys(event.report_ids)
    ids |= {item.report_id: None for item in scene.unplaced_flights}
    reports = sorted((ledger.report(id_) for id_ in ids), key=lambda r: (r.period.start, r.id))
    return [_row(ledger, report) for report in reports]


def _row(ledger: Ledger, report: Report) -> dict[str, Cell]:
    event = ledger.event_for(report.id)
    source = ledger.source_of(report)
    measure = None if report.measure is Measure.STATEMENT else report.measure
    quantity = None if measure is None else report.quantity
    values = (
        report.id,
        event.id,
        report.period.start,
        report.period.last_day,
        period_in_words(report.period),
        joined(report.borders),
        report.place.name,
        None if measure is None else measure.key,
        *_numbers(quantity),
        None if quantity is None else quantity.measure.unit,
        None if quantity is None else str(quantity.kind),
        event.contested,
        ledger.grade(report),
        source.publisher_name,
        source.title,
        address_words(source),
        " ".join(owed(ledger, (report.id,))),
        statement_words(report),
        # A number of a brought file stays under the file's own word: no measure is known for it.
        " · ".join(filter(None, (report.own_words, _besides(report), report.note))),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _numbers(quantity: Quantity | None) -> tuple[int | float | None, ...]:
    """Return value, low and high."""
    if quantity is None:
        return None, None, None
    ends = (quantity.value, quantity.low, quantity.high)
    return tuple(None if number is None else plain_number(number) for number in ends)


def _besides(report: Report) -> str:
    """Return in words what a report counts beside its one figure: passengers of weekly flights."""
    facts = report.flight
    if facts is None or facts.passengers in (None, report.quantity):
        return ""
    return f"{in_words(facts.passengers)} passengers" if facts.passengers else ""


def to_csv(rows: Sequence[dict[str, Cell]], columns: Sequence[str] = COLUMNS) -> str:
    """Write rows as CSV; a cell a spreadsheet would compute gets a leading apostrophe."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: cell_text(value) for name, value in row.items()})
    return text.getvalue()
