"""Routes over time: what is drawn is what is reported, and the key tells every way of it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest
from shipped import shipped_ledger

from dashboard.page.panels.route_lines import routes_table
from dashboard.page.routes_over_time import span_of
from dashboard.scene.charts.route_lines import routes_chart
from dashboard.scene.charts.route_marks import FREQUENCIES, KEY, bar_height, flown_bar
from dashboard.scene.charts.routes_svg import routes_markup
from dashboard.scene.charts.shapes import Area, Label, Rect, frame_of
from dashboard.scene.destination import led_to
from dashboard.scene.scene import build_scene
from dashboard.scene.state import ROUTE_SPANS, MapState
from dashboard.scene.symbology import FLIGHT
from dashboard.scene.words.route_lines import told
from dashboard.scene.words.route_rows import RouteRow, route_rows, rows_within
from dashboard.scene.words.routes_over_time import routes_over_time
from events import Ledger, Period

LEDGER = shipped_ledger()


@cache
def every_row() -> tuple[RouteRow, ...]:
    return route_rows(LEDGER)


YEAR = date(2021, 1, 1), date(2021, 12, 31)


def row(name: str) -> RouteRow:
    return next(row for row in every_row() if row.name == name)


def test_rows_are_named_by_the_airport_that_is_not_minsk_and_stand_in_order() -> None:
    names = [row.name for row in every_row()]
    assert names == sorted(names) and len(names) == 26
    assert {"Baghdad", "Damascus", "Athens – Vilnius", "Minsk, any route"} <= set(names)


def test_what_is_told_has_years_sources_grades_and_who_speaks_against_it() -> None:
    texts = [told(LEDGER, entry) for entry in row("Damascus").entries]
    assert texts[2].startswith(
        "Damascus → Minsk, 11 Sep – 30 Oct 2021: reported flown, 2.6 a week, Cham Wings. "
    )
    assert "taz, Nov 2021 (B6)" in texts[2]
    contested = next(text for text in texts if "contested" in text)
    assert "4 to 7 a week" in contested
    assert "Flight tracking has the last flight on 10 November." in contested
    assert "Against it: AeroTime: last Cham Wings flight (citing Flightradar24) (C6)." in contested
    assert any(
        "Damascus, from 13 Nov 2021, end not reported: flights suspended: Cham Wings." in text
        for text in texts
    )
    for each in every_row():
        for entry in each.entries:
            assert re.search(r"20\d\d", entry.when), entry
            assert re.search(r"\([A-F][1-6]\)", told(LEDGER, entry)), entry


def test_what_a_report_leaves_open_is_said_to_be_open_and_drawn_hollow() -> None:
    ends = [entry for entry in row("Delhi").entries if entry.carried]
    (only,) = ends
    assert (only.first, only.last) == (date(2023, 8, 12), date(2024, 2, 6))
    assert only.what == "end not reported, drawn for 180 days at most, 1 a week, Belavia"
    (hollow,) = flown_bar(0, 10, 5, 1, carried=True)
    (solid,) = flown_bar(0, 10, 5, 1, carried=False)
    assert isinstance(hollow, Rect) and isinstance(solid, Rect)
    assert (hollow.fill, hollow.ink, solid.fill, solid.ink) == ("#FFFFFF", FLIGHT, FLIGHT, None)


@pytest.mark.parametrize(
    ("a_week", "height"),
    [(1, 2.6), (1.9, 2.6), (2, 5), (6.9, 5), (7, 8), (13.9, 8), (14, 11), (84, 11)],
)
def test_heights_are_those_of_four_classes_of_frequency(a_week: float, height: float) -> None:
    assert bar_height(a_week) == height


def test_a_frequency_nobody_reports_has_no_bar() -> None:
    for entry in row("Amman").entries:
        assert entry.a_week is None
    chart = routes_chart((row("Amman"),), *YEAR, 340)
    assert chart is not None
    bars = [
        part
        for part in chart.chart.parts
        if isinstance(part, Rect) and part.y < chart.bottom and part.fill == FLIGHT
    ]
    assert bars == []


@pytest.mark.parametrize("width", [340.0, 720.0])
@pytest.mark.parametrize(
    ("first", "last"),
    [YEAR, (date(2021, 7, 1), date(2021, 9, 30)), (date(2017, 1, 1), date(2026, 12, 31))],
)
def test_the_drawing_stays_in_its_frame_and_no_words_lie_on_others(
    first: date, last: date, width: float
) -> None:
    drawn = routes_chart(every_row(), first, last, width)
    assert drawn is not None
    chart = drawn.chart
    for part in chart.parts:
        left, top, right, bottom = frame_of(part)
        assert left >= -1 and right <= width + 1 and bottom <= chart.height + 1, part
        assert top >= -1, part
    labels = [frame_of(part) for part in chart.parts if isinstance(part, Label)]
    for number, one in enumerate(labels):
        for other in labels[:number]:
            apart = (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )
            assert apart, (one, other)


def test_every_entry_of_the_days_can_be_touched_and_lies_at_its_days() -> None:
    drawn = routes_chart(every_row(), *YEAR, 340)
    assert drawn is not None
    kept = [entry for each in rows_within(every_row(), *YEAR) for entry in each.entries]
    assert {id(spot.entry) for spot in drawn.spots} == {id(entry) for entry in kept}
    july = next(
        spot
        for spot in drawn.spots
        if spot.entry.first == date(2021, 7, 1)
        and spot.entry.last == date(2021, 7, 31)
        and spot.entry.subject == "Baghdad → Minsk"
    )
    # 104 pixels of names, 228 for 365 days: July begins 181 days after 1 January.
    assert july.x == pytest.approx(104 + 228 * 181 / 365, abs=0.01)
    assert july.w == pytest.approx(228 * 31 / 365, abs=0.01)


def test_a_stop_from_before_the_days_drawn_has_no_mark_at_their_edge() -> None:
    autumn = date(2021, 9, 1), date(2021, 12, 31)
    paris = routes_chart((row("Paris"),), *autumn, 340)
    whole = routes_chart((row("Paris"),), *YEAR, 340)
    assert paris is not None and whole is not None
    assert len(paris.spots) == 1 and len(whole.spots) == 2


def test_the_key_has_every_way_something_is_drawn() -> None:
    words = [words for words, _ in KEY]
    kinds = {entry.kind for each in every_row() for entry in each.entries}
    assert kinds == {
        *("scheduled", "frequency_not_reported", "contested", "repatriation", "diverted"),
        *("suspension", "airline_ban", "citizen_bar", "resumed"),
    }
    assert len(words) == 13 and len(FREQUENCIES) == 4
    drawn = routes_chart(every_row(), *YEAR, 340)
    assert drawn is not None
    lines = " ".join(part.text for part in drawn.chart.parts if isinstance(part, Label))
    for each in words:
        assert each in lines
    assert "Blank: no report of a flight" in lines
    assert any(isinstance(part, Area) for part in drawn.chart.parts)


def test_the_svg_names_days_events_and_texts_that_cannot_break_out() -> None:
    drawn = routes_chart(every_row(), *YEAR, 340)
    assert drawn is not None
    root = ElementTree.fromstring(str(routes_markup(LEDGER, drawn)))
    ns = "{http://www.w3.org/2000/svg}"
    clock = root.find(f"{ns}g[@class='clock-days']")
    assert clock is not None
    assert (clock.get("data-low"), clock.get("data-high")) == ("18628", "18993")
    spots = root.findall(f"{ns}rect[@class='spot']")
    assert len(spots) == len(drawn.spots)
    for spot in spots:
        title = spot.find(f"{ns}title")
        assert title is not None and title.text
        for id_ in (spot.get("data-pick") or "").split(","):
            assert LEDGER.has_event(id_)


def test_the_table_says_the_same_in_words_and_each_row_leads_to_its_day() -> None:
    kept = rows_within(every_row(), *YEAR)
    table = str(routes_table(LEDGER, kept))
    count = sum(len(each.entries) for each in kept)
    assert table.count("data-day=") == count
    assert f"as a table: {count} rows" in table
    assert 'data-day="2021-07-01"' in table and "frequency not reported" in table


def test_a_press_takes_the_clock_to_its_day_unless_the_window_holds_it() -> None:
    state = MapState(date=date(2021, 11, 8))
    gone = led_to(LEDGER, state, ["event-flight-0033"], date(2021, 7, 15))
    assert gone.date == date(2021, 7, 15)
    assert gone.picked == ("event-flight-0033",)
    assert gone.view is not None
    near = led_to(LEDGER, state, ["event-flight-0067"], date(2021, 11, 3))
    assert near.date == date(2021, 11, 8)


@pytest.mark.parametrize(
    ("day", "chosen", "first", "last"),
    [
        (date(2021, 11, 8), "quarter", date(2021, 10, 1), date(2021, 12, 31)),
        (date(2021, 3, 31), "quarter", date(2021, 1, 1), date(2021, 3, 31)),
        (date(2024, 2, 29), "quarter", date(2024, 1, 1), date(2024, 3, 31)),
        (date(2021, 9, 30), "quarter", date(2021, 7, 1), date(2021, 9, 30)),
        (date(2024, 2, 29), "year", date(2024, 1, 1), date(2024, 12, 31)),
        (date(2021, 11, 8), "slider", date(2021, 5, 1), date(2026, 3, 16)),
        (date(2021, 11, 8), "all", date(2017, 1, 20), date(2026, 4, 25)),
    ],
)
def test_the_days_drawn_are_those_chosen(day: date, chosen: str, first: date, last: date) -> None:
    assert chosen in ROUTE_SPANS
    scene = build_scene(LEDGER, MapState(date=day))
    assert span_of(chosen, scene, every_row()) == (first, last)


def test_days_without_any_report_have_no_drawing(ledger: Ledger) -> None:
    assert routes_chart(route_rows(ledger), date(2015, 1, 1), date(2015, 12, 31), 340) is None


def test_as_an_analysis_it_counts_routes_and_names_every_report_that_is_drawn() -> None:
    found = routes_over_time(LEDGER, Period.of_days(*YEAR))
    assert found.reason is None
    assert found.words.told == (
        "2021: flights are reported on 8 routes; days that another report disputes on 3; flights "
        "home or diverted on 4; a suspension, ban or bar on 14."
    )
    drawn = {
        id_ for row in rows_within(every_row(), *YEAR) for e in row.entries for id_ in e.report_ids
    }
    assert len(found.report_ids) == 137 and drawn <= set(found.report_ids)
    rows = {(row[0], row[2]): row for row in found.table.rows}
    told = rows["Baghdad → Minsk", "5–13 Nov 2021"]
    assert told[1].startswith("contested, 1 a week. Iraq halted all flights")
    assert told[3] and told[4] and not set(told[3].split(", ")) & set(told[4].split(", "))


def test_days_without_a_report_of_a_route_are_refused_in_words() -> None:
    found = routes_over_time(LEDGER, Period.of_days(date(2014, 1, 1), date(2014, 12, 31)))
    assert found.table.rows == () and found.report_ids == ()
    assert found.words.told == (
        "Routes over time, 2014: no answer, because no flight or stop is reported in these days."
    )
