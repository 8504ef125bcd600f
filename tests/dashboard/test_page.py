"""The page as Streamlit runs it, on the shipped data and on damaged data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import geodata
from dashboard import cache
from dashboard.fingerprint import TABLES
from events.ledger import DATA_FOLDER

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def run(query: dict[str, str] | None = None) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=30)
    for name, value in (query or {}).items():
        page.query_params[name] = value
    page.run()
    assert not page.exception, page.exception
    return page


def text_of(page: AppTest) -> str:
    said = [element.proto.body for element in page.get("html")]
    said += [element.value for kind in ("error", "code") for element in page.get(kind)]
    return "\n".join(said)


def test_the_page_opens_on_the_shipped_data() -> None:
    page = run()
    assert "Belarus–EU border, as of 8 November 2021" in text_of(page)
    assert page.query_params["date"] in ("2021-11-08", ["2021-11-08"])
    assert not page.expander


DATES = ["2017-03-01", "2021-08-06", "2021-12-28", "2024-06-13", "2026-11-22"]


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("window", ["1d", "30d", "all", "14d"])
def test_any_date_and_window_can_be_shown(date: str, window: str) -> None:
    page = run({"date": date, "window": window})
    assert "latest report" in text_of(page)


def test_an_empty_2026_does_not_read_as_calm() -> None:
    said = text_of(run({"date": "2026-10-01", "window": "7d"}))
    assert "Not reported: Poland, Lithuania and Latvia." in said
    assert "Reports read to November 2026; latest report" in said


def test_a_bad_address_is_named_and_the_rest_is_shown() -> None:
    said = text_of(run({"date": "yesterday", "window": "30d"}))
    assert '"yesterday" is not a date' in said
    assert "as of 8 November 2021" in said


def test_an_unknown_pick_is_said_to_be_unknown() -> None:
    assert '"event-nowhere" is not in the data' in text_of(run({"pick": "event-nowhere"})).replace(
        "&#34;", '"'
    )


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tables"
    shutil.copytree(DATA_FOLDER, folder)
    monkeypatch.setenv(TABLES, str(folder))
    return folder


def test_a_damaged_row_is_told_with_file_row_and_column_and_the_rest_is_shown(tables: Path) -> None:
    path = tables / "flow_reports.csv"
    path.write_text(path.read_text("utf-8").replace(",attempts,", ",push back,", 1), "utf-8")
    said = text_of(run())
    assert "flow_reports.csv, row" in said
    assert '"push back" is not a measure' in said
    assert "440" in said


def test_a_missing_table_is_told_and_nothing_is_put_in_its_place(tables: Path) -> None:
    (tables / "flow_reports.csv").unlink()
    said = text_of(run())
    assert "flow_reports.csv" in said
    assert "Not reported: Poland, Lithuania and Latvia." in said
    assert "Mass attempt at Kuźnica" in said


def test_a_damaged_table_of_places_is_told_and_the_rest_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> None:
        raise geodata.BadTableError(
            "crossings.csv", 3, "lat", '"north" is not a number.', "Write degrees."
        )

    monkeypatch.setattr(geodata, "load_crossings", broken)
    said = text_of(run())
    assert "crossings.csv, row 3, lat" in said
    assert "440" in said


def test_a_filter_narrows_the_page_says_so_and_stands_in_the_address() -> None:
    page = run()
    page.text_input(key="filter_text").set_value("Kuznica").run()
    page.multiselect(key="filter_source_kinds").select("press").run()
    assert not page.exception
    said = text_of(page)
    assert "Filtered" in said
    assert "Kuźnica" in said
    assert "Kuznica" in str(page.query_params["find"])
    clear = next(button for button in page.button if button.label == "Clear filters")
    clear.click().run()
    assert "Filtered" not in text_of(page)
    assert "find" not in page.query_params


def test_a_filtered_link_opens_filtered() -> None:
    said = text_of(run({"date": "2021-11-08", "kind": "official", "border": "BY-PL|BY-LT"}))
    assert "kind of source: official" in said
    assert "border: Belarus–Poland, Belarus–Lithuania" in said


def test_everything_picked_can_be_cited() -> None:
    page = run({"date": "2021-05-23", "window": "1d", "pick": "flight-fr4978"})
    cited = "\n".join(element.value for element in page.code)
    assert "TASS" in cited
    assert "https://" in cited
    assert "flight-0009" in cited


def test_all_sources_can_be_read_with_their_reason() -> None:
    page = run()
    page.toggle(key="all_sources").set_value(True).run()
    assert not page.exception
    rows = page.dataframe[0].value
    assert len(rows) == len(cache.newest().sources)
    assert rows["reason"].str.len().min() > 0
