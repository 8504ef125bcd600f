"""The policies hold in a real browser, and nothing the page does runs into them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from watching import Watched

NOTES = "date,lon,lat,title\n2021-11-08,23.5,52.7,a\n2021-11-07,23.6,52.8,b\nnever,1,2,c\n"


@pytest.mark.long
def test_a_walk_through_everything_runs_into_no_policy(watched: Watched, tmp_path: Path) -> None:
    page = watched.page
    watched.open()
    for name in ("Events", "Flights", "Sources", "Data table"):
        page.get_by_role("tab", name=name).click()
        watched.rest()
    watched.page.goto(f"{watched.address}/?date=2021-11-08&compare=2021-08-06")
    page.frame_locator("iframe[src*=streamlit_folium] >> nth=1").locator(".bm-date").wait_for()
    watched.rest()
    page.get_by_role("button", name="Export").first.click()
    page.get_by_role("button", name="SVG").wait_for()
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("button", name="GeoJSON").click()
    assert download.value.path().stat().st_size > 1000
    page.keyboard.press("Escape")
    (tmp_path / "notes.csv").write_text(NOTES)
    page.get_by_role("button", name="Your files").first.click()
    page.locator("input[type=file]").first.set_input_files(tmp_path / "notes.csv")
    page.get_by_text(re.compile("2 .*kept")).filter(visible=True).first.wait_for()
    watched.rest()
    assert [text for text in watched.errors if "Policy" in text] == []
    assert watched.foreign == []


@pytest.mark.long
def test_no_script_within_the_text_runs_in_the_page_or_the_map(watched: Watched) -> None:
    watched.open()
    inject = """() => {
        const image = document.createElement("img");
        image.setAttribute("onerror", "window.bmRan = true");
        image.src = "data:image/png;base64,AA";
        const script = document.createElement("script");
        script.textContent = "window.bmRan = true";
        document.body.append(image, script);
        return new Promise((done) => setTimeout(() => done(window.bmRan === true), 400));
    }"""
    assert watched.page.evaluate(inject) is False
    frame = next(f for f in watched.page.frames if "streamlit_folium" in f.url)
    assert frame.evaluate(inject) is False
    reach = """async () => {
        const ask = (address) => fetch(address, {mode: "no-cors"}).then(() => 1, () => 0);
        return (await ask("http://127.0.0.1:1/")) + (await ask("https://evil.example/"));
    }"""
    assert watched.page.evaluate(reach) == 0
    # The console is heard of a moment after what it tells.
    watched.wait_until(
        lambda: sum("Content Security Policy" in text for text in watched.errors),
        lambda told: told >= 4,
    )


def test_another_page_cannot_frame_this_one_or_open_its_socket(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.route("http://evil.example/", lambda route: route.fulfill(body="<p>evil</p>"))
    page.goto("http://evil.example/")
    opened = page.evaluate(
        """(address) => new Promise((done) => {
            const socket = new WebSocket(address.replace("http", "ws") + "/_stcore/stream");
            socket.onopen = () => done("opened");
            socket.onclose = () => done("refused");
        })""",
        address,
    )
    assert opened == "refused"
    page.evaluate(
        """(address) => {
            const frame = document.createElement("iframe");
            frame.src = address;
            document.body.append(frame);
        }""",
        address,
    )
    page.wait_for_timeout(1500)
    assert not any(frame.url.startswith(address) for frame in page.frames[1:])
    page.close()
