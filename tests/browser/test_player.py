"""The player in a real browser, from a file on disk, with the network off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from shipped import shipped_ledger

from dashboard.exports.player import draw_player
from dashboard.exports.request import build_order
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from events import Showing
from events.uploads import build_layer, join_layers, read_upload


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
    ledger = shipped_ledger()
    (content,) = draw_player(
        ledger, build_scene(ledger, MapState(date(2021, 11, 8))), build_order()
    )
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
        "Belarus–EU border, on 8 November 2021"
    )
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator(".bm-date")).not_to_have_text("2–8 Nov 2021")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"on (?!8 )\d+ (?:November|December) 2021")
    )
    page.get_by_role("button", name="Pause", exact=True).click()
    assert player.requests == [file.as_uri()]
    assert player.errors == []


def test_it_shows_values_legend_and_flights(player: Opened) -> None:
    page = player.page
    for said in (
        "Belarus–Poland: 333.3 attempts a day (inside a wider count: about 7,000",
        "Belarus–Lithuania: 89.8 turned back a day (mean of 6 reported days of 7)",
    ):
        label = re.compile(re.escape(said))
        expect(page.locator("#map")).to_have_attribute("aria-label", label)
    expect(page.locator("#sentence")).to_contain_text("333.3 attempts a day")
    legend = page.locator(".bm-legend")
    expect(legend).to_contain_text("average of a wider count")
    expect(legend).to_contain_text("count or mean of the window")
    expect(page.locator(".bm-inset canvas").first).to_be_visible()
    expect(page.get_by_text("© OpenStreetMap contributors, ODbL · ")).to_be_visible()


@pytest.mark.long
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


@pytest.mark.long
def test_on_a_telephone_nothing_runs_out_of_the_screen(browser: Browser, file: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    player = Opened(context.new_page(), file)
    wide = player.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    assert player.errors == []
    context.close()


OWN = (
    "date,lon,lat,title,place,from,to\n"
    '2021-11-08,24.1,54.02,"{{7*191}} <img src=x onerror=window.pwned=1>",$\\foo$ **bold**,,\n'
    + "2021-11-05,,,,,IST,MSQ\n" * 45
    + "2021-11-07,,,<i>lost</i>,,,\n" * 70
    + "2021-11-07,,,THY283,,,MSQ\n"
)


@pytest.mark.long
@pytest.mark.parametrize("how", [Showing.BESIDE, Showing.ALONE])
def test_rows_of_a_brought_file_are_told_as_text_with_their_file(
    browser: Browser, tmp_path: Path, how: Showing
) -> None:
    layer = build_layer(read_upload(OWN.encode(), "own {{7*191}}.csv"), 3)
    ledger = join_layers(shipped_ledger(), [layer], how)
    picked = (f"own-{layer.key}-0", f"own-{layer.key}-IST-MSQ")
    state = MapState(date=date(2021, 11, 8), files=(layer.key,), showing=how, picked=picked)
    path = tmp_path / "own.html"
    path.write_bytes(draw_player(ledger, build_scene(ledger, state), build_order())[0])
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    player = Opened(context.new_page(), path)
    page, told = player.page, player.page.locator("#picked")
    expect(told.locator("h2").first).to_have_text(
        "{{7*191}} <img src=x onerror=window.pwned=1>", use_inner_text=True
    )
    # First whose rows lie here, then what the first of them says.
    expect(told.locator(".note").nth(0)).to_contain_text("2 of own {{7*191}}.csv (F6).")
    expect(told.locator(".note").nth(1)).to_contain_text("$\\foo$ **bold**")
    expect(told.locator(".source").first).to_contain_text("brought file own {{7*191}}.csv, SHA-256")
    expect(told).to_contain_text("and 5 more")
    legend = page.locator(".bm-legend")
    expect(legend).to_contain_text("Brought files")
    expect(legend).to_contain_text("own {{7*191}}.csv")
    expect(legend).to_contain_text("own {{7*191}}.csv (F6)")
    expect(page.locator("#sentence")).to_contain_text("own {{7*191}}.csv (F6): 1 mark")
    listed = page.locator("#listed")
    alone = how is Showing.ALONE
    summary = listed.locator("summary")
    expect(summary).to_have_text(
        re.compile(rf"^Not on the map: {'70' if alone else '[78][0-9]'} events, 1 flight$")
    )
    summary.click()
    expect(listed.locator("li", has_text=re.compile(r"^and \d+ more$"))).to_have_count(1)
    expect(listed.locator("li").nth(59)).to_contain_text("<i>lost</i>")
    listed.get_by_role("button", name="THY283, ? → MSQ").click()
    expect(told).to_contain_text("row 118 of own {{7*191}}.csv")
    unknown = "reference hidden" if alone else "89.8 turned back a day"
    expect(page.locator("#sentence")).to_contain_text(f"Belarus–Lithuania: {unknown}")
    assert page.evaluate("window.pwned") is None
    assert "1337" not in page.locator("body").inner_text()
    assert (player.requests, player.errors) == ([path.as_uri()], [])
    context.close()
