"""Tells in plain values what the ledger holds for one window, so that a figure can be checked."""

from __future__ import annotations

from typing import Any

from events.conditions import Condition, conditions
from events.figure_summary import border_values
from events.ledger import Ledger
from events.model import BORDERS, Event
from events.period import Period
from events.place_figures import PlaceFigure, section_pressure
from events.plain_values import period_values, report_values, source_values
from events.routes import Route, routes
from events.stops import Stop, stops
from events.words import BORDER_NAMES, in_words

READ_UNTIL = "2026-11"
"""Month in which the last of the shipped reports was read."""


def build_summary(ledger: Ledger, window: Period) -> dict[str, Any]:
    """Return what is known for a window as JSON-ready values.

    ``borders`` has one entry a border, its ``reports`` every report of that measure that
    overlaps the window; ``used`` names those that made the rate. ``rate_per_day`` is None when
    not reported.
    """
    return {
        "window": period_values(window),
        "reports_read_until": READ_UNTIL,
        "latest_report": ledger.last_day.isoformat(),
        "borders": [border_values(ledger, border, window) for border in BORDERS],
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
        lines += [f"  {line}" for line in _figure_lines(entry)]
        lines += [f"  {_line(report, entry['used'])}" for report in entry["reports"]]
    for heading in ("events", "conditions"):
        lines += ["", f"{heading.capitalize()}: {len(summary[heading])}"]
        lines += [f"  {item['period']['words']}: {item['title']}" for item in summary[heading]]
    lines += ["", f"Routes: {len(summary['routes'])}"]
    lines += [f"  {r['origin']}–{r['destination']}: {r['status']}" for r in summary["routes"]]
    return "\n".join(lines)


def _figure_lines(entry: dict[str, Any]) -> list[str]:
    """Write a figure and what stands beside it."""
    words = entry["words"]
    unit = f" {entry['unit']} a day" if entry["rate_low"] is not None else ""
    rest = ("bounds", "beside", "contested", "context")
    return [f"{words['value']}{unit} ({words['basis']})", *(words[k] for k in rest if words[k])]


def _event(ledger: Ledger, event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "kind": event.kind,
        "category": event.category,
        "title": event.title,
        "period": period_values(event.period),
        "place": event.place.name,
        "borders": list(event.place.borders),
        "near_border": event.place.near_border,
        "contested": event.contested,
        "why": event.why,
        "corrections": list(event.corrections),
        "reports": [report_values(ledger, r) for r in ledger.reports_of(event)],
    }


def _place(ledger: Ledger, figure: PlaceFigure) -> dict[str, Any]:
    return {
        "place": ledger.places[figure.place_id].name,
        "sections": list(figure.section_ids),
        "measure": figure.measure.key,
        "words": in_words(figure.quantity),
        "rate_per_day": figure.rate_per_day,
        "period": period_values(figure.period),
        "contested": figure.contested,
        "report": figure.report_id,
    }


def _condition(ledger: Ledger, condition: Condition) -> dict[str, Any]:
    return {
        "id": condition.id,
        "kind": condition.kind.value,
        "title": condition.title,
        "period": period_values(condition.period),
        "end": condition.end_how.value,
        "borders": list(condition.borders),
        "crossing": condition.crossing_id,
        "stretch": condition.stretch_id,
        "airport": condition.airport_iata,
        "value_km": condition.value_km,
        "reports": [report_values(ledger, ledger.report(r)) for r in condition.report_ids],
        "sources": [
            source_values(ledger.sources[s], f"{ledger.sources[s].reliability}6")
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
