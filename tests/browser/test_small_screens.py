"""Small screens and fingers: the map first, the clock at the thumb, what was picked from below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, expect
from watching import Watched

KUZNICA = "?date=2021-11-14&window=7d&at=23.65,53.51,9"
"""The mark at Kuźnica in the middle of the map."""
SIZES = [(390, 844), (844, 390), (768, 1024), (320, 700), (720, 450), (360, 225)]
"""Phones upright and across, a tablet, the narrowest, and a desk at 200 and 400 per cent."""
MAIN = 44
LEAST = 24
"""Pixels of a target (WCAG 2.2, 2.5.5 and 2.5.8)."""
_SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"

Opening = Callable[[int, int], Watched]


@pytest.fixture
def touched(browser: Browser, address: str) -> Iterator[Opening]:
    """Open the page on a screen of a size that is worked with fingers."""
    contexts = []

    def open_page(width: int, height: int, query: str = KUZNICA, scheme: str = "light") -> Watched:
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, has_touch=True, color_scheme=scheme)
        contexts.append(context)
        watched = Watched(context.new_page(), address)
        watched.open(query)
        return watched

    yield open_page
    for context in contexts:
        context.close()


def box_of(locator: Locator) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of an element on the screen."""
    box = locator.bounding_box()
    assert box is not None
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


def height_of(locator: Locator) -> float:
    _, top, _, bottom = box_of(locator)
    return bottom - top


def frame_of(watched: Watched) -> Locator:
    return watched.page.locator("iframe[src*='streamlit_folium']")


def tap(press: Callable[[], None], answer: Callable[[], None]) -> None:
    """Put a finger down and up; where a busy browser took it for a long press, once more."""
    for _ in range(4):
        press()
        with suppress(AssertionError):
            answer()
            return
    answer()


def tap_mark(watched: Watched) -> None:
    """Put a finger on the middle of the map, where the mark is, and wait for its detail."""
    left, top, right, bottom = box_of(frame_of(watched))
    sheet = watched.page.locator(".st-key-detail_sheet")
    tap(
        lambda: watched.page.touchscreen.tap((left + right) / 2, (top + bottom) / 2),
        lambda: expect(sheet).to_be_visible(timeout=15_000),
    )


def pull(session: CDPSession, path: list[list[tuple[float, float]]]) -> None:
    """Move fingers over the screen; each entry is where they are at a moment."""
    for kind, at in (("touchStart", path[0]), *(("touchMove", at) for at in path[1:])):
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(at)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def center_of(watched: Watched) -> tuple[float, float]:
    """Return where the map looks."""
    ask = "() => { const { lng, lat } = window.map.getCenter(); return [lng, lat]; }"
    lon, lat = watched.map.locator("body").evaluate(ask)
    return round(lon, 4), round(lat, 4)


def test_a_tap_opens_the_detail_from_below_and_nothing_jumps(touched: Opening) -> None:
    watched = touched(390, 844)
    page = watched.page
    before, looks = box_of(frame_of(watched)), center_of(watched)
    tap_mark(watched)
    sheet = page.locator(".st-key-detail_sheet")
    expect(sheet).to_be_visible(timeout=15_000)
    expect(sheet.get_by_role("heading").first).to_be_in_viewport()
    watched.rest()
    assert page.evaluate(_SCROLLED) == 0
    assert box_of(frame_of(watched)) == before
    # What was picked moves out from under it.
    watched.wait_until(lambda: center_of(watched)[1], lambda lat: lat < looks[1])
    # It ends where the clock begins, and no tip lies under the finger.
    clock = box_of(page.locator(".st-key-clock_box"))
    assert clock[3] == 844
    watched.wait_until(lambda: box_of(sheet)[3], lambda foot: abs(foot - clock[1]) <= 1)
    expect(watched.map.locator(".bm-tip")).to_be_hidden()
    # A press folds it to its title, another opens it, a pull fills the screen.
    tall = height_of(sheet)
    grip = page.locator(".grip")
    tap(grip.tap, lambda: expect(grip).to_have_attribute("aria-expanded", "false", timeout=5000))
    assert tall > 100
    watched.wait_until(lambda: height_of(sheet), lambda high: high < 100)
    tap(grip.tap, lambda: expect(grip).to_have_attribute("aria-expanded", "true", timeout=5000))
    watched.wait_until(lambda: height_of(sheet), lambda high: abs(high - tall) <= 1)
    left, top, right, bottom = box_of(grip)
    at = ((left + right) / 2, (top + bottom) / 2)
    session = page.context.new_cdp_session(page)
    pull(session, [[at], [(at[0], at[1] - 30)], [(at[0], at[1] - 90)]])
    expect(page.locator("html")).to_have_attribute("data-sheet", "full")
    close = sheet.get_by_role("button", name="Close")
    tap(close.tap, lambda: expect(sheet).to_have_count(0, timeout=15_000))
    assert page.evaluate(_SCROLLED) == 0


