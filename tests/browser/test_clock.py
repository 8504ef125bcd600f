"""The clock: by keyboard, by name, by typing, in play, and over two maps."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, expect
from watching import Watched

MARK_ON_THE_DOM = "document.querySelector('.leaflet-container').dataset.still = 'here'"
IS_STILL_THERE = "document.querySelector('.leaflet-container').dataset.still"
VIEW = "(c => [c.lng, c.lat, window.map.getZoom()])(window.map.getCenter())"


def slider(watched: Watched) -> Locator:
    return watched.page.get_by_role("slider", name="Date")


def button(watched: Watched, name: str) -> Locator:
    return watched.page.get_by_role("button", name=name, exact=True)


def shown(watched: Watched) -> Locator:
    return map_at(watched, 0).locator(".bm-date")


def map_at(watched: Watched, place: int) -> FrameLocator:
    return watched.page.frame_locator(f"iframe[src*='streamlit_folium'] >> nth={place}")


def in_map_at(watched: Watched, place: int, script: str) -> Any:
    frame = watched.page.locator("iframe[src*='streamlit_folium']").nth(place).element_handle()
    content = frame.content_frame()
    assert content
    return content.evaluate(script)


@pytest.fixture
def calm(browser: Browser, address: str) -> Iterator[Watched]:
    size = {"width": 1440, "height": 900}
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    yield Watched(context.new_page(), address)
    context.close()


@pytest.mark.long
def test_every_key_of_the_slider_leads_where_the_sheet_says(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=1d")
    date = slider(watched)
    date.focus()
    for key, said in (
        ("ArrowRight", "9 November 2021"),
        ("ArrowUp", "10 November 2021"),
        ("ArrowLeft", "9 November 2021"),
        ("ArrowDown", "8 November 2021"),
        ("PageDown", "8 October 2021"),
        ("PageUp", "8 November 2021"),
        ("Home", "1 May 2021"),
        ("End", "16 March 2026"),
    ):
        watched.page.keyboard.press(key)
        expect(date).to_have_attribute("aria-valuetext", said)
    speed = watched.page.get_by_label("Speed")
    watched.page.keyboard.press("]")
    expect(speed).to_have_text("8/s")
    watched.page.keyboard.press("[")
    watched.page.keyboard.press("[")
    expect(speed).to_have_text("2/s")
    watched.page.keyboard.press("?")
    shown = watched.page.get_by_role("dialog", name="Help: words and keys")
    expect(shown.get_by_text("first and last day of the slider")).to_be_visible()
    watched.page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(date).to_be_focused()
    watched.page.keyboard.press("Home")
    watched.page.keyboard.press(" ")
    expect(button(watched, "Pause")).to_be_visible()
    watched.page.keyboard.press(" ")
    expect(button(watched, "Play")).to_be_visible()
    assert watched.errors == []


@pytest.mark.long
def test_buttons_lead_to_the_ends_and_to_dates_that_have_a_report(watched: Watched) -> None:
    watched.open("?date=2021-07-01&window=1d")
    date = slider(watched)
    button(watched, "Last").click()
    expect(date).to_have_attribute("aria-valuetext", "16 March 2026")
    button(watched, "First").click()
    expect(date).to_have_attribute("aria-valuetext", "1 May 2021")
    button(watched, "Next date that has a report").click()
    expect(date).not_to_have_attribute("aria-valuetext", re.compile("^[12] May 2021$"))
    later = date.get_attribute("aria-valuetext")
    button(watched, "Next date that has a report").click()
    button(watched, "Previous date that has a report").click()
    expect(date).to_have_attribute("aria-valuetext", str(later))


@pytest.mark.long
def test_play_stops_at_a_key_event_and_names_it(watched: Watched) -> None:
    watched.open("?date=2021-08-31&window=1d")
    button(watched, "Stop at key events").click()
    for _ in range(3):
        button(watched, "Faster").click()
    button(watched, "Play").click()
    said = watched.page.get_by_role("status").filter(has_text="Poland: state of emergency")
    expect(said).to_be_visible()
    expect(button(watched, "Play")).to_be_visible()
    expect(slider(watched)).to_have_attribute("aria-valuetext", "2 September 2021")
    watched.rest()
    expect(watched.page.get_by_role("heading", level=1)).to_contain_text("2 Sep 2021")
    # Steps of a month do not run past it either.
    slider(watched).press("PageDown")
    watched.page.get_by_label("Step").select_option("month")
    button(watched, "Play").click()
    expect(slider(watched)).to_have_attribute("aria-valuetext", "3 August 2021")


@pytest.mark.long
def test_a_tick_tells_its_events_and_leads_to_them(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    ticks = watched.page.get_by_role("toolbar", name="Key events")
    tick = ticks.get_by_role("button", name="10 Feb 2023: Bobrowniki crossing closed")
    tick.hover()
    expect(watched.page.get_by_role("status").filter(has_text="Bobrowniki")).to_be_visible()
    tick.click()
    expect(slider(watched)).to_have_attribute("aria-valuetext", "10 February 2023")
    first = ticks.get_by_role("button").first
    first.focus()
    watched.page.keyboard.press("ArrowRight")
    expect(ticks.get_by_role("button").nth(1)).to_be_focused()
    expect(first).to_have_attribute("tabindex", "-1")


@pytest.mark.long
def test_loop_begins_again_at_the_first_day(watched: Watched) -> None:
    watched.open("?date=2021-11-15&window=1d&from=2021-11-08&to=2021-11-16")
    for _ in range(3):
        button(watched, "Faster").click()
    button(watched, "Play").click()
    expect(button(watched, "Play")).to_be_visible()  # without the loop it ends
    expect(slider(watched)).to_have_attribute("aria-valuetext", "16 November 2021")
    button(watched, "Loop").click()
    button(watched, "Play").click()
    seen = watched.page.evaluate(
        """() => new Promise((done) => {
          const find = (node) => node.querySelector?.('[data-part=date]')
            ?? [...(node.querySelectorAll?.('*') ?? [])].map((n) => n.shadowRoot)
                 .filter(Boolean).map(find).find(Boolean);
          const date = find(document);
          const values = [];
          const timer = setInterval(() => {
            values.push(Number(date.value) - Number(date.min));
            const falls = values.filter((value, at) => value < values[at - 1]).length;
            if (falls === 2 || values.length === 1500) { clearInterval(timer); done(values); }
          }, 20);
        })"""
    )
    falls = sum(b < a for a, b in itertools.pairwise(seen))
    assert falls >= 2
    expect(button(watched, "Pause")).to_be_visible()


@pytest.mark.long
def test_a_named_period_sets_the_span_the_date_and_the_window(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    named = watched.page.get_by_label("Periods and key events")
    named.select_option(label="Kuźnica – Bruzgi, 8–16 Nov 2021")
    expect(shown(watched)).to_have_text("8–16 Nov 2021")
    expect(watched.page.get_by_label("From", exact=True)).to_have_value("8 Nov 2021")
    watched.rest()
    for part in ("from=2021-11-08", "to=2021-11-16", "date=2021-11-16", "window=all"):
        expect(watched.page).to_have_url(re.compile(re.escape(part)))
    named.select_option(label="2 Dec 2021: EU fifth sanctions package")
    expect(slider(watched)).to_have_attribute("aria-valuetext", "2 December 2021")
    named.select_option("whole")
    expect(watched.page.get_by_label("From", exact=True)).to_have_value("1 May 2021")


@pytest.mark.long
def test_any_number_of_trailing_days_can_be_typed(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    watched.in_map(MARK_ON_THE_DOM)
    watched.page.get_by_label("Window").select_option("days")
    days = watched.page.get_by_label("Number of days", exact=True)
    days.fill("14")
    days.press("Enter")
    expect(shown(watched)).to_have_text("26 Oct – 8 Nov 2021")
    watched.rest()
    # The figures of a window that was not in use before arrive a moment later.
    expect(watched.map.locator(".leaflet-container")).not_to_have_attribute(
        "aria-label", re.compile("…"), timeout=20_000
    )
    expect(watched.map.locator(".leaflet-container")).to_have_attribute(
        "aria-label", re.compile("Belarus–Poland:")
    )
    expect(watched.page).to_have_url(re.compile("window=14d"))
    assert watched.in_map(IS_STILL_THERE) == "here"
    days.fill("400")
    days.press("Enter")
    assert not days.evaluate("(field) => field.validity.valid")
    expect(shown(watched)).to_have_text("26 Oct – 8 Nov 2021")


@pytest.mark.long
def test_a_window_not_counted_yet_has_no_class(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    levels = watched.in_map(
        """(async () => {
          const address = performance.getEntriesByType('resource')
            .map(({ name }) => name).find((name) => name.endsWith('/borders.js'));
          const { standing } = await import(address);
          const names = ['value', 'unit', 'basis', 'short', 'more', 'level', 'look', 'measure',
            'contested', 'rate', 'least', 'most'];
          const columns = Object.fromEntries(names.map((name) => [`figure_${name}`, [0]]));
          for (const window of ['7d', 'all']) {
            columns[`figure:${window}:BY-PL`] = new Int32Array(200);
          }
          const feed = { windowDays: { '7d': 7, all: null }, start: 100, first: 0, days: 200,
            looks: ['none'], texts: ['0'], measures: [null], columns };
          const level = (frame) => standing(feed, 'BY-PL', { last: 150, ...frame }).level;
          return [
            level({ window: '7d', start: 100 }),
            level({ window: '23d', start: 100 }) === 254,
            level({ window: 'all', start: 100 }),
            level({ window: 'all', start: 90 }) === 254,
            level({ window: '7d', start: 100, last: 99 }) === 254,
          ];
        })()"""
    )
    assert levels == [0, True, 0, True, True]


@pytest.mark.long
def test_bad_typed_dates_change_nothing(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    watched.page.get_by_label("to", exact=True).fill("2020-01-01")
    watched.page.get_by_label("to", exact=True).blur()
    expect(watched.page.get_by_label("to", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(slider(watched)).to_have_attribute("aria-valuetext", "8 November 2021")


@pytest.mark.long
def test_a_link_reopens_the_same_frame_with_its_comparison(watched: Watched) -> None:
    watched.page.goto(
        f"{watched.address}/?date=2021-11-16&window=14d&compare=2021-08-06&compare-window=30d"
    )
    expect(shown(watched)).to_have_text("3–16 Nov 2021", timeout=30_000)
    expect(map_at(watched, 1).locator(".bm-date")).to_have_text("8 Jul – 6 Aug 2021")
    expect(map_at(watched, 0).locator(".bm-which")).to_have_text(
        "A · 14 days · the clock moves this one"
    )
    expect(map_at(watched, 1).locator(".bm-which")).to_have_text("B · 30 days · stays")
    expect(watched.page.get_by_label("Length of B")).to_have_value("30d")
    expect(watched.page.get_by_label("Window")).to_have_value("days")
    expect(watched.page.get_by_label("Compare with")).to_have_value("6 Aug 2021")
    expect(watched.page.get_by_text("speak of map A, 3–16 Nov 2021")).to_be_visible()
    table = watched.page.get_by_role("table", name="Both dates")
    expect(table.get_by_role("columnheader")).to_have_text(
        [
            "Border",
            "A, 3–16 Nov 2021 (14 days)",
            "B, 8 Jul – 6 Aug 2021 (30 days)",
            "From A back to B",
        ]
    )
    expect(table.get_by_role("row")).to_have_count(4)


@pytest.mark.long
def test_two_dates_have_windows_of_their_own_and_change_places(watched: Watched) -> None:
    watched.open("?date=2021-10-31&window=31d&at=24.2,53.1,8")
    button(watched, "Compare").click()
    second = map_at(watched, 1)
    expect(second.locator(".bm-date")).to_have_text("31 Aug – 30 Sep 2021", timeout=20_000)
    # Both frame the borders anew in half the width.
    expect(watched.page).not_to_have_url(re.compile(r"at=24\.\d+%2C53\.\d+%2C8"), timeout=20_000)
    watched.page.get_by_label("Length of B").select_option("30d")
    expect(second.locator(".bm-date")).to_have_text("1–30 Sep 2021")
    table = watched.page.get_by_role("table", name="Both dates")
    poland = table.get_by_role("row").filter(has_text="Poland")
    expect(poland).to_contain_text("307.2 fewer a day, ×0.45", timeout=20_000)
    expect(poland.get_by_role("cell").nth(1)).to_contain_text("255.6 attempts a day")
    expect(table.get_by_role("row").filter(has_text="Latvia")).to_contain_text("Not comparable:")
    watched.page.get_by_role("button", name="Swap A and B").click()
    expect(shown(watched)).to_have_text("1–30 Sep 2021")
    expect(second.locator(".bm-date")).to_have_text("1–31 Oct 2021")
    expect(poland).to_contain_text("307.2 more a day, ×2.20", timeout=20_000)
    expect(watched.page).to_have_url(
        re.compile("date=2021-09-30&window=30d.*compare=2021-10-31&compare-window=31d"),
        timeout=20_000,
    )
    share_a_view(watched)
    with watched.page.expect_download(timeout=120_000) as taken:
        watched.page.get_by_role("button", name="Data", exact=True).click()
    rows = list(csv.DictReader(taken.value.path().read_text("utf-8-sig").splitlines()))
    assert {row["window"] for row in rows} == {"A", "B", "A | B"}
    assert watched.errors == []


@pytest.mark.long
def test_a_reload_in_mid_play_comes_back_at_rest(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    button(watched, "Play").click()
    expect(shown(watched)).not_to_have_text("2–8 Nov 2021")
    watched.page.reload()
    watched.wait_for_map()
    expect(button(watched, "Play")).to_be_visible()
    expect(shown(watched)).to_have_text("2–8 Nov 2021")
    watched.page.wait_for_timeout(600)
    expect(shown(watched)).to_have_text("2–8 Nov 2021")
    assert watched.errors == []


@pytest.mark.long
def test_quick_hands_are_never_set_back_by_the_address_of_before(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    window = watched.page.get_by_label("Window")
    for turn in range(4):
        window.select_option("30d" if turn % 2 else "1d")
        watched.page.wait_for_timeout(90 * (turn + 1))
    window.select_option("all")
    watched.rest()
    watched.page.wait_for_timeout(1500)
    expect(window).to_have_value("all")
    expect(shown(watched)).to_have_text("1 May – 8 Nov 2021")
    expect(watched.page).to_have_url(re.compile("window=all"))


@pytest.mark.long
def test_a_comparison_before_the_start_of_the_slider_moves_the_start(watched: Watched) -> None:
    watched.page.goto(f"{watched.address}/?date=2021-11-08&window=all&compare=2021-03-01")
    expect(shown(watched)).to_have_text("1 Mar – 8 Nov 2021", timeout=30_000)
    expect(map_at(watched, 1).locator(".bm-date")).to_have_text("1 Mar 2021")
    watched.rest()
    expect(watched.page).to_have_url(re.compile("from=2021-03-01"))


@pytest.mark.long
def test_on_a_phone_every_control_is_reached_and_wide_enough_for_a_finger(
    watched: Watched,
) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    watched.open("?date=2021-11-08&window=7d")
    expect(watched.page.get_by_label("From", exact=True)).to_be_hidden()
    button(watched, "More").click()
    named = ["Loop", "Stop at key events", "Compare", "Next date that has a report", "First"]
    for control in (
        *(button(watched, name) for name in named),
        watched.page.get_by_label("From", exact=True),
        watched.page.get_by_label("Periods and key events"),
    ):
        expect(control).to_be_visible()
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    watched.page.get_by_label("Periods and key events").select_option(
        label="Usnarz Górny, 12 Aug – 23 Oct 2021"
    )
    expect(shown(watched)).to_have_text("12 Aug – 23 Oct 2021")
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.long
def test_comparing_opens_a_second_map_without_remounting_the_first(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d&at=24.2,53.1,8")
    watched.in_map(MARK_ON_THE_DOM)
    button(watched, "Compare").click()
    other = map_at(watched, 1)
    expect(other.locator(".bm-date")).to_have_text("26 Oct – 1 Nov 2021", timeout=20_000)
    expect(shown(watched)).to_have_text("2–8 Nov 2021")
    watched.page.wait_for_timeout(500)
    assert in_map_at(watched, 0, IS_STILL_THERE) == "here"
    # Both frame the borders anew in half the width; the address tells where.
    expect(watched.page).not_to_have_url(re.compile("at=24.2%2C53.1%2C8"), timeout=20_000)
    one = share_a_view(watched, lambda view: view[2] < 8)
    watched.page.get_by_label("Compare with").fill("2021-08-06")
    watched.page.get_by_label("Compare with").press("Enter")
    expect(other.locator(".bm-date")).to_have_text("31 Jul – 6 Aug 2021")
    watched.rest()
    expect(watched.page).to_have_url(re.compile("compare=2021-08-06"))
    button(watched, "Compare").click()
    expect(watched.page.locator("iframe[src*='streamlit_folium']")).to_have_count(1)
    watched.rest()
    expect(watched.page).not_to_have_url(re.compile("compare"))
    assert in_map_at(watched, 0, IS_STILL_THERE) == "here"
    alike = pytest.approx(one, abs=0.02)
    watched.wait_until(lambda: in_map_at(watched, 0, VIEW), lambda view: view == alike)
    assert watched.errors == []


@pytest.mark.long
def test_two_compared_maps_share_one_view_whichever_is_moved(watched: Watched) -> None:
    watched.page.goto(f"{watched.address}/?date=2021-11-08&window=7d&compare=2021-08-06")
    expect(map_at(watched, 1).locator(".bm-date")).to_have_text(
        "31 Jul – 6 Aug 2021", timeout=30_000
    )
    watched.page.wait_for_timeout(800)
    for mover, follower in ((0, 1), (1, 0)):
        box = watched.page.locator("iframe[src*='streamlit_folium']").nth(mover).bounding_box()
        assert box
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        before = in_map_at(watched, follower, VIEW)
        watched.page.mouse.move(*middle)
        watched.page.mouse.down()
        watched.page.mouse.move(middle[0] + 60, middle[1] + 40, steps=6)
        watched.page.mouse.up()
        west = before[0] - 0.2
        after = share_a_view(watched, lambda view, west=west: view[0] < west)
        watched.page.mouse.wheel(0, -240)
        zoom = after[2]
        share_a_view(watched, lambda view, zoom=zoom: view[2] > zoom)
    watched.page.wait_for_timeout(1200)
    still = in_map_at(watched, 0, VIEW)
    watched.page.wait_for_timeout(500)
    assert in_map_at(watched, 0, VIEW) == still
    assert watched.errors == []


def share_a_view(
    watched: Watched, wanted: Callable[[list[float]], bool] = lambda _: True
) -> list[float]:
    """Wait until both maps rest at one place, within a pixel, that is as wanted; return it.

    A map that is still enlarging takes no other hand: it is asked twice whether it rests.
    """

    def is_one(views: tuple[list[float], list[float]]) -> bool:
        first, second = views
        pixel = 360 / 256 / 2 ** first[2]
        return (
            wanted(second) and first[2] == second[2] and first == pytest.approx(second, abs=pixel)
        )

    def read() -> tuple[list[float], list[float]]:
        return in_map_at(watched, 0, VIEW), in_map_at(watched, 1, VIEW)

    def read_twice() -> list[tuple[list[float], list[float]]]:
        first = read()
        watched.page.wait_for_timeout(700)
        return [first, read()]

    first, _ = watched.wait_until(read_twice, lambda two: two[0] == two[1] and is_one(two[0]))
    return first[0]


FLIGHT_PICTURES = """new Promise((done) => {
  const canvas = document.querySelector('.bm-inset-canvas');
  const seen = new Set();
  let count = 0;
  const timer = setInterval(() => {
    seen.add(canvas.toDataURL());
    count += 1;
    if (count === 8) { clearInterval(timer); done(seen.size); }
  }, 110);
})"""


@pytest.mark.long
def test_dashes_move_while_a_flight_is_pointed_at_and_rest_otherwise(watched: Watched) -> None:
    watched.open("?date=2021-11-08&window=7d")
    watched.wait_until(lambda: watched.in_map(FLIGHT_PICTURES), lambda seen: seen == 1)
    point_at_a_flight(watched)
    assert watched.in_map(FLIGHT_PICTURES) > 3
    watched.page.mouse.move(5, 5)
    watched.wait_until(lambda: watched.in_map(FLIGHT_PICTURES), lambda seen: seen == 1)


@pytest.mark.long
def test_dashes_never_move_against_reduced_motion(calm: Watched) -> None:
    calm.open("?date=2021-11-08&window=7d")
    point_at_a_flight(calm)
    assert calm.in_map(FLIGHT_PICTURES) == 1


def point_at_a_flight(watched: Watched) -> None:
    box = watched.map.locator(".bm-inset-canvas").bounding_box()
    assert box
    for share in range(10, 90, 2):
        watched.page.mouse.move(box["x"] + box["width"] * share / 100, box["y"] + 110)
        watched.page.wait_for_timeout(50)
        if watched.map.locator(".bm-tip").is_visible():
            return
    raise AssertionError("no flight lies under the middle of the inset")
