"""A damaged table says which file, row, column and value, and the way out."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events import EventsError, TableError, load_ledger
from events.ledger import DATA_FOLDER

TABLES = sorted(p.name for p in DATA_FOLDER.glob("*.csv"))


def edit(path: Path, row: int, column: str, value: str) -> None:
    """Write a value into one cell; rows are counted as a spreadsheet does."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[row - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


@pytest.mark.parametrize(
    ("file", "column", "value", "told"),
    [
        ("flow_reports.csv", "measure", "push back", "is not a measure. Use one of: attempts"),
        ("flow_reports.csv", "value", "many", "is not a number"),
        ("flow_reports.csv", "value", "-3", "is not a number"),
        ("flow_reports.csv", "value", "1_000", "is not a number"),
        ("flow_reports.csv", "value", "nan", "is not a number"),
        ("flow_reports.csv", "value", "", "stands without a number"),
        ("flow_reports.csv", "unit", "hats", "is not the unit of detentions"),
        ("flow_reports.csv", "figure", "level", "does not fit the measure"),
        ("flow_reports.csv", "first_day", "8.11.2021", "is not a date"),
        ("flow_reports.csv", "first_day", "2021-02-30", "is not a date"),
        ("flow_reports.csv", "last_day", "2016-12-31", "does not fit first_day"),
        ("flow_reports.csv", "last_day", "", "does not fit the precision"),
        ("flow_reports.csv", "precision", "month", "does not end the month"),
        ("flow_reports.csv", "precision", "soon", "is not a precision"),
        ("flow_reports.csv", "source_id", "nobody", "is not a source"),
        ("flow_reports.csv", "source_id", "", "is empty"),
        ("flow_reports.csv", "place_id", "atlantis", "is not a place"),
        ("flow_reports.csv", "credibility", "7", "is not a credibility"),
        ("flow_reports.csv", "status", "guessed", "is not a status"),
        ("flow_reports.csv", "read_on", "lately", "is not a month"),
        ("flow_reports.csv", "report_id", "incident-0001", "is not an id of this table"),
        ("flow_reports.csv", "report_id", "flow-0002", "stands in row 2 already"),
        ("flight_reports.csv", "origin_iata", "baghdad", "is not a code"),
        ("flight_reports.csv", "kind", "cruise", "is not a kind"),
        ("flight_reports.csv", "stop_kind", "suspension", "does not fit the kind"),
        ("incident_reports.csv", "category", "rumour", "is not a category"),
        ("incident_reports.csv", "title", "", "is empty"),
        ("incident_reports.csv", "deaths", "some", "is not a number"),
        ("sources.csv", "address", "ftp://example.org/x", "is not a web address"),
        ("sources.csv", "address", "", "is empty without a reason"),
        ("sources.csv", "publisher_id", "nobody", "is not a publisher"),
        ("sources.csv", "published", "yesterday", "is not a date"),
        ("sources.csv", "source_id", "Not A Slug", "is not an id"),
        ("publishers.csv", "reliability", "G", "is not a reliability"),
        ("publishers.csv", "reason", "", "is empty"),
        ("report_places.csv", "lon", "23.5", "is not a complete coordinate"),
        ("report_places.csv", "section_ids", "BY-LT-01", "does not lie on the border named"),
        ("report_places.csv", "near_border", "no", "does not fit the borders"),
        ("report_places.csv", "located_how", "", "is empty"),
        ("stretches.csv", "to_km", "", "has only one end"),
        ("stretches.csv", "to_km", "1", "is not beyond from_km"),
        ("event_groups.csv", "report_ids", "flow-9999", "which is no report"),
        ("event_groups.csv", "why", "", "does not fit contested"),
    ],
)
def test_a_bad_cell_is_named(tables: Path, file: str, column: str, value: str, told: str) -> None:
    row = 3 if told.startswith("stands in row") else 2
    edit(tables / file, 2, column, value)
    with pytest.raises(TableError) as caught:
        load_ledger(tables)
    error = caught.value
    assert told in str(error)
    assert error.file == file
    assert error.row == row
    assert error.column is not None
    assert str(error).startswith(f"{file}, row {row}, {error.column}: ")
    assert error.way_out.endswith((".", "in"))


