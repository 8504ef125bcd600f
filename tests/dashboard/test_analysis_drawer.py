"""The drawer *Analysis*: nothing while it is shut, one answer or refusal while it is open."""

from __future__ import annotations

import html
import subprocess
import sys
from pathlib import Path

import pytest
from shipped import shipped_ledger
from streamlit.testing.v1 import AppTest

from dashboard.page.panels.analysis import basis_markup, differences_markup, said_markup
from dashboard.scene.analysis import ANALYSES
from dashboard.scene.ask_text import read_ask
from events import Period, dates
from events.analysis import difference, notable

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")


def opened(day: str = "2021-10-31", window: str = "30d") -> AppTest:
    page = AppTest.from_file(APP, default_timeout=180)
    page.query_params["date"] = day
    page.query_params["window"] = window
    page.session_state["analysis"] = True
    page.run()
    assert not page.exception, page.exception
    return page


def said(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def ask(page: AppTest, question: str) -> str:
    """Choose a question as the drawer words it."""
    names = {kind.label: name for name, kind in ANALYSES.items()}
    page.selectbox(key="analysis_question").set_value(names[question]).run()
    assert not page.exception, page.exception
    return said(page)


def drawings(page: AppTest) -> str:
    """Return what the page hands to its drawings: the SVG of every chart, as JSON."""
    return "\n".join(
        element.proto.json
        for element in page.get("bidi_component")
        if element.proto.component_name == "border_monitor.drawing"
    )


@pytest.mark.long
def test_every_question_is_answered_or_refused_in_words() -> None:
    page = opened()
    labels = [kind.label for kind in ANALYSES.values()]
    assert page.selectbox(key="analysis_question").options == labels
    assert len(labels) == 9
    for question in labels:
        text = ask(page, question)
        assert 'class="said' in text, question
        assert "This does not show:" in text


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Compare with the window before", "Second window over the first"),
        ("Levels", "single days"),
        ("Before and after the first day of the window", "2 Oct 2021:"),
        ("Flights and border", "flights a week to Minsk"),
        ("Where reports concentrate", "km 421"),
        ("Ladder of totals", "running total"),
    ],
)
def test_every_answer_has_its_chart(question: str, word: str) -> None:
    page = opened()
    ask(page, question)
    assert word in drawings(page)


def test_what_stands_out_and_refusals_have_no_chart() -> None:
    page = opened("2026-03-01", "7d")
    assert "refused" in ask(page, "Before and after the first day of the window")
    assert not drawings(page)
    ask(page, "What stands out")
    assert not drawings(page)


def test_the_three_borders_are_compared_on_one_card_each_against_itself() -> None:
    page = opened("2021-10-31", "31d")
    text = said(page)
    for words in ("<b>Poland</b>, attempts", "<b>Lithuania</b>, people", "<b>Latvia</b>, people"):
        assert words in text
    # 31 days before October are 31 August to 30 September.
    assert "A, 31 August – 30 September 2021" in text
    assert "562.8" in text
    assert "OpenStreetMap contributors" in drawings(page)


def test_offered_windows_are_buttons_that_compare_them_and_the_choice_stays() -> None:
    page = opened("2021-11-15", "7d")
    text = said(page)
    assert "2–8 November 2021 lies inside a wider count" in text
    offer = page.button(key="analysis_offer_BY-PL_0")
    label = offer.label
    offer.click().run()
    assert not page.exception, page.exception
    first, second = label.split(" → ")
    assert f"A, {first}" in said(page)
    assert f"B, {second}" in said(page)
    assert "lies inside a wider count" not in page.get("html")[-1].proto.body.split("Lithuania")[0]
    ask(page, "Levels")
    assert f"A, {first}" in ask(page, "Compare with the window before")
    page.button(key="analysis_shown").click().run()
    assert "A, 2–8 November 2021" in said(page)


@pytest.mark.long
def test_swapping_the_windows_turns_more_into_fewer() -> None:
    page = opened("2021-11-30", "30d")
    assert "A, 2–31 October 2021" in said(page)
    page.button(key="analysis_swap").click().run()
    assert not page.exception, page.exception
    text = said(page)
    assert "A, November 2021" in text
    assert "B, 2–31 October 2021" in text


