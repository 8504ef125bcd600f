"""The drawer of analysis on screens large and small: its drawings and its buttons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from modules import run
from playwright.sync_api import Locator, Page, expect
from watching import Watched

pytestmark = pytest.mark.long

SECONDS = 1_000


def open_drawer(watched: Watched, query: str = "?date=2021-10-31&window=30d") -> Locator:
    watched.open(query)
    drawer = watched.page.locator(".st-key-analysis")
    drawer.locator("summary").first.click()
    drawing(drawer, "Second window over the first").wait_for(timeout=60 * SECONDS)
    return drawer


def drawing(drawer: Locator, words: str) -> Locator:
    return drawer.locator("svg[role=img]").filter(has_text=words)


def ask(watched: Watched, drawer: Locator, question: str) -> None:
    watched.rest()
    choice = drawer.locator(".st-key-analysis_question input")
    choice.click()
    choice.fill(question)
    watched.page.get_by_role("option", name=question).wait_for()
    choice.press("Enter")


def test_no_drawing_is_made_while_the_drawer_is_shut(watched: Watched) -> None:
    watched.open("?date=2021-10-31&window=30d")
    assert watched.page.locator(".st-key-analysis svg[role=img]").count() == 0


@pytest.mark.few(1)
@pytest.mark.parametrize(("width", "height", "drawn"), [(1440, 900, 720), (390, 844, 340)])
def test_a_card_shows_the_drawing_that_there_is_room_for_in_the_pages_typeface(
    watched: Watched, width: int, height: int, drawn: int, tmp_path: Path
) -> None:
    watched.page.set_viewport_size({"width": width, "height": height})
    drawer = open_drawer(watched)
    questions = {
        "Levels": "single days",
        "Before and after": "After over before",
        "Flights and border": "flights a week",
        "Where reports concentrate": "located events",
        "Ladder of totals": "running total",
    }
    for question, words in questions.items():
        ask(watched, drawer, question)
        chart = drawing(drawer, words)
        expect(chart).to_be_visible(timeout=60 * SECONDS)
        expect(chart).to_have_attribute("width", str(drawn))
        # The page is drawn once more when the address has followed.
        watched.rest()
        box = chart.bounding_box()
        assert box is not None
        assert box["x"] >= 0, question
        assert box["x"] + box["width"] <= width, question
        chart.scroll_into_view_if_needed()
        chart.screenshot(path=tmp_path / f"{question}.png")
    face = chart.evaluate("svg => getComputedStyle(svg.querySelector('text')).fontFamily")
    assert "Source Sans" in face
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.errors == []
    assert watched.foreign == []


def test_a_drawing_is_a_picture_that_says_what_it_shows(watched: Watched) -> None:
    drawer = open_drawer(watched)
    ask(watched, drawer, "Ladder of totals")
    expect(drawing(drawer, "running total")).to_be_visible(timeout=60 * SECONDS)
    said = drawing(drawer, "running total").locator("title").text_content() or ""
    expect(drawer.locator("p.said")).to_have_text(said)
    expect(drawer.get_by_role("img", name=said)).to_be_visible()


@pytest.mark.long
def test_a_button_compares_the_windows_it_offers_and_swap_turns_them(watched: Watched) -> None:
    drawer = open_drawer(watched, "?date=2021-11-15&window=7d")
    button = drawer.locator(".st-key-analysis_offers_BY-PL button").first
    first, second = button.inner_text().split(" → ")
    button.click()
    expect(drawer.locator("th").nth(1)).to_have_text(f"A, {first}", timeout=60 * SECONDS)
    expect(drawer.locator("th").nth(2)).to_have_text(f"B, {second}")
    watched.rest()
    rose = drawing(drawer, "Belarus–Poland").locator("text").all_text_contents()
    drawer.get_by_role("button", name="Swap").click()
    expect(drawer.locator("th").nth(1)).to_have_text(f"A, {second}", timeout=60 * SECONDS)
    watched.rest()
    fell = drawing(drawer, "Belarus–Poland").locator("text").all_text_contents()
    assert any("a day" in text for text in rose)
    assert any("a day" in text for text in fell)
    assert rose != fell
    drawer.get_by_role("button", name="Window shown").click()
    expect(drawer.locator("th").nth(2)).to_have_text("B, 9–15 November 2021", timeout=60 * SECONDS)


def test_the_widest_drawing_that_fits_is_shown_and_what_is_none_is_left_out(bench: Page) -> None:
    found: Any = run(
        bench,
        "drawing: fitting, readDrawing",
        """
        const svg = (width) => readDrawing(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="10"></svg>`);
        const drawings = [svg(340), svg(720)];
        const shown = [900, 720, 719, 340, 200].map(
          (room) => Number(fitting(drawings, room).getAttribute("width")));
        return { shown, bad: readDrawing("<svg") === null, html: readDrawing("<p>x</p>") === null };
        """,
    )
    assert found == {"shown": [720, 720, 340, 340, 340], "bad": True, "html": True}
