"""Takes the pictures of the documents from the real page: ``python -m docs.take_pictures``."""

from __future__ import annotations

import argparse
import csv
import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from bench.visits import visit_again
from events import Period, load_ledger

ROOT = Path(__file__).parents[1]
IMAGES = Path(__file__).parent / "images"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
MAP_FRAME = "iframe[src*='streamlit_folium']"

CONTROLS = {
    "date": "Date",
    "next": "Next",
    "window": "Window",
    "window_is": "That day",
    "close": "Close",
    "legend": "Legend",
    "files": "Your files",
}
"""Every control the journey touches, by the name it bears on the page; a test finds each there."""
PARTS = {"shown days": "bm-date", "what was clicked": "detail", "a file": "file"}
"""Classes of the parts it waits for; a test finds these too."""

KUZNICA = (23.6783, 53.5204)
NOVEMBER = (date(2021, 11, 1), date(2021, 11, 30))
SHEET_WIDTH = 1600


def main(arguments: Sequence[str] | None = None) -> int:
    """Take every picture, or those named."""
    takers = {"page": take_page, "mark": take_mark, "files": take_files, "phone": take_phone}
    parser = argparse.ArgumentParser(prog="python -m docs.take_pictures", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"{', '.join([*takers, 'sheet'])}; default: all"
    )
    wanted = parser.parse_args(arguments).names or [*takers, "sheet"]
    unknown = set(wanted) - {*takers, "sheet"}
    if unknown:
        parser.error(f"there is no picture called {', '.join(sorted(unknown))}.")
    IMAGES.mkdir(exist_ok=True)
    if "sheet" in wanted:
        save("sheet", draw_sheet())
    if set(wanted) - {"sheet"}:
        with serve() as address:
            for name in wanted:
                if name in takers:
                    size = (390, 844) if name == "phone" else (1440, 900)
                    with open_page(address, size) as page:
                        save(name, takers[name](page))
    return 0


def take_page(page: Page) -> bytes:
    """Show the page as it opens."""
    return page.screenshot()


def take_mark(page: Page) -> bytes:
    """Step to 16 November 2021 and click the mark at Kuźnica–Bruzgi."""
    page.get_by_label(CONTROLS["window"]).select_option(label=CONTROLS["window_is"])
    for _ in range(2):
        page.get_by_role("button", name=CONTROLS["next"], exact=True).click()
    shown = page.frame_locator(MAP_FRAME).locator(f".{PARTS['shown days']}")
    shown.filter(has_text="16 Nov 2021").wait_for()
    rest(page)
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    lon, lat = KUZNICA
    frame.evaluate(f"window.map.setView([{lat}, {lon}], 9, {{animate: false}})")
    rest(page)
    x, y = frame.evaluate(f"(p => [p.x, p.y])(window.map.latLngToContainerPoint([{lat}, {lon}]))")
    box = page.locator(MAP_FRAME).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.mouse.move(5, 5)
    page.locator(f".{PARTS['what was clicked']}").wait_for()
    page.get_by_role("button", name=CONTROLS["close"], exact=True).wait_for()
    rest(page)
    return page.screenshot()


def take_files(page: Page) -> bytes:
    """Drop two files made of shipped reports: one that is read at once, one that waits."""
    page.get_by_role("button", name=CONTROLS["files"]).click()
    field = page.locator("input[type=file]").first
    field.wait_for(state="attached")
    for name, text in dropped_files().items():
        there = page.locator(f".{PARTS['a file']}").count()
        page.locator("input[type=file]").first.set_input_files(
            {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
        )
        page.locator(f".{PARTS['a file']}").nth(there).wait_for()
        rest(page)
    return page.screenshot()


def dropped_files() -> dict[str, str]:
    """Return reports of November 2021 as two tables that a newsroom might keep."""
    events = [
        event
        for event in load_ledger().events_in(Period.of_days(*NOVEMBER))
        if event.kind == "incident" and event.place.near_border and event.place.lon is not None
    ]
    plain, written = io.StringIO(), io.StringIO()
    table, notes = csv.writer(plain), csv.writer(written)
    table.writerow(["date", "lon", "lat", "kind", "title", "place"])
    notes.writerow(["Data zdarzenia", "x", "y", "opis", "miejsce"])
    for event in events:
        day, place = event.period.start, event.place
        at = (f"{place.lon:.4f}", f"{place.lat:.4f}")
        table.writerow([day.isoformat(), *at, event.category, event.title, place.name])
        if day.day <= 12:
            notes.writerow([f"{day:%d/%m/%Y}", *at, event.title, place.name])
    return {"november.csv": plain.getvalue(), "notes.csv": written.getvalue()}


def take_phone(page: Page) -> bytes:
    """Show the page on a phone, the legend folded."""
    page.frame_locator(MAP_FRAME).get_by_text(CONTROLS["legend"], exact=True).wait_for()
    return page.screenshot()


def draw_sheet() -> bytes:
    """Have the command line draw 2 to 8 November 2021 on an A4 sheet."""
    with TemporaryDirectory() as folder:
        subprocess.run(
            [
                *(sys.executable, "-m", "dashboard", "snapshot"),
                *("--date", "2021-11-08", "--window", "7d"),
                *("--format", "png", "--out", folder),
            ],
            cwd=ROOT,
            check=True,
        )
        # Further sheets hold sources alone.
        path = min(Path(folder).glob("*.png"), key=lambda found: len(found.name))
        with Image.open(path) as sheet:
            height = round(sheet.height * SHEET_WIDTH / sheet.width)
            small = sheet.convert("RGB").resize((SHEET_WIDTH, height), Image.Resampling.LANCZOS)
    text = io.BytesIO()
    small.save(text, "PNG")
    return text.getvalue()


def save(name: str, png: bytes) -> None:
    """Write a picture with 256 colours: enough for a map, a third of the bytes.

    The palette covers the colours that are there rather than the commonest ones: a mark of a few
    pixels must keep its colour.
    """
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(
            256, method=Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE
        )
        few.save(IMAGES / f"{name}.png", optimize=True)
    print(f"docs/images/{name}.png: {(IMAGES / f'{name}.png').stat().st_size / 1024:.0f} KB")


def rest(page: Page) -> None:
    """Wait until the server has been told and has answered."""
    page.wait_for_timeout(700)
    page.wait_for_function("() => !document.querySelector('[data-testid=stStatusWidget]')")
    page.wait_for_timeout(300)


@contextmanager
def open_page(address: str, size: tuple[int, int]) -> Iterator[Page]:
    """Open the page in Chromium and wait for the first drawn frame."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("shots: Chromium is missing; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="en-GB")
        visit_again(page)
        page.goto(address)
        shown = page.frame_locator(MAP_FRAME).locator(f".{PARTS['shown days']}")
        shown.filter(has_text="2021").wait_for()
        page.get_by_role("slider", name=CONTROLS["date"]).wait_for()
        rest(page)
        yield page
        browser.close()


@contextmanager
def serve() -> Iterator[str]:
    """Run the dashboard on a free port for as long as it is needed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "streamlit", "run", "dashboard/app.py"),
            *("--server.port", str(port)),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("shots: the dashboard did not start; try scripts/app to see why")


if __name__ == "__main__":
    sys.exit(main())
