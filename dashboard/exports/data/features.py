"""What a scene draws, thing by thing: where it lies, what it says, who reports it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.exports.data.drawn import Drawn
from dashboard.exports.data.flight_features import (
    listed_flight,
    route_feature,
    row_note,
    stop_feature,
)
from dashboard.exports.data.shapes import area_shape, line_shape, point_shape
from dashboard.scene import places
from dashboard.scene.contexts import AS_GIVEN, attributes_words, context_words, shape_of_row
from dashboard.scene.kept import Kept
from dashboard.scene.marks import Mark
from dashboard.scene.scene import Scene
from dashboard.scene.stands import BorderStand, LayerStand, SectionStand
from dashboard.scene.symbology import NO_LEVEL
from dashboard.scene.where_text import where_text
from dashboard.scene.words import overview
from dashboard.scene.words.kept import FIGURES_STAY, kept_words, where_words
from events import (
    Condition,
    Event,
    Ledger,
    WhereKind,
    crossing_status,
    period_in_words,
)
from events.uploads import ContextLayer


def drawn_things(ledger: Ledger, scene: Scene) -> tuple[Drawn, ...]:
    """Return everything a scene shows, in drawing order within each kind."""
    return (
        *map(_border, scene.borders),
        *(_section(ledger, section) for section in scene.sections),
        *(_event(ledger, scene, mark.event, mark) for mark in scene.marks),
        *(_event(ledger, scene, event, None) for event in scene.listed),
        *(_crossings(ledger, scene)),
        *(_condition(ledger, condition) for condition in scene.conditions),
        *(route_feature(ledger, route, scene.window) for route in scene.routes),
        *map(stop_feature, scene.stops),
        *(listed_flight(ledger, item) for item in scene.unplaced_flights),
        *map(_brought_file, scene.layers),
        *(() if scene.kept is None else (_kept(scene.kept),)),
        *(thing for layer in scene.contexts for thing in _background(layer)),
    )


def _border(stand: BorderStand) -> Drawn:
    found = stand.pressure
    facts = {
        "border": found.border,
        "status": stand.absence if stand.hidden else None,
        "measure": found.measure.key,
        "rate_per_day": found.rate_per_day,
        "rate_low": found.rate_low,
        "rate_high": found.rate_high,
        "how": str(found.way),
        "value_kind": None if found.kind is None else str(found.kind),
        "value": found.total,
        "unit": overview.plain_unit(found.measure),
        "first_day": None if found.own is None else found.own.start,
        "last_day": None if found.own is None else found.own.last_day,
        "period": None if found.own is None else period_in_words(found.own),
        "least": found.least,
        "most": found.most,
        "coverage_days": found.coverage_days,
        "counted_days": found.counted_days,
        "window_days": found.window_days,
        "note": " ".join((f"{overview.basis(stand)}.", *overview.further(stand))),
        "class": _class(stand.level),
        "length_km": round(found.length_km, 1),
        "contested": found.contested,
    }
    title = f"{stand.style.name} border"
    return Drawn("border", found.border, title, line_shape([found.border]), facts, stand.report_ids)


def _section(ledger: Ledger, section: SectionStand) -> Drawn:
    figure = section.figure
    report = ledger.report(figure.report_id)
    facts = {
        "border": figure.section_ids[0][:5],
        "place": report.place.name,
        "measure": figure.measure.key,
        "rate_per_day": figure.rate_per_day,
        "value": figure.quantity.value,
        "low": figure.quantity.low,
        "high": figure.quantity.high,
        "first_day": figure.period.start,
        "last_day": figure.period.last_day,
        "period": period_in_words(figure.period),
        "class": _class(section.level),
        "sections": list(figure.section_ids),
        "contested": figure.contested,
    }
    shape = line_shape((), figure.section_ids)
    return Drawn("section", figure.report_id, report.place.name, shape, facts, (report.id,))


def _event(ledger: Ledger, scene: Scene, event: Event, mark: Mark | None) -> Drawn:
    place = event.place
    facts: dict[str, Any] = {
        "category": event.category,
        "place": place.name,
        "border": place.borders[0] if len(place.borders) == 1 else None,
        "sections": list(place.section_ids),
        "first_day": event.period.start,
        "last_day": event.period.last_day,
        "period": period_in_words(event.period),
        "contested": event.contested,
        # The one report of a row says what it holds.
        "note": row_note(ledger.report(event.id)) if event.layer else event.why,
    }
    if mark is None:
        return Drawn("listed event", event.id, event.title, None, facts, event.report_ids)
    known = "to a section or border" if mark.spot.vague else "to a point"
    facts |= {
        "marked_as": scene.label_of(mark.category),
        "place_known": "to an area" if place.rough else known,
        "precision_km": place.precision_km,
    }
    shape = point_shape(mark.spot.lon, mark.spot.lat)
    return Drawn("event", event.id, event.title, shape, facts, event.report_ids)


def _crossings(ledger: Ledger, scene: Scene) -> Iterator[Drawn]:
    for mark in scene.crossings:
        crossing = mark.crossing
        told = crossing_status(ledger, crossing.id, scene.state.date)
        facts = {
            "status": mark.status,
            "first_day": told.since,
            "precision_km": crossing.precision_km,
            "note": told.note if mark.status else "",
        }
        shape = point_shape(crossing.lon, crossing.lat)
        yield Drawn(
            "crossing",
            crossing.id,
            crossing.name,
            shape,
            facts,
            told.report_ids if mark.status else (),
            told.source_ids if mark.status else (),
        )


def _condition(ledger: Ledger, condition: Condition) -> Drawn:
    stretch = ledger.stretches.get(condition.stretch_id or "")
    crossing = places.crossings().get(condition.crossing_id or "")
    airport = places.airports().get(condition.airport_iata or "")
    shape: dict[str, Any] | None
    if crossing is not None:
        shape = point_shape(crossing.lon, crossing.lat)
    elif airport is not None:
        shape = point_shape(airport.lon, airport.lat)
    elif stretch is not None:
        shape = line_shape((), stretch.section_ids)
    else:
        shape = line_shape(condition.borders)
    facts = {
        "category": str(condition.kind),
        "place": stretch.name if stretch else crossing.name if crossing else None,
        "border": condition.borders[0] if len(condition.borders) == 1 else None,
        "sections": list(stretch.section_ids) if stretch else [],
        "first_day": condition.period.start,
        "last_day": condition.period.last_day,
        "period": period_in_words(condition.period),
        "end": str(condition.end_how),
        "value": condition.value_km,
        "unit": f"km, {condition.value_of}" if condition.value_of else None,
        "note": condition.note,
    }
    return Drawn(
        "condition",
        condition.id,
        condition.title,
        shape,
        facts,
        condition.report_ids,
        condition.source_ids,
    )


def _brought_file(stand: LayerStand) -> Drawn:
    receipt = stand.layer.receipt
    facts = {
        "value": stand.in_window,
        "unit": "rows in the window",
        "status": f"{stand.sections} at border sections, {stand.points} elsewhere, "
        f"{stand.not_located} without a place; {stand.attached} under events of the reference, "
        f"{stand.figures} count as figures",
        "note": f"{receipt.file}, SHA-256 {receipt.sha256}",
    }
    layer = stand.layer
    return Drawn("brought file", layer.key, layer.title, None, facts, (), (layer.id,))


def _kept(kept: Kept) -> Drawn:
    where = kept.where
    facts = {
        "border": where.name[:5] or None,
        "sections": list(where.section_ids) if where.kind is WhereKind.SECTION else [],
        "value": kept.within,
        "unit": "events of the window that lie there",
        "note": f"{kept_words(kept)} {FIGURES_STAY}",
    }
    if where.is_ground:
        shape: dict[str, Any] | None = area_shape(where)
    else:
        shape = line_shape((), where.section_ids)
    return Drawn("kept to", where_text(where), where_words(where), shape, facts, ())


def _background(layer: ContextLayer) -> Iterator[Drawn]:
    """Give a background and each of its rows, with every cell of the row in its note."""
    receipt = layer.receipt
    facts = {
        "value": len(layer.shapes),
        "unit": "rows of a background",
        "status": f"{context_words(layer)}; {AS_GIVEN}",
        "note": f"{receipt.file}, SHA-256 {receipt.sha256}",
    }
    yield Drawn("background file", layer.key, layer.title, None, facts, (), (layer.id,))
    for position in range(len(layer.shapes)):
        told = {"place": layer.title, "note": attributes_words(layer, position)}
        shape = shape_of_row(layer, position)
        id_ = f"{layer.id}-{position}"
        yield Drawn("background", id_, layer.label(position), shape, told, (), (layer.id,))


def _class(level: int) -> int | None:
    """Return the class on the border's own scale, 0 for a reported zero."""
    return None if level == NO_LEVEL else level
