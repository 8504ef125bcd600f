"""What the page says to who does not see it, and what it says when the server is gone."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from watching import Watched, free_port, start_server

SLOW = 20_000
LOG = """() => {
  window.said = [];
  const node = document.querySelector(".bm-voice");
  new MutationObserver(() => window.said.push([performance.now(), node.textContent]))
    .observe(node, { childList: true, characterData: true, subtree: true });
}"""


STOP_AT_A_STEP = """(pause) => new Promise((done) => {
  const map = document.querySelector("iframe[src*='streamlit_folium']").contentDocument;
  const days = map.querySelector(".bm-date");
  const watch = new MutationObserver(() => {
    watch.disconnect();
    pause.click();
    done(days.textContent);
  });
  watch.observe(days, { childList: true, characterData: true, subtree: true });
})"""


def voice(page: Page) -> Locator:
    return page.locator(".bm-voice")


def test_a_step_is_said_once_the_hand_rests_with_its_sentence(watched: Watched) -> None:
    watched.open("?date=2021-11-16")
    expect(voice(watched.page)).to_have_attribute("aria-live", "polite")
    watched.page.evaluate(LOG)
    for _ in range(3):
        watched.page.get_by_role("button", name="Next", exact=True).click()
    sentence = watched.page.locator(".st-key-top .heading > p")
    expect(voice(watched.page)).to_have_text(re.compile("^13–19 Nov 2021. "), timeout=SLOW)
    expect(voice(watched.page)).to_have_text(re.compile("events? on the map"), timeout=SLOW)
    watched.rest()
    expect(voice(watched.page)).to_have_text(f"13–19 Nov 2021. {sentence.text_content()}")
    said = watched.page.evaluate("window.said")
    assert all(later - before >= 900 for (before, _), (later, _) in pairwise(said))


@pytest.mark.long
def test_playback_says_that_it_starts_and_stops_and_no_step(watched: Watched) -> None:
    watched.open("?date=2021-11-16")
    watched.page.evaluate(LOG)
    watched.page.get_by_role("button", name="Play", exact=True).click()
    expect(voice(watched.page)).to_have_text("Playing", timeout=SLOW)
    watched.page.wait_for_timeout(2500)
    expect(voice(watched.page)).to_have_text("Playing")
    # At the moment of a step, before the heading has followed.
    pause = watched.page.get_by_role("button", name="Pause", exact=True)
    stands = pause.evaluate(STOP_AT_A_STEP)
    expect(voice(watched.page)).to_have_text(re.compile(" 20.. *"), timeout=SLOW)
    watched.rest()
    said = [text for _, text in watched.page.evaluate("window.said")]
    assert said[0] == "Playing"
    assert said[1] == f"Stopped at {stands}"
    assert watched.map.locator(".bm-date").inner_text() == stands


@pytest.mark.long
def test_a_filter_is_said_with_what_it_leaves(watched: Watched) -> None:
    watched.open("?date=2021-11-16&border=BY-PL")
    watched.page.get_by_role("button", name="Clear filters").click()
    sentence = watched.page.locator(".st-key-top .heading > p")
    expect(sentence).not_to_contain_text("Filtered", timeout=SLOW)
    expect(voice(watched.page)).to_have_text(re.compile("^10–16 Nov 2021. Poland "), timeout=SLOW)


@pytest.mark.long
def test_a_server_that_is_gone_is_told_and_the_view_comes_back_with_it(
    browser: Browser, tmp_path: Path
) -> None:
    port = free_port()
    server = start_server(port, tmp_path / "first")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    watched = Watched(context.new_page(), f"http://127.0.0.1:{port}")
    notice = watched.page.locator(".bm-lost")
    try:
        watched.open("?date=2021-11-16&window=30d")
        expect(notice).to_be_hidden()
        former = watched.map.locator("#bm-told").get_attribute("data-token") or ""
        server.kill()
        server.wait(10)
        expect(notice).to_contain_text("The server does not answer", timeout=SLOW)
        expect(watched.map.locator(".bm-date")).to_have_text("18 Oct – 16 Nov 2021")
        server = start_server(port, tmp_path / "second")
        told = watched.map.locator("#bm-told")
        expect(told).not_to_have_attribute("data-token", former, timeout=90_000)
        watched.wait_for_map()
        expect(notice).to_be_hidden()
        expect(watched.map.locator(".bm-date")).to_have_text("18 Oct – 16 Nov 2021", timeout=SLOW)
        expect(watched.page).to_have_url(re.compile("date=2021-11-16&window=30d"), timeout=SLOW)
        # It answers again.
        watched.page.get_by_role("button", name="Next", exact=True).click()
        expect(watched.page.locator(".st-key-top h1 span")).to_have_text("19 Oct – 17 Nov 2021")
        expect(watched.page).to_have_url(re.compile("date=2021-11-17"), timeout=SLOW)
    finally:
        context.close()
        server.kill()
        server.wait(10)
