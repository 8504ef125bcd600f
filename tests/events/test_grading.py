"""Who published what, how it is graded, and what is held back for people's safety."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlparse

import pytest
from shipped import shipped_ledger

from events import Measure, Period, PlaceKind, Precision
from events.catalogue import RELIABILITIES, SOURCE_KINDS
from events.generalisation import is_sensitive, public_place
from events.grades import CREDIBILITY, NOT_JUDGED, RELIABILITY, judge_by_rule
from events.ledger import DATA_FOLDER
from events.model import Status

LEDGER = shipped_ledger()
DOCUMENT = Path(__file__).parents[2] / "docs" / "grading.md"


def test_every_publisher_has_a_grade_and_a_reason():
    assert len(LEDGER.publishers) == 395
    for publisher in LEDGER.publishers.values():
        assert publisher.reliability in RELIABILITIES
        assert publisher.reason


def test_only_official_bodies_are_graded_a():
    for publisher in LEDGER.publishers.values():
        assert (publisher.reliability == "A") is (publisher.kind == "official"), publisher.id


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        ("wire", "BC"),
        ("copy site", "DF"),
        ("state-linked", "CDE"),
        ("opinion", "DF"),
        ("NGO", "C"),
        ("press", "BCF"),
        ("data set", "C"),
    ],
)
def test_a_kind_of_publisher_keeps_to_the_grades_of_the_rule(kind, allowed):
    found = {p.reliability for p in LEDGER.publishers.values() if p.kind == kind}
    assert found
    assert found <= set(allowed)


def test_a_copy_site_whose_operator_is_not_known_is_not_judged():
    for publisher in LEDGER.publishers.values():
        if publisher.kind == "copy site" and "not known" in publisher.reason:
            assert (publisher.reliability, publisher.country) == ("F", "")


def test_a_page_inherits_the_grade_of_its_publisher():
    for source in LEDGER.sources.values():
        assert source.reliability == LEDGER.publishers[source.publisher_id].reliability
        assert source.kind in SOURCE_KINDS


def test_one_page_is_one_source():
    addresses = [s.address for s in LEDGER.sources.values() if s.address]
    assert len(addresses) == len(set(addresses))
    titles = [s.title for s in LEDGER.sources.values()]
    assert len(titles) == len(set(titles))


def test_there_is_never_a_dead_link():
    without = [s for s in LEDGER.sources.values() if s.address is None]
    assert len(without) == 10
    assert all(s.address_note and s.address_note.startswith("address not kept") for s in without)
    for source in LEDGER.sources.values():
        if source.address:
            parts = urlparse(source.address)
            assert parts.scheme in ("http", "https")
            assert "." in parts.netloc


def test_the_five_articles_have_their_author_and_title():
    authors = {k: s.author for k, s in LEDGER.sources.items() if k.startswith("article-")}
    assert authors == {
        "article-000": "John Oxley",
        "article-001": "Michael Wasiura",
        "article-002": None,
        "article-003": None,
        "article-004": "Artyom Shraibman",
    }
    assert LEDGER.sources["article-004"].published == "2021-08-12"


def test_every_source_is_cited_by_a_report_or_a_condition():
    cited = {r.source_id for r in LEDGER.reports.values()}
    cited |= {s for c in LEDGER.conditions for s in c.source_ids}
    assert cited == set(LEDGER.sources)


def test_every_publisher_has_a_source():
    assert {s.publisher_id for s in LEDGER.sources.values()} == set(LEDGER.publishers)


def test_our_own_words_are_neutral():
    files = ("conditions", "key_events", "named_periods", "flight_contradictions", "publishers")
    for name in files:
        text = (DATA_FOLDER / f"{name}.csv").read_text(encoding="utf-8").casefold()
        assert "illegal" not in text
    for source in LEDGER.sources.values():
        assert "illegal" not in source.title.casefold()


def test_the_credibility_column_is_what_the_rule_gives():
    verdicts = judge_by_rule(LEDGER)
    assert set(verdicts) == set(LEDGER.reports)
    for report in LEDGER.reports.values():
        assert report.credibility == verdicts[report.id].credibility, report.id


def test_most_reports_are_not_judged_and_none_is_confirmed_by_rule():
    given = [v.credibility for v in judge_by_rule(LEDGER).values()]
    assert set(given) == {2, 4, 5, 6}
    assert given.count(NOT_JUDGED) > 0.9 * len(given)


def test_a_misprint_is_improbable():
    misprints = [r for r in LEDGER.reports.values() if r.status is Status.MISPRINT]
    assert {r.quantity.value for r in misprints} == {2367, 450, 1336}
    assert {r.credibility for r in misprints} == {5}


def test_a_claim_a_better_publisher_contradicts_is_doubtful():
    doubtful = {k for k, v in judge_by_rule(LEDGER).items() if v.credibility == 4}
    assert {"flight-0032", "flight-0047", "flight-0055"} <= doubtful


def test_two_relays_agree_only_when_both_publishers_are_fair_and_different():
    for report_id, verdict in judge_by_rule(LEDGER).items():
        if verdict.credibility != 2:
            continue
        event = LEDGER.event_of[report_id]
        assert not event.contested
        fair = {
            LEDGER.sources[r.source_id].publisher_id
            for r in LEDGER.reports_of(event)
            if LEDGER.sources[r.source_id].reliability in "ABC"
        }
        assert len(fair) >= 2, report_id


def test_what_nobody_judged_is_f6():
    report = next(r for r in LEDGER.reports.values() if r.source_id == "unknown-arabic-page")
    assert LEDGER.grade(report) == "F6"


def test_the_document_names_every_grade_and_kind():
    text = DOCUMENT.read_text(encoding="utf-8")
    for letter in RELIABILITY:
        assert f"| {letter} |" in text
    for kind in SOURCE_KINDS:
        assert f"`{kind}`" in text
    for number in {v.credibility for v in judge_by_rule(LEDGER).values()}:
        assert f"| {number} {CREDIBILITY[number]} |" in text


def camp():
    return next(
        r
        for r in LEDGER.reports.values()
        if r.incident is not None
        and r.incident.category == "camp"
        and r.place.kind is PlaceKind.POINT
        and r.period.end is not None
    )


def test_a_recent_camp_is_shown_at_its_section_without_a_coordinate():
    report = camp()
    made_on = report.period.end + timedelta(days=1)
    assert is_sensitive(report, made_on)
    shown = public_place(report, made_on)
    assert shown.kind in (PlaceKind.SECTION, PlaceKind.BORDER)
    assert (shown.lon, shown.lat, shown.precision_km) == (None, None, None)
    assert shown.section_ids == report.place.section_ids
    assert report.place.name not in shown.name


@pytest.mark.parametrize(
    ("category", "sensitive"), [("camp", True), ("pushback", True), ("clash", False)]
)
def test_places_of_camps_and_pushbacks_are_sensitive(category, sensitive):
    report = camp()
    told = replace(report, incident=replace(report.incident, category=category))
    assert is_sensitive(told, report.period.end) is sensitive


@pytest.mark.parametrize("measure", ["CAMP_STOCK", "GROUP_SIZE", "PEOPLE_NEAR_BORDER"])
def test_how_many_people_stay_at_a_place_is_sensitive_whatever_the_event(measure):
    report = camp()
    clash = replace(
        report,
        incident=replace(report.incident, category="clash"),
        measure=Measure.STATEMENT,
        quantity=None,
    )
    assert not is_sensitive(clash, report.period.end)
    assert is_sensitive(replace(clash, measure=Measure[measure]), report.period.end)
    assert is_sensitive(replace(clash, sensitive=True), report.period.end)


def test_a_camp_without_a_reported_end_stays_sensitive():
    report = camp()
    still = replace(report, period=Period(report.period.start, None, Precision.OPEN))
    assert is_sensitive(still, date(2099, 1, 1))
    shown = public_place(still, date(2099, 1, 1))
    assert (shown.lon, shown.lat, shown.precision_km) == (None, None, None)
    assert shown.id != report.place.id


def test_an_old_camp_and_a_recent_clash_keep_their_place():
    report = camp()
    assert public_place(report, report.period.end + timedelta(days=89)) != report.place
    assert public_place(report, report.period.end + timedelta(days=90)) == report.place
    assert public_place(report, date(2026, 11, 1)) == report.place
    clash = replace(report, incident=replace(report.incident, category="clash"))
    assert public_place(clash, report.period.end) == report.place


def test_today_nothing_in_the_ledger_needs_to_be_generalised():
    assert not any(is_sensitive(r, date(2026, 11, 22)) for r in LEDGER.reports.values())
