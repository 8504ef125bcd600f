"""What is asked of a figure, a flight and an incident."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

from events.entry.fields import Cells, Field, fixed, having, never, unless, without
from events.measures import MEASURES, Measure
from events.model import Figure, Status
from events.period import Precision
from events.quantity import ValueKind
from events.reports import CATEGORIES, FLIGHT_KINDS, LEVELS, RECORD_SETS, STOP_KINDS

_VALUE_KINDS = tuple(kind.value for kind in ValueKind)
_NUMBER = "Digits, a full stop for decimals. Leave empty what the source does not give."


def _figure_of(cells: Cells) -> str:
    measure = MEASURES.get(cells.get("measure", ""))
    if measure is Measure.STATEMENT:
        return Figure.NONE.value
    return (Figure.LEVEL if measure in LEVELS else Figure.COUNT).value


def _last_day(cells: Cells) -> str:
    first, precision = cells.get("first_day", ""), cells.get("precision")
    if precision == Precision.DAY.value:
        return first
    if precision == Precision.MONTH.value:
        try:
            start = date.fromisoformat(first)
        except ValueError:
            return ""
        return start.replace(day=calendar.monthrange(start.year, start.month)[1]).isoformat()
    return ""


def _this_month(_: Cells) -> str:
    return f"{date.today():%Y-%m}"


_DAYS = (
    Field(
        "first_day",
        "first-day",
        "First day it is for",
        "The day the figure or event is for, not the day of the page: year-month-day.",
        with_=("first_day", "precision", "last_day"),
    ),
    Field(
        "precision",
        "precision",
        "How sharply it is dated",
        "day, week, month, year or range, as the source has it; open has no end; one_day_within is "
        "one unknown day in a span.",
        tuple(p.value for p in Precision),
        lambda cells: "" if cells.get("last_day") else Precision.DAY.value,
    ),
    Field(
        "last_day",
        "last-day",
        "Last day it is for",
        "The last day, itself included.",
        default=_last_day,
        skipped=unless("precision", "week", "year", "range", "one_day_within", ""),
        with_=("first_day", "precision", "last_day"),
    ),
)
_BACK = (
    Field(
        "status",
        "status",
        "How it was read",
        "read; inferred when a part is concluded, with the reason in the note; misprint is kept "
        "and never plotted.",
        tuple(s.value for s in Status),
        fixed(Status.READ.value),
    ),
    Field(
        "note",
        "note",
        "Note",
        "In our own words: why inferred, who is quoted. No sentence of the page, no private name.",
    ),
    Field(
        "read_on",
        "read-on",
        "Month in which the page was read",
        "Year and month, as in 2026-11.",
        default=_this_month,
    ),
)


def _number(
    columns: tuple[str, str, str, str], question: str, skipped: Callable[[Cells], bool] = never
) -> tuple[Field, ...]:
    """Return the questions for a number or a range, and how the source gives it."""
    value, low, high, kind = columns
    options = [column.replace("_", "-") for column in columns]
    group = (value, low, high)
    return (
        Field(value, options[0], question, _NUMBER, skipped=skipped, with_=columns),
        Field(
            low,
            options[1],
            "Low end, if a range is given",
            _NUMBER,
            skipped=lambda cells: skipped(cells) or bool(cells.get(value)),
        ),
        Field(high, options[2], "High end", _NUMBER, skipped=without(low), with_=columns),
        Field(
            kind,
            options[3],
            "How the source gives the number",
            "exact; about; at_least for more than, over, at least.",
            _VALUE_KINDS,
            lambda cells: "exact" if any(cells.get(c) for c in group) else "",
            without(*group),
        ),
    )


FLOW = (
    Field(
        "measure",
        "measure",
        "What is counted",
        "; ".join(f"{key}: {m.value.label}" for key, m in MEASURES.items()) + ".",
        tuple(MEASURES),
    ),
    Field(
        "figure",
        "figure",
        "What the number stands for",
        "count over the period, running_total from a fixed start, level present at a moment, none.",
        tuple(f.value for f in Figure),
        _figure_of,
        with_=("measure", "figure"),
    ),
    *_number(
        ("value", "low", "high", "value_kind"),
        "The number",
        lambda cells: cells.get("figure") == Figure.NONE.value,
    ),
    Field(
        "unit_reported",
        "unit-reported",
        "What the source calls one of them, if otherwise than we do",
        "For example attempts, where we count persons.",
    ),
    *_DAYS,
    *_BACK,
)
FLIGHT = (
    Field("kind", "kind", "What is told", "One word for it.", FLIGHT_KINDS),
    Field(
        "flights_a_week",
        "flights-a-week",
        "Flights a week",
        "A number; 0 for a stop. Leave empty what the source does not give.",
        default=lambda cells: "0" if cells.get("kind") == "suspended" else "",
        skipped=unless("kind", "scheduled", "suspended", "ban"),
    ),
    Field(
        "flights_kind",
        "flights-kind",
        "How the source gives it",
        "exact, about or at_least.",
        _VALUE_KINDS,
        lambda cells: "exact" if cells.get("flights_a_week") else "",
        without("flights_a_week"),
    ),
    *_number(
        ("passengers", "passengers_low", "passengers_high", "passengers_value_kind"), "Passengers"
    ),
    Field(
        "passengers_kind",
        "passengers-kind",
        "What the passengers are a count of",
        "single flight, several flights, a day.",
        ("single flight", "several flights", "a day"),
        skipped=without("passengers", "passengers_low"),
    ),
    Field(
        "seats",
        "seats",
        "Seats of the aircraft",
        "Seats are no count of passengers.",
        skipped=unless("kind", "scheduled", "diverted", "repatriation"),
    ),
    Field(
        "stop_kind",
        "stop-kind",
        "Which kind of stop",
        "suspension of flights, airline_ban or citizen_bar; empty for a listing.",
        STOP_KINDS,
        lambda cells: "suspension" if cells.get("kind") == "suspended" else "",
        unless("kind", "suspended", "ban"),
    ),
    Field("airline", "airline", "Airline", "As the other reports name it; empty when not named."),
    Field("origin_iata", "origin", "Airport of origin", "Code of three letters, or empty."),
    Field("destination_iata", "destination", "Destination", "Code of three letters, or empty."),
    Field(
        "covers_iata",
        "covers",
        "Origins told in one figure",
        "Codes of a row that speaks of several origins together, separated by blanks.",
        skipped=having("origin_iata"),
    ),
    Field(
        "nationalities",
        "nationalities",
        "Citizens who are barred",
        "Country codes of two letters, separated by blanks.",
        skipped=unless("stop_kind", "citizen_bar"),
    ),
    Field(
        "planned",
        "planned",
        "Only announced",
        "yes for a timetable that was announced and not told as flown.",
        ("yes", "no"),
        fixed("no"),
    ),
    *_DAYS,
    *_BACK,
)
INCIDENT = (
    Field("category", "category", "What kind of thing", "One word for it.", CATEGORIES),
    Field("title", "title", "Title", "In our own words, who says so if it is a claim."),
    *_number(("people", "people_low", "people_high", "people_kind"), "People involved"),
    Field("deaths", "deaths", "Deaths", "The number this report gives; deaths are never summed."),
    Field(
        "record_set",
        "record-set",
        "Which set it belongs to",
        "press, unless it is one of the articles the record began with.",
        RECORD_SETS,
        fixed(RECORD_SETS[0]),
        lambda _: True,
    ),
    *_DAYS,
    *_BACK,
)
