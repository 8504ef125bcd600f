"""How far the data is current: the newest day with a figure of its own, on each border."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dashboard.scene.words.newest import newest_days, newest_words
from events import Ledger, Period, Selection, Way, figure_words, pressure, select

TODAY = date(2026, 3, 2)


def test_the_newest_day_of_a_border_is_known_exactly_and_no_later_one_is_reported(
    ledger: Ledger,
) -> None:
    found = newest_days(ledger)
    assert set(found) == {"BY-PL", "BY-LT", "BY-LV"}
    for pair, newest in found.items():
        assert pressure(ledger, pair, Period.of_day(newest)).way is Way.COMPLETE
        for later in range(1, (ledger.last_day - newest).days + 1):
            day = Period.of_day(newest + timedelta(days=later))
            said = figure_words(ledger, pressure(ledger, pair, day))
            assert "reported for that day" not in said.basis


def test_a_border_without_a_figure_has_no_newest_day(ledger: Ledger) -> None:
    alone = newest_days(select(ledger, Selection(borders=("BY-LV",))))
    assert set(alone) == {"BY-LV"}


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({}, ""),
        ({"BY-LT": TODAY}, "Lithuania 2 Mar 2026 (today)"),
        (
            {"BY-LV": TODAY - timedelta(days=1), "BY-PL": date(2021, 3, 2)},
            "Poland 2 Mar 2021 (1,826 days ago) · Latvia 1 Mar 2026 (1 day ago)",
        ),
        ({"BY-PL": TODAY + timedelta(days=1)}, "Poland 3 Mar 2026 (today)"),
    ],
)
def test_the_words_say_how_old_the_newest_figures_are(days: dict[str, date], said: str) -> None:
    assert newest_words(days, TODAY) == said
