"""What a page's address and title say of it, and what each publisher's reason says."""

import re
from collections import Counter, defaultdict
from urllib.parse import unquote, urlparse

import pytest
from shipped import shipped_ledger

from events.ledger import DATA_FOLDER
from events.links import told_by_address
from events.period import Precision

LEDGER = shipped_ledger()
LAST_READING = "2026-11"

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://a.pl/wiadomosc/2025-08-20/goraco/", "2025-08-20"),
        ("https://a.lt/aktualijos/2023/03/30/news/x-26582328", "2023-03-30"),
        ("https://a.org/eng/news/2025/08/1/7524392/", "2025-08-01"),
        ("https://a.eu/en/news/29-07-2021-lithuanian-border/", "2021-07-29"),
        ("https://a.com/20210731/rusia-aumenta-1114677557.html", "2021-07-31"),
        ("https://a.de/2022/02/belavia-flug", "2022-02"),
        ("https://a.com/world/1655405", None),
        ("https://a.pl/pl/aktualnosci/2025,x.html", None),
    ],
)
def test_an_address_tells_its_day_in_several_ways(address, told):
    assert told_by_address(address) == told


def test_a_source_whose_address_names_a_day_has_it():
    told = {
        s.id: (told_by_address(s.address), s.published)
        for s in LEDGER.sources.values()
        if s.address and told_by_address(s.address)
    }
    assert len(told) > 150
    wrong = {key: pair for key, pair in told.items() if not (pair[1] or "").startswith(pair[0])}
    assert not wrong


def test_the_day_in_a_title_is_the_day_of_publication():
    pattern = re.compile(rf", (?:(\d{{1,2}}) )?(?:({'|'.join(_MONTHS)}) )?(20\d\d)(?=$| \(|:)")
    checked = 0
    for source in LEDGER.sources.values():
        found = pattern.search(source.title)
        if found is None or source.published is None:
            continue
        day, month, year = found.groups()
        said = year
        if month:
            said += f"-{_MONTHS.index(month) + 1:02}"
        if day:
            said += f"-{int(day):02}"
        assert source.published == said, source.id
        checked += 1
    assert checked > 1000


def test_nothing_was_published_after_the_last_reading():
    for source in LEDGER.sources.values():
        assert (source.published or "") <= LAST_READING, source.id


def test_a_count_of_days_gone_by_is_not_older_than_they_are():
    # A page can speak of its own day; it cannot count a day that had not begun.
    for report in LEDGER.reports.values():
        published = LEDGER.sources[report.source_id].published
        if report.kind != "flow" or published is None or report.period.start is None:
            continue
        assert published >= report.period.start.isoformat()[: len(published)], report.id


def test_a_day_figure_is_not_of_a_day_after_its_page():
    for report in LEDGER.reports.values():
        published = LEDGER.sources[report.source_id].published
        if report.kind != "flow" or report.period.precision is not Precision.DAY or not published:
            continue
        day = report.period.start
        assert day.isoformat()[: len(published)] <= published, report.id


def test_one_page_is_not_two_sources_under_two_forms_of_its_address():
    pages = defaultdict(set)
    for source in LEDGER.sources.values():
        if source.address:
            parts = urlparse(source.address)
            host = re.sub(r"^(www|m|rc|amp)\.", "", parts.netloc.lower().rstrip("."))
            path = re.sub(r"/amp$", "", unquote(parts.path).rstrip("/"))
            pages[host, path, parts.query].add(source.id)
    assert not [ids for ids in pages.values() if len(ids) > 1]


def test_no_address_carries_the_mark_of_who_led_there():
    for source in LEDGER.sources.values():
        assert not re.search(r"[?&](utm_|source=|share=|fbclid)", source.address or ""), source.id


def test_a_domain_has_one_publisher():
    owners = defaultdict(set)
    for source in LEDGER.sources.values():
        if source.address:
            host = urlparse(source.address).netloc.lower().rstrip(".")
            owners[re.sub(r"^(www|m|rc|amp)\.", "", host)].add(source.publisher_id)
    assert not {host: ids for host, ids in owners.items() if len(ids) > 1}


def test_a_reason_says_what_the_publisher_is():
    for publisher in LEDGER.publishers.values():
        assert len(publisher.reason.split()) >= 2, publisher.id
        assert publisher.reason.casefold() != publisher.name.casefold()
        if publisher.reliability == "F":
            assert re.search(
                r"not known|not checked|not kept|nobody|far from|little-known|users|company site",
                publisher.reason,
            ), publisher.id


def test_a_reason_is_shared_by_publishers_of_one_kind_and_grade_only():
    grades = defaultdict(set)
    shared = Counter(p.reason for p in LEDGER.publishers.values())
    for publisher in LEDGER.publishers.values():
        grades[publisher.reason].add((publisher.kind, publisher.reliability))
    assert not {reason: kinds for reason, kinds in grades.items() if len(kinds) > 1}
    own = sum(1 for count in shared.values() if count == 1)
    assert own > 0.6 * len(LEDGER.publishers)


def test_the_list_of_deaths_names_its_project_and_licence():
    source = LEDGER.sources["iom-missing-migrants"]
    assert source.title.startswith("IOM's Missing Migrants Project")
    assert source.address == "https://missingmigrants.iom.int"
    licence = (DATA_FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "IOM's Missing Migrants Project" in licence
    assert "CC BY 4.0" in licence


def test_only_what_can_be_announced_is_older_than_its_day():
    can_be_announced = {"closure", "emergency", "policy", "diplomacy", "military", "barrier"}
    ahead = [
        report
        for report in LEDGER.reports.values()
        if report.incident is not None
        and (published := LEDGER.sources[report.source_id].published)
        and published < report.period.start.isoformat()[: len(published)]
    ]
    assert len(ahead) > 5
    for report in ahead:
        assert report.incident.category in can_be_announced, report.id
