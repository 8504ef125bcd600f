"""Days and periods the clock can name: each points to the reports behind it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from events.contradictions import hand_over, known_ids
from events.errors import TableError
from events.period import Period
from events.tables import Row, build_each, read_rows

KEY_EVENTS_FILE = "key_events.csv"
KEY_EVENT_COLUMNS = ("day", "label", "report_ids")
NAMED_PERIODS_FILE = "named_periods.csv"
NAMED_PERIOD_COLUMNS = ("period_id", "label", "first_day", "last_day", "report_ids")


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """A day worth a tick on the clock."""

    day: date
    label: str
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A period with a name, offered beside the clock."""

    id: str
    label: str
    period: Period
    report_ids: tuple[str, ...]


def load_key_events(
    folder: Path, report_ids: Container[str], problems: list[TableError] | None = None
) -> tuple[KeyEvent, ...]:
    """Read and check ``key_events.csv``; return its rows by day.

    Parameters
    ----------
    folder : Path
        Where the table lies.
    report_ids : container of str
        The ids that a row may name.
    problems : list of TableError, optional
        Takes each fault found; its row is left out. Without it the first is raised.

    Raises
    ------
    TableError
        When the table is missing or breaks a rule, and ``problems`` is None.
    """

    def build(row: Row) -> KeyEvent:
        return KeyEvent(
            day=row.day("day"),
            label=row.text("label"),
            report_ids=known_ids(row, "report_ids", report_ids),
        )

    rows, found = read_rows(folder / KEY_EVENTS_FILE, KEY_EVENT_COLUMNS)
    built = build_each(rows, build, found)
    hand_over(found, problems)
    return tuple(sorted(built, key=lambda k: (k.day, k.label)))


def load_named_periods(
    folder: Path, report_ids: Container[str], problems: list[TableError] | None = None
) -> tuple[NamedPeriod, ...]:
    """Read and check ``named_periods.csv``; return its rows by start.

    Parameters
    ----------
    folder : Path
        Where the table lies.
    report_ids : container of str
        The ids that a row may name.
    problems : list of TableError, optional
        Takes each fault found; its row is left out. Without it the first is raised.

    Raises
    ------
    TableError
        When the table is missing or breaks a rule, and ``problems`` is None.
    """
    seen: set[str] = set()

    def build(row: Row) -> NamedPeriod:
        first, last = row.day("first_day"), row.day("last_day")
        if last < first:
            raise row.error("last_day", "lies before first_day", "Put the earlier day first.")
        period_id = row.text("period_id")
        if period_id in seen:
            raise row.error("period_id", "stands in the table twice", "Give each its own id.")
        seen.add(period_id)
        return NamedPeriod(
            id=period_id,
            label=row.text("label"),
            period=Period.of_days(first, last),
            report_ids=known_ids(row, "report_ids", report_ids),
        )

    rows, found = read_rows(folder / NAMED_PERIODS_FILE, NAMED_PERIOD_COLUMNS)
    built = build_each(rows, build, found)
    hand_over(found, problems)
    return tuple(sorted(built, key=lambda p: (p.period.start, p.id)))
