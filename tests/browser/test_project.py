"""A project, as a person uses it: saved with a file, the page reloaded, and opened again."""

from __future__ import annotations

import re
from pathlib import Path

import import_files
import pytest
from playwright.sync_api import Dialog, expect
from watching import Watched

SLOW = 60_000
"""Milliseconds: a reading process that is not warm yet loads its libraries first."""


def with_a_file(watched: Watched) -> list[str]:
    """Bring a file to an open page; return what the browser asks from then on, as it asks it."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    watched.page.on("dialog", answer)
    watched.page.get_by_role("button", name="Your files").click()
    watched.page.locator(".st-key-bringing input[type=file]").first.set_input_files(
        [{"name": "mine.csv", "mimeType": "text/csv", "buffer": import_files.CSV}]
    )
    return asked


@pytest.mark.long
def test_a_project_brings_a_file_back_after_a_reload(watched: Watched, tmp_path: Path) -> None:
    watched.open("?date=2021-11-11&window=7d")
    page = watched.page
    asked = with_a_file(watched)
    kept = "4 rows in = 4 kept + 0 refused"
    expect(page.locator("[class*=st-key-file_]").first).to_contain_text(kept, timeout=SLOW)
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    lost = "1 file of yours is here until this page is reloaded."
    expect(page.get_by_text(lost)).to_be_visible(timeout=SLOW)
    save = page.locator(".st-key-keeping").get_by_role("button", name="Save project")
    download = watched.taken(save)
    assert download.suggested_filename == "border-monitor_project_20211111.zip"
    project = tmp_path / "project.zip"
    download.save_as(project)
    expect(page.get_by_text("and saved in a project")).to_be_visible(timeout=SLOW)
    watched.rest()
    page.goto(watched.address)
    watched.wait_for_map()
    assert asked == []  # saved: nothing would be lost
    expect(page.locator(".st-key-keeping")).to_have_count(0)
    page.get_by_role("button", name="Project", exact=True).click()
    page.locator("[class*=st-key-dropped_] input[type=file]").set_input_files(project)
    expect(page.get_by_role("button", name="Your files (1)")).to_be_visible(timeout=SLOW)
    expect(page).to_have_url(re.compile("date=2021-11-11.*files="), timeout=SLOW)
    expect(page.get_by_text("Restore a view")).to_have_count(0, timeout=SLOW)  # the menu has shut
    expect(watched.map.get_by_text("mine.csv", exact=True).first).to_be_visible(timeout=SLOW)
    expect(watched.map.locator(".bm-date")).to_have_text("5–11 Nov 2021", timeout=SLOW)
    assert watched.errors == []
    assert watched.foreign == []


@pytest.mark.long
def test_the_browser_asks_before_unsaved_files_are_lost(watched: Watched) -> None:
    watched.open()
    page = watched.page
    asked = with_a_file(watched)
    expect(page.locator("[class*=st-key-file_]").first).to_contain_text("rows in", timeout=SLOW)
    expect(page.locator("[data-unsaved]")).to_be_attached(timeout=SLOW)
    page.reload()
    assert asked == ["beforeunload"]
    watched.wait_for_map()
    page.reload()
    assert asked == ["beforeunload"]
