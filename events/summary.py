"""Tells in plain values what the ledger holds for one window, so that a figure can be checked."""

from __future__ import annotations

from typing import Any

from events.conditions import Condition, conditions
from events.ledger import Ledger
from events.model import BORDERS, Event, Report, Source
from events.period import Period
from events.pressure import PlaceFigure, change, section_pressure
from events.routes import Route, routes
from events.stops import Stop, stops
from events.wording import BORDER_NAMES, in_words, period_in_words

READ_UNTIL = "2026-11"
"""Month in which the last of the shipped reports was read."""


def build_summary(ledger: Ledger, window: Period) -> dict[str, Any]:
    """Return what is known for a window as JSON-ready values.

    ``borders`` has one entry a border, its ``reports`` every report of that measure that
    overlaps the window; ``used`` names those that made the rate. ``rate_per_day`` is None when
    not reported.
    """
    return {
        "window": _period(window),
        "reports_read_until": READ_UNTIL,
        "latest_report": ledger.last_day.isoformat(),
        "borders": [_border(ledger, border, window) for border in BORDERS],
        "places": [_place(ledger, figure) for figure in section_pressure(ledger, window)],
        "events": [_event(ledger, event) for event in ledger.events_in(window)],
        "conditions": [_condition(ledger, found) for found in conditions(ledger, window)],
        "routes": [_route(found) for found in routes(ledger, window)],
        "stops": [_stop(found) for found in stops(ledger, window)],
    }


def to_text(summary: dict[str, Any]) -> str:
    """Write a summary as lines for a terminal."""
    window = summary["window"]
    lines = [f"{window['words']}. Reports read to {summary['reports_read_until']}."]
    for entry in summary["borders"]:
        lines += ["", f"{BORDER_NAMES[entry['border']]}: {entry['measure_label']}"]
        if entry["rate_per_day"] is None:
            lines.append("  not reported")
        else:
            of = f"{entry['coverage_days']} of {entry['window_days']} days"
            rate = f"{entry['rate_per_day']:,.1f}"
            disputed = ", contested" if entry["contested"] else ""
            lines.append(f"  {rate} {entry['unit']} a day ({entry['how']}, {of}{disputed})")
        lines += [f"  {_line(report, entry['used'])}" for report in entry["reports"]]
    for heading in ("events", "conditions"):
        lines += ["", f"{heading.capitalize()}: {len(summary[heading])}"]
        lines += [f"  {item['period']['words']}: {item['title']}" for item in summary[heading]]
    lines += ["", f"Routes: {len(summary['routes'])}"]
    lines += [f"  {r['origin']}–{r['destination']}: {r['status']}" for r in summary["routes"]]
    return "\n".join(lines)


def _border(ledger: Ledger, border: str, window: Period) -> dict[str, Any]:
    compared = change(ledger, border, window)
    figure = compared.now
    reports = [
        r
        for r in ledger.reports.values()
        if r.kind == "flow"
        and r.measure is figure.measure
        and border in r.borders
        and r.period.overlaps(window)
    ]
    return {
        "border": border,
        "measure": figure.measure.key,
        "measure_label": figure.measure.label,
        "unit": figure.measure.unit,
        "rate_per_day": figure.rate_per_day,
        "low": figure.low,
        "high": figure.high,
        "how": figure.how.value,
        "value_kind": None if figure.kind is None else figure.kind.value,
        "coverage_days": figure.coverage_days,
        "window_days": figure.window_days,
        "contested": figure.contested,
        "per_km": figure.per_km,
        "length_km": figure.length_km,
        "length_source": figure.length_source,
        "used": list(figure.report_ids),
        "change": {
            "difference_per_day": compared.difference_per_day,
            "ratio": compared.ratio,
            "no_comparison": compared.reason,
        },
        "reports": [_report(ledger, r) for r in reports],
    }


