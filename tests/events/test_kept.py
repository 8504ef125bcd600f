"""What is worked out of a ledger once is what it would be worked out to be again."""

from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

from events import Ledger, Selection, select
from events.flights import flight_endings, flight_reports
from events.kept import kept_with_ledger
from events.routes import route_spans
from events.stops import stop_spans


def test_it_is_worked_out_once_for_each_ledger_and_let_go_with_it(ledger: Ledger) -> None:
    asked: list[int] = []

    @kept_with_ledger
    def count(one: Ledger) -> int:
        asked.append(len(one.reports))
        return len(one.reports)

    assert count(ledger) == count(ledger) == len(ledger.reports)
    assert len(asked) == 1
    other = replace(ledger, reports={})
    assert count(other) == 0
    assert asked == [len(ledger.reports), 0]
    gone = ref(other)
    del other
    gc.collect()
    assert gone() is None


def test_flights_of_a_narrowed_ledger_are_its_own(ledger: Ledger) -> None:
    narrowed = select(ledger, Selection(airlines=("Belavia",)))
    for of in (route_spans, stop_spans):
        whole, part = of(ledger), of(narrowed)
        assert whole == of(replace(ledger))
        assert len(part) < len(whole)
        assert of(ledger) == whole
    assert flight_endings(narrowed) == flight_endings(ledger)
    assert {report.id for report, _ in flight_reports(ledger)} == set(flight_endings(ledger))


def test_first_and_last_day_follow_the_reports_of_each_ledger(ledger: Ledger) -> None:
    early = {i: r for i, r in ledger.reports.items() if r.period.start.year < 2022}
    part = replace(ledger, reports=early)
    assert part.last_reported < ledger.last_reported
    assert part.first_day == ledger.first_day
    assert replace(ledger).last_reported == ledger.last_reported
