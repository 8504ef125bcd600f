"""Routes over time: every span and stop once, in days and ways of the shipped record."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from events import (
    Ledger,
    RouteLine,
    RouteStatus,
    RouteStretch,
    Selection,
    route_lines,
    route_spans,
    select,
    stop_spans,
)

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def lines(ledger: Ledger) -> dict[tuple[str, ...], RouteLine]:
    return {line.ends: line for line in route_lines(ledger)}


def days_told(spans: list[tuple[str, date, date]]) -> Counter[tuple[str, date]]:
    return Counter(
        (id_, start + number * DAY)
        for id_, start, end in spans
        for number in range((end - start).days)
    )


def test_every_day_of_every_span_stands_in_one_stretch(
    ledger: Ledger, lines: dict[tuple[str, ...], RouteLine]
) -> None:
    spans = [(span.report_id, span.start, span.end) for span in route_spans(ledger)]
    drawn = [
        (id_, stretch.start, stretch.end)
        for line in lines.values()
        for stretch in line.stretches
        for id_ in stretch.report_ids
    ]
    assert days_told(drawn) == days_told(spans)
    stops = [stop.id for line in lines.values() for stop in line.stops]
    assert sorted(stops) == sorted(stop.id for stop in stop_spans(ledger))
    assert len(spans) == 128 and len(stops) == 33 and len(lines) == 26


def told(stretch: RouteStretch) -> tuple[date, date, str, float | None, float | None, bool]:
    last = stretch.end - DAY
    return (stretch.start, last, stretch.status, stretch.low, stretch.high, stretch.carried)


def test_baghdad_to_minsk_in_summer_2021_is_the_record_of_the_day(
    lines: dict[tuple[str, ...], RouteLine],
) -> None:
    """Two a week by one report without an end, then up to four, then a halt and a claim."""
    line = lines["BGW", "MSQ"]
    flown = [
        told(stretch)
        for stretch in line.stretches
        if stretch.status is RouteStatus.SCHEDULED and stretch.start.year == 2021
    ]
    assert flown == [
        (date(2021, 5, 10), date(2021, 5, 10), "scheduled", 2, 2, False),
        (date(2021, 5, 11), date(2021, 5, 31), "scheduled", 2, 2, True),
        (date(2021, 6, 7), date(2021, 6, 30), "scheduled", 2, 2, True),
        (date(2021, 7, 1), date(2021, 7, 31), "scheduled", 2, 4, False),
        (date(2021, 8, 1), date(2021, 8, 1), "scheduled", 2, 4, False),
        (date(2021, 8, 2), date(2021, 8, 4), "scheduled", 2, 7, False),
        (date(2021, 8, 5), date(2021, 8, 5), "scheduled", 2, 7, False),
        (date(2021, 8, 6), date(2021, 8, 6), "scheduled", 2, 2, False),
    ]
    assert [stop.start for stop in line.stops] == [
        date(2021, 8, 5),
        date(2021, 8, 6),
        date(2021, 10, 9),
        date(2021, 11, 12),
        date(2021, 11, 18),
        date(2021, 12, 6),
    ]
    # Nobody but a contested article has a flight between the halt and the return flights.
    after = [s for s in line.stretches if s.start >= date(2021, 8, 7)]
    assert {s.status for s in after} == {RouteStatus.CONTESTED, RouteStatus.REPATRIATION}
    assert line.resumptions == ()


def test_a_stop_is_followed_by_the_first_report_of_flying_by_whom_it_spoke_of(
    lines: dict[tuple[str, ...], RouteLine],
) -> None:
    found = {
        line.ends[0]: [
            (one.day, one.stop.start, one.stretch.report_ids) for one in line.resumptions
        ]
        for line in lines.values()
        if line.resumptions
    }
    assert found == {
        "DAM": [(date(2024, 6, 7), date(2021, 11, 13), ("flight-0131",))],
        "DXB": [(date(2024, 2, 28), date(2022, 4, 26), ("flight-0201",))],
        # Belavia flew in April 2022, while Turkish Airlines had stopped until November 2023.
        "IST": [(date(2024, 2, 28), date(2022, 2, 24), ("flight-0202",))],
    }


def test_a_filter_leaves_lines_of_what_it_lets_through(ledger: Ledger) -> None:
    narrowed = select(ledger, Selection(airlines=("Cham Wings",)))
    lines = route_lines(narrowed)
    assert {line.ends for line in lines} == {("DAM", "MSQ")}
    for line in lines:
        for stretch in line.stretches:
            assert stretch.airlines == ("Cham Wings",)
