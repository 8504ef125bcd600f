"""The drawer *Analysis*: nothing while it is shut, one answer or refusal while it is open."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.analysis import ANALYSES
from dashboard.panels.analysis import analysis_markup
from events import Period, difference, load_ledger, notable

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")


@pytest.fixture(autouse=True)
def warm() -> Iterator[None]:
    yield
    st.cache_resource.clear()


def opened(day: str = "2021-10-31", window: str = "30d") -> AppTest:
    page = AppTest.from_file(APP, default_timeout=60)
    page.query_params["date"] = day
    page.query_params["window"] = window
    page.session_state["analysis"] = True
    page.run()
    assert not page.exception, page.exception
    return page


def said(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def ask(page: AppTest, question: str) -> str:
    page.selectbox(key="analysis_question").set_value(question).run()
    assert not page.exception, page.exception
    return said(page)


def test_every_question_is_answered_or_refused_in_words() -> None:
    page = opened()
    labels = [kind.label for kind in ANALYSES.values()]
    assert page.selectbox(key="analysis_question").options == labels
    assert len(labels) == 8
    for question in ANALYSES:
        text = ask(page, question)
        assert 'class="said' in text, question
        assert 'class="note"' in text


def test_a_refused_comparison_offers_windows_that_can_be_compared() -> None:
    text = ask(opened("2021-11-15", "7d"), "compare")
    assert "2–8 November 2021 lies inside a wider count" in text
    assert "These can be compared:" in text


def test_a_refusal_says_why_and_gives_no_number() -> None:
    ledger = load_ledger()
    window = Period.trailing(ledger.last_day, 7)
    found = difference(ledger, "BY-PL", window.before(), window)
    assert found.reason is not None
    text = analysis_markup(ledger, found)
    assert "refused" in text
    assert "no answer, because" in text


def test_what_stands_out_names_its_reports() -> None:
    ledger = load_ledger()
    found = notable(ledger, Period.trailing(ledger.key_events[9].day, 1))
    text = analysis_markup(ledger, found)
    assert "Rests on" in text
    assert "<script" not in text


def test_the_page_imports_no_analysis_while_the_drawer_is_shut() -> None:
    code = (
        "import sys, dashboard.analysis_drawer\n"
        "assert not [m for m in sys.modules if m.startswith('events.analysis')]\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)


def address(page: AppTest) -> str | None:
    found = page.query_params.get("an")
    return found[0] if isinstance(found, list) else found


def test_an_address_opens_the_card_it_names() -> None:
    page = AppTest.from_file(APP, default_timeout=60)
    page.query_params["date"] = "2021-11-08"
    page.query_params["an"] = "compare,BY-LT,2020,2021-01-01:2021-08-02"
    page.run()
    assert not page.exception, page.exception
    assert page.selectbox(key="analysis_question").value == "compare"
    assert page.selectbox(key="analysis_border").value == "BY-LT"
    assert "0.2 (81 in 366 days) to 19 (4,056 in 214 days) a day" in said(page)
    assert address(page) == "compare,BY-LT,2020,2021-01-01:2021-08-02"
    page.button(key="analysis_plain").click().run()
    assert address(page) == "compare,BY-LT"
    assert "81 in 366 days" not in said(page)


def test_what_is_chosen_in_the_drawer_stands_in_the_address() -> None:
    page = opened()
    assert address(page) == "compare,BY-PL"
    ask(page, "levels")
    assert address(page) == "levels,BY-PL"
    page.selectbox(key="analysis_border").set_value("BY-LV").run()
    assert address(page) == "levels,BY-LV"
    ask(page, "notable")
    assert address(page) == "notable"


def test_a_card_names_what_the_licences_of_its_sources_oblige_to_name() -> None:
    page = AppTest.from_file(APP, default_timeout=60)
    page.query_params["date"] = "2021-06-10"
    page.query_params["an"] = "concentration,BY-PL,death"
    page.run()
    assert not page.exception, page.exception
    assert "Missing Migrants Project (missingmigrants.iom.int), CC BY 4.0" in said(page)


def test_a_shut_drawer_leaves_the_address() -> None:
    page = opened()
    page.session_state["analysis"] = False
    page.run()
    assert not page.exception, page.exception
    assert address(page) is None


def test_an_analysis_that_cannot_be_read_is_told_and_none_is_opened() -> None:
    page = AppTest.from_file(APP, default_timeout=60)
    page.query_params["an"] = "forecast,BY-PL"
    page.run()
    assert not page.exception, page.exception
    assert any('"forecast" is not an analysis' in code.value for code in page.code)
    assert not page.get("selectbox") or "analysis_question" not in {
        box.key for box in page.selectbox
    }
