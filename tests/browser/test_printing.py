"""The page on paper: what Chromium prints of it is read, in grey and without anything to press."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pikepdf
import pytest
from shipped import shipped_ledger

from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.symbology import BORDERS

if TYPE_CHECKING:
    from watching import Watched

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is missing")


def printed(watched: Watched) -> bytes:
    return watched.page.pdf(prefer_css_page_size=True, print_background=True)


def words(content: bytes, first: int = 1, last: int = 0) -> str:
    command = ["pdftotext", "-layout", "-f", str(first), *(["-l", str(last)] if last else [])]
    told = subprocess.run([*command, "-", "-"], input=content, capture_output=True, check=True)
    return told.stdout.decode()


@pytest.mark.long
@pytest.mark.parametrize("width", [1440, 1920])
def test_the_page_prints_map_legend_and_the_open_list(watched: Watched, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 1080})
    watched.open("?date=2021-11-16&window=7d&tab=events")
    content = printed(watched)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        left, bottom, right, top = map(float, pdf.pages[0].mediabox)
        assert (round(right - left), round(top - bottom)) == (842, 595)  # A4 across, in points
        assert len(pdf.pages) <= 6
    first = words(content, 1, 1)
    for said in (
        "Belarus–EU border, 10–16 Nov 2021",
        "attempts a day",
        "Legend",
        "mass attempt, clash",
        "© OpenStreetMap contributors",
    ):
        assert said in first
    rest = words(content, 2)
    assert "On the map" in rest and "In force" in rest
    for control in (
        *("Export", "Your files", "Filters", "Skip to main content", "Reset view"),
        *("Schematic arrows", "Pressure points", "Go to the latest week", "Stop at key events"),
    ):
        assert control not in words(content), control
    assert watched.errors == []


@pytest.mark.long
def test_two_maps_are_printed_beside_each_other(watched: Watched) -> None:
    page = watched.page
    page.goto(f"{watched.address}/?date=2021-11-16&window=7d&compare=2022-11-16")
    for frame in range(2):
        maps = page.frame_locator("iframe[src*='streamlit_folium'] >> nth=" + str(frame))
        maps.locator(".bm-date").filter(has_text="20").wait_for(timeout=30_000)
    watched.rest()
    content = printed(watched)
    first = words(content, 1, 1)
    line = next(text for text in first.splitlines() if "10–16 Nov 2022" in text)
    assert "10–16 Nov 2021" in line
    # What leads somewhere on screen keeps its name on paper, and what is shut is open there.
    table = words(content).partition("Both dates")[2]
    command = ["pdftotext", "-raw", "-", "-"]
    raw = subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    squeezed = "".join(raw.split())
    for style in BORDERS:
        assert style.short in table
    ledger = shipped_ledger()
    for stand in build_scene(ledger, MapState(date(2022, 11, 16))).borders:
        for id_ in stand.report_ids:
            title = ledger.source_of(ledger.report(id_)).title
            assert "".join(title.split()) in squeezed
