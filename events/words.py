"""Puts quantities, periods and events into words, the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from events.model import Figure, PlaceKind, Report
from events.period import Period, Precision
from events.quantity import Quantity, ValueKind

BORDER_NAMES = {
    "BY-PL": "Belarus–Poland border",
    "BY-LT": "Belarus–Lithuania border",
    "BY-LV": "Belarus–Latvia border",
}
KIND_WORDS = {ValueKind.EXACT: "", ValueKind.ABOUT: "about ", ValueKind.AT_LEAST: "at least "}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number_in_words(number: float) -> str:
    """Write a number with thousands commas and no needless decimals."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.1f}"


def in_words(quantity: Quantity) -> str:
    """Write a quantity without its unit: ``about 8,900``, ``2,000 to 4,000``."""
    if quantity.low is not None and quantity.high is not None:
        return f"{number_in_words(quantity.low)} to {number_in_words(quantity.high)}"
    return KIND_WORDS[quantity.kind] + number_in_words(quantity.least)


def day_in_words(day: date) -> str:
    """Write a day as ``8 November 2021``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_in_words(period: Period) -> str:
    """Write a period by its precision: a day, a month, a year, from–to, since."""
    first, last = period.start, period.last_day
    if last is None:
        return f"from {day_in_words(first)}, end not reported"
    if first == last:
        return day_in_words(first)
    if period.precision is Precision.MONTH:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if period.precision is Precision.YEAR and (first.month, first.day) == (1, 1):
        return str(first.year)
    span = _span(first, last)
    if period.precision is Precision.ONE_DAY_WITHIN:
        return f"one day within {span}"
    return span


def describe_flow(report: Report, quantities: Sequence[Quantity]) -> str:
    """Return the heading of an event made of flow figures."""
    place = report.place.name
    if report.place.kind is PlaceKind.BORDER and report.place.borders:
        place = BORDER_NAMES[report.place.borders[0]]
    when = period_in_words(report.period)
    if report.figure is Figure.NONE:
        return f"{place}, {when}: a statement without a figure"
    values = list(dict.fromkeys(in_words(q) for q in quantities)) or ["value withheld"]
    total = ", running total" if report.figure is Figure.RUNNING_TOTAL else ""
    return f"{place}, {report.measure.label}, {when}{total}: {' / '.join(values)}"


def describe_flight(report: Report) -> str:
    """Return the heading of an event made of flight reports."""
    flight = report.flight
    assert flight is not None
    who = flight.airline or "Airline not named"
    origins = " ".join(flight.covers_iata) or flight.origin_iata or "origin not stated"
    route = f"{origins}–{flight.destination_iata or 'destination not stated'}"
    what = {
        "scheduled": "planned flights" if flight.planned else "flights",
        "suspended": "flights suspended",
        "ban": "bar on citizens" if flight.stop_kind == "citizen_bar" else "ban",
        "diverted": "diverted flight",
        "repatriation": "planned return flight" if flight.planned else "return flight",
    }[flight.kind]
    return f"{who}, {route}: {what}, {period_in_words(report.period)}"


def _span(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_in_words(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day_in_words(last)}"
    return f"{day_in_words(first)} – {day_in_words(last)}"
