"""The highest days, weeks and months of one border: counts of just these days, never averages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from analysis_words import FORBIDDEN, days
from hypothesis import given
from hypothesis import strategies as st

from events import BORDERS, Ledger, Measure, PeriodError, UnknownIdError, Way, pressure
from events.analysis import ranking


def test_the_highest_days_of_poland_are_those_of_october_2021(ledger: Ledger) -> None:
    found = ranking(ledger, "BY-PL", "day", most=4)
    assert [(str(one.window.start), one.total) for one in found.ranked] == [
        ("2021-10-09", 739),
        ("2021-10-21", 633),
        ("2021-10-11", 605),
        ("2021-10-01", 601),
    ]
    assert found.measure is Measure.ATTEMPTS
    assert (found.counted, found.windows) == (367, 1901)
    assert found.reason is None


def test_a_contested_month_is_ranked_by_what_stands_and_says_what_else_is_told(
    ledger: Ledger,
) -> None:
    first, second, third = ranking(ledger, "BY-PL", "month", most=3).ranked
    assert (first.total, str(first.window.start)) == (17_447, "2021-10-01")
    assert first.against == "also told as about 17,300"
    assert (second.total, second.kind.value) == (8_900, "about")
    assert third.contested
    assert third.against.endswith(
        "contested: about 9,000 and at least 19,500 (1 September – 15 October 2021)"
    )


def test_what_is_as_high_shares_a_rank_and_the_next_is_counted_on(ledger: Ledger) -> None:
    found = ranking(ledger, "BY-LV", "month", most=3)
    assert [(one.rank, one.tied) for one in found.ranked] == [(1, True), (1, True), (3, False)]
    assert [row[0] for row in found.table.rows] == ["1=", "1=", "3"]
    assert "April 2025 and May 2025 with at least 1,500" in found.words.sentence
    # Nobody as high as the last one is left out, however many were asked for.
    assert len(ranking(ledger, "BY-LV", "month", most=1).ranked) == 2


def test_a_month_that_only_single_days_tell_of_is_not_ranked_but_its_room_is_said(
    ledger: Ledger,
) -> None:
    found = ranking(ledger, "BY-LV", "week")
    assert found.counted < found.windows
    assert f"{found.maybe_higher} others the reports leave open" in found.words.sentence


def test_weeks_run_from_monday_to_sunday_and_lie_wholly_in_the_days(ledger: Ledger) -> None:
    span = days("2021-10-06", "2021-12-08")
    found = ranking(ledger, "BY-PL", "week", span)
    assert found.windows == 8  # 11 October to 5 December
    for one in found.ranked:
        assert one.window.start.weekday() == 0
        assert one.window.days == 7
        assert span.start <= one.window.start
        assert one.window.end is not None and span.end is not None
        assert one.window.end <= span.end


@given(
    border=st.sampled_from(BORDERS),
    length=st.sampled_from(["day", "week", "month"]),
    start=st.integers(0, 1200),
    long=st.integers(1, 500),
    most=st.integers(1, 12),
)
def test_whatever_is_ranked_is_the_figure_that_the_page_shows_for_those_days(
    ledger: Ledger, border: str, length: str, start: int, long: int, most: int
) -> None:
    first = date(2021, 9, 1) + timedelta(days=start)
    span = days(str(first), str(first + timedelta(days=long - 1)))
    found = ranking(ledger, border, length, span, most)
    totals = [one.total for one in found.ranked]
    assert totals == sorted(totals, reverse=True)
    assert [one.rank for one in found.ranked] == [
        1 + sum(other > one for other in totals) for one in totals
    ]
    for one in found.ranked:
        shown = pressure(ledger, border, one.window)
        assert shown.way in (Way.COMPLETE, Way.COUNT)
        assert (shown.total, shown.kind, shown.contested) == (one.total, one.kind, one.contested)
        assert shown.report_ids[0] == one.report_ids[0]
    assert (found.reason is None) == bool(found.ranked)
    assert not FORBIDDEN.findall(found.words.told.lower())


def test_nothing_counted_is_a_refusal_in_words(ledger: Ledger) -> None:
    found = ranking(ledger, "BY-LT", "month", days("2023-03-05", "2023-03-20"))
    assert found.ranked == ()
    assert found.words.sentence == ""
    assert found.words.refusal == (
        "Belarus–Lithuania border, highest months: no answer, because no month of this time has a "
        "count of its own."
    )


def test_what_cannot_be_asked_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UnknownIdError):
        ranking(ledger, "BY-UA")
    with pytest.raises(PeriodError, match="at least one place"):
        ranking(ledger, "BY-PL", most=0)