def test_one_finger_scrolls_the_page_and_two_move_the_map(touched: Opening) -> None:
    watched = touched(390, 844)
    page = watched.page
    session = page.context.new_cdp_session(page)
    looks = center_of(watched)
    hint = watched.map.get_by_text("Two fingers move the map.")
    expect(hint).to_be_hidden()
    pull(session, [[(200, 400 - 20 * step)] for step in range(8)])
    expect(hint).to_be_visible()
    page.wait_for_function(f"{_SCROLLED} > 50")
    assert center_of(watched) == looks
    page.evaluate(f"{_SCROLLED} = 0")
    pull(session, [[(150, 400 - 12 * step), (250, 400 - 12 * step)] for step in range(8)])
    expect(hint).to_be_hidden()
    watched.wait_until(lambda: center_of(watched)[1], lambda lat: lat < looks[1])


@pytest.mark.long
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_map_comes_first_and_nothing_runs_out_of_the_screen(
    touched: Opening, width: int, height: int
) -> None:
    watched = touched(width, height)
    page = watched.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    inner = "document.querySelector('[data-testid=stMain]').scrollWidth"
    assert page.evaluate(inner) <= width
    play = page.get_by_role("button", name="Play")
    play.scroll_into_view_if_needed()
    expect(play).to_be_in_viewport()
    if width < 768 or height < 500:
        assert box_of(frame_of(watched))[1] < 60 or page.evaluate(_SCROLLED) > 0
    # Whatever is further down is reached: the lists, and the series behind them.
    for part in (".st-key-panel [role=tab]", ".st-key-series_box canvas"):
        node = page.locator(part).first
        node.scroll_into_view_if_needed()
        expect(node).to_be_in_viewport()
        clock = page.locator(".st-key-clock_box")
        if clock.evaluate("(node) => getComputedStyle(node).position") == "fixed":
            assert box_of(node)[1] < box_of(clock)[1]
    assert not watched.errors


@pytest.mark.long
@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390), (768, 1024)])
def test_what_a_thumb_presses_is_large_enough(touched: Opening, width: int, height: int) -> None:
    watched = touched(width, height)
    page = watched.page
    clock = page.locator(".st-key-clock_box")
    # A tablet has room for the whole clock of a desk, of smaller controls.
    main = [
        *(clock.get_by_role("button", name=name, exact=True) for name in ("Previous", "Play")),
        *(clock.get_by_role("button", name=name, exact=True) for name in ("Next", "More")),
        watched.map.get_by_role("button", name="Zoom in"),
        watched.map.get_by_role("button", name="Legend"),
    ]
    for node in main if width != 768 else main[4:]:
        left, top, right, bottom = box_of(node)
        assert min(right - left, bottom - top) >= MAIN, node
    for node in page.locator(".stApp button:visible, .stApp select:visible").all():
        if node.evaluate("(node) => Boolean(node.closest('.ticks'))"):
            continue
        left, top, right, bottom = box_of(node)
        name = node.get_attribute("aria-label") or node.inner_text()
        assert min(right - left, bottom - top) >= LEAST or right == left, name
