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
    assert detail(hand).locator(".grade").count() >= 1
    assert detail(hand).locator("a[href^='http']").count() >= 1


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
    assert listed.locator("h3").count() > 20
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
    assert hand.watched.in_map("window.map.getZoom()") >= 6


@pytest.mark.long
def test_the_situation_now_is_the_newest_week_with_a_figure(hand: Hand) -> None:
    hand.click(hand.watched.page.get_by_role("button", name="Go to the latest week"))
    expect(hand.watched.map.locator(".bm-date")).to_have_text("23 Feb – 1 Mar 2026")
    expect(hand.watched.page.locator(".heading")).not_to_contain_text(
        "Not reported: Poland, Lithuania and Latvia"
    )
