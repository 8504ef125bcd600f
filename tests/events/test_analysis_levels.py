"""Levels are the exact optimum, and how often they mislead is known."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise
from math import inf, log

import numpy as np
import pytest
from analysis_words import days
from hypothesis import given
from hypothesis import strategies as st

from events import Ledger
from events.analysis import calibration, levels
from events.analysis.calibration import CALIBRATED, calibrate
from events.analysis.partition import costs, dispersion, partition, partitions
from events.analysis.tiles import Tile

# The first reading of Poland's border: 46 days with an exact figure, July 2021 to March 2022.
FIRST_READING = """
2021-08-28 61 2021-09-07 535 2021-09-11 244 2021-09-18 324 2021-09-30 529 2021-10-01 601
2021-10-02 398 2021-10-03 434 2021-10-08 553 2021-10-12 470 2021-10-20 600 2021-10-21 633
2021-10-29 511 2021-10-31 470 2021-11-05 570 2021-11-08 309 2021-11-09 599 2021-11-10 468
2021-11-13 223 2021-11-15 224 2021-11-17 501 2021-11-18 255 2021-11-20 208 2021-11-23 267
2021-11-26 206 2021-11-27 125 2021-12-03 62 2021-12-04 43 2021-12-06 116 2021-12-07 51
2021-12-08 80 2021-12-09 121 2021-12-16 93 2021-12-19 69 2021-12-23 26 2021-12-24 69
2021-12-28 0 2021-12-30 23 2022-01-06 18 2022-01-07 36 2022-01-08 10 2022-01-09 49
2022-01-10 68 2022-01-19 38 2022-02-03 22 2022-03-21 134
"""
DAYS = [date.fromisoformat(day) for day in FIRST_READING.split()[::2]]
TOTALS = np.array([float(total) for total in FIRST_READING.split()[1::2]])


def cheapest(totals: list[float], widths: list[float], price: float) -> float:
    """Return the least price over every way to cut, by trying each: a check of the optimum."""
    size = len(totals)
    best = inf
    for count in range(size):
        for cuts in combinations(range(1, size), count):
            ends = (0, *cuts, size)
            whole = price * count
            for first, end in pairwise(ends):
                people, width = sum(totals[first:end]), sum(widths[first:end])
                if end - first < 2 or width < 7:
                    whole = inf
                    break
                for y, d in zip(totals[first:end], widths[first:end], strict=True):
                    expected = people / width * d
                    whole += 2 * ((y * log(y / expected) if y else 0.0) - (y - expected))
            best = min(best, whole)
    return best


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 31)), min_size=2, max_size=9),
    st.floats(0.5, 60),
)
def test_no_other_way_to_cut_is_cheaper(tiles: list[tuple[int, int]], price: float) -> None:
    totals = np.array([float(total) for total, _ in tiles])
    widths = np.array([float(width) for _, width in tiles])
    cost = costs(totals, widths)
    ends = (0, *partition(cost, price), len(tiles))
    own = sum(cost[first, end] for first, end in pairwise(ends))
    lowest = cheapest(totals.tolist(), widths.tolist(), price)
    if lowest == inf:
        assert len(ends) == 2
    else:
        assert own + price * (len(ends) - 2) == pytest.approx(lowest, abs=1e-6)


def test_the_first_reading_shifts_between_26_and_27_november_at_every_price() -> None:
    over = dispersion(TOTALS, np.ones(46))
    assert over == pytest.approx(34.1, abs=0.05)
    found = partitions(costs(TOTALS, np.ones(46)), over, CALIBRATED)
    assert {k: [DAYS[cut] for cut in cuts] for k, cuts in found.items()} == {
        2: [date(2021, 11, 13), date(2021, 11, 27)],
        3: [date(2021, 11, 13), date(2021, 11, 27)],
        4: [date(2021, 11, 27)],
        6: [date(2021, 11, 27)],
        8: [date(2021, 11, 27)],
    }
    assert TOTALS[:25].mean() == pytest.approx(407.7, abs=0.05)
    assert TOTALS[25:].mean() == pytest.approx(59.7, abs=0.05)


@pytest.mark.long
def test_false_alarms_on_the_first_layout_are_within_5_points_of_those_written_down() -> None:
    tiles = [
        Tile(day.toordinal(), day.toordinal() + 1, total, False, ())
        for day, total in zip(DAYS, TOTALS, strict=True)
    ]
    found = calibrate(tiles, draws=600)
    written = {
        "nothing changes, independent days": (11, 3, 1, 0, 0),
        "nothing changes, memory 0.5": (47, 22, 10, 3, 1),
        "nothing changes, memory 0.8": (91, 75, 57, 32, 18),
        "steady fall to 1/8, memory 0.5": (100, 100, 100, 99, 96),
    }
    assert {one.world.name for one in found} == set(written)
    for one in found:
        for share, expected in zip(one.shares, written[one.world.name], strict=True):
            assert 100 * share == pytest.approx(expected, abs=5), one.world.name


def test_the_same_seed_gives_the_same_table(ledger: Ledger) -> None:
    span = levels(ledger, "BY-LT", days("2021-08-03", "2021-10-31"))
    assert calibration(span, draws=20) == calibration(span, draws=20)


def told(ledger: Ledger, border: str, first: str, last: str) -> list[tuple[str, str, bool, bool]]:
    found = levels(ledger, border, days(first, last))
    assert found.reason is None
    return [
        (shift.after.isoformat(), shift.before.isoformat(), shift.clear, shift.drawn)
        for shift in found.shifts
    ]


def test_poland_in_autumn_2021_has_two_clear_shifts_and_a_possible_one(ledger: Ledger) -> None:
    assert told(ledger, "BY-PL", "2021-07-01", "2022-03-31") == [
        ("2021-09-10", "2021-09-28", True, True),
        ("2021-11-10", "2021-11-13", False, False),
        ("2021-11-30", "2021-12-01", True, True),
    ]
    found = levels(ledger, "BY-PL", days("2021-07-01", "2022-03-31"))
    assert [(t.name, len(t.tiles), t.days_counted) for t in found.tilings] == [
        ("single days", 85, 85),
        ("counts of up to a month", 40, 260),
    ]
    assert [t.dispersion for t in found.tilings] == pytest.approx([20.2, 225.0], abs=0.05)
    assert "A steady change would look the same." in found.words.sentence


def test_lithuania_before_the_turn_backs_rises_between_24_and_25_june(ledger: Ledger) -> None:
    found = levels(ledger, "BY-LT", days("2021-01-01", "2021-08-31"))
    assert found.span.start == date(2021, 8, 3), "measures are never joined"
    assert told(ledger, "BY-LT", "2021-01-01", "2021-08-02")[0] == (
        "2021-06-24",
        "2021-06-25",
        True,
        True,
    )


def test_a_shift_known_within_more_than_a_month_is_told_and_not_drawn(ledger: Ledger) -> None:
    assert ("2021-11-07", "2021-12-13", True, False) in told(
        ledger, "BY-LV", "2021-08-10", "2022-03-31"
    )


def test_few_figures_are_refused(ledger: Ledger) -> None:
    found = levels(ledger, "BY-LV", days("2020-01-01", "2020-12-31"))
    assert found.reason is not None
    assert "are too few; levels need 20 days or 8 such counts" in found.reason
    assert found.shifts == ()


def test_tiles_share_no_day_and_leave_out_lower_bounds(ledger: Ledger) -> None:
    for tiling in levels(ledger, "BY-PL", days("2021-08-01", "2026-03-01")).tilings:
        for one, other in zip(tiling.tiles, tiling.tiles[1:], strict=False):
            assert one.end <= other.start
        assert all(tile.days <= 31 for tile in tiling.tiles)
