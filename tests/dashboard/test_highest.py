"""The tab of the highest days: numbers that sort, with their sources, and a way to their days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page.highest import shown
from dashboard.scene.state import MapState
from events import Ledger, Period, Selection
from events.analysis import ranking

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")


@pytest.fixture(scope="module")
def page() -> AppTest:
    page = AppTest.from_file(APP, default_timeout=180)
    page.session_state["tab"] = "Highest"
    page.run()
    assert not page.exception, page.exception
    return page


def test_the_highest_days_are_numbers_with_their_sources(page: AppTest) -> None:
    rows = page.dataframe[0].value
    assert rows["count"].tolist()[:4] == [739, 633, 605, 601]
    assert rows["count"].dtype.kind == "f"
    assert [str(day) for day in rows["first day"][:2]] == ["2021-10-09", "2021-10-21"]
    assert rows["source"].str.len().min() > 0
    assert rows["grade"].str.fullmatch("[A-F][1-6]").all()
    text = "\n".join(element.proto.body for element in page.get("html"))
    assert "of 1,901 days, 367 have counts of their own" in text
    assert "one of them may have been the highest of all" in text


def test_what_is_not_looked_at_is_not_drawn(page: AppTest) -> None:
    text = "\n".join(element.proto.body for element in page.get("html"))
    assert "Each measure stands alone" not in text  # the words of the tab Pressure points


def test_a_chosen_row_shows_its_days_and_opens_what_was_reported_of_them(ledger: Ledger) -> None:
    before = MapState(
        date=date(2024, 5, 1),
        start=date(2023, 1, 1),
        end=date(2024, 12, 31),
        window="30d",
        selection=Selection(borders=("BY-PL",)),
        heap=7,
    )
    top = ranking(ledger, "BY-PL", "month").ranked[0]
    now = shown(before, ledger, top.window, top.report_ids)
    assert (now.date, now.window, now.start) == (date(2021, 10, 31), "31d", date(2021, 10, 1))
    assert (now.end, now.selection, now.heap) == (before.end, before.selection, 0)
    assert ledger.event(now.picked[0]).report_ids[0] in top.report_ids
    assert now.first_day == date(2021, 10, 1)


def test_a_row_inside_the_slider_leaves_it_as_it_is(ledger: Ledger) -> None:
    before = MapState()
    now = shown(before, ledger, Period.of_day(date(2021, 11, 9)), ("flow-0158",))
    assert (now.start, now.end, now.window) == (before.start, before.end, "1d")
