"""Reads the table of conditions: what holds from when to when, and what it rests on."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from events.conditions import AIRPORT_KINDS, CROSSING_KINDS, Condition, ConditionKind, EndHow
from events.contradictions import hand_over, known_ids
from events.errors import TableError
from events.model import BORDERS
from events.period import Period, Precision
from events.tables import Row, build_each, read_rows

CONDITIONS_FILE = "conditions.csv"
CONDITION_COLUMNS = (
    "condition_id",
    "kind",
    "title",
    "borders",
    "crossing_id",
    "stretch_id",
    "airport_iata",
    "first_day",
    "last_day",
    "start_precision",
    "end_how",
    "value_km",
    "value_of",
    "report_ids",
    "source_ids",
    "note",
)


def load_conditions(
    folder: Path,
    report_ids: Container[str],
    source_ids: Container[str],
    problems: list[TableError] | None = None,
) -> tuple[Condition, ...]:
    """Read and check ``conditions.csv``.

    Parameters
    ----------
    folder : Path
        Where the tables are.
    report_ids, source_ids : container of str
        What the ledger holds: a condition rests on at least one of them.
    problems : list of TableError, optional
        Collects complaints; without it the first one is raised.

    Returns
    -------
    tuple of Condition
        In the order of the table.

    Raises
    ------
    TableError
        When the table is missing or breaks a rule, and ``problems`` is None.
    """
    seen: set[str] = set()

    def build(row: Row) -> Condition:
        condition = _condition(row, report_ids, source_ids)
        if condition.id in seen:
            raise row.error("condition_id", "stands in the table twice", "Give each its own id.")
        seen.add(condition.id)
        return condition

    rows, found = read_rows(folder / CONDITIONS_FILE, CONDITION_COLUMNS)
    built = build_each(rows, build, found)
    hand_over(found, problems)
    return tuple(built)


def _condition(row: Row, known_reports: Container[str], known_sources: Container[str]) -> Condition:
    kind = row.enum("kind", ConditionKind)
    borders = row.ids("borders")
    if any(border not in BORDERS for border in borders):
        raise row.error("borders", "is not a border", f"Use: {', '.join(BORDERS)}.")
    crossing, airport = row.optional("crossing_id"), row.optional("airport_iata")
    if (crossing is not None) != (kind in CROSSING_KINDS):
        raise row.error("crossing_id", "does not fit the kind", "Name it for crossings only.")
    if (airport is not None) != (kind in AIRPORT_KINDS):
        raise row.error("airport_iata", "does not fit the kind", "Name it for the air only.")
    if not borders and airport is None:
        raise row.error("borders", "is empty", "Name a border.")
    first, last = row.day("first_day"), row.optional_day("last_day")
    if last is not None and last < first:
        raise row.error("last_day", "lies before first_day", "Put the earlier day first.")
    end_how = row.enum("end_how", EndHow)
    if (last is None) != (end_how is EndHow.NOT_REPORTED):
        raise row.error("end_how", "does not fit last_day", 'Without an end: "not reported".')
    value_km, value_of = row.number_of("value_km", high=2000), row.optional("value_of")
    if (value_km is None) != (value_of is None):
        raise row.error("value_of", "does not fit value_km", "Give both, or neither.")
    if kind is ConditionKind.BARRIER_BUILT and value_km is None:
        raise row.error("value_km", "is empty", "Say how many kilometres were announced.")
    reports = known_ids(row, "report_ids", known_reports, least=0)
    sources = known_ids(row, "source_ids", known_sources, least=0)
    if not reports and not sources:
        raise row.error("report_ids", "is empty", "Name a report, or a source in source_ids.")
    return Condition(
        id=row.text("condition_id"),
        kind=kind,
        title=row.text("title"),
        borders=borders,
        crossing_id=crossing,
        stretch_id=row.optional("stretch_id"),
        airport_iata=airport,
        period=Period.of_days(first, last),
        start_precision=Precision(row.choice("start_precision", ("day", "month"))),
        end_how=end_how,
        value_km=value_km,
        value_of=value_of,
        report_ids=reports,
        source_ids=sources,
        note=row.cells["note"],
    )
