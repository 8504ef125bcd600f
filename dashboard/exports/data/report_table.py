"""The data table: every report behind what is on the map, one row each."""

from __future__ import annotations

import csv
import io

from dashboard.scene.scene import Scene
from dashboard.scene.sources import shown_reports
from dashboard.scene.words.reports import address_words, statement_words, value_words
from events import Ledger, Report, owed, plain_cell

COLUMNS = (
    "report",
    "event",
    "first_day",
    "last_day",
    "statement",
    "value",
    "place",
    "contested",
    "grade",
    "source",
    "address",
    "attribution",
)


def build_rows(ledger: Ledger, scene: Scene) -> list[dict[str, str]]:
    """Return the reports on show, and those of listed events, as rows of text by day."""
    ids = dict.fromkeys(shown_reports(ledger, scene))
    for event in scene.listed:
        ids |= dict.fromkeys(event.report_ids)
    ids |= {item.report_id: None for item in scene.unplaced_flights}
    reports = sorted((ledger.report(id_) for id_ in ids), key=lambda r: (r.period.start, r.id))
    return [_row(ledger, report) for report in reports]


def _row(ledger: Ledger, report: Report) -> dict[str, str]:
    event = ledger.event_for(report.id)
    source = ledger.source_of(report)
    last = report.period.last_day
    values = (
        report.id,
        event.id,
        report.period.start.isoformat(),
        last.isoformat() if last else "",
        statement_words(report),
        value_words(report),
        report.place.name,
        "contested" if event.contested else "",
        ledger.grade(report),
        source.title,
        address_words(source),
        " ".join(owed(ledger, (report.id,))),
    )
    return dict(zip(COLUMNS, values, strict=True))


def to_csv(rows: list[dict[str, str]]) -> str:
    """Write rows as CSV; a cell a spreadsheet would compute gets a leading apostrophe."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: plain_cell(value) for key, value in row.items()})
    return text.getvalue()
