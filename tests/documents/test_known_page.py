"""docs/known.md is what the tables give, and its windows are of all kinds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from shipped import shipped_ledger

from docs.known_page import WINDOWS, build_page
from events import BORDERS, Way, pressure

PAGE = Path(__file__).parents[2] / "docs" / "known.md"
LEDGER = shipped_ledger()


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == build_page(LEDGER), "run scripts/build-docs"


def test_the_windows_are_forty_of_every_length_border_year_and_step() -> None:
    assert len({(w.border, w.last_day, w.days) for w in WINDOWS}) == 40
    assert {w.border for w in WINDOWS} == set(BORDERS)
    for border in BORDERS:
        assert {w.days for w in WINDOWS if w.border == border} == {1, 7, 30, 90, 365}
    assert {w.last_day.year for w in WINDOWS} == set(range(2021, 2027))
    ways = Counter(pressure(LEDGER, w.border, w.period).way for w in WINDOWS)
    assert set(ways) == set(Way)


def test_some_windows_cross_a_month_and_some_the_first_day_of_a_measure() -> None:
    figures = [pressure(LEDGER, w.border, w.period) for w in WINDOWS]
    assert sum(f.counted != f.window for f in figures) >= 3
    crossing = [w for w in WINDOWS if w.days < 32 and w.period.start.month != w.last_day.month]
    assert len(crossing) >= 5


def test_every_judgement_is_a_sentence_of_its_own() -> None:
    assert len({w.judgement for w in WINDOWS}) >= 38
    assert all(w.judgement.endswith(".") for w in WINDOWS)
