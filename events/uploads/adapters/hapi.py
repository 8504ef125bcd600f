"""Adapter for tables of the HDX Humanitarian API: figures by reference period."""

from __future__ import annotations

from events.uploads.adapters.column_table import Adapter, Column, has_columns
from events.uploads.values.mapping import Role

HAPI = Adapter(
    name="hapi",
    title="HDX HAPI table",
    recognises=has_columns("reference_period_start", "reference_period_end"),
    columns=(
        Column(Role.DAY, ("reference_period_start",)),
        Column(Role.LAST_DAY, ("reference_period_end",)),
        Column(Role.KIND, ("event_type", "population_group", "category", "sector_name")),
        Column(Role.PLACE, ("admin2_name", "admin1_name", "provider_admin1_name", "location_name")),
        Column(Role.VALUE, ("events", "population", "fatalities", "value", "number")),
        Column(Role.LON, ("longitude", "lon")),
        Column(Role.LAT, ("latitude", "lat")),
        Column(Role.SOURCE, ("resource_hdx_id", "dataset_hdx_stub")),
    ),
    # A period is told in days; the clock beside them is midnight wherever it is read.
    choices={"decimal": ".", "time_zone": "as written"},
    versions=("HAPI 1 and 2 as CSV or JSON, with a mark of byte order; without a row of tags",),
)
