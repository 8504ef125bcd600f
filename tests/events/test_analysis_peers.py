"""The numbers of analysis against other programs: ruptures, statsmodels and scipy."""

from __future__ import annotations

import warnings
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
import ruptures
import statsmodels.api as sm
from scipy import stats
from scipy.special import xlogy
from statsmodels.tsa.arima_process import arma_generate_sample
from statsmodels.tsa.stattools import acovf

from events import Ledger, Period
from events.analysis import concentration, levels
from events.analysis.lags import LONGEST_LAG, coefficient, memory
from events.analysis.partition import FEWEST_DAYS, FEWEST_TILES, costs, dispersion, partition
from events.analysis.scan import RARE, scan
from events.analysis.tiles import totals_and_days

SPAN = Period(date(2021, 7, 1), date(2022, 4, 1))
BORDERS = ("BY-PL", "BY-LT", "BY-LV")
Series = tuple[np.ndarray, np.ndarray]


@pytest.fixture(
    scope="module", params=[(border, at) for border in BORDERS for at in (0, 1)], ids=str
)
def tiles(request: pytest.FixtureRequest, ledger: Ledger) -> Series:
    border, at = request.param
    tiling = levels(ledger, border, SPAN).tilings[at]
    if len(tiling.tiles) < 8:
        pytest.skip("too few counts for levels")
    return totals_and_days(tiling.tiles)


class Deviance(ruptures.base.BaseCost):
    """Poisson deviance of one rate, with days as exposure, for ruptures' exact search."""

    model = "poisson deviance with exposure"
    min_size = FEWEST_TILES

    def __init__(self, totals: np.ndarray, days: np.ndarray) -> None:
        self.totals, self.days = totals, days

    def fit(self, signal: np.ndarray) -> Deviance:
        self.signal = signal
        return self

    def error(self, start: int, end: int) -> float:
        y, d = self.totals[start:end], self.days[start:end]
        if d.sum() < FEWEST_DAYS:
            return 1e12
        return float(2 * (xlogy(y, y / d).sum() - xlogy(y.sum(), y.sum() / d.sum())))


def test_levels_are_those_of_an_exact_search_by_ruptures(tiles: Series) -> None:
    totals, days = tiles
    over = dispersion(totals, days)
    cost = costs(totals, days)
    search = ruptures.Dynp(custom_cost=Deviance(totals, days), jump=1).fit(totals[:, None])
    found = {}
    for cuts in range(1, 6):
        ends = search.predict(n_bkps=cuts)
        found[cuts] = (search.cost.sum_of_costs(ends) / over, tuple(ends[:-1]))
    found[0] = (Deviance(totals, days).error(0, len(totals)) / over, ())
    for k in (4, 6, 8):
        price = k * float(np.log(len(totals)))
        ours = partition(cost / over, price)
        assert len(ours) < 6
        best = min(value + price * cuts for cuts, (value, _) in found.items())
        value, theirs = found[len(ours)]
        assert value + price * len(ours) == pytest.approx(best)
        assert ours == theirs


def glm(totals: np.ndarray, days: np.ndarray, level: np.ndarray | None = None):
    design = np.ones((len(totals), 1)) if level is None else np.eye(level.max() + 1)[level]
    with warnings.catch_warnings():
        # A level in which nobody was counted has no finite logarithm of its rate.
        warnings.simplefilter("ignore")
        model = sm.GLM(totals, design, family=sm.families.Poisson(), exposure=days)
        return model.fit(tol=1e-10, maxiter=200)


def test_rates_and_deviance_of_levels_are_those_of_a_regression(tiles: Series) -> None:
    totals, days = tiles
    cost = costs(totals, days)
    cuts = partition(cost / dispersion(totals, days), 4 * float(np.log(len(totals))))
    edges = [0, *cuts, len(totals)]
    level = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    fitted = glm(totals, days, level)
    whole = sum(cost[a, b] for a, b in pairwise(edges))
    assert whole == pytest.approx(fitted.deviance, rel=1e-6, abs=1e-4)
    rates = [totals[a:b].sum() / days[a:b].sum() for a, b in pairwise(edges)]
    assert np.exp(fitted.params) == pytest.approx(rates, rel=1e-6, abs=1e-4)


def test_dispersion_is_the_mean_of_pearson_s_statistic_over_neighbours(tiles: Series) -> None:
    totals, days = tiles
    told = [
        glm(totals[at : at + 2], days[at : at + 2]).pearson_chi2
        for at in range(len(totals) - 1)
        if totals[at : at + 2].sum() > 0
    ]
    assert dispersion(totals, days) == pytest.approx(max(1.0, float(np.mean(told))), rel=1e-6)


@pytest.mark.parametrize("gaps", [0.0, 0.3])
@pytest.mark.parametrize("kept", [0.0, 0.5, 0.9])
def test_memory_is_the_autocorrelation_of_statsmodels(kept: float, gaps: float) -> None:
    generator = np.random.default_rng(7)
    series = arma_generate_sample(
        [1, -kept], [1], 400, distrvs=generator.standard_normal, burnin=100
    )
    series[generator.random(400) < gaps] = np.nan
    found = acovf(series, adjusted=True, nlag=1, missing="conservative", fft=False)
    assert memory(series) == pytest.approx(max(found[1] / found[0], 0.0), abs=1e-9)


