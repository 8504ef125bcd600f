"""Deaths as IOM's list and the press tell them: one event a record, listed and never summed."""

import re

import pytest

from events import Ledger, Measure, MeasureError, Report
from events.model import Event, PlaceKind

RECORD = re.compile(r"record (20\d\d\.MMP\d{4,5});")


@pytest.fixture(scope="module")
def records(ledger: Ledger) -> dict[str, Report]:
    """Return the reports of the list by the list's own record id."""
    found = {}
    for report in ledger.reports.values():
        if report.source_id == "iom-missing-migrants":
            match = RECORD.search(report.note)
            assert match, report.id
            found[match[1]] = report
    return found


def event_of(ledger: Ledger, report: Report) -> Event:
    return ledger.event_of[report.id]


def test_every_record_of_the_list_is_a_report_of_its_own(records: dict[str, Report]) -> None:
    assert len(records) == 117
    assert min(r.period.start.isoformat() for r in records.values()) == "2021-08-04"
    assert max(r.period.start.isoformat() for r in records.values()) == "2025-10-28"
    for report in records.values():
        assert report.incident is not None and report.incident.category == "death"
        assert "cause category: " in report.note and "source quality " in report.note
        assert "link of the record: http" in report.note or "has no link" in report.note
        assert report.incident.title.startswith("IOM's list: ")


def test_a_missing_person_is_not_counted_dead(records: dict[str, Report]) -> None:
    missing = {i for i, r in records.items() if r.incident is not None and not r.incident.deaths}
    assert missing == {"2023.MMP0046", "2023.MMP0047"}
    for record in missing:
        report = records[record]
        assert report.measure is Measure.PEOPLE_INVOLVED
        assert report.incident is not None and "one person missing" in report.incident.title
        assert "Missing, not dead, in the record." in report.note


def test_the_figures_are_those_of_the_records(records: dict[str, Report]) -> None:
    told = {i: r.incident.deaths.value for i, r in records.items() if r.incident.deaths}
    assert {i for i, dead in told.items() if dead == 3} == {"2025.MMP0950", "2025.MMP0675"}
    assert sum(dead == 2 for dead in told.values()) == 9
    assert sum(dead == 1 for dead in told.values()) == 104
    with pytest.raises(MeasureError):
        sum(r.incident.deaths for r in records.values() if r.incident.deaths)


def test_one_event_holds_one_record(ledger: Ledger, records: dict[str, Report]) -> None:
    events = {event_of(ledger, report).id for report in records.values()}
    assert len(events) == 117


def test_a_press_report_of_the_same_death_stands_beside_its_record(
    ledger: Ledger, records: dict[str, Report]
) -> None:
    joined = {i: event_of(ledger, r) for i, r in records.items()}
    joined = {i: e for i, e in joined.items() if len(e.report_ids) > 1}
    assert len(joined) == 30
    assert set(joined["2023.MMP0144"].report_ids) == {"incident-0238", records["2023.MMP0144"].id}
    assert joined["2021.MMP0257"].contested and "8 December" in joined["2021.MMP0257"].why
    assert not [i for i in joined if i.startswith("2024")]


def test_a_point_of_the_list_is_no_sharper_than_10_km(
    ledger: Ledger, records: dict[str, Report]
) -> None:
    for report in records.values():
        if report.place.id.startswith("iom-"):
            assert report.place.precision_km is not None and report.place.precision_km >= 10
            assert report.place.kind is PlaceKind.POINT and report.place.near_border


def test_a_record_is_not_drawn_where_its_point_is_wrong(
    ledger: Ledger, records: dict[str, Report]
) -> None:
    janowo = records["2023.MMP0217"]
    assert janowo.place.id == "janowo" and janowo.place.section_ids == ("BY-PL-10",)
    assert "200 km" in janowo.note
    for record in ("2022.MMP1141", "2022.MMP1302"):
        assert records[record].place.id == "border-by-pl"
    assert not records["2021.MMP0893"].place.near_border


def test_a_total_that_somebody_told_stays_theirs(ledger: Ledger) -> None:
    nine = ledger.reports["incident-0159"]
    assert nine.incident is not None and nine.incident.deaths is not None
    assert nine.incident.deaths.value == 9
    assert nine.incident.title.startswith("Belarus State Border Committee")
    five = ledger.reports["incident-0320"]
    assert "own total" in five.note
    assert event_of(ledger, five).report_ids == ("incident-0320",)
