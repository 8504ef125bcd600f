"""A coefficient is given only beside what chance alone reaches."""

from __future__ import annotations

import numpy as np
import pytest
from analysis_words import days
from scipy.stats import pearsonr

from events import Ledger
from events.analysis import aligned
from events.analysis.calibration import remembering
from events.analysis.lags import coefficient, memory, too_short


def series(values: np.ndarray, first: int = 730_000) -> dict[int, float]:
    return {first + at: float(value) for at, value in enumerate(values)}


def test_a_true_lag_of_nine_days_is_found() -> None:
    generator = np.random.default_rng(9)
    for _ in range(20):
        cause = remembering(209, 0.6, generator)
        follows = cause[:200] + 0.5 * generator.standard_normal(200)
        found = coefficient(series(cause[9:]), series(follows), draws=199)
        assert found is not None
        assert abs(found.lag - 9) <= 1
        assert found.beyond_chance


@pytest.mark.few(1)
@pytest.mark.parametrize(("length", "kept"), [(60, 0.8), (120, 0.8), (200, 0.0)])
def test_unrelated_series_cross_the_band_in_3_to_9_of_100(length: int, kept: float) -> None:
    generator = np.random.default_rng(length)
    crossed = 0
    for _ in range(300):
        one, other = (series(remembering(length, kept, generator)) for _ in range(2))
        found = coefficient(one, other, draws=199)
        assert found is not None
        crossed += found.beyond_chance
    assert 3 <= crossed / 3 <= 9


def test_the_coefficient_is_pearsons_of_the_changes() -> None:
    generator = np.random.default_rng(3)
    one, other = remembering(90, 0.3, generator), remembering(90, 0.3, generator)
    found = coefficient(series(one), series(other), draws=99)
    assert found is not None
    x, y = np.diff(one), np.diff(other)
    every = [pearsonr(x[: 89 - lag], y[lag:])[0] for lag in range(22)]
    assert found.value == pytest.approx(max(every, key=abs))
    assert found.lag == int(np.argmax(np.abs(every)))


def test_a_day_without_a_figure_takes_no_part() -> None:
    generator = np.random.default_rng(4)
    one, other = (series(remembering(120, 0.3, generator)) for _ in range(2))
    for day in list(other)[10:40:3]:
        del other[day]
    found = coefficient(one, other, draws=99)
    assert found is not None
    assert found.days == 110


def test_short_and_flat_series_have_no_coefficient() -> None:
    generator = np.random.default_rng(5)
    long = series(remembering(80, 0.5, generator))
    short = series(remembering(59, 0.5, generator))
    assert too_short(long, short) == "59 days with a count of both; such a figure needs 60"
    flat = series(np.repeat(7.0, 80))
    assert too_short(long, flat) == "one of the two changes on 0 days; such a figure needs 20"
    assert coefficient(long, short) is coefficient(long, flat) is None


def test_memory_is_told_from_the_series() -> None:
    generator = np.random.default_rng(6)
    assert memory(remembering(4_000, 0.8, generator)) == pytest.approx(0.8, abs=0.04)
    assert memory(np.repeat(1.0, 10)) == 0.0


def test_reported_flights_are_levels_and_give_no_coefficient(ledger: Ledger) -> None:
    found = aligned(ledger, "BY-PL", days("2021-05-01", "2022-01-31"))
    assert found.reason is None
    assert found.coefficient is None
    assert found.coefficient_reason == (
        "flights are known as 8 levels; such a figure needs 60 days with a count of both"
    )
    assert [(level.words, level.solid, level.planned) for level in found.flights] == [
        ("about 23", False, False),
        ("at least 33", False, False),
        ("about 32.9", False, False),
        ("9", False, True),
        ("at least 47", False, False),
        ("47", True, False),
        ("about 40", False, False),
        ("about 40", False, True),
    ]
    assert len(found.stops) == 28
    assert len(found.figures) == 133


def test_days_without_flights_or_figures_are_refused(ledger: Ledger) -> None:
    found = aligned(ledger, "BY-PL", days("2023-05-01", "2023-06-30"))
    assert found.reason == "no level of flights to Minsk is reported in these days"
