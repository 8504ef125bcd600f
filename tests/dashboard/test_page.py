"""The page as Streamlit runs it, on the shipped data and on damaged data."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import geodata
from dashboard.page import cache
from events.ledger import DATA_FOLDER

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")


def run(query: dict[str, str] | None = None, tab: str | None = None) -> AppTest:
    page = AppTest.from_file(APP, default_timeout=180)
    if tab is not None:
        page.session_state["tab"] = tab
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
    assert "Belarus–EU border, <span>8–14 Nov 2021</span>" in text_of(page)
    assert "date" not in page.query_params  # an address as it was read is not written again
    assert [drawer.label for drawer in page.expander] == ["Analysis"]


def panel_of(page: AppTest) -> str:
    """Return the pressure panel, its markup as it is."""
    return next(
        element.proto.body
        for element in page.get("html")
        if "Pressure points" in element.proto.body
    )


@pytest.mark.few(3)
@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            {"date": "2023-08-31", "window": "31d"},
            ("90.3", "about 2,800 in 31 days"),
        ),
        (
            {"date": "2021-09-30", "window": "30d"},
            ("255.6", "complete: 7,667 in 30 days", "also told as about 7,700 and 7,535", "9,000"),
        ),
        (
            {"date": "2021-12-31", "window": "365d"},
            ("108.7", "complete: 39,664 in 365 days", "also told as 39,670"),
        ),
        (
            {"date": "2025-11-30", "window": "30d"},
            ("1.2", "complete: 36 in 30 days, derived from other reports"),
        ),
        (
            {"date": "2022-05-31", "window": "30d"},
            ("11.8 to 13.3", "between 353 and 399 in 30 days"),
        ),
        (
            {"date": "2022-08-15", "window": "7d"},
            ("61 and 36", "2 reported days of 7", "narrowest wider count: 5,471 in 106 days"),
        ),
    ],
)
def test_the_panel_says_how_each_figure_is_known(
    query: dict[str, str], said: tuple[str, ...]
) -> None:
    told = panel_of(run(query))
    for words in said:
        assert words in told


def test_the_squares_tell_four_states_of_a_day_and_say_them() -> None:
    told = panel_of(run({"date": "2021-09-30", "window": "30d"}))
    for state in ("reported", "wider"):
        assert f'<i class="{state}">' in told
    counts = re.findall(r'aria-label="Days: (\d+) reported day, (\d+) follows', told)
    assert counts and all(int(reported) + int(derived) <= 30 for reported, derived in counts)
    assert "What the words beside a figure mean" in told
    assert 'class="days' not in panel_of(run({"date": "2021-09-30", "window": "all"}))


def test_a_picked_border_shows_the_reports_behind_figure_and_bounds() -> None:
    said = text_of(run({"date": "2021-11-14", "window": "7d", "pick": "BY-PL"}))
    assert "Rests on" in said
    assert "Why at least 1,717" in said or "Why at most" in said
    contested = text_of(run({"date": "2021-09-30", "window": "30d", "pick": "BY-PL"}))
    assert "Contested: cannot be true as well" in contested


DATES = ["2017-03-01", "2021-08-06", "2021-12-28", "2024-06-13", "2026-11-22"]


@pytest.mark.few(4)
@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("window", ["1d", "30d", "all", "14d"])
def test_any_date_and_window_can_be_shown(date: str, window: str) -> None:
    page = run({"date": date, "window": window})
    assert "the newest day reported on is 16 Mar 2026" in text_of(page)


def test_an_empty_2026_does_not_read_as_calm() -> None:
    said = text_of(run({"date": "2026-10-01", "window": "7d"}))
    assert "Not reported: Poland, Lithuania and Latvia." in said
    assert "Pages read in November 2026; the newest day reported on is 16 Mar 2026." in said


def test_a_bad_address_is_named_and_the_rest_is_shown() -> None:
    said = text_of(run({"date": "yesterday", "window": "30d"}))
    assert '"yesterday" is not a date' in html.unescape(said)
    assert "<span>16 Oct – 14 Nov 2021</span>" in said


def test_an_unknown_pick_is_said_to_be_unknown() -> None:
    assert '"event-nowhere" is not in the data' in text_of(run({"pick": "event-nowhere"})).replace(
        "&#34;", '"'
    )


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tables"
    shutil.copytree(DATA_FOLDER, folder)
    monkeypatch.setenv("BORDER_MONITOR_TABLES", str(folder))
    return folder


def test_a_damaged_row_is_told_with_file_row_and_column_and_the_rest_is_shown(tables: Path) -> None:
    path = tables / "flow_reports.csv"
    path.write_text(path.read_text("utf-8").replace(",attempts,", ",push back,", 1), "utf-8")
    said = text_of(run({"date": "2021-11-08"}))
    assert "flow_reports.csv, row" in said
    assert '"push back" is not a measure' in html.unescape(said)
    assert "333.3 attempts a day" in said


def test_a_missing_table_is_told_and_nothing_is_put_in_its_place(tables: Path) -> None:
    (tables / "flow_reports.csv").unlink()
    said = text_of(run())
    assert "flow_reports.csv" in said
    assert "Not reported: Poland, Lithuania and Latvia." in said
    assert "Mass attempt at Kuźnica" in said


@pytest.mark.usefixtures("fresh_caches")
def test_a_damaged_table_of_places_is_told_and_the_rest_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> None:
        raise geodata.BadTableError(
            "crossings.csv", "is not a number", "Write degrees.", row=3, column="lat", value="north"
        )

    monkeypatch.setattr(geodata, "load_crossings", broken)
    said = text_of(run({"date": "2021-11-08"}))
    assert "crossings.csv, row 3, lat" in said
    assert "333.3 attempts a day" in said


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
    page = run(tab="Sources")
    page.toggle(key="all_sources").set_value(True).run()
    assert not page.exception
    rows = page.dataframe[0].value
    assert len(rows) == len(cache.newest().sources)
    assert rows["reason"].str.len().min() > 0
