"""The briefing made from the page: which dates, how far it is, how it is stopped and refused."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pikepdf
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.errors import SnapshotError, StateError
from dashboard.exports.briefing.background import PackJob
from dashboard.exports.briefing.dates import stepped_days, sundays
from dashboard.exports.formats import read_known
from dashboard.exports.request import build_order
from dashboard.page.briefing import dates_words
from dashboard.scene.state import MapState
from dashboard.scene.url import from_query
from events import Ledger, Selection

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")
ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
STATES = [MapState(date(2021, 11, 7)), MapState(date(2021, 11, 14))]


@pytest.fixture
def page() -> Iterator[AppTest]:
    page = AppTest.from_file(APP, default_timeout=180)
    page.session_state["export_menu"] = True
    page.query_params["date"] = "2021-11-14"
    page.query_params["border"] = "BY-PL"
    yield page.run()
    if "bm_briefing" in page.session_state:
        page.session_state["bm_briefing"].stop()


def captions(page: AppTest) -> str:
    return "\n".join(element.value for element in page.caption)


def test_the_weeks_of_a_month_are_those_that_end_in_it() -> None:
    assert [day.day for day in sundays(2021, 11)] == [7, 14, 21, 28]
    assert [day.day for day in sundays(2022, 1)] == [2, 9, 16, 23, 30]
    assert {day.weekday() for day in sundays(2024, 2)} == {6}


def test_sixty_dates_are_made_and_sixty_one_refused_with_the_way_out() -> None:
    assert len(stepped_days(date(2021, 1, 1), date(2021, 3, 1), 1)) == 60
    with pytest.raises(StateError, match=r"61 dates are more than 60\. Take a longer step"):
        stepped_days(date(2021, 1, 1), date(2021, 3, 2), 1)


def test_many_dates_are_told_by_their_ends() -> None:
    days = sundays(2021, 11)
    assert dates_words(days, "7d") == (
        "4 dates: 7 Nov 2021, 14 Nov 2021, 21 Nov 2021, 28 Nov 2021. Each shows: 7 days."
    )
    many = stepped_days(date(2021, 1, 1), date(2021, 1, 30), 1)
    assert "30 dates: 1 Jan 2021, 2 Jan 2021, 3 Jan 2021, …, 30 Jan 2021." in dates_words(
        many, "1d"
    )


def test_the_weeks_of_the_month_on_show_are_offered_at_once(page: AppTest) -> None:
    assert not page.exception
    assert "4 dates: 7 Nov 2021, 14 Nov 2021, 21 Nov 2021, 28 Nov 2021." in captions(page)
    months = page.selectbox(key="briefing_dates").options
    assert "Each week of March 2026" in months


def test_dates_that_make_no_period_are_refused_on_the_page(page: AppTest) -> None:
    page.selectbox(key="briefing_dates").set_value("own").run()
    assert "5 dates: 17 Oct 2021" in captions(page)
    page.number_input(key="briefing_every").set_value(1).run()
    page.date_input(key="briefing_first").set_value(date(2021, 8, 1)).run()
    assert [error.value for error in page.error] == [
        "106 dates are more than 60. Take a longer step than 1 day, or a shorter period."
    ]
    assert "make_pack-pdf" not in [button.key for button in page.button]
    page.date_input(key="briefing_first").set_value(date(2021, 12, 1)).run()
    assert "lies after the last" in page.error[0].value


@pytest.mark.long
def test_a_briefing_is_made_and_told_of(page: AppTest) -> None:
    page.selectbox(key="briefing_dates").set_value("own").run()
    page.date_input(key="briefing_first").set_value(date(2021, 11, 7)).run()
    page.button(key="make_pack-pdf").click().run()
    making = page.session_state["bm_briefing"]
    assert making.total == 2
    assert page.button(key="stop_briefing").label == "Stop"
    making.wait()
    assert making.failure == "" and making.done == 2
    page.run()
    (save,) = [one for one in page.get("download_button") if "Save briefing" in one.proto.label]
    assert save.proto.label.startswith("Save briefing (PDF, ")
    with pikepdf.open(io.BytesIO(making.content)) as pdf:
        assert "/Metadata" in pdf.Root and len(pdf.pages) >= 4
    # The filter of the page is that of every date of the file.
    told = read_known(making.content, "pdf")
    assert told is not None and told["Format"] == "pack-pdf"
    states = [from_query(dict(parse_qsl(query))) for query in json.loads(told["States"])]
    assert [state.date for state in states] == [date(2021, 11, 7), date(2021, 11, 14)]
    assert {state.selection for state in states} == {Selection(borders=("BY-PL",))}


def test_a_briefing_that_is_stopped_ends_at_once_and_makes_room(ledger: Ledger) -> None:
    making = PackJob("pack-pdf", ledger, STATES, ORDER)
    with pytest.raises(SnapshotError, match="one at a time"):
        PackJob("pack-pptx", ledger, STATES, ORDER)
    begin = time.monotonic()
    making.stop()
    assert time.monotonic() - begin < 3
    assert (making.running, making.content, making.failure) == (False, None, "")
    again = PackJob("pack-pdf", ledger, STATES, ORDER)
    again.stop()


@pytest.mark.long
def test_what_nobody_waits_for_is_not_finished(ledger: Ledger) -> None:
    making = PackJob("pack-pptx", ledger, STATES, ORDER, wanted=lambda: False)
    making.wait()
    assert making.content is None and making.stopped


def test_a_briefing_that_cannot_be_made_says_why(ledger: Ledger) -> None:
    making = PackJob("pack-pdf", ledger, [], ORDER)
    making.wait()
    assert making.content is None
    assert "has ended" in making.failure
