"""The row of a new report with all it needs, put into the tables' texts but not yet written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import geodata
from events.catalogue import PLACES_FILE, PUBLISHERS_FILE, SOURCES_FILE
from events.entry.answers import Answers, Build, adding
from events.entry.fields import Cells, Field
from events.entry.place_questions import Placed, enter_place
from events.entry.report_questions import FLIGHT, FLOW, INCIDENT
from events.entry.source_questions import Sourced, enter_source
from events.entry.transaction import Tables
from events.ledger import Ledger
from events.measures import MEASURES
from events.model import Report
from events.reports import (
    FLIGHTS_FILE,
    FLOWS_FILE,
    INCIDENTS_FILE,
    Known,
    build_flight_report,
    build_flow_report,
    build_incident_report,
)
from events.tables import Row

FILES = {"flow": FLOWS_FILE, "flight": FLIGHTS_FILE, "incident": INCIDENTS_FILE}
QUESTIONS: Mapping[str, tuple[Field, ...]] = {
    "flow": FLOW,
    "flight": FLIGHT,
    "incident": INCIDENT,
}
_BUILDERS = {
    "flow": build_flow_report,
    "flight": build_flight_report,
    "incident": build_incident_report,
}
_NOT_JUDGED = "6"


@dataclass(frozen=True, slots=True)
class Draft:
    """A new report, where it was read and where it was."""

    kind: str
    cells: Cells
    sourced: Sourced
    placed: Placed | None

    @property
    def report_id(self) -> str:
        """Id of the new report."""
        return self.cells["report_id"]


def enter_report(kind: str, ledger: Ledger, answers: Answers) -> Draft:
    """Ask for, or take from options, everything a new report needs.

    Parameters
    ----------
    kind : str
        ``flow``, ``flight`` or ``incident``.
    ledger : Ledger
        The tables as they are.
    answers : Answers
        Where the values come from.

    Raises
    ------
    EntryError
        When an option's value cannot stand.
    """
    sourced = enter_source(ledger, answers)
    placed = None if kind == "flight" else enter_place(ledger, answers)
    places = dict(ledger.places)
    fixed = {
        "report_id": _next_id(kind, ledger),
        "source_id": sourced.source.id,
        "credibility": _NOT_JUDGED,
    }
    if placed is not None:
        fixed["place_id"] = placed.place.id
        places[placed.place.id] = placed.place
    known = Known({**ledger.sources, sourced.source.id: sourced.source}, places)
    cells = answers.fill(QUESTIONS[kind], _builder(kind, known), fixed)
    row = dict(cells)
    if kind == "flow":
        row["unit"] = MEASURES[cells["measure"]].unit
    return Draft(kind, row, sourced, placed)


def _builder(kind: str, known: Known) -> Build:
    airports = geodata.load_airports()

    def build(row: Row) -> Report:
        for column in ("origin_iata", "destination_iata", "covers_iata"):
            for code in row.cells.get(column, "").split():
                if re.fullmatch("[A-Z]{3}", code) and code not in airports:
                    raise row.error(
                        column,
                        "is no airport of the map",
                        "Correct the code, or add it to geodata/build/inputs/airports.csv.",
                    )
        if kind == "flow":
            measure = MEASURES.get(row.cells["measure"])
            row = adding(row, unit=measure.unit if measure else "")
        report = _BUILDERS[kind](row, known)
        # What lies ahead can be announced, but was neither counted nor seen.
        if kind != "flight" and report.period.start > date.today():
            raise row.error("first_day", "lies in the future", "Give the day it is for.")
        return report

    return build


def put_draft(draft: Draft, tables: Tables) -> None:
    """Put the rows of a draft where their tables are sorted to have them."""
    if draft.sourced.publisher_row is not None:
        row = draft.sourced.publisher_row
        id_ = row["publisher_id"]
        text = tables.text(PUBLISHERS_FILE)
        tables.put(text.with_row(row, lambda other: other["publisher_id"] < id_))
    if draft.sourced.source_row is not None:
        row = draft.sourced.source_row
        key = _source_key(row)
        text = tables.text(SOURCES_FILE)
        tables.put(text.with_row(row, lambda other: _source_key(other) < key))
    if draft.placed is not None and draft.placed.row is not None:
        tables.put(tables.text(PLACES_FILE).with_row(draft.placed.row))
    tables.put(tables.text(FILES[draft.kind]).with_row(draft.cells))


def _source_key(row: Mapping[str, str]) -> tuple[str, str, str]:
    """Return what sources are sorted by: publisher, then day; those without a day last."""
    return row["publisher_id"], row["published"] or "9999", row["source_id"]


def _next_id(kind: str, ledger: Ledger) -> str:
    numbers = [int(id_.rpartition("-")[2]) for id_, r in ledger.reports.items() if r.kind == kind]
    return f"{kind}-{max(numbers, default=0) + 1:04d}"
