"""Reads the three report tables: flow figures, flights, incidents.

Long because the three tables share the columns of a report, and each has rules of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from events.catalogue import unique
from events.errors import PeriodError, QuantityError, TableError
from events.measures import MEASURES, Measure
from events.model import Figure, FlightFacts, IncidentFacts, Place, Report, Source, Status
from events.period import Period, Precision, frames
from events.quantity import Quantity, ValueKind
from events.tables import Row, build_each, read_rows

FLOWS_FILE = "flow_reports.csv"
FLIGHTS_FILE = "flight_reports.csv"
INCIDENTS_FILE = "incident_reports.csv"

CATEGORIES = (
    "aviation",
    "barrier",
    "camp",
    "clash",
    "closure",
    "death",
    "deployment",
    "detention",
    "diplomacy",
    "emergency",
    "flow_record",
    "forest",
    "incident",
    "military",
    "policy",
    "pushback",
    "sanctions",
    "statement",
)
FLIGHT_KINDS = ("scheduled", "suspended", "ban", "diverted", "repatriation")
STOP_KINDS = ("suspension", "airline_ban", "citizen_bar")
RECORD_SETS = ("press", "article")
FLIGHT_PLACE = "flights"

_FRONT = ("report_id", "source_id")
_BACK = ("credibility", "status", "note", "read_on")
_DAYS = ("first_day", "last_day", "precision")
_VALUE = ("value", "low", "high", "value_kind", "unit", "unit_reported")
FLOW_COLUMNS = (*_FRONT, "measure", "figure", *_VALUE, *_DAYS, "place_id", *_BACK)
_PEOPLE = ("people", "people_low", "people_high", "people_kind", "deaths", "record_set")
INCIDENT_COLUMNS = (*_FRONT, "category", "title", *_DAYS, "place_id", *_PEOPLE, *_BACK)
_ROUTE = ("airline", "origin_iata", "destination_iata", "flights_a_week", "flights_kind")
_CARRIED = ("passengers", "passengers_low", "passengers_high", "passengers_value_kind")
_STOP = ("passengers_kind", "seats", "covers_iata", "stop_kind", "nationalities", "planned")
FLIGHT_COLUMNS = (*_FRONT, "kind", *_DAYS, *_ROUTE, *_CARRIED, *_STOP, *_BACK)

_IATA = re.compile(r"[A-Z]{3}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
LEVELS = (Measure.CAMP_STOCK, Measure.PEOPLE_NEAR_BORDER, Measure.GROUP_SIZE)


@dataclass(frozen=True, slots=True)
class Known:
    """The sources and places a report may name."""

    sources: Mapping[str, Source]
    places: Mapping[str, Place]


def load_flow_reports(folder: Path, known: Known, problems: list[TableError]) -> list[Report]:
    """Read and check ``flow_reports.csv``.

    Parameters
    ----------
    folder : Path
        Where the table lies.
    known : Known
        The sources and places that a report may name.
    problems : list of TableError
        Takes each fault found; its row is left out.
    """
    return _load(folder / FLOWS_FILE, FLOW_COLUMNS, known, build_flow_report, problems)


def load_flight_reports(folder: Path, known: Known, problems: list[TableError]) -> list[Report]:
    """Read and check ``flight_reports.csv``.

    Parameters
    ----------
    folder : Path
        Where the table lies.
    known : Known
        The sources and places that a report may name.
    problems : list of TableError
        Takes each fault found; its row is left out.
    """
    return _load(folder / FLIGHTS_FILE, FLIGHT_COLUMNS, known, build_flight_report, problems)


def load_incident_reports(folder: Path, known: Known, problems: list[TableError]) -> list[Report]:
    """Read and check ``incident_reports.csv``.

    Parameters
    ----------
    folder : Path
        Where the table lies.
    known : Known
        The sources and places that a report may name.
    problems : list of TableError
        Takes each fault found; its row is left out.
    """
    return _load(folder / INCIDENTS_FILE, INCIDENT_COLUMNS, known, build_incident_report, problems)


def _load(
    path: Path,
    columns: tuple[str, ...],
    known: Known,
    build: Callable[[Row, Known], Report],
    problems: list[TableError],
) -> list[Report]:
    rows, found = read_rows(path, columns)
    problems.extend(found)
    rows = unique(rows, "report_id", problems)
    return build_each(rows, lambda row: build(row, known), problems)


def build_flow_report(row: Row, known: Known) -> Report:
    """Build the report of one row of ``flow_reports.csv``.

    Raises
    ------
    TableError
        The row breaks a rule; it names the column and the way out.
    """
    measure = MEASURES[row.choice("measure", tuple(MEASURES))]
    figure = row.enum("figure", Figure)
    unit = row.cells["unit"]
    if unit != measure.unit:
        raise row.error("unit", f"is not the unit of {measure.key}", f"Write: {measure.unit}.")
    if (figure is Figure.NONE) != (measure is Measure.STATEMENT):
        raise row.error("figure", "does not fit the measure", "Only a statement has no figure.")
    if (figure is Figure.LEVEL) != (measure in LEVELS):
        raise row.error(
            "figure", "does not fit the measure", "People present are a level; the rest are not."
        )
    quantity = _quantity(row, measure, ("value", "low", "high", "value_kind"))
    if (quantity is None) != (figure is Figure.NONE):
        raise row.error("value", "does not fit the figure", "Give a number, or figure none.")
    return _report(row, known, "flow", measure, quantity, figure, _place(row, known))


def build_flight_report(row: Row, known: Known) -> Report:
    """Build the report of one row of ``flight_reports.csv``.

    Raises
    ------
    TableError
        The row breaks a rule; it names the column and the way out.
    """
    kind = row.choice("kind", FLIGHT_KINDS)
    flights = _quantity(row, Measure.FLIGHTS_A_WEEK, ("flights_a_week", None, None, "flights_kind"))
    passengers = _quantity(
        row,
        Measure.PASSENGERS,
        ("passengers", "passengers_low", "passengers_high", "passengers_value_kind"),
    )
    seats = row.number_of("seats", high=1000)
    stop_kind = row.optional("stop_kind")
    if stop_kind is not None:
        row.choice("stop_kind", STOP_KINDS)
        if kind not in ("suspended", "ban"):
            raise row.error("stop_kind", "does not fit the kind", "Only a stop has a stop kind.")
    place = known.places.get(FLIGHT_PLACE)
    if place is None:
        raise row.error("report_id", "has no place to be listed at", "Restore report_places.csv.")
    facts = FlightFacts(
        kind=kind,
        airline=row.optional("airline"),
        origin_iata=_code(row, "origin_iata"),
        destination_iata=_code(row, "destination_iata"),
        flights_a_week=flights,
        passengers=passengers,
        passengers_kind=row.optional("passengers_kind"),
        seats=None if seats is None else int(seats),
        covers_iata=_codes(row, "covers_iata", _IATA),
        stop_kind=stop_kind,
        nationalities=_codes(row, "nationalities", _COUNTRY),
        planned=row.flag("planned"),
    )
    quantity = flights or passengers
    measure = Measure.STATEMENT if quantity is None else quantity.measure
    figure = Figure.NONE if quantity is None else Figure.COUNT
    return _report(row, known, "flight", measure, quantity, figure, place, flight=facts)


def build_incident_report(row: Row, known: Known) -> Report:
    """Build the report of one row of ``incident_reports.csv``; a TableError if it breaks a rule."""
    category, title = row.choice("category", CATEGORIES), row.text("title")
    people = _quantity(
        row,
        Measure.PEOPLE_INVOLVED,
        ("people", "people_low", "people_high", "people_kind"),
    )
    died = row.number_of("deaths", high=10_000)
    deaths = None if died is None else Quantity(Measure.DEATHS, died)
    row.choice("record_set", RECORD_SETS)
    facts = IncidentFacts(category, title, people, deaths)
    quantity = deaths or people
    measure = Measure.STATEMENT if quantity is None else quantity.measure
    figure = Figure.NONE if quantity is None else Figure.COUNT
    place = _place(row, known)
    return _report(row, known, "incident", measure, quantity, figure, place, incident=facts)


def _report(
    row: Row,
    known: Known,
    kind: str,
    measure: Measure,
    quantity: Quantity | None,
    figure: Figure,
    place: Place,
    *,
    flight: FlightFacts | None = None,
    incident: IncidentFacts | None = None,
) -> Report:
    report_id = row.text("report_id")
    if not re.fullmatch(rf"{kind}-\d{{4,}}", report_id):
        raise row.error("report_id", "is not an id of this table", f"Use {kind}-0001 and so on.")
    source_id = row.text("source_id")
    if source_id not in known.sources:
        raise row.error("source_id", "is not a source", "Add it to sources.csv first.")
    period, status = _period(row), row.enum("status", Status)
    read_on = row.text("read_on")
    if not _MONTH.fullmatch(read_on):
        raise row.error("read_on", "is not a month", "Write year-month, as in 2026-11.")
    credibility = row.choice("credibility", ("1", "2", "3", "4", "5", "6"))
    return Report(
        id=report_id,
        kind=kind,
        source_id=source_id,
        measure=measure,
        quantity=quantity,
        figure=figure,
        unit_reported=row.cells.get("unit_reported") or None,
        period=period,
        place=place,
        credibility=int(credibility),
        status=status,
        note=row.cells["note"],
        read_on=read_on,
        flight=flight,
        incident=incident,
    )


def _quantity(
    row: Row, measure: Measure, columns: tuple[str, str | None, str | None, str]
) -> Quantity | None:
    value_column, low_column, high_column, kind_column = columns
    value = row.number_of(value_column)
    low = row.number_of(low_column) if low_column else None
    high = row.number_of(high_column) if high_column else None
    if value is None and low is None and high is None:
        if row.cells[kind_column]:
            raise row.error(kind_column, "stands without a number", "Empty it, or give a number.")
        return None
    kind = row.enum(kind_column, ValueKind)
    try:
        return Quantity(measure, value, kind, low, high)
    except QuantityError as error:
        raise row.error(value_column, f"is refused ({error})", "Correct the numbers.") from None


def _period(row: Row) -> Period:
    first, precision = row.day("first_day"), row.enum("precision", Precision)
    last = row.optional_day("last_day")
    if (last is None) != (precision is Precision.OPEN):
        raise row.error("last_day", "does not fit the precision", "Only an open period has none.")
    try:
        period = Period.of_days(first, last, precision)
    except PeriodError:
        raise row.error(
            "last_day",
            "does not fit first_day and precision",
            "The last day is not earlier; more than one day is a range.",
        ) from None
    if precision is Precision.MONTH and period not in frames(period, "month"):
        raise row.error("last_day", "does not end the month", "A month is a whole calendar month.")
    return period


def _place(row: Row, known: Known) -> Place:
    place = known.places.get(row.text("place_id"))
    if place is None:
        raise row.error("place_id", "is not a place", "Add it to report_places.csv first.")
    return place


def _code(row: Row, column: str) -> str | None:
    codes = _codes(row, column, _IATA)
    if len(codes) > 1:
        raise row.error(column, "names several", "Name one airport; others go in covers_iata.")
    return codes[0] if codes else None


def _codes(row: Row, column: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    codes = row.ids(column)
    for code in codes:
        if not pattern.fullmatch(code):
            raise row.error(column, "is not a code", "Use capital letters, separated by spaces.")
    return codes
