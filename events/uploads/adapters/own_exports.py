"""Adapters for what this project's page gives away: its data table, and what its map draws."""

from __future__ import annotations

from events.uploads.adapters.column_table import Adapter, Column, has_columns
from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable

_KNOWN = {"decimal": ".", "time_zone": "as written", "axis_order": "lon_lat"}
_DAYS = (Column(Role.DAY, ("first_day",)), Column(Role.LAST_DAY, ("last_day",)))
_NO_DAY = {
    "border": "is worked out of reports for a whole window, and is no report itself",
    "crossing": "says of no day since when it is so",
    "background": "is of a background, which has no days: bring the file it is of",
    "background file": "names a background, which has no days: bring the file itself",
    "route": "stands for a whole window; its flights are told by the reports it names",
}
"""Why a thing that is drawn is no event, by its kind."""


def _why_no_day(table: RawTable) -> list[str]:
    # The shape is known by its names whatever their case.
    name = next((name for name in table.names if name.casefold() == "kind"), None)
    kinds = [""] * len(table) if name is None else table.column(name)
    return [_NO_DAY.get(kind, "is empty") for kind in kinds]


DRAWN = Adapter(
    name="own-drawn",
    title="what a map of this project draws",
    recognises=has_columns("kind", "id", "title", "first_day", "reports", "grades", "sources"),
    columns=(
        Column(Role.ID, ("id",)),
        Column(Role.REPORT_ID, ("reports",)),
        *_DAYS,
        Column(Role.LON, ("lon",)),
        Column(Role.LAT, ("lat",)),
        Column(Role.SECTION, ("sections",)),
        Column(Role.KIND, ("category",)),
        Column(Role.TITLE, ("title",)),
        Column(Role.PLACE, ("place",)),
        Column(Role.VALUE, ("value",)),
        Column(Role.LOW, ("low",)),
        Column(Role.HIGH, ("high",)),
        Column(Role.SOURCE, ("source_titles", "sources")),
        Column(Role.NOTE, ("note",)),
    ),
    choices=_KNOWN,
    open_end=True,
    why_no_day=_why_no_day,
)

DATA_TABLE = Adapter(
    name="own-data",
    title="data table of this project",
    recognises=has_columns("report", "event", "first_day", "last_day", "statement", "grade"),
    # In files of before a value stands in words, as in "about 500 persons": it stays text.
    columns=(
        Column(Role.ID, ("report",)),
        Column(Role.REPORT_ID, ("report",)),
        *_DAYS,
        Column(Role.TITLE, ("statement",)),
        Column(Role.PLACE, ("place",)),
        Column(Role.SOURCE, ("source_title", "source")),
    ),
    choices=_KNOWN,
    open_end=True,
)