def _report(ledger: Ledger, report: Report) -> dict[str, Any]:
    quantity = report.quantity
    return {
        "id": report.id,
        "measure": report.measure.key,
        "value": None if quantity is None else _number(quantity.value),
        "low": None if quantity is None else _number(quantity.low),
        "high": None if quantity is None else _number(quantity.high),
        "value_kind": None if quantity is None else quantity.kind.value,
        "words": None if quantity is None else in_words(quantity),
        "figure": report.figure.value,
        "period": _period(report.period),
        "place": report.place.name,
        "status": report.status.value,
        "plotted": report.plotted,
        "credibility": report.credibility,
        "note": report.note,
        "read_on": report.read_on,
        "event": ledger.event_of[report.id].id,
        "source": _source(ledger.source_of(report), ledger.grade(report)),
    }


def _source(source: Source, grade: str) -> dict[str, Any]:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher_name,
        "author": source.author,
        "published": source.published,
        "address": source.address,
        "address_note": source.address_note,
        "kind": source.kind,
        "grade": grade,
    }


def _event(ledger: Ledger, event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind,
        "category": event.category,
        "title": event.title,
        "period": _period(event.period),
        "place": event.place.name,
        "borders": list(event.place.borders),
        "near_border": event.place.near_border,
        "contested": event.contested,
        "why": event.why,
        "corrections": list(event.corrections),
        "reports": [_report(ledger, r) for r in ledger.reports_of(event)],
    }


def _place(ledger: Ledger, figure: PlaceFigure) -> dict[str, Any]:
    return {
        "place": ledger.places[figure.place_id].name,
        "sections": list(figure.section_ids),
        "measure": figure.measure.key,
        "words": in_words(figure.quantity),
        "rate_per_day": figure.rate_per_day,
        "period": _period(figure.period),
        "contested": figure.contested,
        "report": figure.report_id,
    }


def _condition(ledger: Ledger, condition: Condition) -> dict[str, Any]:
    return {
        "id": condition.id,
        "kind": condition.kind.value,
        "title": condition.title,
        "period": _period(condition.period),
        "end": condition.end_how.value,
        "borders": list(condition.borders),
        "crossing": condition.crossing_id,
        "stretch": condition.stretch_id,
        "airport": condition.airport_iata,
        "value_km": condition.value_km,
        "reports": [_report(ledger, ledger.report(r)) for r in condition.report_ids],
        "sources": [
            _source(ledger.sources[s], f"{ledger.sources[s].reliability}6")
            for s in condition.source_ids
        ],
    }


def _route(route: Route) -> dict[str, Any]:
    return {
        "origin": route.origin_iata,
        "destination": route.destination_iata,
        "via": list(route.via),
        "status": route.status.value,
        "flights_a_week": route.flights_a_week,
        "low": route.low,
        "high": route.high,
        "airlines": list(route.airlines),
        "end": route.end.value,
        "reports": list(route.report_ids),
        "contradicted_by": list(route.contradicted_by),
    }


def _stop(stop: Stop) -> dict[str, Any]:
    return {
        "id": stop.id,
        "kind": stop.kind.value,
        "airport": stop.airport_iata,
        "airlines": list(stop.airlines),
        "nationalities": list(stop.nationalities),
        "in_force_from": stop.start.isoformat(),
        "end": stop.end_how.value,
        "reports": list(stop.report_ids),
    }


def _period(period: Period) -> dict[str, Any]:
    last = period.last_day
    return {
        "first_day": period.start.isoformat(),
        "last_day": None if last is None else last.isoformat(),
        "days": period.days,
        "precision": period.precision.value,
        "words": period_in_words(period),
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _line(report: dict[str, Any], used: list[str]) -> str:
    mark = "*" if report["id"] in used else "-"
    value = report["words"] or "no figure"
    source = report["source"]
    where = source["address"] or source["address_note"]
    when = report["period"]["words"]
    return (
        f"{mark} {report['id']}: {value}, {when}, {report['place']}; "
        f"{source['title']} [{source['grade']}] {where}"
    )
