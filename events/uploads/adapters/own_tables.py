"""Adapters for this project's own tables: reports as shipped, and events as exported."""

from __future__ import annotations

from events.uploads.adapters.column_table import Adapter, Column, has_columns
from events.uploads.values.mapping import Role

_DAYS = (
    Column(Role.DAY, ("first_day",)),
    Column(Role.LAST_DAY, ("last_day",)),
    Column(Role.PRECISION, ("precision",)),
)
_REPORT = (Column(Role.ID, ("report_id",)), Column(Role.REPORT_ID, ("report_id",)))
_BACK = (Column(Role.SOURCE, ("source_id",)), Column(Role.NOTE, ("note",)))
_KNOWN = {"decimal": ".", "time_zone": "as written"}
_PRECISIONS = {
    word: word for word in ("day", "week", "month", "year", "range", "open", "one_day_within")
}

FLOW_REPORTS = Adapter(
    name="own-flows",
    title="flow reports of this project",
    recognises=has_columns("report_id", "measure", "figure", "place_id", "first_day"),
    columns=(
        *_REPORT,
        *_DAYS,
        Column(Role.KIND, ("measure",)),
        Column(Role.VALUE, ("value",)),
        Column(Role.LOW, ("low",)),
        Column(Role.HIGH, ("high",)),
        Column(Role.PLACE_ID, ("place_id",)),
        *_BACK,
    ),
    choices=_KNOWN,
    precisions=_PRECISIONS,
)

INCIDENT_REPORTS = Adapter(
    name="own-incidents",
    title="incident reports of this project",
    recognises=has_columns("report_id", "category", "title", "place_id", "first_day"),
    columns=(
        *_REPORT,
        *_DAYS,
        Column(Role.KIND, ("category",)),
        Column(Role.TITLE, ("title",)),
        Column(Role.VALUE, ("deaths",)),
        Column(Role.PLACE_ID, ("place_id",)),
        *_BACK,
    ),
    choices=_KNOWN,
    precisions=_PRECISIONS,
)

FLIGHT_REPORTS = Adapter(
    name="own-flights",
    title="flight reports of this project",
    recognises=has_columns("report_id", "origin_iata", "destination_iata", "first_day"),
    columns=(
        *_REPORT,
        *_DAYS,
        Column(Role.KIND, ("kind",)),
        Column(Role.TITLE, ("airline",)),
        Column(Role.ORIGIN, ("origin_iata",)),
        Column(Role.DESTINATION, ("destination_iata",)),
        Column(Role.VALUE, ("flights_a_week",)),
        *_BACK,
    ),
    choices=_KNOWN,
    precisions=_PRECISIONS,
)

CONDITIONS = Adapter(
    name="own-conditions",
    title="conditions of this project",
    recognises=has_columns("condition_id", "kind", "title", "first_day", "end_how", "report_ids"),
    columns=(
        Column(Role.ID, ("condition_id",)),
        Column(Role.REPORT_ID, ("report_ids",)),
        Column(Role.DAY, ("first_day",)),
        Column(Role.LAST_DAY, ("last_day",)),
        Column(Role.KIND, ("kind",)),
        Column(Role.TITLE, ("title",)),
        Column(Role.VALUE, ("value_km",)),
        Column(Role.NOTE, ("note",)),
    ),
    choices=_KNOWN,
    open_end=True,
)

NAMED_DAYS = Adapter(
    name="own-days",
    title="key events or named periods of this project",
    recognises=has_columns("label", "report_ids"),
    columns=(
        Column(Role.ID, ("period_id",)),
        Column(Role.REPORT_ID, ("report_ids",)),
        Column(Role.DAY, ("first_day", "day")),
        Column(Role.LAST_DAY, ("last_day",)),
        Column(Role.TITLE, ("label",)),
    ),
    choices=_KNOWN,
)

EVENTS = Adapter(
    name="own-events",
    title="events exported from this project",
    recognises=has_columns("event_id", "first_day", "last_day", "precision", "lon", "lat"),
    columns=(
        Column(Role.ID, ("event_id",)),
        Column(Role.REPORT_ID, ("event_id",)),
        *_DAYS,
        Column(Role.LON, ("lon",)),
        Column(Role.LAT, ("lat",)),
        Column(Role.SECTION, ("section_id",)),
        Column(Role.KIND, ("kind",)),
        Column(Role.TITLE, ("title",)),
        Column(Role.PLACE, ("place",)),
        Column(Role.VALUE, ("value",)),
        Column(Role.LOW, ("low",)),
        Column(Role.HIGH, ("high",)),
        Column(Role.ORIGIN, ("origin",)),
        Column(Role.DESTINATION, ("destination",)),
        Column(Role.SOURCE, ("source",)),
        Column(Role.NOTE, ("note",)),
    ),
    choices=_KNOWN,
    precisions=_PRECISIONS,
)
