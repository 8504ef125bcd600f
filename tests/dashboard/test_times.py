"""Days that can be found by a name: the calendar without a gap, and what the tables name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from shipped import shipped_ledger

from dashboard.feed.header import TimeEntry
from dashboard.feed.times import times_of
from dashboard.scene.state import FIRST_DATE

LEDGER = shipped_ledger()


@cache
def found() -> Sequence[TimeEntry]:
    return times_of(LEDGER)


EPOCH = date(1970, 1, 1)


def of_kind(what: str) -> list[TimeEntry]:
    return [time for time in found() if time["what"] == what]


def follow_each_other(spans: Sequence[TimeEntry]) -> bool:
    pairs = pairwise(spans)
    return all(one["last"] + 1 == after["first"] for one, after in pairs)


def test_months_years_seasons_and_weeks_leave_no_day_of_the_slider_out() -> None:
    first, last = (FIRST_DATE - EPOCH).days, (LEDGER.last_day - EPOCH).days
    for what in ("year", "season", "month", "week"):
        spans = of_kind(what)
        assert follow_each_other(spans), what
        assert spans[0]["first"] <= first and last <= spans[-1]["last"], what


def test_each_span_is_of_its_length() -> None:
    lengths = {
        what: [t["last"] - t["first"] + 1 for t in of_kind(what)] for what in ("week", "month")
    }
    assert set(lengths["week"]) == {7}
    assert set(lengths["month"]) == {28, 29, 30, 31}
    weekdays = {(EPOCH + timedelta(days=week["first"])).weekday() for week in of_kind("week")}
    assert weekdays == {0}


def test_every_named_period_and_key_event_can_be_found() -> None:
    assert [p["name"] for p in of_kind("period")] == [n.label for n in LEDGER.named_periods]
    events = of_kind("key event")
    assert len(events) == len(LEDGER.key_events)
    assert all(event["first"] == event["last"] for event in events)
