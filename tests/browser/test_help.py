"""The help one key away, the guide of the first visit, and the notice of a bad address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect
from watching import Watched

from dashboard.scene.words.glossary import GLOSSARY, GUIDE


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["wide", "narrow"])
def newcomer(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    yield Watched(context.new_page(), address, is_first_visit=True)
    context.close()


def guide(watched: Watched) -> Locator:
    return watched.page.get_by_role("region", name="Guide", exact=True)


def lies_above(watched: Watched, upper: Locator, lower: Locator) -> None:
    def edges() -> tuple[float, float]:
        above, below = upper.bounding_box(), lower.bounding_box()
        assert above is not None and below is not None
        return above["y"] + above["height"], below["y"]

    watched.wait_until(edges, lambda at: at[0] <= at[1])


def helped(watched: Watched) -> Locator:
    return watched.page.get_by_role("dialog", name="Help: words and keys")


@pytest.mark.few(1)
def test_the_first_visit_shows_four_steps_and_the_second_none(newcomer: Watched) -> None:
    newcomer.open()
    shown = guide(newcomer)
    for step in GUIDE:
        expect(shown.get_by_role("heading", name=step.title)).to_be_in_viewport()
        expect(newcomer.page.locator("html")).to_have_attribute("data-guide", step.part)
        framed = newcomer.page.locator(f".st-key-{step.part}")
        drawn = "node => getComputedStyle(node, '::after').borderTopWidth"
        assert framed.evaluate(drawn) == "3px"
        if step.part == "clock_box":
            lies_above(newcomer, shown, framed)  # it covers nothing of the clock
        done = step is GUIDE[-1]
        shown.get_by_role("button", name="Done" if done else "Next").click()
    expect(shown).to_be_hidden()
    expect(newcomer.page.locator("html[data-guide]")).to_have_count(0)
    newcomer.open("?date=2021-11-16")
    expect(newcomer.page.get_by_role("button", name="Help", exact=True)).to_be_visible()
    expect(guide(newcomer)).to_be_hidden()
    assert newcomer.errors == []
    assert newcomer.foreign == []


@pytest.mark.long
def test_the_guide_is_skipped_with_escape_traps_nothing_and_is_found_again(
    newcomer: Watched,
) -> None:
    newcomer.open()
    shown = guide(newcomer)
    expect(shown).to_be_visible()
    # The page under it is at hand while it stands there.
    newcomer.page.get_by_role("button", name="Next", exact=True).first.click()
    newcomer.page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    newcomer.page.get_by_role("button", name="Help", exact=True).click()
    helped(newcomer).get_by_role("button", name="Show the guide in four steps").click()
    expect(shown.get_by_role("heading", name=GUIDE[0].title)).to_be_visible()
    expect(helped(newcomer)).to_be_hidden()


@pytest.mark.long
def test_the_guide_is_not_printed(newcomer: Watched) -> None:
    newcomer.open()
    expect(guide(newcomer)).to_be_visible()
    newcomer.page.emulate_media(media="print")
    expect(guide(newcomer)).to_be_hidden()


def test_a_key_opens_the_words_from_page_clock_and_map_and_closes_them(watched: Watched) -> None:
    watched.open()
    words = helped(watched)
    for place in (
        watched.page.get_by_role("button", name="Help", exact=True),
        watched.page.get_by_role("slider", name="Date"),
        watched.map.get_by_role("button", name="Zoom in"),
    ):
        place.focus()
        watched.page.keyboard.press("?")
        expect(words).to_be_visible()
        expect(words.get_by_label("Find a word")).to_be_focused()
        watched.page.keyboard.press("Escape")
        expect(words).to_be_hidden()


@pytest.mark.long
def test_a_question_mark_that_is_typed_stays_one(watched: Watched) -> None:
    watched.open()
    find = watched.map.get_by_role("combobox", name="Find a place or a date")
    find.click()
    find.press_sequentially("?")
    expect(find).to_have_value("?")
    expect(helped(watched)).to_be_hidden()


@pytest.mark.long
def test_every_word_of_the_glossary_is_there_and_can_be_found(watched: Watched) -> None:
    watched.open()
    watched.page.get_by_role("button", name="Help", exact=True).click()
    terms = helped(watched).locator("[data-part=words] dt")
    expect(terms).to_have_text(list(GLOSSARY))
    helped(watched).get_by_label("Find a word").fill("contested")
    expect(terms.locator("visible=true")).to_have_text(["contested"])
    helped(watched).get_by_label("Find a word").fill("zzzz")
    expect(helped(watched).get_by_text("No word of the glossary has this.")).to_be_visible()


@pytest.mark.long
def test_a_bad_address_says_value_reason_and_what_was_done_until_it_is_dismissed(
    watched: Watched,
) -> None:
    watched.open("?date=2021-13-45&window=99x&border=XX&foo=bar")
    notice = watched.page.get_by_role("alert").filter(has_text="Not all of the address")
    for line in (
        'date: "2021-13-45" is not a day of the calendar. The page shows 14 November 2021.',
        'window: "99x" is not a window. Use 1d to 366d, or all. The page shows 7 days.',
        'border: "XX" is not a choice. Use one of: BY-PL, BY-LT, BY-LV. It filters nothing.',
        'The address has "foo=bar", which this page does not know. It is left out.',
    ):
        expect(notice.get_by_text(line)).to_be_in_viewport()
    watched.page.get_by_role("button", name="Dismiss").click()
    expect(notice).to_have_count(0)
    watched.rest()
    expect(notice).to_have_count(0)
