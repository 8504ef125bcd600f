"""Which flight report another report contradicts, on which days, and why."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from events.errors import TableError
from events.period import ONE_DAY
from events.tables import Row, build_each, read_rows

CONTRADICTIONS_FILE = "flight_contradictions.csv"
CONTRADICTION_COLUMNS = ("report_id", "first_day", "last_day", "contradicted_by", "reason")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One claim and the reports that speak against it.

    Attributes
    ----------
    report_id : str
        The report that is contradicted.
    start, end : datetime.date or None
        Half-open days on which it is; both None when it is contradicted as a whole.
    contradicted_by : tuple of str
        Reports that say otherwise.
    reason : str
        The disagreement in a sentence.
    """

    report_id: str
    start: date | None
    end: date | None
    contradicted_by: tuple[str, ...]
    reason: str

    def holds(self, day: date) -> bool:
        """Tell whether the claim is contradicted for that day."""
        return self.start is None or self.end is None or self.start <= day < self.end


def load_contradictions(
    folder: Path, report_ids: Container[str], problems: list[TableError] | None = None
) -> tuple[Contradiction, ...]:
    """Read and check ``flight_contradictions.csv``.

    Parameters
    ----------
    folder : Path
        Where the tables are.
    report_ids : container of str
        Reports the ledger holds.
    problems : list of TableError, optional
        Collects complaints; without it the first one is raised.

    Returns
    -------
    tuple of Contradiction
        In the order of the table.

    Raises
    ------
    TableError
        When the table is missing or breaks a rule, and ``problems`` is None.
    """

    def build(row: Row) -> Contradiction:
        report_id = known_id(row, "report_id", row.text("report_id"), report_ids)
        first, last = row.optional_day("first_day"), row.optional_day("last_day")
        if (first is None) != (last is None):
            raise row.error("last_day", "has only one end", "Give both days, or neither.")
        if first is not None and last is not None and last < first:
            raise row.error("last_day", "lies before first_day", "Put the earlier day first.")
        others = known_ids(row, "contradicted_by", report_ids)
        if report_id in others:
            raise row.error("contradicted_by", "names the report itself", "Name another one.")
        return Contradiction(
            report_id=report_id,
            start=first,
            end=None if last is None else last + ONE_DAY,
            contradicted_by=others,
            reason=row.text("reason"),
        )

    rows, found = read_rows(folder / CONTRADICTIONS_FILE, CONTRADICTION_COLUMNS)
    built = build_each(rows, build, found)
    hand_over(found, problems)
    return tuple(built)


def known_id(row: Row, column: str, value: str, known: Container[str]) -> str:
    """Return the id when the ledger holds it.

    Parameters
    ----------
    row : Row
        The row that names it; a fault is told with its file and number.
    column : str
        Name of the column.
    value : str
        The id to look for.
    known : container of str
        The ids there are.

    Raises
    ------
    TableError
        The ledger does not hold it.
    """
    if value not in known:
        raise row.error(column, f"names {value}, which is not in the ledger", "Correct the id.")
    return value


def known_ids(row: Row, column: str, known: Container[str], *, least: int = 1) -> tuple[str, ...]:
    """Return the ids of a cell when the ledger holds all of them, and enough of them.

    Parameters
    ----------
    row : Row
        The row that names it; a fault is told with its file and number.
    column : str
        Name of the column; its cell holds ids with spaces between them.
    known : container of str
        The ids there are.
    least : int
        So many must be named.

    Raises
    ------
    TableError
        The ledger does not hold one of them, one stands twice, or they are too few.
    """
    ids = tuple(known_id(row, column, value, known) for value in row.ids(column))
    if len(ids) < least:
        raise row.error(column, "is empty", "Name what it rests on.")
    return ids


def hand_over(found: list[TableError], problems: list[TableError] | None) -> None:
    """Pass complaints on to the list that collects them, or raise the first one.

    Raises
    ------
    TableError
        The first complaint, when there is no list to collect them.
    """
    if problems is not None:
        problems.extend(found)
    elif found:
        raise found[0]
