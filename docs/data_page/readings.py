"""What became of every row of the later readings, and what they changed."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docs.data_page.markdown import count_or_none, to_table
from events import Figure, Ledger, Measure, PlaceKind, Precision, Report

ACCOUNT_FILE = Path(__file__).with_name("readings.csv")
COLUMNS = ("reading", "row", "outcome", "ids", "reason")
OUTCOMES = ("taken", "joined", "corrected", "left_out")
READINGS = {
    "poland": ("figures for Poland", 374),
    "lithuania-latvia": ("figures for Lithuania and Latvia", 784),
    "third-figures": ("figures, a third reading", 449),
    "fourth-figures": ("figures, a fourth reading of daily bulletins", 145),
    "flights": ("flights of 2021 to 2026", 68),
    "third-flights": ("flights, a third reading", 22),
    "incidents": ("incidents, closures, zones", 255),
    "deaths": ("IOM's Missing Migrants Project, route Belarus–EU border", 117),
    "places": ("places with a coordinate", 94),
}

# The highest number of a report of each kind in the first tables, and after the readings were
# added. Reports with higher numbers were added one by one since and owe no row here.
FIRST_TABLES = {"flow": 393, "flight": 132, "incident": 195}
WITH_READINGS = {"flow": 2120, "flight": 222, "incident": 567}

# Days with a border-wide figure of their own before the later readings were joined, and the
# measure that has the long series of each border.
SERIES = {
    "BY-PL": (Measure.ATTEMPTS, 78),
    "BY-LT": (Measure.TURN_BACKS, 20),
    "BY-LV": (Measure.PREVENTED, 36),
}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One row of a reading: what was made of it, and why where that is not plain."""

    reading: str
    row: int
    outcome: str
    ids: tuple[str, ...]
    reason: str


def read_account(path: Path = ACCOUNT_FILE) -> list[AccountRow]:
    """Read the accounting.

    Raises
    ------
    ValueError
        When the columns, an outcome or a reading is not one that is known.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path.name}: the columns must be {', '.join(COLUMNS)}.")
        rows = []
        for number, cells in enumerate(reader, start=2):
            if cells["reading"] not in READINGS or cells["outcome"] not in OUTCOMES:
                raise ValueError(f"{path.name}, row {number}: unknown reading or outcome.")
            rows.append(
                AccountRow(
                    cells["reading"],
                    int(cells["row"]),
                    cells["outcome"],
                    tuple(cells["ids"].split()),
                    cells["reason"],
                )
            )
    return rows


def days_of_their_own(ledger: Ledger, border: str) -> set[date]:
    """Return the days for which a report counts the whole border for that day alone."""
    measure, _ = SERIES[border]
    return {
        report.period.start
        for report in ledger.reports.values()
        if report.measure is measure
        and report.borders == (border,)
        and report.place.kind is PlaceKind.BORDER
        and report.period.precision is Precision.DAY
        and report.figure is Figure.COUNT
        and report.plotted
    }


def of_the_readings(ledger: Ledger) -> list[Report]:
    """Return the reports that were added with the later readings, by the numbers of their ids."""
    return [
        report
        for report in ledger.reports.values()
        if FIRST_TABLES[report.kind]
        < int(report.id.rsplit("-", 1)[1])
        <= WITH_READINGS[report.kind]
    ]


def readings_section(ledger: Ledger) -> str:
    """Add up the accounting; say how many days each border gained; list what was left out."""
    account = read_account()
    counts = Counter((row.reading, row.outcome) for row in account)
    shared = Counter(row.reading for row in account if _is_told_twice(ledger, row))
    rows: list[tuple[object, ...]] = [
        (
            words,
            size,
            *(count_or_none(counts[reading, outcome]) for outcome in OUTCOMES),
            count_or_none(shared[reading]),
        )
        for reading, (words, size) in READINGS.items()
    ]
    totals = Counter(row.outcome for row in account)
    rows.append(
        (
            "**all**",
            len(account),
            *(count_or_none(totals[outcome]) for outcome in OUTCOMES),
            count_or_none(shared.total()),
        )
    )
    days = [
        (border, measure.label, before, len(days_of_their_own(ledger, border)))
        for border, (measure, before) in SERIES.items()
    ]
    return "\n\n".join(
        (
            "## The later readings, row by row",
            "Further readings of published pages were added to the first tables in November 2026, "
            f"and the records of one data set: {len(account):,} rows in all. What became of "
            "each row stands in [data_page/readings.csv](data_page/readings.csv): *taken* as a "
            "report or place of its own; *joined* by hand to an event or report that was there "
            "(rows that fall together by measure, place and period are counted as taken); "
            "*corrected*, taken with a day, a span, a place or a meaning set right, in the new row "
            "or in one that stood; or *left out*, with the reason. The last column counts the rows "
            "whose event has another report too.",
            to_table(
                ("reading", "rows", "taken", "joined", "corrected", "left out", "told twice"), rows
            ),
            "Days with a border-wide figure of their own:",
            to_table(("border", "measure", "before", "now"), days),
            _beside(ledger, account),
            "### Left out",
            _left_out(account),
            "### Corrected",
            "What the readings set right in rows of the first tables is listed by id in the "
            "[changelog](../CHANGELOG.md).",
            _reasons(account, ("corrected",)),
        )
    )


def _beside(ledger: Ledger, account: Sequence[AccountRow]) -> str:
    """Name the later reports that come from no row of a reading, with their publishers."""
    told = {key for row in account for key in row.ids}
    found = [report for report in of_the_readings(ledger) if report.id not in told]
    if not found:
        return "Every report added with the readings comes from one of these rows."
    publishers = {ledger.sources[report.source_id].publisher_name for report in found}
    ids = ", ".join(f"`{report.id}`" for report in found)
    return (
        "Every report added with the readings comes from one of these rows, but for "
        f"{len(found)}: {ids}, revised counts of {' and '.join(sorted(publishers))} beside its "
        "first ones."
    )


def _left_out(account: Sequence[AccountRow]) -> str:
    if not any(row.outcome == "left_out" for row in account):
        return "No row was left out."
    return _reasons(account, ("left_out",))


def _reasons(account: Iterable[AccountRow], outcomes: Sequence[str]) -> str:
    """List the reasons, rows of one reading with one reason together."""
    found: dict[tuple[str, str], list[AccountRow]] = defaultdict(list)
    for row in account:
        if row.outcome in outcomes:
            found[row.reading, row.reason].append(row)
    return to_table(
        ("reading", "rows", "ids", "why"),
        [
            (
                reading,
                ", ".join(f"no. {row.row}" for row in rows),
                ", ".join(f"`{key}`" for key in dict.fromkeys(k for r in rows for k in r.ids)),
                reason,
            )
            for (reading, reason), rows in found.items()
        ],
    )


def _is_told_twice(ledger: Ledger, row: AccountRow) -> bool:
    events = [ledger.event_of[key] for key in row.ids if key in ledger.event_of]
    return any(len(ledger.reports_of(event)) > 1 for event in events)
