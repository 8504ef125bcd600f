"""The crossings and zones in force on twenty-five days of 2021 to 2026, written out."""

from datetime import date
from itertools import pairwise

import pytest
from shipped import shipped_ledger

from events import Period
from events.conditions import ConditionKind, conditions, crossing_status
from geodata import load_crossings

LEDGER = shipped_ledger()
# Day; crossings closed, restricted, open; emergencies and zones. What is named nowhere is not
# reported for that day.
IN_FORCE = (
    (
        "2021-07-15",
        "",
        "",
        "",
        "lt-emergency-2021",
    ),
    (
        "2021-09-15",
        "",
        "",
        "",
        "lt-emergency-2021 lv-emergency-2021 pl-emergency-2021",
    ),
    (
        "2021-11-12",
        "kuznica",
        "",
        "",
        "lt-emergency-2021 lt-state-of-emergency-2021 lv-emergency-2021-11 pl-emergency-2021",
    ),
    (
        "2021-12-20",
        "kuznica",
        "",
        "",
        "lt-emergency-2021 lt-state-of-emergency-2021-12 lv-emergency-2021-11 pl-ban-on-stay-2021",
    ),
    (
        "2022-02-01",
        "kuznica",
        "",
        "",
        "lv-emergency-2021-11 pl-ban-on-stay-2021",
    ),
    (
        "2022-08-01",
        "kuznica",
        "",
        "",
        "pl-no-approach-2022",
    ),
    (
        "2023-01-15",
        "kuznica",
        "",
        "",
        "lt-emergency-2022",
    ),
    (
        "2023-02-21",
        "bobrowniki kuznica",
        "kukuryki",
        "terespol-road",
        "lt-emergency-2022",
    ),
    (
        "2023-07-01",
        "bobrowniki kuznica",
        "kukuryki",
        "terespol-road",
        "lv-emergency-2023-05",
    ),
    (
        "2023-08-20",
        "bobrowniki kuznica sumskas tverecius",
        "kukuryki",
        "terespol-road",
        "",
    ),
    (
        "2023-10-01",
        "bobrowniki kuznica silene sumskas tverecius",
        "kukuryki paternieki",
        "terespol-road",
        "",
    ),
    (
        "2024-03-05",
        "bobrowniki kuznica lavoriskes raigardas silene sumskas tverecius",
        "kena kukuryki medininkai paternieki salcininkai",
        "terespol-road",
        "",
    ),
    (
        "2024-07-01",
        "bobrowniki kuznica lavoriskes raigardas silene sumskas tverecius",
        "kena kukuryki medininkai paternieki salcininkai",
        "terespol-road",
        "pl-buffer-zone-2024-06",
    ),
    (
        "2025-01-15",
        "bialowieza bobrowniki kuznica lavoriskes raigardas silene sumskas tverecius",
        "kena kukuryki medininkai paternieki salcininkai",
        "terespol-road",
        "pl-buffer-zone-2024-12",
    ),
    (
        "2025-04-15",
        "bialowieza bobrowniki kuznica lavoriskes raigardas silene sumskas tverecius",
        "kena kukuryki medininkai paternieki salcininkai",
        "terespol-road",
        "pl-buffer-zone-2025-03",
    ),
    (
        "2025-07-01",
        "bialowieza bobrowniki kuznica lavoriskes raigardas silene sumskas tverecius",
        "kena kukuryki medininkai paternieki salcininkai",
        "terespol-road",
        "pl-buffer-zone-2025-06",
    ),
    (
        "2025-09-15",
        "bialowieza bobrowniki kukuryki kuznica lavoriskes polowce raigardas silene "
        "slawatycze sumskas terespol-rail terespol-road tverecius",
        "kena medininkai paternieki salcininkai",
        "",
        "pl-buffer-zone-2025-09",
    ),
    (
        "2025-09-25",
        "bialowieza bobrowniki kuznica lavoriskes polowce raigardas silene slawatycze "
        "sumskas tverecius",
        "kena kukuryki medininkai paternieki salcininkai",
        "terespol-rail terespol-road",
        "pl-buffer-zone-2025-09",
    ),
    (
        "2025-10-22",
        "bialowieza bobrowniki kuznica lavoriskes medininkai polowce raigardas "
        "salcininkai silene slawatycze sumskas tverecius",
        "kena kukuryki paternieki",
        "terespol-rail terespol-road",
        "pl-buffer-zone-2025-09",
    ),
    (
        "2025-11-01",
        "bialowieza bobrowniki kuznica lavoriskes medininkai polowce raigardas "
        "salcininkai silene slawatycze sumskas tverecius",
        "kena kukuryki paternieki",
        "terespol-rail terespol-road",
        "pl-buffer-zone-2025-09",
    ),
    (
        "2025-11-18",
        "bialowieza lavoriskes medininkai polowce raigardas salcininkai silene "
        "slawatycze sumskas tverecius",
        "kena kukuryki kuznica paternieki",
        "bobrowniki terespol-rail terespol-road",
        "pl-buffer-zone-2025-09",
    ),
    (
        "2025-12-10",
        "bialowieza lavoriskes polowce raigardas silene slawatycze sumskas tverecius",
        "kena kukuryki kuznica medininkai paternieki salcininkai",
        "bobrowniki terespol-rail terespol-road",
        "lt-balloon-emergency-2025 pl-buffer-zone-2025-12",
    ),
    (
        "2026-02-01",
        "bialowieza lavoriskes polowce raigardas silene slawatycze sumskas tverecius",
        "kena kukuryki kuznica medininkai paternieki salcininkai",
        "bobrowniki terespol-rail terespol-road",
        "lt-balloon-emergency-2025 pl-buffer-zone-2025-12",
    ),
    (
        "2026-04-01",
        "bialowieza lavoriskes polowce raigardas silene slawatycze sumskas tverecius",
        "kena kukuryki kuznica medininkai paternieki salcininkai",
        "bobrowniki terespol-rail terespol-road",
        "lt-balloon-emergency-2025 pl-buffer-zone-2026-03",
    ),
    (
        "2026-07-01",
        "bialowieza lavoriskes polowce raigardas silene slawatycze sumskas tverecius",
        "kena kukuryki kuznica medininkai paternieki salcininkai",
        "bobrowniki terespol-rail terespol-road",
        "",
    ),
)