def pair(days: int, kept: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    one, other = (
        arma_generate_sample([1, -kept], [1], days, distrvs=generator.standard_normal, burnin=100)
        for _ in range(2)
    )
    return one, other


def lagged(one: np.ndarray, other: np.ndarray, lags: int) -> list[float]:
    x, y = np.diff(one), np.diff(other)
    return [float(stats.pearsonr(x[: len(x) - lag], y[lag:]).statistic) for lag in range(lags)]


def test_a_coefficient_is_the_largest_of_pearson_s_over_the_lags() -> None:
    one, other = pair(120, 0.4, 11)
    other[5:] += 0.8 * one[:-5]
    start = date(2022, 1, 1).toordinal()
    first, second = (
        {start + at: float(value) for at, value in enumerate(series)} for series in (one, other)
    )
    found = coefficient(first, second)
    assert found is not None
    theirs = lagged(one, other, LONGEST_LAG + 1)
    assert found.lag == int(np.argmax(np.abs(theirs))) == 5
    assert found.value == pytest.approx(theirs[5])


def test_the_chance_band_is_that_of_series_simulated_by_statsmodels() -> None:
    days, kept = 100, 0.6
    one, other = pair(days, kept, 3)
    start = date(2022, 1, 1).toordinal()
    found = coefficient(
        {start + at: float(value) for at, value in enumerate(one)},
        {start + at: float(value) for at, value in enumerate(other)},
    )
    assert found is not None
    memories = [memory(one), memory(other)]
    generator = np.random.default_rng(5)
    largest = []
    for _ in range(800):
        drawn = [
            arma_generate_sample([1, -m], [1], days, distrvs=generator.standard_normal, burnin=50)
            for m in memories
        ]
        x, y = (np.diff(series) for series in drawn)
        largest.append(
            max(
                abs(np.corrcoef(x[: len(x) - lag], y[lag:])[0, 1]) for lag in range(LONGEST_LAG + 1)
            )
        )
    assert found.band == pytest.approx(float(np.quantile(largest, 0.95)), abs=0.025)


def test_the_run_that_stands_out_is_the_likeliest_by_scipy(ledger: Ledger) -> None:
    rows = concentration(ledger, "BY-PL", ("clash",)).table.rows
    counts = np.array([int(row[3]) for row in rows], dtype=np.int64)
    spans = [tuple(map(int, row[2].split("–"))) for row in rows]
    lengths = np.array([float(b - a) for a, b in spans])
    found = scan(counts, lengths)

    def ratio(run: slice, drawn: np.ndarray) -> float:
        """Logarithm of the likelihoods of two Poisson rates, inside and outside, over one."""
        inside = np.zeros(len(drawn), dtype=bool)
        inside[run] = True
        seen = np.array([drawn[inside].sum(), drawn[~inside].sum()])
        width = np.array([lengths[inside].sum(), lengths[~inside].sum()])
        if seen[0] / width[0] <= seen.sum() / width.sum():
            return 0.0
        own, common = seen, seen.sum() * width / width.sum()
        return float((stats.poisson.logpmf(seen, own) - stats.poisson.logpmf(seen, common)).sum())

    runs = [
        slice(a, b)
        for a in range(len(counts))
        for b in range(a + 1, len(counts) + 1)
        if lengths[a:b].sum() <= lengths.sum() / 2
    ]
    ratios = [ratio(run, counts) for run in runs]
    best = runs[int(np.argmax(ratios))]
    assert (found.first, found.end) == (best.start, best.stop)
    assert found.likelihood_ratio == pytest.approx(max(ratios))
    placed = stats.multinomial(int(counts.sum()), lengths / lengths.sum()).rvs(
        300, random_state=np.random.default_rng(2)
    )
    as_far = sum(max(ratio(run, drawn) for run in runs) >= max(ratios) - 1e-9 for drawn in placed)
    # Both estimate one share: theirs of 300 placings lies within what chance leaves open.
    share = found.as_far / found.placings
    assert abs(as_far / 300 - share) <= 4 * np.sqrt(max(share, 1 / 300) / 300)
    assert found.stands_out == (share <= RARE)


def test_a_share_near_the_limit_is_the_same_by_other_placings() -> None:
    counts = np.array([2, 5, 1, 3, 6, 1, 2, 4], dtype=np.int64)
    lengths = np.array([20.0, 30, 25, 30, 20, 35, 30, 25])
    found = scan(counts, lengths)
    again = scan(counts, lengths, seed=1)
    share, other = found.as_far / found.placings, again.as_far / again.placings
    assert 0.0 < share < 1.0
    assert abs(share - other) <= 5 * np.sqrt(share * (1 - share) / found.placings)


def test_the_windows_of_these_tests_are_those_of_the_documents() -> None:
    assert SPAN.last_day == date(2022, 3, 31)
    assert SPAN.end is not None and SPAN.end - SPAN.start == timedelta(days=274)