@pytest.mark.parametrize("file", TABLES)
def test_a_missing_table_is_an_error_with_its_name(tables: Path, file: str) -> None:
    (tables / file).unlink()
    with pytest.raises(TableError, match=rf"{file}: is missing from data/"):
        load_ledger(tables)


@pytest.mark.parametrize("file", TABLES)
@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda b: b"", "is empty"),
        (lambda b: b.replace(b",", b";", 1), "lacks the column"),
        (lambda b: b[: len(b) // 2] + b"\xff\xfe" + b[len(b) // 2 :], "is not UTF-8"),
        (lambda b: b + b"x,y\n", "cells where the header has"),
        (lambda b: b + b'"unclosed', "is not well-formed CSV"),
        (lambda b: b[:200] + b"\0" + b[200:], "holds a null byte"),
    ],
)
def test_a_damaged_file_is_told_apart(
    tables: Path, file: str, damage: Callable[[bytes], bytes], told: str
) -> None:
    path = tables / file
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(TableError) as caught:
        load_ledger(tables)
    assert told in str(caught.value)
    assert caught.value.file == file


def test_one_bad_row_leaves_the_others_usable(tables: Path) -> None:
    edit(tables / "flow_reports.csv", 200, "value", "many")
    ledger = load_ledger(tables, strict=False)
    assert len(ledger.reports) == len(load_ledger().reports) - 1
    assert [str(p)[:31] for p in ledger.problems] == ["flow_reports.csv, row 200, valu"]
    assert "flow-0199" not in ledger.reports


def test_a_missing_table_leaves_the_others_usable(tables: Path) -> None:
    (tables / "incident_reports.csv").unlink()
    ledger = load_ledger(tables, strict=False)
    kinds = [r.kind for r in ledger.reports.values()]
    whole = Counter(r.kind for r in load_ledger().reports.values())
    assert Counter(kinds) == {"flow": whole["flow"], "flight": whole["flight"]}
    assert ledger.problems[0].file == "incident_reports.csv"


def test_consequences_of_one_damage_do_not_flood_the_page(tables: Path) -> None:
    (tables / "sources.csv").unlink()
    ledger = load_ledger(tables, strict=False)
    assert ledger.reports == {}
    assert str(ledger.problems[0]).startswith("sources.csv: is missing")
    assert 1 < len(ledger.problems) < 60
    told = [re.search(r"(\d+) more rows", str(p)) for p in ledger.problems]
    left = [int(found[1]) for found in told if found]
    assert max(left) == Counter(r.kind for r in load_ledger().reports.values())["flow"] - 5


def test_the_shipped_tables_have_no_problem() -> None:
    assert load_ledger(strict=False).problems == ()


def test_a_byte_order_mark_is_forgiven(tables: Path) -> None:
    path = tables / "flow_reports.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(load_ledger(tables).reports) == len(load_ledger().reports)


@pytest.mark.long
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    file=st.sampled_from(TABLES),
    where=st.floats(0, 1, exclude_max=True),
    junk=st.binary(min_size=1, max_size=6),
    cut=st.booleans(),
)
def test_no_damage_ends_in_another_error_than_ours(
    tables: Path, file: str, where: float, junk: bytes, cut: bool
) -> None:
    path = tables / file
    whole = path.read_bytes()
    at = int(len(whole) * where)
    path.write_bytes(whole[:at] + junk + (b"" if cut else whole[at:]))
    try:
        load_ledger(tables)
    except EventsError as error:
        assert isinstance(error, TableError)
        assert error.file in TABLES
    lenient = load_ledger(tables, strict=False)
    assert all(p.file in TABLES for p in lenient.problems)
    path.write_bytes(whole)
