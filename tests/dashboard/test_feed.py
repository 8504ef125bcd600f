"""The browser steps by itself: what it is sent must say on every date what the scene says."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.dating import day_number
from dashboard.feed import build_feed
from dashboard.packing import unpack
from dashboard.scene import build_scene
from dashboard.state import FIRST_DATE, WINDOWS, MapState
from dashboard.style import CATEGORIES
from events import Ledger, Period, load_ledger

LEDGER = load_ledger()
HEADER, COLUMNS = unpack(build_feed(LEDGER, FIRST_DATE))
days = st.dates(FIRST_DATE, LEDGER.last_day)


@settings(max_examples=150, deadline=None)
@given(days, st.sampled_from(list(WINDOWS)))
def test_borders_say_the_same_in_the_browser_and_in_the_scene(day: date, window: str) -> None:
    scene = build_scene(LEDGER, MapState(date=day, window=window))
    at = day_number(day) - HEADER["first"]
    for stand in scene.borders:
        pair = stand.style.pair
        column = {
            name: COLUMNS[f"{name}:{window}:{pair}"][at]
            for name in ("rate", "class", "how", "measure", "covered_days")
        }
        assert column["class"] == stand.level
        measure = HEADER["measures"][column["measure"]]
        assert measure["id"] == f"{pair}:{stand.pressure.measure.key}"
        if stand.pressure.rate_per_day is None:
            assert np.isnan(column["rate"])
        else:
            assert column["rate"] == pytest.approx(stand.pressure.rate_per_day, rel=1e-6)
            assert HEADER["hows"][column["how"]] == str(stand.pressure.how)
            assert column["covered_days"] == stand.pressure.coverage_days


def in_frame(first: int, last: int) -> set[str]:
    return ids_in_frame(HEADER, COLUMNS, first, last)


def ids_in_frame(header: dict, columns: dict, first: int, last: int) -> set[str]:
    """Return what the browser marks: the run of a frame, and what began before and still holds."""
    begin, end = np.searchsorted(columns["mark_day"], [first, last + 1])
    marks = list(range(begin, end))
    for mark, until in zip(columns["long_mark"], columns["long_last"], strict=True):
        if columns["mark_day"][mark] < first <= until:
            marks.append(int(mark))
    keys = {layer["number"]: layer["key"] for layer in header["layers"]}
    words = dict(zip(header["marks"]["index"], header["marks"]["id"], strict=True))
    return {
        words.get(mark)
        or f"own-{keys[int(columns['mark_flags'][mark]) >> 1]}-{columns['mark_row'][mark]}"
        for mark in marks
    }


@settings(max_examples=150, deadline=None)
@given(days, st.sampled_from(list(WINDOWS)))
def test_marks_routes_stops_crossings_and_stretches_agree(day: date, window: str) -> None:
    state = MapState(date=day, window=window)
    scene = build_scene(LEDGER, state)
    first, last = day_number(state.first_day), day_number(day)
    assert in_frame(first, last) == {mark.event.id for mark in scene.marks}

    def overlapping(name: str) -> list[dict]:
        return [span for span in HEADER[name] if span["first"] <= last and span["last"] >= first]

    lanes: dict[str, float | None] = {}
    for span in overlapping("routes"):
        widths = [w for w in (lanes.get(span["lane"]), span["flights_a_week"]) if w is not None]
        lanes[span["lane"]] = max(widths, default=None)
    drawn = {"-".join(route.spans[0].lane): route.flights_a_week for route in scene.routes}
    assert lanes == drawn
    assert sorted((s["airport"], s["kind"]) for s in overlapping("stops")) == sorted(
        (stop.airport_iata, str(stop.kind)) for stop in scene.stops
    )
    for crossing, mark in zip(HEADER["crossings"], scene.crossings, strict=True):
        held = [s["status"] for s in crossing["spans"] if s["first"] <= last <= s["last"]]
        assert held == ([mark.status] if mark.status else [])
    coloured = [
        (tuple(s["sections"]), s["level"])
        for s in HEADER["stretches"]
        if s["window"] == window and s["first"] <= last <= s["last"]
    ]
    assert sorted(coloured) == sorted((s.figure.section_ids, s.level) for s in scene.sections)


def test_marks_are_sorted_by_day_so_that_a_window_is_two_look_ups() -> None:
    assert (np.diff(COLUMNS["mark_day"]) >= 0).all()
    assert len(COLUMNS["mark_day"]) == len(HEADER["marks"]["id"])
    assert COLUMNS["mark_kind"].max() < len(CATEGORIES)


def test_coverage_tells_own_figures_from_wider_reports() -> None:
    covered = COLUMNS["covered:BY-PL"]
    at = day_number(date(2021, 11, 8)) - HEADER["first"]
    assert covered[at] == 1
    assert covered[at - 1] == 2
    gap = day_number(date(2023, 12, 8)) - HEADER["first"]
    assert covered[gap] == 0


def test_a_long_dated_report_is_no_bar_of_the_histogram() -> None:
    counts = COLUMNS["report_count"]
    dated = [
        r
        for r in LEDGER.reports.values()
        if r.plotted and r.period.days is not None and r.period.days <= 7
    ]
    assert counts.sum() == len(dated)
    assert (np.diff(COLUMNS["report_day"]) > 0).all()


def test_the_window_since_the_start_begins_with_the_slider(ledger: Ledger) -> None:
    start = date(2021, 10, 1)
    header, columns = unpack(build_feed(ledger, start, ("all",)))
    at = day_number(date(2021, 11, 8)) - header["first"]
    scene = build_scene(ledger, MapState(date=date(2021, 11, 8), start=start, window="all"))
    assert scene.window == Period.of_days(start, date(2021, 11, 8))
    assert columns["rate:all:BY-PL"][at] == pytest.approx(
        scene.borders[0].pressure.rate_per_day, rel=1e-6
    )
    before = day_number(start - timedelta(days=1)) - header["first"]
    assert np.isnan(columns["rate:all:BY-PL"][before])
