"""What an analyst comes for, in at most four actions: a click, a typed entry with Enter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect
from watching import Watched

MOST = 4


class Hand:
    """Acts on the page from the opening view, and counts."""

    def __init__(self, watched: Watched) -> None:
        self.watched, self.actions = watched, 0
        watched.open()

    def click(self, what: Locator) -> None:
        what.click()
        self._acted()

    def tab(self, name: str) -> Locator:
        self.click(self.watched.page.get_by_role("tab", name=name))
        return self.watched.page.get_by_role("tabpanel").filter(visible=True)

    def enter(self, what: Locator, text: str) -> None:
        what.fill(text)
        what.press("Enter")
        self._acted()

    def _acted(self) -> None:
        self.actions += 1
        self.watched.rest()


@pytest.fixture
def hand(watched: Watched) -> Iterator[Hand]:
    hand = Hand(watched)
    yield hand
    assert 0 < hand.actions <= MOST
    assert watched.errors == []


def detail(hand: Hand) -> Locator:
    return hand.watched.page.locator("[data-detail]")


def test_what_happened_at_kuznica_in_the_week_of_8_november_2021_and_who_says_so(
    hand: Hand,
) -> None:
    rows = hand.tab("Events").locator("button.lead")
    hand.click(rows.filter(has_text="Mass attempt at Kuźnica"))
    expect(detail(hand)).to_contain_text("Kuźnica–Bruzgi crossing")
    expect(detail(hand).locator(".grade").first).to_be_attached()
    expect(detail(hand).locator("a[href^='http']").first).to_be_attached()


@pytest.mark.long
def test_the_highest_days_of_the_polish_border(hand: Hand) -> None:
    ranked = hand.tab("Highest")
    expect(ranked.get_by_text("the highest is 9 October 2021 with 739")).to_be_visible()
    expect(ranked.locator("[data-testid=stDataFrame]")).to_be_visible()


@pytest.mark.long
def test_who_died_and_where_with_the_reported_totals_beside_it(hand: Hand) -> None:
    hand.click(hand.watched.page.get_by_role("button", name="First–last"))
    listed = hand.tab("Deaths")
    expect(listed).to_contain_text("116 deaths")
    expect(listed.locator("h3").nth(20)).to_be_attached()
    hand.click(listed.locator("button.lead").filter(has_text="Two bodies are found at Kuzawka"))
    expect(detail(hand)).to_contain_text("30 Jul 2025")


@pytest.mark.long
def test_what_was_in_force_on_1_october_2021_and_where(hand: Hand) -> None:
    box = hand.watched.page.get_by_role("textbox", name="Date on show")
    hand.enter(box, "1 Oct 2021")
    listed = hand.tab("Events")
    expect(listed).to_contain_text("In force on 1 October 2021")
    hand.click(listed.locator("button.lead", has_text="state of emergency in 183 localities"))
    expect(detail(hand)).to_contain_text("since 2 Sep 2021, to 30 Nov 2021")
    zoom = "window.map.getZoom()"
    hand.watched.wait_until(lambda: hand.watched.in_map(zoom), lambda found: found >= 6)


@pytest.mark.long
def test_the_situation_now_is_the_newest_week_with_a_figure(hand: Hand) -> None:
    hand.click(hand.watched.page.get_by_role("button", name="Go to the latest week"))
    expect(hand.watched.map.locator(".bm-date")).to_have_text("23 Feb – 1 Mar 2026")
    expect(hand.watched.page.locator(".heading")).not_to_contain_text(
        "Not reported: Poland, Lithuania and Latvia"
    )


@pytest.mark.long
def test_lithuania_falls_in_august_2021_and_poland_and_latvia_rise(hand: Hand) -> None:
    hand.enter(hand.watched.page.get_by_role("textbox", name="Date on show"), "31 Aug 2021")
    hand.click(hand.watched.page.get_by_role("button", name="Month", exact=True))
    told = hand.watched.page.get_by_role("tabpanel").filter(visible=True)
    # Poland rose; that Lithuania counted another measure in July is said.
    expect(told).to_contain_text("complete: 3,531 in 31 days")
    expect(told).to_contain_text("from 6.5 the window before")
    expect(told).to_contain_text("68.5")
    expect(told).to_contain_text("no comparison: another measure was counted in the window before")


@pytest.mark.long
def test_flights_from_iraq_in_july_2021_and_when_they_stopped(hand: Hand) -> None:
    hand.enter(hand.watched.page.get_by_role("textbox", name="Date on show"), "31 Jul 2021")
    hand.click(hand.watched.page.get_by_role("button", name="Month", exact=True))
    listed = hand.tab("Flights")
    expect(listed).to_contain_text("Baghdad → Minsk")


@pytest.mark.long
def test_november_2021_beside_november_2022(hand: Hand) -> None:
    page = hand.watched.page
    hand.enter(page.get_by_role("textbox", name="Date on show"), "30 Nov 2021")
    hand.click(page.get_by_role("button", name="Month", exact=True))
    hand.click(page.get_by_role("button", name="Compare", exact=True))
    hand.enter(page.get_by_role("textbox", name="Compare with"), "30 Nov 2022")
    both = page.locator(".st-key-two_dates")
    expect(both).to_contain_text("296.7")
    expect(both).to_contain_text("73.8")


@pytest.mark.long
def test_where_the_buffer_zone_was_in_july_2024(hand: Hand) -> None:
    hand.enter(hand.watched.page.get_by_role("textbox", name="Date on show"), "1 Jul 2024")
    expect(hand.watched.map.locator(".bm-legend")).to_contain_text("buffer zone")


@pytest.mark.long
def test_one_page_for_monday(hand: Hand) -> None:
    page = hand.watched.page
    hand.click(page.get_by_role("button", name="Export", exact=True))
    hand.click(page.get_by_text("One page", exact=True))
    download = hand.watched.taken(page.get_by_role("button", name="PDF", exact=True).first)
    hand.actions += 1
    assert download.suggested_filename == "border-monitor_a4-one-page_20211114.pdf"


@pytest.mark.long
def test_slides_of_each_week_of_november_2021(hand: Hand) -> None:
    page = hand.watched.page
    hand.click(page.get_by_role("button", name="Export", exact=True))
    page.get_by_role("button", name="Make PPTX").click()  # it tells how far it is, without a rest
    hand.actions += 1
    save = page.get_by_role("button", name="Save briefing (PPTX")
    expect(save).to_be_visible(timeout=180_000)
    hand.actions += 1
    assert hand.watched.taken(save).suggested_filename.endswith(".pptx")


@pytest.mark.long
def test_incidents_of_my_own_with_their_words_in_one_file_for_colleagues(hand: Hand) -> None:
    page = hand.watched.page
    rows = "".join(
        f"2021-11-{8 + n % 7:02d},23.{60 + n},53.{40 + n},Observation number {n} by the road\n"
        for n in range(30)
    )
    data = f"Day,lon,lat,What happened\n{rows}".encode()
    hand.click(page.get_by_role("button", name="Your files"))
    page.locator(".st-key-bringing input[type=file]").first.set_input_files(
        [{"name": "mine.csv", "mimeType": "text/csv", "buffer": data}]
    )
    hand.actions += 1
    expect(page.locator("[class*=st-key-file_]").first).to_contain_text("30 kept", timeout=60_000)
    hand.click(page.get_by_role("dialog").get_by_role("button", name="Close"))
    keep = page.locator(".st-key-keeping")
    expect(keep).to_be_visible(timeout=60_000)
    download = hand.watched.taken(keep.get_by_role("button", name="Save project"))
    hand.actions += 1
    assert download.suggested_filename == "border-monitor_project_20211114.zip"
    listed = page.get_by_role("tabpanel")
    page.get_by_role("tab", name="Events").click()
    expect(listed.get_by_text("Observation number 3 by the road").first).to_be_visible()


@pytest.mark.long
def test_the_bialowieza_forest_and_what_happened_in_it(hand: Hand) -> None:
    page = hand.watched.page
    keep = page.locator(".st-key-keep_to")
    hand.click(keep.get_by_text("Section", exact=True))
    hand.enter(keep.get_by_role("combobox"), "Forest")
    listed = hand.tab("Events")
    expect(listed).to_contain_text("Białowieża")
    expect(keep).to_contain_text("2 of 27 events of the window")


@pytest.mark.long
def test_a_view_is_shared_with_tab_and_date(hand: Hand) -> None:
    page = hand.watched.page
    hand.tab("Flights")
    hand.click(page.get_by_role("button", name="Link", exact=True))
    code = page.get_by_test_id("stCode").first.locator("code")
    expect(code).to_contain_text("tab=flights")
    assert code.inner_text().startswith(hand.watched.address)
