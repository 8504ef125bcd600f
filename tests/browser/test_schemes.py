"""Light and dark: from the first picture on, by the device or by hand, and never on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from watching import Watched

from dashboard.scene.palette import DARK, PALETTE

DATE = "?date=2021-11-14&window=7d"
_LAND = """() => {
    const canvas = document.querySelector('.leaflet-base-pane canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = {};
    for (let at = 0; at < data.length; at += 4 * 97) {
        const colour = [0, 1, 2].map((channel) => data[at + channel].toString(16).padStart(2, '0'));
        const name = '#' + colour.join('').toUpperCase();
        seen[name] = (seen[name] || 0) + 1;
    }
    return Object.entries(seen).sort(([, one], [, other]) => other - one).slice(0, 3)
        .map(([name]) => name);
}"""


def rgb(colour: str) -> str:
    """Return "#14171B" as a browser writes it: "rgb(20, 23, 27)"."""
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


@pytest.fixture
def night(browser: Browser, address: str) -> Iterator[Watched]:
    """A page on a device that wants dark."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    yield Watched(context.new_page(), address)
    context.close()


def map_has(watched: Watched, colours: dict[str, str]) -> None:
    """Wait until land and Belarus of a scheme are among the commonest colours of the map."""
    wanted = {colours["land"], colours["belarus"]}
    watched.wait_until(lambda: set(watched.map.locator("body").evaluate(_LAND)), wanted.issubset)


def is_drawn_in(watched: Watched, colours: dict[str, str]) -> None:
    """Wait until page, clock and map have the colours of a scheme."""
    page = watched.page
    expect(page.locator(".stApp")).to_have_css("background-color", rgb(colours["page"]))
    expect(page.locator(".st-key-top h1")).to_have_css("color", rgb(colours["ink"]))
    expect(page.locator("[data-part=play]")).to_have_css("background-color", rgb(colours["ink"]))
    expect(watched.map.locator(".leaflet-container")).to_have_css("color", rgb(colours["ink"]))
    map_has(watched, colours)


def choose(page: Page, name: str) -> None:
    page.get_by_label("Colours").select_option(label=name)


def test_a_device_that_wants_dark_is_given_the_dark_page_and_map(night: Watched) -> None:
    night.open(DATE)
    is_drawn_in(night, dict(DARK))
    # What the server writes has the colours of the scheme, too.
    bar = night.page.locator(".st-key-panel .value > i").first
    expect(bar).to_have_css("background-color", rgb("#EABDD8"))
    assert not night.errors


@pytest.mark.long
def test_a_choice_by_hand_changes_all_at_once_and_asks_nobody(watched: Watched) -> None:
    watched.open(DATE)
    is_drawn_in(watched, dict(PALETTE))
    page = watched.page
    page.evaluate("window.stayed = true")
    watched.rest()
    # The address follows the map by up to a second.
    page.wait_for_timeout(1500)
    asked, before = len(watched.requests), page.url
    choose(page, "Dark")
    is_drawn_in(watched, dict(DARK))
    assert page.evaluate("window.stayed") is True
    assert (len(watched.requests), page.url) == (asked, before)
    # It is kept for the next visit, and taken back.
    page.reload()
    watched.wait_for_map()
    is_drawn_in(watched, dict(DARK))
    expect(page.get_by_label("Colours")).to_have_value("dark")
    choose(page, "As the device")
    is_drawn_in(watched, dict(PALETTE))
    assert not watched.errors


@pytest.mark.long
def test_light_by_hand_wins_over_a_dark_device_which_may_change_its_mind(night: Watched) -> None:
    night.open(DATE)
    choose(night.page, "Light")
    is_drawn_in(night, dict(PALETTE))
    choose(night.page, "As the device")
    is_drawn_in(night, dict(DARK))
    night.page.emulate_media(color_scheme="light")
    is_drawn_in(night, dict(PALETTE))


def first_picture(context: BrowserContext, address: str) -> str:
    """Return the colour of the canvas before any script of the framework has run."""
    page = context.new_page()
    held: list[Route] = []
    page.route("**/static/js/*", lambda route: held.append(route))
    page.goto(address, wait_until="commit")
    page.wait_for_function("document.documentElement.dataset.scheme !== undefined")
    assert page.locator("#root > *").count() == 0
    return str(page.evaluate("getComputedStyle(document.documentElement).colorScheme"))


def test_the_page_is_dark_before_anything_is_loaded(night: Watched, browser: Browser) -> None:
    assert first_picture(night.page.context, night.address) == "dark"
    light = browser.new_context()
    assert first_picture(light, night.address) == "light"
    light.close()


@pytest.mark.long
def test_paper_is_light(night: Watched) -> None:
    night.open(DATE)
    is_drawn_in(night, dict(DARK))
    night.page.emulate_media(media="print")
    expect(night.page.locator("html")).to_have_attribute("data-scheme", "light")
    expect(night.page.locator(".st-key-top h1")).to_have_css("color", rgb(PALETTE["ink"]))
    map_has(night, dict(PALETTE))
    night.page.emulate_media(media="screen")
    is_drawn_in(night, dict(DARK))
