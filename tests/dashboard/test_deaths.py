"""The list of deaths on the shipped tables, and what a filter by kind shows."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from shipped import shipped_ledger

from dashboard.page.panels.deaths import deaths_markup, tells_of_death
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.symbology import CATEGORIES
from events import INCIDENT_CATEGORIES, Measure, Selection, select

LEDGER = shipped_ledger()


def said(state: MapState) -> str:
    ledger = select(LEDGER, state.selection)
    return html.unescape(deaths_markup(ledger, build_scene(ledger, state)))


def test_every_report_of_a_death_stands_in_the_list_and_every_total_below_it() -> None:
    whole = MapState(date=date(2026, 3, 16), window="all")
    listed, parted, totals = said(whole).partition("Reported totals")
    assert parted
    scene = build_scene(LEDGER, whole)
    for event in LEDGER.events_in(scene.window):
        deaths = tells_of_death(LEDGER, event)
        assert (f'data-pick="{event.id}"' in listed) == deaths, event.id
    for report in LEDGER.reports.values():
        total = report.kind == "flow" and report.measure is Measure.DEATHS
        assert (f"· {report.id}<" in totals) == total, report.id
    assert "116 deaths" in totals and "at least 37 deaths" in totals
    # No number of the list is one that was added up.
    assert listed.count("never added") == 1
    assert "contested" in listed


def test_the_list_goes_by_place_then_by_day() -> None:
    told = said(MapState(date=date(2021, 12, 31), window="366d"))
    places = re.findall(r"<h3>([^<]+)</h3>", told.partition("Reported totals")[0])
    assert len(places) == len(set(places)) > 5


def test_a_window_without_a_death_leads_to_the_nearest() -> None:
    state = MapState(date=date(2021, 5, 20), window="7d")
    told = said(state)
    assert "No report of a death in this window; " in told
    assert "nearest after: " in told and "nearest before" not in told


@pytest.mark.parametrize("category", INCIDENT_CATEGORIES)
def test_a_kind_that_is_asked_for_is_the_kind_that_is_drawn(category: str) -> None:
    selection = Selection(categories=(category,))
    ledger = select(LEDGER, selection)
    state = MapState(date=date(2026, 3, 16), window="all", selection=selection)
    scene = build_scene(ledger, state)
    shown = [*(mark.event for mark in scene.marks), *scene.listed]
    assert shown
    assert {event.category for event in shown} == {category}
    drawn = {CATEGORIES[mark.category].key for mark in scene.marks}
    assert len(drawn) <= 1
    for event in shown:
        titles = {r.incident.title for r in LEDGER.reports_of(event) if r.incident}
        assert event.title in titles or event.title == LEDGER.event(event.id).title