def short(crossing_id: str) -> str:
    if crossing_id.startswith("terespol"):
        return crossing_id.replace("-brest", "")
    return crossing_id.split("-")[0]


@pytest.mark.parametrize(("day", "closed", "restricted", "opened", "zones"), IN_FORCE)
def test_what_is_in_force_is_what_the_reports_leave_in_force(
    day: str, closed: str, restricted: str, opened: str, zones: str
) -> None:
    states: dict[str | None, list[str]] = {}
    for crossing in load_crossings():
        status = crossing_status(LEDGER, crossing, date.fromisoformat(day)).status
        states.setdefault(status, []).append(short(crossing))
    found = {status: " ".join(sorted(names)) for status, names in states.items()}
    assert found.get("closed", "") == closed
    assert found.get("restricted", "") == restricted
    assert found.get("open", "") == opened
    held = conditions(LEDGER, Period.of_day(date.fromisoformat(day)))
    kinds = (ConditionKind.EMERGENCY, ConditionKind.BUFFER_ZONE)
    assert " ".join(sorted(c.id for c in held if c.kind in kinds)) == zones


def test_a_chain_of_the_law_has_no_gap_and_no_overlap() -> None:
    for prefix, first, last in (
        ("pl-buffer-zone-", date(2024, 6, 13), date(2026, 6, 2)),
        ("pl-asylum-", date(2025, 3, 27), date(2026, 3, 21)),
    ):
        chain = sorted(
            (c.period for c in LEDGER.conditions if c.id.startswith(prefix)), key=lambda p: p.start
        )
        assert (chain[0].start, chain[-1].last_day) == (first, last)
        for before, after in pairwise(chain):
            assert before.end == after.start


def test_the_polish_closure_ends_at_midnight_of_24_september() -> None:
    for crossing in ("terespol-brest-road", "terespol-brest-rail", "kukuryki-kozlovichi"):
        assert crossing_status(LEDGER, crossing, date(2025, 9, 24)).status == "closed"
        assert crossing_status(LEDGER, crossing, date(2025, 9, 25)).status != "closed"


def test_the_start_of_the_lithuanian_closure_is_contested() -> None:
    event = next(e for e in LEDGER.events if e.id == "incident-lithuanian-closure-2025")
    assert event.contested and "26 October at 23:15" in event.why
    assert len(event.report_ids) == 10
    for crossing in ("medininkai-kamenny-log", "salcininkai-benyakoni"):
        assert crossing_status(LEDGER, crossing, date(2025, 10, 26)).status == "closed"
        assert crossing_status(LEDGER, crossing, date(2025, 11, 19)).status == "closed"
        assert crossing_status(LEDGER, crossing, date(2025, 11, 20)).status == "restricted"


def test_key_events_and_named_periods_stand_in_every_year() -> None:
    years = range(2021, 2027)
    assert {key.day.year for key in LEDGER.key_events} == set(years)
    for year in years:
        whole = Period.of_days(date(year, 1, 1), date(year, 12, 31))
        assert any(named.period.overlaps(whole) for named in LEDGER.named_periods), year
    assert (len(LEDGER.key_events), len(LEDGER.named_periods)) == (51, 19)
