"""Adapter for the incidents of IOM's Missing Migrants Project."""

from __future__ import annotations

from events.importing.adapters.column_table import Adapter, Column, has_columns
from events.importing.column_mapping import Role
from events.importing.raw_table import RawTable

_by_date = has_columns("Incident Date", "Migration Route")
_by_year = has_columns("Incident Year", "Migration Route")


def _recognises(table: RawTable) -> bool:
    return _by_date(table) or _by_year(table)


def _reshape(table: RawTable) -> RawTable:
    """Give the rows a day to the month where the export has only year and month."""
    folded = {name.casefold(): name for name in reversed(table.names)}
    if "incident date" in folded or "month" not in folded:
        return table
    years, months = table.column(folded["incident year"]), table.column(folded["month"])
    days = [
        f"{month.strip()} {year.strip()}".strip() for year, month in zip(years, months, strict=True)
    ]
    return table.with_columns((*table.names, "Incident month"), (*table.columns, days))


MISSING_MIGRANTS = Adapter(
    name="missing-migrants",
    title="IOM Missing Migrants Project",
    recognises=_recognises,
    columns=(
        Column(Role.ID, ("Main ID", "Incident ID", "web_id")),
        Column(Role.DAY, ("Incident Date", "Incident month", "Incident Year", "reported_date")),
        Column(Role.LON_LAT, ("Coordinates",)),
        Column(Role.KIND, ("Incident Type",)),
        Column(Role.PLACE, ("Location of Incident",)),
        Column(Role.VALUE, ("Total Number of Dead and Missing",)),
        Column(Role.SOURCE, ("Information Source",)),
        Column(Role.NOTE, ("Cause of Death",)),
    ),
    choices={"axis_order": "lat_lon"},
    reshape=_reshape,
)
