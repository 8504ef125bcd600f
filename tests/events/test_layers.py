"""Brought files joined with the reference: nothing of it changes, every row is accounted for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_files import CSV, GEOJSON, KML
from shipped import shipped_ledger

from events import (
    LayerError,
    Ledger,
    Period,
    RouteStatus,
    Selection,
    Showing,
    UnknownIdError,
    UnplacedReason,
    change,
    is_sensitive,
    pressure,
    public_place,
    routes,
    select,
    unplaced,
)
from events.ledger import DATA_FOLDER
from events.uploads import (
    Layer,
    Outcome,
    Provenance,
    build_layer,
    flown_days,
    join_layers,
    read_upload,
    rows_of,
)
from events.uploads.layers.layer import one_line

LEDGER = shipped_ledger()
WEEK = Period.of_days(date(2021, 11, 8), date(2021, 11, 14))
EVERY_DAY = Period.of_days(date(2000, 1, 1), date(2099, 12, 31))

ROWS = (
    "date,until,lon,lat,kind,title,people,place,source\n"
    "2021-11-08,2021-11-08,23.65,53.51,pushback,Group at the fence,12,Kuźnica,Gazeta A\n"
    "2021-11-09,2021-11-12,21.01,52.23,attempt,Protest,,Warsaw,\n"
    "2021-11-10,2021-11-10,,,attempt,No place given,7,,Gazeta B\n"
    "2021-11-20,2021-11-20,27.80,55.90,group,In the east,3,,Gazeta A\n"
    "2022-01-05,2022-01-05,2.35,48.85,group,Far away,1,Paris,Gazeta A\n"
)
FLIGHTS = (
    "icao24,callsign,firstSeen,estDepartureAirport,lastSeen,estArrivalAirport\n"
    "4e1234,THY283,1636358400,LTFM,1636369200,UMMS\n"
    "4e1234,THY283,1636444800,LTFM,1636455600,UMMS\n"
    "4e1235,THY285,1636790400,LTFM,1636801200,UMMS\n"
    "3c0001,DLH1,1636358400,EDDF,1636369200,KJFK\n"
)


def layer_of(text: str, number: int = 1, name: str = "own.csv") -> Layer:
    upload = read_upload(text.encode(), name)
    assert upload.receipt.outcome is Outcome.READ, upload.receipt
    return build_layer(upload, number)


@cache
def rows_layer() -> Layer:
    return layer_of(ROWS)


@pytest.fixture(scope="module")
def layer() -> Layer:
    return rows_layer()


@pytest.fixture(scope="module")
def flights() -> Layer:
    return layer_of(FLIGHTS, 2, "arrivals.csv")


def joined(layer: Layer, showing: Showing = Showing.BESIDE) -> Ledger:
    return join_layers(LEDGER, [layer], showing)


def titles(ledger: Ledger, window: Period = WEEK) -> set[str]:
    return {event.title for event in ledger.events_in(window) if event.layer}


def test_without_files_the_ledger_stays_the_same_object() -> None:
    assert join_layers(LEDGER, [], Showing.MERGED) is LEDGER


def test_a_row_becomes_an_event_with_its_section_source_and_grade(layer: Layer) -> None:
    ledger = joined(layer)
    (event,) = (e for e in ledger.events_in(WEEK) if e.title == "Group at the fence")
    (report,) = ledger.reports_of(event)
    assert event.place.borders == ("BY-PL",)
    assert len(event.place.section_ids) == 1
    assert event.category == "layer-1"
    assert ledger.grade(report) == "F6"
    assert ledger.source_of(report).title == "Gazeta A"
    assert "own.csv" in (ledger.source_of(report).address_note or "")
    assert report.own_words == "people: 12"
    assert report.quantity is None, "a brought number is no figure of one of our measures"


def test_the_source_a_file_names_for_a_row_is_told_once_however_many_rows_name_it(
    layer: Layer,
) -> None:
    ledger = joined(layer)
    told = {
        ledger.source_of(ledger.report(id_)).id
        for event in ledger.events_in(EVERY_DAY)
        if event.layer
        for id_ in event.report_ids
        if ledger.source_of(ledger.report(id_)).title == "Gazeta A"
    }
    assert len(told) == 1


def test_rows_in_a_window_are_sections_and_points_and_not_located(layer: Layer) -> None:
    (rows,) = rows_of(joined(layer))
    found = rows.counts_in(WEEK)
    assert (found.in_window, found.sections, found.points, found.not_located) == (3, 1, 1, 1)
    whole = rows.counts_in(EVERY_DAY)
    counts = layer.counts
    assert (whole.in_window, whole.sections, whole.points, whole.not_located) == (
        counts.kept,
        counts.sections,
        counts.points,
        counts.not_located,
    )


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2021, 10, 1), date(2022, 2, 1)),
    st.integers(1, 60),
    st.sampled_from(list(Showing)),
)
def test_in_every_window_the_rows_on_show_are_those_that_share_a_day_with_it(
    day: date, days: int, showing: Showing
) -> None:
    layer = rows_layer()
    ledger = joined(layer, showing)
    window = Period.trailing(day, days)
    brought = layer.imported
    expected = {
        f"{layer.id}-{position}"
        for position in range(len(brought))
        if brought.day[position].item() < window.end
        and brought.last_day[position].item() >= window.start
    }
    assert {e.id for e in ledger.events_in(window) if e.layer} == expected
    assert rows_of(ledger)[0].counts_in(window).in_window == len(expected)


def test_beside_no_figure_and_no_event_of_the_reference_changes(layer: Layer) -> None:
    ledger = joined(layer)
    assert ledger.events == LEDGER.events
    assert ledger.series == LEDGER.series
    assert pressure(ledger, "BY-PL", WEEK) == pressure(LEDGER, "BY-PL", WEEK)


def test_merged_a_known_kind_is_an_event_of_that_category_and_an_unknown_one_of_its_file(
    layer: Layer,
) -> None:
    ledger = joined(layer, Showing.MERGED)
    kinds = {e.title: e.category for e in ledger.events_in(EVERY_DAY) if e.layer}
    assert kinds["Group at the fence"] == "pushback"
    assert kinds["Protest"] == "layer-1"


def test_alone_nothing_of_the_reference_is_shown_and_a_filter_does_not_bring_it_back(
    layer: Layer,
) -> None:
    ledger = joined(layer, Showing.ALONE)
    narrowed = select(ledger, Selection(borders=("BY-PL",)))
    for one in (ledger, narrowed):
        assert {event.layer for event in one.events_in(EVERY_DAY)} == {1}
        assert pressure(one, "BY-PL", WEEK).rate_per_day is None
        assert not routes(one, EVERY_DAY)


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(borders=("BY-PL",)), {"Group at the fence"}),
        (Selection(text="kuznica"), {"Group at the fence"}),
        (Selection(text="gazeta fence"), {"Group at the fence"}),
        (Selection(text="own.csv protest"), {"Protest"}),
        (Selection(grades=("A",)), set()),
        (Selection(source_kinds=("official",)), set()),
        (Selection(source_kinds=("brought file",), text="protest"), {"Protest"}),
        (Selection(contested=True), set()),
        (Selection(categories=("pushback",)), {"Group at the fence"}),
        (Selection(origins=("IST",), text="protest"), {"Protest"}),
    ],
)
def test_a_filter_narrows_rows_like_reports(
    layer: Layer, selection: Selection, left: set[str]
) -> None:
    ledger = select(joined(layer), selection)
    assert titles(ledger) == left
    assert rows_of(ledger)[0].counts_in(WEEK).in_window == len(left)


def test_flights_between_known_airports_are_routes_and_no_marks(flights: Layer) -> None:
    ledger = joined(flights)
    found = [r for r in routes(ledger, WEEK) if r.status is RouteStatus.BROUGHT]
    assert [(r.origin_iata, r.destination_iata, r.flown) for r in found] == [("IST", "MSQ", 3)]
    event = ledger.event(found[0].event_ids[0])
    assert event.report_ids[:3] == found[0].report_ids
    assert ledger.event_for(event.report_ids[0]) == event
    days = [(first, last) for *_, first, last in flown_days(rows_of(ledger)[0])]
    assert days == [(18939, 18940), (18944, 18944)], "one run a row of days with a flight"
    assert not titles(ledger), "a flight is no mark"
    (listed,) = [u for u in unplaced(ledger, WEEK) if u.report_id.startswith("own-")]
    assert listed.reason is UnplacedReason.NOT_IN_TABLES
    event = ledger.event_for(listed.report_id)
    assert event == ledger.event(listed.report_id)
    assert event.title == "DLH1, EDDF → KJFK"


def test_an_attached_row_is_one_more_report_of_its_event_and_not_an_event() -> None:
    upload = read_upload(CSV, "own.csv")
    proposals = build_layer(upload, 1).proposals
    assert proposals, "the file has a row on the day and at the place of a known event"
    chosen = proposals[0]
    layer = build_layer(upload, 1, attached=[chosen.position])
    report_id = f"{layer.id}-{chosen.position}"
    for showing in (Showing.BESIDE, Showing.MERGED):
        ledger = joined(layer, showing)
        assert ledger.event(chosen.event_id).report_ids[-1] == report_id
        assert ledger.event_for(report_id).id == chosen.event_id
        assert report_id not in {event.id for event in ledger.events_in(EVERY_DAY)}
        assert rows_of(ledger)[0].counts_in(EVERY_DAY).attached == 1
    alone = joined(layer, Showing.ALONE)
    assert report_id in {event.id for event in alone.events_in(EVERY_DAY)}


def test_our_own_table_merged_is_not_there_twice_and_a_new_figure_contests_an_old_one() -> None:
    text = (DATA_FOLDER / "flow_reports.csv").read_text("utf-8").splitlines()
    header = text[0].split(",")
    known = next(
        r
        for r in LEDGER.reports.values()
        if r.whole_border == "BY-PL" and r.period.days == 1 and r.measure.key == "attempts"
    )
    row = next(line for line in text if line.startswith(f"{known.id},")).split(",")
    row[header.index("report_id")] = "flow-9999"
    row[header.index("value")] = "99999"
    row[header.index("source_id")] = known.source_id
    for column in ("low", "high"):
        row[header.index(column)] = ""
    upload = read_upload("\n".join([*text, ",".join(row)]).encode(), "flow_reports.csv")
    layer = build_layer(upload, 1)
    ledger = joined(layer, Showing.MERGED)
    added = f"{layer.id}-{len(layer.imported) - 1}"
    event = ledger.event_of[added]
    assert known.id in event.report_ids
    assert event.contested
    assert "differ" in event.why
    assert len(ledger.reports) == len(LEDGER.reports) + 1
    assert not len(rows_of(ledger)[0].ground), (
        "every other row is a report of the reference already"
    )
    found = pressure(ledger, "BY-PL", known.period)
    assert known.id in found.report_ids
    assert added in {contest.report_id for contest in found.contests}
    report = ledger.report(added)
    assert ledger.grade(report) == "F6", "that the named source said so, the file alone claims"
    source = ledger.source_of(report)
    assert source.title == LEDGER.sources[known.source_id].title
    assert "as named in brought file flow_reports.csv" in (source.address_note or "")
    (rows,) = rows_of(ledger)
    counted = rows.counts_in(known.period)
    assert counted.figures == 1
    assert not rows.refused
    beside = joined(layer, Showing.BESIDE)
    assert pressure(beside, "BY-PL", known.period) == pressure(LEDGER, "BY-PL", known.period)


def test_a_window_gives_at_most_so_many_rows_and_counts_all(layer: Layer) -> None:
    ledger = replace(joined(layer), most_rows=2)
    assert len([e for e in ledger.events_in(EVERY_DAY) if e.layer]) == 2
    assert rows_of(ledger)[0].counts_in(EVERY_DAY).in_window == 5


@pytest.mark.parametrize(
    "wrong", ["own-", "own-0", "{}-99", "{}-+1", "{}-01", "{}-IST-XXX", "{}-", "{}", "own-x-1"]
)
def test_an_id_that_no_row_has_is_unknown(layer: Layer, wrong: str) -> None:
    ledger = joined(layer)
    id_ = wrong.format(layer.id)
    assert not ledger.has_event(id_)
    with pytest.raises(UnknownIdError):
        ledger.event(id_)
    with pytest.raises(UnknownIdError):
        ledger.report(id_)


def test_a_recent_row_is_told_at_its_section_unless_somebody_says_nobody_is_at_risk() -> None:
    for sensitive in (True, False):
        said = Provenance("own.csv", sensitive=sensitive)
        layer = replace(rows_layer(), provenance=said)
        report = joined(layer).report(f"{layer.id}-0")
        assert is_sensitive(report, date(2021, 12, 1)) is sensitive
        assert not is_sensitive(report, date(2022, 6, 1))
        place = public_place(report, date(2021, 12, 1))
        assert (place.lon is None) is sensitive


def test_days_no_clock_can_show_do_not_stretch_the_clock() -> None:
    layer = layer_of("date,lon,lat,title\n1995-01-01,23.65,53.51,old\n2099-12-31,23.7,53.5,new\n")
    ledger = joined(layer)
    assert ledger.first_day.year == 2000
    assert ledger.last_day.year == 2099
    assert ledger.last_reported == LEDGER.last_reported


def test_what_is_said_of_a_file_survives_a_round_trip_and_nonsense_is_refused() -> None:
    said = Provenance("Own notes", "Office", "B", 2, False, "2026-11")
    assert Provenance.from_dict(said.to_dict()) == said
    for wrong in (
        {},
        [],
        {"title": ""},
        {"title": "x", "reliability": "G"},
        {"title": "x", "credibility": 7},
        {"title": "x", "credibility": True},
        {"title": "x", "read_on": "now"},
        {"title": "x", "more": 1},
        {"title": "x" * 301},
    ):
        with pytest.raises(LayerError):
            Provenance.from_dict(wrong)


def test_layers_need_a_number_and_a_file_of_their_own(layer: Layer) -> None:
    upload = read_upload(ROWS.encode(), "own.csv")
    with pytest.raises(LayerError, match="8"):
        build_layer(upload, 9)
    with pytest.raises(LayerError, match="no event"):
        build_layer(upload, 1, attached=[4])
    with pytest.raises(LayerError, match="no row"):
        build_layer(read_upload(b"date,lon,lat\nx,1,2\n", "bad.csv"), 1)
    with pytest.raises(LayerError, match="number"):
        join_layers(LEDGER, [layer, layer_of(FLIGHTS)], Showing.BESIDE)
    with pytest.raises(LayerError, match="file"):
        join_layers(LEDGER, [layer, layer_of(ROWS, 2)], Showing.BESIDE)


def test_texts_of_a_file_stay_what_they_are() -> None:
    canaries = ["{{7*191}}", "{% if 1 %}", "{#", "<img src=x>", "=1+1", "$\\foo$", "**b**"]
    text = "date,lon,lat,title\n" + "".join(f'2021-11-08,23.65,53.51,"{c}"\n' for c in canaries)
    layer = layer_of(text, name="{{7*191}}.csv")
    assert titles(joined(layer)) == set(canaries)
    assert layer.title == "{{7*191}}.csv"


def test_files_of_every_kind_can_be_joined() -> None:
    for data, name in ((GEOJSON, "a.geojson"), (KML, "a.kml")):
        layer = build_layer(read_upload(data, name), 1)
        events = joined(layer).events_in(EVERY_DAY)
        assert len([e for e in events if e.layer]) == len(layer.imported)


def test_half_a_character_is_never_handed_on() -> None:
    assert one_line("a\ud800 b\n c") == "a? b c"


def test_a_row_that_breaks_a_rule_of_our_table_is_no_figure_and_says_why() -> None:
    lines = (DATA_FOLDER / "flow_reports.csv").read_text("utf-8").splitlines()[:2]
    wrong = lines[1].replace("flow-0001", "mine-1").replace(",persons,", ",people,")
    upload = read_upload("\n".join([lines[0], wrong]).encode(), "mine.csv")
    ledger = join_layers(LEDGER, [build_layer(upload, 1)], Showing.MERGED)
    (rows,) = rows_of(ledger)
    assert len(rows.refused) == 1
    assert "mine.csv, row 2, unit" in rows.refused[0]
    assert not len(rows.figures)
    assert rows.counts_in(EVERY_DAY).in_window == 1


def test_alone_a_window_before_is_hidden_and_not_unreported() -> None:
    lines = (DATA_FOLDER / "flow_reports.csv").read_text("utf-8").splitlines()
    known = next(
        r
        for r in LEDGER.reports.values()
        if r.whole_border == "BY-PL" and r.period.days == 1 and r.measure.key == "attempts"
    )
    row = next(line for line in lines if line.startswith(f"{known.id},"))
    upload = read_upload("\n".join([lines[0], row]).encode(), "one.csv")
    ledger = join_layers(LEDGER, [build_layer(upload, 1)], Showing.ALONE)
    assert pressure(ledger, "BY-PL", known.period).reported
    assert change(ledger, "BY-PL", known.period).reason == "the reference is hidden"


def test_a_point_that_its_file_calls_an_area_is_rough() -> None:
    header = "event_id_cnty,event_date,event_type,latitude,longitude,geo_precision,source"
    rows = (
        "BLR1,8 November 2021,Protests,53.51,23.65,1,Belsat\n"
        "BLR2,8 November 2021,Protests,53.51,23.65,3,Belsat\n"
    )
    upload = read_upload(f"{header}\n{rows}".encode(), "acled.csv")
    assert upload.receipt.adapter == "acled", upload.receipt
    layer = build_layer(upload, 1)
    ledger = joined(layer)
    exact, rough = (ledger.event(f"{layer.id}-{i}").place for i in (0, 1))
    assert not exact.rough
    assert rough.rough
    assert "known to an area only" in rough.located_how
