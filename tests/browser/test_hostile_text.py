"""Text in a table stays text: in the page, on the map, in the address, in what is taken away."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from watching import Watched, free_port, start_server

from events.ledger import DATA_FOLDER

CANARY = "{{70007*70001}} {% if 1 %} {# ${70007*70001} `<b onmouseover=alert(1)>x</b>\\x3c"
COLUMNS = {
    "incident_reports.csv": ("title", "note"),
    "report_places.csv": ("name", "located_how"),
    "sources.csv": ("title", "author", "address_note"),
    "publishers.csv": ("name", "reason"),
    "flight_reports.csv": ("airline", "note"),
    "flow_reports.csv": ("note",),
    "conditions.csv": ("title", "note"),
    "key_events.csv": ("label",),
    "event_groups.csv": ("title", "why"),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile") / "tables"
    shutil.copytree(DATA_FOLDER, folder)
    for name, columns in COLUMNS.items():
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            for column in columns:
                if row[column]:
                    row[column] = f"{CANARY} {row[column]}"
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    port = free_port()
    server = start_server(port, folder.parent / "log", BORDER_MONITOR_TABLES=str(folder))
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(10)


@pytest.fixture
def page_of_hostile_tables(browser: Browser, hostile: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Watched(context.new_page(), hostile)
    context.close()


@pytest.mark.long
def test_no_text_of_a_table_is_ever_run(page_of_hostile_tables: Watched) -> None:
    watched = page_of_hostile_tables
    watched.open("?date=2021-11-16&window=7d&at=23.66,53.52,9")
    alerts: list[str] = []
    watched.page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    frame = watched.page.locator("iframe[src*='streamlit_folium']").bounding_box()
    assert frame
    x, y = watched.in_map(
        "(p => [p.x, p.y])(window.map.latLngToContainerPoint([53.5204, 23.6783]))"
    )
    watched.page.mouse.move(frame["x"] + x, frame["y"] + y)
    expect(watched.map.locator(".bm-tip")).to_contain_text(
        "{{70007*70001}} {% if 1 %} {# ${70007*70001}"
    )
    watched.page.mouse.click(frame["x"] + x, frame["y"] + y)
    expect(watched.page.locator(".detail").first).to_contain_text("{{70007*70001}} {% if 1 %} {#")
    for tab in ("Pressure points", "Highest", "Events", "Flights", "Sources", "Data table"):
        watched.page.get_by_role("tab", name=tab).click()
        watched.rest()
        assert "4900560007" not in watched.page.content()
        assert watched.page.locator("b[onmouseover]").count() == 0
    assert "4900560007" not in watched.in_map("document.documentElement.outerHTML")
    assert watched.map.locator("b[onmouseover]").count() == 0
    assert alerts == []
    assert watched.errors == []
    assert watched.foreign == []


@pytest.mark.long
def test_the_only_csv_of_a_table_is_the_one_whose_cells_do_not_compute(
    page_of_hostile_tables: Watched,
) -> None:
    watched = page_of_hostile_tables
    watched.open("?date=2021-11-16&window=7d")
    watched.page.get_by_role("tab", name="Data table").click()
    table = watched.page.get_by_test_id("stDataFrame").filter(visible=True).first
    table.hover()
    tools = watched.page.get_by_test_id("stElementToolbar").filter(visible=True).first
    expect(tools.get_by_role("button", name="Search")).to_be_visible()
    offered = tools.get_by_label("Download as CSV")
    expect(offered, "the framework names it otherwise now").to_have_count(1)
    expect(offered).to_be_hidden()
    expect(watched.page.get_by_role("button", name="Data", exact=True)).to_be_visible()
