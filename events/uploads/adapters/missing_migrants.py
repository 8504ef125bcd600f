"""Adapter for the incidents of IOM's Missing Migrants Project."""

from __future__ import annotations

from events.uploads.adapters.column_table import Adapter, Column, has_columns
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable

_SIGNATURES = (
    has_columns("Incident Date", "Migration Route"),
    has_columns("Incident Year", "Migration Route"),
    has_columns("Reported Date", "Migration Route"),
    has_columns("Reported Year", "Migration Route"),
    has_columns("Web ID", "Reported Date"),
)


def _recognises(table: RawTable) -> bool:
    return any(fits(table) for fits in _SIGNATURES)


def _reshape(table: RawTable) -> RawTable:
    """Give the rows a day to the month where the export has only year and month."""
    folded = {name.casefold(): name for name in reversed(table.names)}
    year = next((n for n in ("incident year", "reported year") if n in folded), None)
    month = next((n for n in ("month", "reported month") if n in folded), None)
    if {"incident date", "reported date"} & folded.keys() or year is None or month is None:
        return table
    years, months = table.column(folded[year]), table.column(folded[month])
    days = [
        f"{month.strip()} {year.strip()}".strip() for year, month in zip(years, months, strict=True)
    ]
    return table.with_columns((*table.names, "Incident month"), (*table.columns, days))


MISSING_MIGRANTS = Adapter(
    name="missing-migrants",
    title="IOM Missing Migrants Project",
    recognises=_recognises,
    columns=(
        Column(Role.ID, ("Main ID", "Incident ID", "web_id", "Web ID")),
        Column(
            Role.DAY,
            (
                *("Incident Date", "Incident month", "Incident Year", "reported_date"),
                *("Reported Date", "Reported Year"),
            ),
        ),
        Column(Role.LON_LAT, ("Coordinates", "Location Coordinates")),
        Column(Role.KIND, ("Incident Type",)),
        Column(Role.PLACE, ("Location of Incident", "Location Description")),
        Column(Role.VALUE, ("Total Number of Dead and Missing", "Total Dead and Missing")),
        Column(Role.SOURCE, ("Information Source",)),
        Column(Role.NOTE, ("Cause of Death",)),
    ),
    choices={"axis_order": "lat_lon", "decimal": "."},
    reshape=_reshape,
    versions=(
        "2019: Web ID and Reported Date",
        "2021 to 2025: Incident Date, or Incident Year and Month",
        "May 2026: Incident Date like Thu, 01/01/2026 - 12:00",
    ),
)
