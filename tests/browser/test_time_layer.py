"""The time layer on the real record, and on made-up events by the thousand, by one and by none."""

# JavaScript in strings is as wide as in dashboard/web.
# ruff: noqa: E501

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect
from watching import Watched, free_port, start_server

pytestmark = pytest.mark.long

SPAN = "from=2021-10-01&to=2021-11-29"
OFTEN = f"?date=2021-10-20&window=7d&{SPAN}"

Stage = Callable[[int, int], Watched]


@contextmanager
def serving(log: Path, *script: str) -> Iterator[str]:
    """Serve a Streamlit script of this repository; gives its address."""
    port = free_port()
    server = start_server(port, log, script=script)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def watching(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Watched(context.new_page(), address)
    context.close()


@pytest.fixture
def staged(browser: Browser, tmp_path: Path) -> Iterator[Stage]:
    """The real page with so many made-up events, spread over so many days from 1 October 2021."""
    with ExitStack() as stack:

        def stage(events: int, days: int) -> Watched:
            script = ("bench/page.py", str(events), "7", str(days))
            address = stack.enter_context(serving(tmp_path / "log", *script))
            return stack.enter_context(watching(browser, address))

        yield stage


def painted(watched: Watched, pane: str) -> int:
    """How many pixels of a layer of the map are not empty."""
    return watched.in_map(
        f"""(() => {{
          const canvas = document.querySelector(".leaflet-{pane}-pane canvas");
          const {{ data }} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let found = 0;
          for (let at = 3; at < data.length; at += 4) found += data[at] > 0;
          return found;
        }})()"""
    )


def picked(watched: Watched) -> Callable[[], dict]:
    """Listen on the session's channel; return what waits for the next thing that was clicked."""
    watched.in_map(
        """(() => {
          const { token } = document.getElementById("bm-told").dataset;
          window.heard = [];
          window.ear = new BroadcastChannel(`border-monitor-${token}`);
          window.ear.onmessage = ({ data }) => { if (data.kind === "picked") window.heard.push(data.pick); };
        })()"""
    )
    return lambda: watched.wait_until(lambda: watched.in_map("window.heard.shift() ?? null"), bool)


@pytest.mark.long
def test_twenty_thousand_events_are_squares_with_counts_and_zooming_in_separates_them(
    staged: Stage,
) -> None:
    watched = staged(20_000, 60)
    watched.open(OFTEN)
    legend = watched.map.locator(".bm-legend")
    expect(legend).to_contain_text("Events in each square")
    watched.wait_until(lambda: painted(watched, "crowd"), lambda pixels: pixels > 100_000)
    watched.in_map("window.map.setView([53.9, 23.9], 8, {animate: false})")
    expect(legend).to_contain_text("Events in the window")
    watched.wait_until(lambda: painted(watched, "crowd"), lambda pixels: pixels < 100_000)
    watched.in_map("window.map.setView([53.9, 23.9], 11, {animate: false})")
    watched.wait_until(lambda: painted(watched, "crowd"), lambda pixels: pixels == 0)
    watched.wait_until(lambda: painted(watched, "marks"), bool)
    assert watched.errors == []


@pytest.mark.long
def test_a_click_among_thousands_tells_which_mark_it_met(staged: Stage) -> None:
    watched = staged(20_000, 60)
    watched.open(OFTEN)
    watched.in_map("window.map.setView([54.2, 24.4], 8, {animate: false})")
    watched.page.wait_for_timeout(700)
    heard = picked(watched)
    frame = watched.page.locator("iframe[src*='streamlit_folium']").bounding_box()
    assert frame
    # Any painted spot that is not under a card: where marks lie depends on the size
    # of the map.
    x, y = watched.in_map(
        """(() => {
          const canvas = document.querySelector(".leaflet-marks-pane canvas");
          const box = canvas.getBoundingClientRect();
          const scale = canvas.width / box.width;
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          for (let y = 250; y < 420; y += 1)
            for (let x = 420; x < 640; x += 1) {
              const [col, row] = [(x - box.left) * scale, (y - box.top) * scale].map(Math.round);
              if (data[4 * (row * canvas.width + col) + 3] > 250) return [x + 2, y + 2];
            }
          return [0, 0];
        })()"""
    )
    watched.page.mouse.click(frame["x"] + x, frame["y"] + y)
    pick = heard()
    assert pick["kind"] == "mark"
    assert 0 <= pick["index"] < 20_000
    watched.page.mouse.move(frame["x"] + x + 1, frame["y"] + y + 1)
    expect(watched.map.locator(".bm-tip")).to_contain_text("October 2021")


@pytest.mark.long
@pytest.mark.parametrize(
    ("events", "days"),
    [
        (0, 60),
        pytest.param(1, 60, marks=pytest.mark.long),
        pytest.param(3000, 1, marks=pytest.mark.long),
    ],
)
def test_the_layer_holds_with_no_event_one_event_and_all_on_one_day(
    staged: Stage, events: int, days: int
) -> None:
    watched = staged(events, days)
    watched.open(f"?date=2021-10-01&window=all&{SPAN}")
    is_crowd = events > 1500
    watched.wait_until(lambda: painted(watched, "crowd") > 0, lambda found: found is is_crowd)
    slider = watched.page.get_by_role("slider", name="Date")
    for key in ("ArrowRight", "End", "Home", "PageUp"):
        slider.press(key)
        watched.page.wait_for_timeout(80)
    expect(watched.map.locator(".bm-date")).to_have_text("1 Oct – 1 Nov 2021")
    assert watched.errors == []


def pixels_of(watched: Watched, *colours: str) -> int:
    """How many pixels of the marks have one of the colours."""
    return watched.in_map(
        f"""(() => {{
          const canvas = document.querySelector(".leaflet-marks-pane canvas");
          const ctx = canvas.getContext("2d");
          const {{ data }} = ctx.getImageData(0, 0, canvas.width, canvas.height);
          const colours = {list(colours)};
          let found = 0;
          for (let at = 0; at < data.length; at += 4) {{
            if (data[at + 3] < 255) continue;
            const bytes = [data[at], data[at + 1], data[at + 2]];
            found += colours.includes("#" + bytes.map((b) => b.toString(16).padStart(2, "0")).join(""));
          }}
          return found;
        }})()"""
    )


def has_pixels(watched: Watched, *colours: str) -> None:
    watched.wait_until(lambda: pixels_of(watched, *colours), lambda found: found > 20)


@pytest.mark.long
def test_events_fade_with_age_in_a_window_and_not_on_a_single_day(watched: Watched) -> None:
    full, faded = "#d55e00", ("#e08640", "#e8a673", "#eebf99")
    watched.open("?date=2021-11-08&window=1d&at=23.6,53.5,10")
    has_pixels(watched, full)
    assert pixels_of(watched, *faded) == 0
    watched.open("?date=2021-12-06&window=30d&at=23.6,53.5,10")
    has_pixels(watched, *faded)


def test_page_clock_and_map_are_given_the_colours_of_the_palette(watched: Watched) -> None:
    watched.open("?date=2021-11-08")
    ask = "getComputedStyle(document.querySelector('{}')).{}"
    assert watched.in_map(ask.format(".bm-card", "borderTopColor")) == "rgb(213, 209, 199)"
    assert watched.in_map(ask.format(".leaflet-container", "color")) == "rgb(30, 35, 41)"
    assert watched.page.evaluate(ask.format(".stApp", "borderTopColor")) == "rgb(122, 17, 85)"
    play = watched.page.locator("[data-part=play]")
    shown = play.evaluate("(node) => getComputedStyle(node).backgroundColor")
    assert shown == "rgb(30, 35, 41)"


def test_made_up_events_are_the_same_for_the_same_seed_and_weigh_twelve_bytes() -> None:
    words = [sys.executable, "-m", "bench", "pack", "--events", "1000"]
    root = Path(__file__).parents[2]
    said = subprocess.run(words, cwd=root, capture_output=True, text=True, check=True).stdout
    assert '"bench": "pack"' in said
    assert json.loads(said)["bytes_per_event"] < 12.5


BROUGHT = "tests/browser/brought_page.py"
BUG = "at=23.75,53.1,7.75"


@pytest.fixture(scope="module")
def two_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("brought") / "log"
    with serving(log, BROUGHT, "mine:60", "{{7*191}}:40") as address:
        yield address


@pytest.fixture
def beside(browser: Browser, two_files: str) -> Iterator[Watched]:
    """The real page to which two files were brought."""
    with watching(browser, two_files) as watched:
        yield watched


def says(watched: Watched, words: str) -> None:
    label = watched.map.locator(".leaflet-container")
    expect(label).to_have_attribute("aria-label", re.compile(re.escape(words)))


@pytest.mark.long
def test_the_rows_of_two_files_have_symbols_of_their_own_and_say_whose_they_are(
    beside: Watched,
) -> None:
    watched = beside
    watched.open(f"?date=2021-11-08&window=7d&{BUG}")
    legend = watched.map.locator(".bm-legend")
    expect(legend.locator("h2", has_text="Your files")).to_be_visible()
    expect(legend).to_contain_text("mine.csv{{7*191}}.csv")
    has_pixels(watched, "#332288")
    has_pixels(watched, "#cc6677")
    # 60 rows over 20 days: three a day; 40 rows: two a day.
    for words in (
        "your file mine.csv: 21 marks; your file {{7*191}}.csv: 14 marks",
        "Belarus–Poland: 333.3 attempts a day",
    ):
        says(watched, words)
    heard = picked(watched)
    spot = watched.in_map(
        """(() => {
          const point = window.map.latLngToContainerPoint([52.2 + 47 / 50, 23.3 + 47 / 100]);
          return [point.x, point.y];
        })()"""
    )
    frame = watched.page.locator("iframe[src*='streamlit_folium']").bounding_box()
    assert frame
    at = (frame["x"] + spot[0], frame["y"] + spot[1])
    watched.page.mouse.move(*at)
    tip = watched.map.locator(".bm-tip")
    expect(tip).to_contain_text("<b>mine</b> 47 {{7*191}}")
    expect(tip).to_contain_text("8 Nov 2021")
    watched.page.mouse.click(*at)
    pick = heard()
    assert pick["kind"] == "events"
    own = [id_ for id_ in pick["ids"] if id_.startswith("own-")]
    assert any(id_.endswith("-47") for id_ in own)
    watched.rest()
    expect(watched.page.get_by_text("<b>mine</b> 47 {{7*191}}").first).to_be_visible()
    assert watched.in_map("document.querySelectorAll('.bm-tip b b, .bm-legend b b').length") == 0
    assert watched.errors == []
    assert watched.foreign == []


@pytest.mark.long
def test_with_the_reference_hidden_the_map_says_so_and_never_not_reported(beside: Watched) -> None:
    watched = beside
    watched.open()
    expect(watched.page).to_have_url(re.compile("files="))
    files = parse_qs(urlsplit(watched.page.url).query)["files"][0]
    watched.open(f"?date=2021-11-08&window=7d&{BUG}&files={files}&own=alone")
    says(watched, "Belarus–Lithuania: reference hidden")
    says(watched, "mine.csv")
    has_pixels(watched, "#332288")
    label = str(watched.map.locator(".leaflet-container").get_attribute("aria-label"))
    assert "not reported" not in watched.map.locator("body").inner_text() + label
    assert watched.errors == []


@pytest.mark.long
def test_among_thousands_of_rows_the_events_of_the_reference_keep_their_symbols(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        serving(tmp_path / "log", BROUGHT, "mine:30000", "other:5000") as address,
        watching(browser, address) as watched,
    ):
        watched.open("?date=2021-11-08&window=7d&at=23.75,53.1,6.5")
        legend = watched.map.locator(".bm-legend")
        expect(legend).to_contain_text("Your files: rows in each square")
        expect(legend).to_contain_text("mine.csvother.csv")
        expect(legend).to_contain_text("mass attempt, clash")
        has_pixels(watched, "#d55e00")
        watched.wait_until(lambda: painted(watched, "crowd"), lambda pixels: pixels > 5_000)
        watched.in_map("window.map.setView([53.1, 23.75], 12, {animate: false})")
        expect(legend.locator("h2", has_text="Your files").last).to_have_text("Your files")
        assert watched.errors == []