def test_a_refusal_says_why_and_gives_no_number() -> None:
    ledger = shipped_ledger()
    window = Period.trailing(ledger.last_day, 7)
    found = difference(ledger, "BY-PL", window.before(), window)
    assert found.reason is not None
    text = said_markup(found)
    assert "refused" in text
    assert "no answer, because" in text
    row = differences_markup(ledger, [found])
    assert "not comparable" in row
    assert found.reason in row


def test_what_stands_out_names_its_reports() -> None:
    ledger = shipped_ledger()
    found = notable(ledger, Period.trailing(ledger.key_events[9].day, 1))
    text = basis_markup(ledger, found)
    assert "Rests on" in text
    assert "<script" not in text


def test_the_page_imports_no_analysis_while_the_drawer_is_shut() -> None:
    code = (
        "import sys, dashboard.page.analysis_drawer\n"
        "assert not [m for m in sys.modules if m.startswith('events.analysis')]\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)


def address(page: AppTest) -> str | None:
    found = page.query_params.get("an")
    return found[0] if isinstance(found, list) else found


def test_an_address_opens_the_card_it_names() -> None:
    page = AppTest.from_file(APP, default_timeout=180)
    page.query_params["date"] = "2021-11-08"
    page.query_params["an"] = "compare,BY-LT,2020,2021-01-01:2021-08-02"
    page.run()
    assert not page.exception, page.exception
    assert page.selectbox(key="analysis_question").value == "compare"
    assert page.selectbox(key="analysis_border").value == "BY-LT"
    assert "81 in 366 days" in said(page) and "4,056 in 214 days" in said(page)
    assert address(page) == "compare,BY-LT,2020,2021-01-01:2021-08-02"
    page.button(key="analysis_shown").click().run()
    assert address(page) == "compare,BY-LT"
    assert "81 in 366 days" not in said(page)


def test_a_span_of_an_address_stays_until_the_window_is_asked_for() -> None:
    page = AppTest.from_file(APP, default_timeout=180)
    page.query_params["date"] = "2021-11-08"
    page.query_params["an"] = "levels,BY-PL,2021-07:2022-03"
    page.run()
    assert not page.exception, page.exception
    assert "2 clear shifts between 10 September 2021 and 28 September 2021" in said(page)
    # What was only read stands in the address as it was written.
    assert address(page) == "levels,BY-PL,2021-07:2022-03"
    page.button(key="analysis_plain").click().run()
    assert address(page) == "levels,BY-PL"


@pytest.mark.long
def test_windows_that_a_button_offers_stand_in_the_address() -> None:
    page = opened("2021-11-15", "7d")
    offer = page.button(key="analysis_offer_BY-PL_0")
    first, second = offer.label.split(" → ")
    offer.click().run()
    assert not page.exception, page.exception
    asked = read_ask(address(page) or "")
    assert (asked.name, asked.border) == ("compare", "BY-PL")
    assert [dates(window) for window in asked.windows] == [first, second]


def test_what_is_chosen_in_the_drawer_stands_in_the_address() -> None:
    page = opened()
    assert address(page) == "compare,BY-PL"
    ask(page, "Levels")
    assert address(page) == "levels,BY-PL"
    page.selectbox(key="analysis_border").set_value("BY-LV").run()
    assert address(page) == "levels,BY-LV"
    ask(page, "What stands out")
    assert address(page) == "notable"


def test_a_card_names_what_the_licences_of_its_sources_oblige_to_name() -> None:
    page = AppTest.from_file(APP, default_timeout=180)
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
    page = AppTest.from_file(APP, default_timeout=180)
    page.query_params["an"] = "forecast,BY-PL"
    page.run()
    assert not page.exception, page.exception
    told = [html.unescape(element.proto.body) for element in page.get("html")]
    assert any('"forecast" is not an analysis' in text for text in told)
    assert not page.get("selectbox") or "analysis_question" not in {
        box.key for box in page.selectbox
    }
