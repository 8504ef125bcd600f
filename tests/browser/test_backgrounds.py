"""A dropped file without days lies under the events, in the legend, in detail, and in files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from test_bringing import SLOW, close, dropped, entry, map_label
from watching import Watched

import geodata
from dashboard.exports.formats import FORMATS

HOSTILE = "<img src=x onerror=window.pwned=1> **bold** =1+1 $x$ {{7*7}}"


def stretch() -> bytes:
    """Return a section of the border as a line, and an area beside it with a name that attacks."""
    section = next(s for s in geodata.load_border_sections() if s.pair == "BY-PL")
    west, south, _, north = section.line.bounds
    ring = [[west - 1, south], [west - 0.2, south], [west - 0.2, north], [west - 1, north]]
    line = section.line.__geo_interface__
    area = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    features = [
        {"type": "Feature", "properties": {"name": name, "rule": HOSTILE}, "geometry": shape}
        for name, shape in ((section.name, line), (HOSTILE, area))
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def painted(watched: Watched) -> bool:
    """Tell whether anything is painted on the canvas of the backgrounds."""
    return bool(
        watched.in_map(
            """(() => {
              const canvas = document.querySelector(".leaflet-backgrounds-pane canvas");
              const { width, height } = canvas;
              const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
              return data.some((value) => value > 0);
            })()"""
        )
    )


@pytest.mark.long
def test_a_file_without_days_lies_under_the_events_until_it_is_removed(
    watched: Watched,
) -> None:
    watched.open("?date=2021-11-08&window=7d")
    page = watched.page
    assert not painted(watched)
    dropped(watched, ("zones.geojson", stretch()))
    card = entry(watched, "zones.geojson")
    expect(card).to_contain_text("Background: 1 line, 1 area", timeout=SLOW)
    expect(card).to_contain_text("2 rows in = 2 kept + 0 refused")
    expect(map_label(watched)).to_have_attribute(
        "aria-label", re.compile(r"background zones\.geojson"), timeout=SLOW
    )
    legend = watched.map.locator(".bm-legend")
    expect(legend).to_contain_text("Backgrounds, as brought")
    expect(legend).to_contain_text("zones.geojson")
    watched.wait_until(lambda: painted(watched), bool)
    key = re.compile("files=[0-9a-f]{12}")
    expect(page).to_have_url(key)
    close(watched)

    # By keyboard: a row of the list is a button, opens what the file says, and moves no date.
    page.get_by_role("button", name=HOSTILE).first.focus()
    page.keyboard.press("Enter")
    detail = page.locator(".bm.detail")
    expect(detail).to_contain_text("Background from zones.geojson", timeout=SLOW)
    expect(detail).to_contain_text(HOSTILE)
    expect(watched.map.locator(".bm-date")).to_have_text("2–8 Nov 2021")
    watched.rest()

    with page.expect_download(timeout=120_000) as waiting:
        page.get_by_role("button", name="PNG", exact=True).first.click()
    sheet = Path(waiting.value.path())
    told = FORMATS["png"].read(sheet.read_bytes())
    assert told is not None
    assert "zones.geojson" in told["Files"]
    assert "zones.geojson" in told["Source"]

    page.get_by_role("button", name="Your files (1)").click()
    entry(watched, "zones.geojson").get_by_text("On the map").click()
    expect(map_label(watched)).not_to_have_attribute(
        "aria-label", re.compile("background"), timeout=SLOW
    )
    entry(watched, "zones.geojson").get_by_role("button", name="Remove").click()
    expect(page.locator("[class*=st-key-file_]")).to_have_count(0)
    expect(page).not_to_have_url(key)
    assert page.evaluate("window.pwned") is None
    assert watched.in_map("window.pwned") is None
    assert watched.errors == []
    assert watched.foreign == []
