"""The player in a real browser, from a file on disk, with the network off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.order import build_order
from dashboard.player import draw_player
from dashboard.scene import build_scene
from dashboard.state import MapState
from events import load_ledger


class Opened:
    """The player's page, with what it asked for and what went wrong in it."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console",
            lambda said: (
                self.errors.append(said.text) if said.type in {"error", "warning"} else None
            ),
        )
        page.goto(path.as_uri())
        page.locator("html[data-ready=yes]").wait_for(timeout=20_000)
        page.locator(".bm-date").filter(has_text="20").wait_for()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger = load_ledger()
    (content,) = draw_player(ledger, build_scene(ledger, MapState()), build_order())
    path = tmp_path_factory.mktemp("player") / "player.html"
    path.write_bytes(content)
    return path


@pytest.fixture
def player(browser: Browser, file: Path) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    yield Opened(context.new_page(), file)
    context.close()


def test_it_plays_from_a_file_and_asks_for_nothing(player: Opened, file: Path) -> None:
    page = player.page
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Belarus–EU border, as of 8 November 2021"
    )
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".bm-date")).not_to_have_text("2–8 Nov 2021")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"as of (?!8 )\d+ (?:November|December) 2021")
    )
    page.get_by_role("button", name="Pause", exact=True).click()
    assert player.requests == [file.as_uri()]
    assert player.errors == []


def test_it_shows_values_legend_and_flights(player: Opened) -> None:
    page = player.page
    label = page.locator("#map").get_attribute("aria-label") or ""
    assert "Belarus–Poland: 440 attempts a day" in label
    assert "Belarus–Lithuania: not reported" in label
    expect(page.locator("#sentence")).to_contain_text("440 attempts a day")
    expect(page.locator(".bm-legend")).to_contain_text("not reported")
    expect(page.locator(".bm-inset canvas").first).to_be_visible()
    expect(page.get_by_text("© OpenStreetMap contributors, ODbL · ")).to_be_visible()


def test_the_keyboard_moves_the_date_and_a_window_can_be_chosen(player: Opened) -> None:
    page = player.page
    page.get_by_role("slider", name="Date").press("ArrowRight")
    expect(page.locator(".bm-date")).to_have_text("3–9 Nov 2021")
    page.get_by_label("Window").select_option("1d")
    expect(page.locator(".bm-date")).to_have_text("9 Nov 2021")
    assert player.errors == []


def test_a_click_shows_who_says_so(player: Opened) -> None:
    page = player.page
    picked = page.locator("#picked")
    expect(picked.locator("h2").first).to_have_text(
        "Mass attempt at Kuźnica; camp set up on the Belarusian side"
    )
    label = page.locator(".leaflet-container")
    box = label.bounding_box()
    assert box
    # Along the map's middle row the pointer meets a border sooner or later.
    for x in range(330, 640, 4):
        page.mouse.move(box["x"] + x, box["y"] + box["height"] * 0.62)
        if page.locator(".bm-tip").is_visible() and "attempts" in (
            page.locator(".bm-tip").text_content() or ""
        ):
            page.mouse.click(box["x"] + x, box["y"] + box["height"] * 0.62)
            break
    expect(picked.locator("h2").first).to_contain_text("Belarus–Poland border")
    expect(picked.locator(".claim .number").first).to_contain_text("attempt")
    expect(picked.locator(".claim .source a").first).to_have_attribute("rel", "noopener noreferrer")
    expect(picked.locator(".grade").first).to_be_visible()
    assert player.errors == []


def test_on_a_telephone_nothing_runs_out_of_the_screen(browser: Browser, file: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    player = Opened(context.new_page(), file)
    wide = player.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    assert player.errors == []
    context.close()
