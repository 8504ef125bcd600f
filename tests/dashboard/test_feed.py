"""The browser steps by itself: what it is sent must say on every date what the scene says."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sent import shipped_feed
from shipped import shipped_ledger

from dashboard.feed import build_feed
from dashboard.feed.blob import squeeze, unpack
from dashboard.feed.figures import WITHHELD, Row
from dashboard.scene.scene import build_scene
from dashboard.scene.state import FIRST_DATE, WINDOWS, MapState
from dashboard.scene.symbology import CATEGORIES, FILTERED_LEVEL, NO_LEVEL
from dashboard.scene.words import overview
from dashboard.scene.words.dates import day_number
from events import DAY_STATES, DayState, Ledger, Period, Selection, select

LEDGER = shipped_ledger()


def header() -> dict:
    return shipped_feed()[0]


def columns() -> dict:
    return shipped_feed()[1]


days = st.dates(FIRST_DATE, LEDGER.last_day)


@pytest.mark.few(2)
@pytest.mark.parametrize("window", WINDOWS)
@settings(max_examples=60, deadline=None)
@given(day=days)
def test_borders_say_the_same_in_the_browser_and_in_the_scene(window: str, day: date) -> None:
    scene = build_scene(LEDGER, MapState(date=day, window=window))
    for stand in scene.borders:
        row = figure_row(header(), columns(), stand.style.pair, window, day)
        assert row["value"] == overview.value(stand)
        assert row["basis"] == overview.basis(stand)
        assert row["unit"] == (overview.measure_words(stand) if stand.pressure.reported else "")
        assert row["short"] == stand.said.short
        for told in overview.further(stand):
            assert told.removesuffix(".") in row["more"]
        assert (row["level"], row["look"]) == (stand.level, stand.look)
        assert row["measure"] == f"{stand.style.pair}:{stand.pressure.measure.key}"
        assert bool(row["contested"]) == stand.pressure.contested
        found = stand.pressure
        shown = found.rate_low if found.rate_per_day is None else found.rate_per_day
        assert row["rate"] == (None if shown is None else pytest.approx(shown, rel=1e-6))
        if stand.said.bounds and found.most is not None:
            assert row["most"] == pytest.approx(found.most / found.counted_days, rel=1e-6)


def figure_row(header: dict, columns: dict, pair: str, window: str, day: date) -> dict:
    """Return the row that the browser shows of a border at the end of a window."""
    row = columns[f"figure:{window}:{pair}"][day_number(day) - header["first"]]
    found = {name: columns[f"figure_{name}"][row] for name in Row._fields}
    found |= {name: header["texts"][found[name]] for name in ("value", "unit", "basis")}
    found |= {name: header["texts"][found[name]] for name in ("short", "more")}
    numbers = ("rate", "least", "most")
    found |= {name: None if np.isnan(found[name]) else float(found[name]) for name in numbers}
    measure = header["measures"][found["measure"]]["id"]
    return {**found, "look": header["looks"][found["look"]], "measure": measure}


@pytest.mark.parametrize(
    ("pair", "window", "day", "value", "basis"),
    [
        ("BY-PL", "30d", date(2021, 9, 30), "255.6", "complete: 7,667 in 30 days"),
        ("BY-PL", "7d", date(2021, 11, 14), "343.4", "mean of 5 reported days of 7"),
        ("BY-PL", "1d", date(2021, 11, 8), "309", "complete: reported for that day"),
        ("BY-LT", "7d", date(2022, 8, 15), "61 and 36", "2 reported days of 7"),
        ("BY-LT", "30d", date(2022, 5, 31), "11.8 to 13.3", "between 353 and 399 in 30 days"),
    ],
)
def test_the_browser_is_sent_the_words_as_they_stand_on_paper(
    pair: str, window: str, day: date, value: str, basis: str
) -> None:
    row = figure_row(header(), columns(), pair, window, day)
    assert (row["value"], row["basis"]) == (value, basis)


def in_frame(first: int, last: int) -> set[str]:
    return ids_in_frame(header(), columns(), first, last)


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


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(days, st.sampled_from(list(WINDOWS)))
def test_marks_routes_stops_crossings_and_stretches_agree(day: date, window: str) -> None:
    state = MapState(date=day, window=window)
    scene = build_scene(LEDGER, state)
    first, last = day_number(state.first_day), day_number(day)
    assert in_frame(first, last) == {mark.event.id for mark in scene.marks}

    def overlapping(name: str) -> list[dict]:
        return [span for span in header()[name] if span["first"] <= last and span["last"] >= first]

    lanes: dict[str, float | None] = {}
    for span in overlapping("routes"):
        widths = [w for w in (lanes.get(span["lane"]), span["flights_a_week"]) if w is not None]
        lanes[span["lane"]] = max(widths, default=None)
    drawn = {"-".join(route.spans[0].lane): route.flights_a_week for route in scene.routes}
    assert lanes == drawn
    assert sorted((s["airport"], s["kind"]) for s in overlapping("stops")) == sorted(
        (stop.airport_iata, str(stop.kind)) for stop in scene.stops
    )
    for crossing, mark in zip(header()["crossings"], scene.crossings, strict=True):
        held = [s["status"] for s in crossing["spans"] if s["first"] <= last <= s["last"]]
        assert held == ([mark.status] if mark.status else [])
    coloured = [(tuple(s["sections"]), s["level"]) for s in overlapping("stretches")]
    assert sorted(coloured) == sorted((s.figure.section_ids, s.level) for s in scene.sections)


def test_marks_are_sorted_by_day_so_that_a_window_is_two_look_ups() -> None:
    assert (np.diff(columns()["mark_day"]) >= 0).all()
    assert len(columns()["mark_day"]) == len(header()["marks"]["id"])
    assert columns()["mark_kind"].max() < len(CATEGORIES)


@pytest.mark.parametrize(
    ("pair", "day", "state"),
    [
        ("BY-PL", date(2021, 11, 8), DayState.REPORTED),
        ("BY-PL", date(2021, 11, 7), DayState.WIDER),
        ("BY-PL", date(2025, 2, 9), DayState.NONE),
        ("BY-LT", date(2024, 7, 1), DayState.DERIVED),
        ("BY-LV", date(2021, 9, 10), DayState.WIDER),
    ],
)
def test_the_strip_tells_how_well_a_day_is_known(pair: str, day: date, state: DayState) -> None:
    column = columns()[f"state:{pair}"]
    assert DAY_STATES[column[day_number(day) - header()["first"]]] is state
    assert set(np.unique(column)) <= set(range(len(DAY_STATES)))


def test_a_day_that_a_filter_hides_is_withheld_and_not_said_to_be_unknown(ledger: Ledger) -> None:
    narrowed = select(ledger, Selection(source_kinds=("official",)))
    header, columns = unpack(build_feed(narrowed, FIRST_DATE, ("7d",)))
    at = day_number(date(2021, 11, 8)) - header["first"]
    assert columns["state:BY-PL"][at] == WITHHELD
    row = figure_row(header, columns, "BY-PL", "1d", date(2021, 11, 8))
    assert (row["value"], row["level"]) == ("filtered out", FILTERED_LEVEL)
    assert row["unit"] == "" and row["rate"] is None


def test_the_steps_of_the_series_are_counts_of_several_days(ledger: Ledger) -> None:
    months = {
        (step["pair"], step["first"], step["last"]): step["rate"]
        for step in header()["steps"]
        if step["last"] > step["first"]
    }
    assert len(months) and all(step["last"] > step["first"] for step in header()["steps"])
    october = ("BY-PL", day_number(date(2021, 10, 1)), day_number(date(2021, 10, 31)))
    assert months[october] == pytest.approx(17_447 / 31)


def test_the_feed_stays_small() -> None:
    assert len(squeeze(build_feed(LEDGER, FIRST_DATE))) < 1_200_000


def test_a_long_dated_report_is_no_bar_of_the_histogram() -> None:
    counts = columns()["report_count"]
    dated = [
        r
        for r in LEDGER.reports.values()
        if r.plotted and r.period.days is not None and r.period.days <= 7
    ]
    assert counts.sum() == len(dated)
    assert (np.diff(columns()["report_day"]) > 0).all()


def test_the_window_since_the_start_begins_with_the_slider(ledger: Ledger) -> None:
    start = date(2021, 10, 1)
    header, columns = unpack(build_feed(ledger, start, ("all",)))
    day = date(2021, 11, 8)
    scene = build_scene(ledger, MapState(date=day, start=start, window="all"))
    assert scene.window == Period.of_days(start, day)
    row = figure_row(header, columns, "BY-PL", "all", day)
    assert row["value"] == overview.value(scene.borders[0]) != "not reported"
    before = figure_row(header, columns, "BY-PL", "all", start - timedelta(days=1))
    assert (before["value"], before["level"]) == ("not reported", NO_LEVEL)
