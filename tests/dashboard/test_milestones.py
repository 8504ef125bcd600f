"""What the clock can name: key events and named periods of the shipped tables."""

from __future__ import annotations

from datetime import date, timedelta

from shipped import shipped_ledger

from dashboard.feed.milestones import milestones
from dashboard.scene.state import FIRST_DATE
from dashboard.scene.symbology import CATEGORIES

LEDGER = shipped_ledger()
FOUND = milestones(LEDGER)
EPOCH = date(1970, 1, 1)


def day(number: int) -> date:
    return EPOCH + timedelta(days=number)


def test_every_key_event_stands_on_its_own_day_in_order() -> None:
    told = [(day(event["day"]), event["label"]) for event in FOUND["events"]]
    assert told == [(key.day, key.label) for key in LEDGER.key_events]
    assert told == sorted(told)
    assert (date(2021, 11, 8), "Crowd reaches Kuźnica – Bruzgi") in told


def test_every_key_event_bears_the_symbol_of_its_first_report() -> None:
    kinds = {event["label"]: CATEGORIES[event["kind"]].key for event in FOUND["events"]}
    assert kinds["Iraq halts flights to Minsk"] == "aviation"
    assert kinds["Clash at Kuźnica – Bruzgi"] == "clash"
    assert kinds["Latvia completes its fence"] == "barrier"


def test_a_named_period_keeps_both_its_days() -> None:
    periods = {period["id"]: period for period in FOUND["periods"]}
    kuznica = periods["kuznica"]
    assert (day(kuznica["first"]), day(kuznica["last"])) == (date(2021, 11, 8), date(2021, 11, 16))
    assert all(period["first"] < period["last"] for period in periods.values())


def test_the_slider_opens_on_the_whole_record() -> None:
    assert day(FOUND["first"]) == FIRST_DATE
    assert day(FOUND["last"]) == LEDGER.last_day
