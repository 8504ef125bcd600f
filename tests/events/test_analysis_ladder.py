"""Totals as a ladder, moves in words, and what stands out."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from analysis_words import days, month

from events import Ledger, Measure
from events.analysis import ladder, moves, notable
from events.ledger import DATA_FOLDER


def test_latvia_since_10_august_2021_is_a_ladder_of_31_totals(ledger: Ledger) -> None:
    found = ladder(ledger, "BY-LV", date(2021, 8, 10))
    assert found.measure is Measure.PREVENTED
    assert len(found.rungs) == 31
    assert (found.rungs[0].to_total, found.rungs[-1].to_total) == (174, 7562)
    second = found.rungs[1]
    assert (second.period.start, second.period.days, second.total) == (date(2021, 8, 13), 3, 221)
    assert second.rate_per_day == pytest.approx(73.67, abs=0.01)
    assert second.per_km == pytest.approx(0.424, abs=0.001)


def test_rungs_are_the_totals_of_the_table_read_by_another_way(ledger: Ledger) -> None:
    """An independent reading: rows of the table, the differences of neighbours, nothing else."""
    with (DATA_FOLDER / "flow_reports.csv").open(encoding="utf-8", newline="") as file:
        totals = {
            row["last_day"]: float(row["value"])
            for row in csv.DictReader(file)
            if row["place_id"] == "border-by-lt"
            and row["measure"] == "detentions"
            and row["first_day"] == "2021-01-01"
            and row["value_kind"] == "exact"
            and row["status"] != "misprint"
        }
    found = ladder(ledger, "BY-LT", date(2021, 1, 1))
    assert {
        str(rung.period.last_day): rung.to_total for rung in found.rungs
    }.keys() == totals.keys()
    assert found.rungs[-1].to_total == 4141
    for before, rung in zip(found.rungs, found.rungs[1:], strict=False):
        assert rung.to_total is not None and before.to_total is not None
        assert rung.total == rung.to_total - before.to_total
        assert rung.period.start == before.period.end


def test_a_rung_of_more_than_92_days_has_no_rate(ledger: Ledger) -> None:
    for border in ("BY-PL", "BY-LT", "BY-LV"):
        found = ladder(ledger, border)
        for rung in (*found.rungs, *found.remainders):
            assert rung.period.days is not None
            assert (rung.rate_per_day is None) == (rung.period.days > 92 or rung.falls)


def test_only_complete_months_are_paired(ledger: Ledger) -> None:
    found = ladder(ledger, "BY-PL")
    pairs = {
        (pair.first.window.start.year, pair.first.window.start.month): pair.ratio
        for pair in found.months
    }
    assert len(pairs) == 19
    assert pairs[2021, 7] == pytest.approx(4.755, abs=0.001)
    assert pairs[2022, 7] == pytest.approx(4.206, abs=0.001)
    assert pairs[2022, 8] == pytest.approx(3.125, abs=0.001)
    assert pairs[2023, 3] == pytest.approx(1.360, abs=0.001)
    assert pairs[2023, 8] == pytest.approx(0.821, abs=0.001)


def test_what_a_year_leaves_is_a_range_as_wide_as_its_parts_are_rough(ledger: Ledger) -> None:
    left = {one.year: one for one in ladder(ledger, "BY-PL").left}
    assert (left[2021].total, left[2021].days) == (39664, 181)
    assert left[2021].low <= 219 <= left[2021].high
    exact = {one.year: one for one in ladder(ledger, "BY-LT").left}
    assert (exact[2024].low, exact[2024].high, exact[2024].days) == (213, 213, 44)


def test_two_totals_are_no_ladder(ledger: Ledger) -> None:
    found = ladder(ledger, "BY-PL", date(2021, 1, 1))
    assert found.reason is not None
    assert "are too few; 3 are needed" in found.reason
    assert found.rungs == ()


def test_one_count_fell_while_another_rose_and_that_is_all(ledger: Ledger) -> None:
    found = moves(ledger, days("2021-08-03", "2021-08-31"), month("2021-09"))
    assert found.reason is None
    assert [(row.border, row.turn.value, row.by_bounds) for row in found.rows] == [
        ("BY-PL", "rose", True),
        ("BY-LT", "fell", False),
        ("BY-LV", "not comparable", False),
    ]
    assert found.rows[0].difference.low == pytest.approx(133.81, abs=0.01)
    assert found.rows[1].difference.per_day == pytest.approx(-35.78, abs=0.01)
    assert "this does not show that the same people moved" in found.words.sentence


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (month("2021-07"), month("2021-08"), "no count is known to have fallen"),
        (month("2021-08"), month("2021-11"), "the windows lie 61 days apart"),
    ],
)
def test_borders_that_cannot_be_told_together_are_told_apart(
    ledger: Ledger, first, second, why: str
) -> None:
    found = moves(ledger, first, second)
    assert found.reason is not None
    assert why in found.reason
    assert len(found.rows) == 3
    assert len(found.table.rows) == 3, "there is no row for all borders"


def test_latvia_alone_rose_before_its_count_changed(ledger: Ledger) -> None:
    found = moves(ledger, days("2021-08-04", "2021-08-06"), days("2021-08-07", "2021-08-09"))
    latvia = found.rows[2]
    assert latvia.turn.value == "rose"
    assert latvia.difference.per_day == pytest.approx(58)
    assert latvia.difference.ratio == pytest.approx(5.35, abs=0.01)


def test_november_2021_stands_out_in_ten_ways(ledger: Ledger) -> None:
    found = notable(ledger, month("2021-11"))
    kinds = [note.kind.value for note in found.notes]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "key event": 6,
        "highest figure": 1,
        "crossing": 1,
        "shift": 2,
    }
    highest = next(note for note in found.notes if note.kind == "highest figure")
    assert "281 people turned back on 9 November 2021" in highest.text
    assert "since 4 August 2021 (55 days compared)" in highest.text
    for note in found.notes:
        assert note.report_ids


def test_small_numbers_do_not_stand_out(ledger: Ledger) -> None:
    for year in (2024, 2025, 2026):
        found = notable(ledger, month(f"{year}-01"))
        for note in found.notes:
            if note.kind == "highest figure":
                number = int(note.text.split(": ")[1].split()[0].replace(",", ""))
                assert number >= 20


def test_a_window_of_nothing_is_refused(ledger: Ledger) -> None:
    found = notable(ledger, days("2019-02-01", "2019-02-02"))
    assert found.reason == "no key event, crossing or figure in these days stands out"
