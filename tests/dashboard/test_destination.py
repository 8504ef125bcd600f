"""Where rows of lists lead: what opens, the days shown, the place of the map."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import shipped_ledger

from dashboard.page.panels.detail import detail_markup
from dashboard.page.panels.flights import flights_markup
from dashboard.page.panels.happenings import happenings_markup
from dashboard.page.panels.pressure import pressure_markup
from dashboard.page.panels.sources import sources_markup
from dashboard.scene.destination import led_to
from dashboard.scene.marks import is_marked
from dashboard.scene.neighbours import days_listed, elsewhere, marked_events, standing
from dashboard.scene.positions import spot_of
from dashboard.scene.scene import build_scene, window_of
from dashboard.scene.state import MapState, View
from dashboard.scene.url import from_query, to_query
from events import Selection, select

LEDGER = shipped_ledger()
OPENING = MapState()
SCENE = build_scene(LEDGER, OPENING)
PANELS = (happenings_markup, flights_markup, pressure_markup, sources_markup)
_PICKS = re.compile(r'data-pick="([^"]+)"')


@pytest.mark.few(1)
@pytest.mark.parametrize(
    "day", [date(2021, 7, 2), date(2021, 11, 14), date(2021, 12, 20), date(2024, 7, 1)]
)
def test_every_row_of_a_list_leads_to_a_detail_without_moving_the_clock(day: date) -> None:
    state = MapState(date=day, window="30d")
    scene = build_scene(LEDGER, state)
    found = [pick for panel in PANELS for pick in _PICKS.findall(panel(LEDGER, scene))]
    assert len(found) > 30
    for pick in dict.fromkeys(found):
        gone = led_to(LEDGER, state, pick.split(","))
        assert (gone.date, gone.window) == (state.date, state.window), pick
        assert from_query(to_query(gone)) == gone
        detail = detail_markup(LEDGER, scene, gone.picked)
        assert detail is not None and "is not in the data" not in detail, pick


@given(st.sampled_from(LEDGER.events), st.sampled_from(["1d", "7d", "30d", "366d"]))
def test_an_event_of_any_date_is_on_show_after_its_row_was_pressed(event, window) -> None:
    state = MapState(date=date(2022, 8, 3), window=window)
    gone = led_to(LEDGER, state, (event.id,))
    assert gone.picked == (event.id,)
    assert gone.window == window
    assert gone.start <= gone.date
    if event.kind != "flight":
        assert days_listed(event).overlaps(window_of(gone))
    spot = spot_of(event) if event.kind != "flight" else None
    if spot is None and event.kind != "flight":
        assert gone.view is None
    elif spot is not None and gone.view is not None:
        # Within what a map of 640 by 360 pixels shows at that zoom.
        degrees = 640 / 256 * 360 / 2**gone.view.zoom
        assert abs(gone.view.lon - spot.lon) <= degrees / 2


def test_a_map_that_looks_closer_stays_as_close() -> None:
    event = next(e for e in marked_events(SCENE) if e.place.lon is not None)
    close = MapState(view=View(23.6, 53.5, 14.0))
    far = MapState(view=View(23.6, 53.5, 5.0))
    near_view, far_view = (led_to(LEDGER, s, (event.id,)).view for s in (close, far))
    assert near_view is not None and far_view is not None
    assert near_view.zoom == 14 and far_view.zoom > 5
    assert (near_view.lon, near_view.lat) == (far_view.lon, far_view.lat)


def test_a_border_is_framed_whole() -> None:
    view = led_to(LEDGER, OPENING, ("BY-PL",)).view
    assert view is not None
    assert 5 <= view.zoom <= 7 and 22 < view.lon < 25 and 51 < view.lat < 54


def test_a_detail_says_where_it_stands_in_the_list_and_leads_to_those_beside_it() -> None:
    events = [*marked_events(SCENE), *SCENE.listed]
    for at, event in enumerate(events):
        found = standing(SCENE, event.id)
        assert found is not None
        assert (found.number, found.count) == (at + 1, len(events))
        assert found.before == (events[at - 1].id if at else None)
        assert found.after == (events[at + 1].id if at + 1 < len(events) else None)
    detail = detail_markup(LEDGER, SCENE, (events[2].id,))
    assert detail is not None
    assert f"3 of {len(events)} in the window" in detail
    assert _PICKS.findall(detail)[:2] == [events[1].id, events[3].id]
    assert standing(SCENE, "BY-PL") is None


def test_a_word_of_other_dates_is_said_to_be_there_and_leads_to_the_nearest() -> None:
    state = MapState(date=date(2023, 3, 1), window="7d", selection=Selection(text="Usnarz"))
    narrowed = select(LEDGER, state.selection)
    scene = build_scene(narrowed, state)
    found = elsewhere(narrowed, scene)
    there = [e for e in narrowed.events if is_marked(e)]
    assert found.count == len(there) > 3
    told = html.unescape(happenings_markup(narrowed, scene))
    assert f'with "Usnarz" in this window; {found.count} on other dates' in told
    assert found.before is not None and found.before.id in _PICKS.findall(told)
    gone = led_to(LEDGER, state, (found.before.id,))
    after = build_scene(narrowed, gone)
    assert found.before in [*marked_events(after), *after.listed]


def test_a_word_of_no_report_is_said_to_be_in_none() -> None:
    state = MapState(selection=Selection(text="zzzz"))
    narrowed = select(LEDGER, state.selection)
    told = html.unescape(happenings_markup(narrowed, build_scene(narrowed, state)))
    assert 'No event with "zzzz" on any date.' in told
    assert not _PICKS.findall(told.partition("In force")[0])


def test_what_has_ended_is_not_said_to_be_in_force() -> None:
    state = MapState(date=date(2021, 12, 20), window="30d")
    told = str(happenings_markup(LEDGER, build_scene(LEDGER, state)))
    held, parted, over = told.partition("In force on 20 December 2021")[2].partition("Ended within")
    assert parted
    ended = "Poland: state of emergency in 183 localities"
    assert ended not in held and ended in over
    assert "since 2 Sep 2021, ended 30 Nov 2021" in over
    assert "end not reported" in held
    for one in LEDGER.conditions:
        if one.period.end is not None and one.period.end <= state.date:
            assert f'data-pick="{one.id}"' not in held
    # Each line says since when, and until when.
    assert held.count("since ") == held.count("data-pick=")
