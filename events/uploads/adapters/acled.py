"""Adapter for event exports of ACLED."""

from __future__ import annotations

from events.uploads.adapters.column_table import Adapter, Column, has_columns
from events.uploads.values.mapping import Role

ACLED = Adapter(
    name="acled",
    title="ACLED event export",
    recognises=has_columns("event_id_cnty", "event_date"),
    columns=(
        Column(Role.ID, ("event_id_cnty",)),
        Column(Role.DAY, ("event_date",)),
        Column(Role.PRECISION, ("time_precision",)),
        Column(Role.LON, ("longitude",)),
        Column(Role.LAT, ("latitude",)),
        Column(Role.KIND, ("sub_event_type", "event_type")),
        Column(Role.TITLE, ("event_type",)),
        Column(Role.PLACE, ("location",)),
        Column(Role.VALUE, ("fatalities",)),
        Column(Role.SOURCE, ("source",)),
        Column(Role.NOTE, ("notes",)),
    ),
    choices={"decimal": "."},
    versions=(
        "exports with event_id_cnty, of 31 columns or fewer, codes as text or as numbers",
        "day as 2022-12-28 or 28 December 2022",
        "mirrors without event_id_cnty are read by their columns",
    ),
    precisions={"1": "day", "2": "week", "3": "month"},
)
