"""What a person takes away from the page and brings back, in a real browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from watching import Watched


def open_menu(watched: Watched) -> None:
    watched.page.get_by_role("button", name="Export", exact=True).click()
    watched.page.get_by_role("button", name="Make PPTX").wait_for()
    watched.rest()


def taken(watched: Watched, name: str, folder: Path) -> Path:
    button = watched.page.get_by_role("button", name=name, exact=True).last
    download = watched.taken(button)
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


@pytest.mark.long
def test_data_slides_and_sheets_are_made_on_a_click(watched: Watched, tmp_path: Path) -> None:
    watched.open("?date=2021-11-16&window=7d")
    open_menu(watched)
    geojson = taken(watched, "GeoJSON", tmp_path)
    assert geojson.name == "border-monitor_20211116.geojson"
    state = json.loads(geojson.read_text("utf-8"))["metadata"]["State"]
    assert "date=2021-11-16" in state
    assert taken(watched, "Slides", tmp_path).read_bytes().startswith(b"PK")
    pdf = taken(watched, "PDF", tmp_path)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert watched.errors == []
    assert watched.foreign == []


@pytest.mark.long
def test_a_dropped_file_restores_its_view(watched: Watched, tmp_path: Path) -> None:
    watched.open("?date=2021-11-16&window=30d")
    open_menu(watched)
    path = taken(watched, "GeoJSON", tmp_path)
    watched.open("?date=2024-06-13&window=1d")
    watched.page.get_by_role("button", name="Project", exact=True).click()
    watched.page.locator("input[type=file]").set_input_files(path)
    expect(watched.page.get_by_role("heading", level=1)).to_have_text(
        "Belarus–EU border, 18 Oct – 16 Nov 2021"
    )
    expect(watched.map.locator(".bm-date")).to_have_text("18 Oct – 16 Nov 2021")
    assert watched.errors == []


@pytest.mark.long
def test_a_foreign_file_is_named_and_the_view_stays(watched: Watched, tmp_path: Path) -> None:
    watched.open("?date=2021-11-08&window=7d")
    watched.page.get_by_role("button", name="Project", exact=True).click()
    path = tmp_path / "other.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}')
    watched.page.locator("input[type=file]").set_input_files(path)
    expect(watched.page.get_by_text("This file holds no view of this program")).to_be_visible()
    expect(watched.page.get_by_role("heading", level=1)).to_have_text(
        "Belarus–EU border, 2–8 Nov 2021"
    )


@pytest.mark.long
def test_a_film_is_made_with_progress_and_saved(watched: Watched, tmp_path: Path) -> None:
    watched.open("?date=2021-11-08&window=7d")
    open_menu(watched)
    watched.page.get_by_role("button", name="Make GIF").click()
    save = watched.page.get_by_role("button", name="Save GIF")
    save.wait_for(timeout=180_000)
    path = tmp_path / "film.gif"
    watched.taken(save).save_as(path)
    assert path.read_bytes().startswith(b"GIF89a")


@pytest.mark.long
def test_a_briefing_is_told_of_and_stopped_while_the_page_goes_on(watched: Watched) -> None:
    watched.open("?date=2021-11-14&window=7d")
    open_menu(watched)
    page = watched.page
    expect(page.get_by_text("4 dates: 7 Nov 2021")).to_be_visible()
    page.get_by_role("button", name="Make PDF").click()
    expect(page.get_by_text("PDF: Date 1 of 4")).to_be_visible()
    # While it is made the menu answers: another month is chosen, and its weeks are told.
    page.get_by_role("combobox", name="Dates", exact=True).fill("August 2021")
    page.get_by_role("option", name="Each week of August 2021").click()
    expect(page.get_by_text("5 dates: 1 Aug 2021")).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text("Stopped; nothing was kept.")).to_be_visible()
    expect(page.get_by_role("button", name="Save briefing")).to_have_count(0)
    assert watched.errors == []


@pytest.mark.long
def test_a_copied_link_opens_tab_and_detail(watched: Watched) -> None:
    watched.open("?date=2021-11-16&window=7d&pick=event-flow-0173")
    page = watched.page
    page.get_by_role("tab", name="Sources").click()
    watched.rest()
    page.get_by_role("button", name="Link", exact=True).click()
    code = page.get_by_test_id("stCode").first.locator("code")
    expect(code).to_contain_text("tab=sources")
    address = code.inner_text()
    assert address.startswith(f"{watched.address}/?date=2021-11-16&window=7d")
    page.goto(address)
    watched.wait_for_map()
    expect(page.get_by_role("tab", name="Sources")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("button", name="Close", exact=True)).to_be_visible()
    page.get_by_role("tab", name="Flights").click()
    watched.rest()
    expect(page).to_have_url(re.compile("tab=flights"))
    page.go_back()
    watched.rest()
    expect(page.get_by_role("tab", name="Sources")).to_have_attribute("aria-selected", "true")
    assert watched.errors == []
