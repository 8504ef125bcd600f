"""Fonts, boxes, projection, symbols, citations: what the sheet is made of."""

import math
from dataclasses import replace
from datetime import date

import matplotlib.colors
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.text import Text

import geodata
from dashboard.exports.citations import Citations, Cited
from dashboard.exports.edition import build_edition
from dashboard.exports.fonts import clean_text, shorten, text_width, wrap
from dashboard.exports.request import build_order
from dashboard.exports.sheet.boxes import Box, Room
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.foot import foot_list
from dashboard.exports.sheet.further_sheets import further_lists
from dashboard.exports.sheet.layout import DEEP, LANDSCAPE, SCREEN, Layout
from dashboard.exports.sheet.legend import in_force
from dashboard.exports.sheet.marks import gather
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import north_angle, scale_bar_mm, to_path
from dashboard.exports.sheet.series_words import chart_days, class_words
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.exports.sheet.sizes import SIZES
from dashboard.exports.sheet.symbols import shape_path
from dashboard.scene.positions import Spot
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.symbology import BREAKS, CATEGORIES, RAMP
from events import Ledger

MAP = LANDSCAPE.map
LETTERS = "ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ ėįšųūž ĀČĒĢĪĶĻŅŠŪŽ ёўіЁЎІ ъыэюя «»„“ – — · © ± →"


def test_polish_lithuanian_latvian_belarusian_and_russian_letters_can_be_set() -> None:
    assert clean_text(LETTERS) == LETTERS


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("two\nlines\tand  more", "two lines and more"),
        ("\u202eright to left\u202c", "right to left"),
        ("null\x00 and bell\x07", "null and bell"),
        ("not a character \ufffe\U0001ffff!", "not a character !"),
        ("lone \ud800 half", "lone half"),
        ("$\\foo$ {{7*191}} <script>", "$\\foo$ {{7*191}} <script>"),
        ("\U00012345", "\ufffd"),
    ],
)
def test_text_from_a_table_is_set_as_one_plain_line(given_text: str, kept: str) -> None:
    assert " ".join(clean_text(given_text).split()) == kept


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


def test_a_text_of_5000_characters_is_cut_with_an_ellipsis() -> None:
    assert clean_text("x" * 5000).endswith("…")
    assert len(wrap("x" * 5000, 40, 6.4, most_lines=4)) == 4


@given(st.text("abc ĀŁ…-", max_size=120), st.floats(8, 60))
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = wrap(text, width, 7.0)
    assert all(text_width(line, 7.0) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text("wxyz ", max_size=80))
def test_what_is_shortened_fits_or_is_whole(text: str) -> None:
    found = shorten(text, 20, 7.0)
    assert text_width(found, 7.0) <= 20
    assert found.endswith("…") or found == " ".join(text.split())


def test_room_kept_for_a_text_is_the_room_it_takes() -> None:
    with drawing():
        page = Page(SIZES["a4"])
        for index, words in enumerate(
            ("Białowieża Forest", "mean of 2 reported days", "AVATA 111")
        ):
            kept = page.text(20, 30 + 10 * index, words, 8.0)
            drawn = page.figure.artists[-1].get_window_extent(page.figure.canvas.get_renderer())
            width = drawn.width / page.figure.dpi * 25.4
            assert kept.width * 0.93 - 0.3 <= width <= kept.width + 0.25


@given(*[st.floats(0, 50)] * 4)
def test_a_box_meets_exactly_the_boxes_it_shares_an_area_with(
    x: float, y: float, width: float, height: float
) -> None:
    one, other = Box(10, 10, 30, 20), Box(x, y, x + width + 0.1, y + height + 0.1)
    shared = one.polygon.intersection(other.polygon).area
    assert one.meets(other) == other.meets(one)
    assert one.meets(other) or shared == 0


def test_a_room_refuses_what_is_taken_out_of_bounds_or_on_a_line() -> None:
    room = Room(Box(0, 0, 100, 100))
    assert room.is_free(Box(10, 10, 20, 20))
    room.take(Box(15, 15, 18, 18))
    assert not room.is_free(Box(10, 10, 20, 20))
    assert room.is_free(Box(10, 10, 20, 20), beside=[Box(15, 15, 18, 18)])
    assert not room.is_free(Box(95, 95, 101, 99))
    room.keep_clear(shapely.LineString([(0, 50), (100, 50)]))
    assert not room.is_free(Box(40, 45, 60, 55))


def test_the_scale_bar_is_true_where_it_stands() -> None:
    frame = LANDSCAPE.map_frame
    x, y = MAP.left + 4.5, MAP.bottom - 7
    length = scale_bar_mm(frame, x, y, 100)
    ends = frame.lonlat(x, y), frame.lonlat(x + length, y)
    assert geodata.geodesic_km(*ends[0], *ends[1]) == pytest.approx(100, abs=0.01)
    assert length == pytest.approx(20, rel=0.01)


def test_north_leans_left_east_of_the_central_meridian() -> None:
    frame = LANDSCAPE.map_frame
    assert 5 < north_angle(frame, MAP.left + 7, MAP.top + 11) < 12
    assert north_angle(frame, MAP.right, MAP.top) > north_angle(frame, MAP.left, MAP.top)


@pytest.mark.parametrize("layout", [LANDSCAPE, DEEP, SCREEN])
def test_the_three_borders_lie_whole_within_the_map(layout: Layout) -> None:
    for border in geodata.load_border_lines().values():
        placed = layout.map_frame.place(shapely.get_coordinates(border.line))
        left, top = placed.min(axis=0)
        right, bottom = placed.max(axis=0)
        assert layout.map.grown(-3).holds(Box(left, top, right, bottom))


@pytest.mark.parametrize("layout", [LANDSCAPE, DEEP, SCREEN])
def test_the_rooms_of_a_sheet_lie_on_it_and_apart(layout: Layout) -> None:
    parts = (layout.summary, layout.change, layout.map, layout.charts, layout.inset)
    rooms = [*parts, layout.routes, layout.sources, layout.notes]
    assert all(layout.sheet.grown(-3.5).holds(room) for room in rooms)
    assert not [1 for i, one in enumerate(rooms) for other in rooms[i + 1 :] if one.meets(other)]


def test_a_hole_runs_against_its_outline() -> None:
    ring = shapely.box(0, 0, 10, 10).difference(shapely.box(3, 3, 6, 6))
    path = to_path(ring)
    assert path is not None
    outline, hole = (shapely.LinearRing(part) for part in path.to_polygons())
    assert outline.is_ccw != hole.is_ccw


@pytest.mark.parametrize(
    ("shape", "reach"),
    [
        ("disc", (-1.0, -1.0, 1.0, 1.0)),
        ("triangle", (-1.08, -1.25, 1.08, 0.63)),
        ("triangle-left", (-1.2, -1.04, 0.6, 1.04)),
        ("square", (-0.88, -0.88, 0.88, 0.88)),
        ("diamond", (-1.2, -1.2, 1.2, 1.2)),
        ("pentagon", (-1.05, -1.1, 1.05, 0.89)),
        ("hexagon", (-1.08, -0.94, 1.08, 0.94)),
        ("star", (-1.24, -1.3, 1.24, 1.05)),
        ("comb", (-1.1, -0.9, 1.1, 0.65)),
        ("plane", (-1.15, -1.2, 1.15, 1.15)),
        ("ring", (-1.05, -1.05, 1.05, 1.05)),
        ("frame-diamond", (-1.3, -1.3, 1.3, 1.3)),
        ("frame-triangle-down", (-1.21, -0.7, 1.21, 1.4)),
        ("frame-triangle-right", (-0.7, -1.21, 1.4, 1.21)),
        ("frame-bar", (-1.4, -0.8, 1.4, 0.8)),
        ("frame-pillar", (-0.8, -1.4, 0.8, 1.4)),
        ("frame-plus", (-1.35, -1.35, 1.35, 1.35)),
        ("frame-spark", (-1.5, -1.5, 1.5, 1.5)),
    ],
)
def test_a_mark_on_paper_has_its_size_and_its_way_up(
    shape: str, reach: tuple[float, float, float, float]
) -> None:
    """Left, top, right and bottom for a half height of 1, y downwards: a pentagon points up."""
    corners = np.asarray(shape_path(shape).vertices)
    found = (*corners.min(axis=0), *corners.max(axis=0))
    assert found == pytest.approx(reach, abs=0.006)


def test_every_category_has_a_shape_and_no_two_share_shape_and_colour() -> None:
    assert len({(c.shape, c.colour) for c in CATEGORIES}) == len(CATEGORIES)
    for category in CATEGORIES:
        path = shape_path(category.shape)
        assert isinstance(path, Path)
        assert np.abs(np.asarray(path.vertices)).max() <= 1.5


def test_the_ramp_darkens_evenly_in_grey() -> None:
    light = [_lightness(colour) for colour in RAMP]
    steps = -np.diff(light)
    assert (steps > 12).all()
    assert steps.max() - steps.min() < 8


def _lightness(colour: str) -> float:
    """CIE L* of a colour."""
    rgb = np.array(matplotlib.colors.to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    y = float(linear @ [0.2126, 0.7152, 0.0722])
    return 116 * y ** (1 / 3) - 16 if y > (6 / 29) ** 3 else y * (29 / 3) ** 3


@pytest.mark.parametrize("breaks", BREAKS.values())
def test_class_words_tell_the_breaks_without_gap(breaks: tuple[int, ...]) -> None:
    told = [class_words(breaks, level) for level in range(1, len(breaks) + 1)]
    assert told[-1] == f"{breaks[-1]} or more"
    ends = [tuple(map(int, words.split("–"))) for words in told[:-1]]
    assert [first for first, _ in ends] == list(breaks[:-1])
    assert [last + 1 for _, last in ends] == list(breaks[1:])


def test_marks_that_would_touch_are_one_stack_and_none_is_lost(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date(2024, 6, 13), window="all"))
    stacks, outside = gather(LANDSCAPE.map_frame, scene.marks)
    assert sum(len(stack.marks) for stack in stacks) + outside == len(scene.marks)
    for index, one in enumerate(stacks):
        for other in stacks[index + 1 :]:
            assert math.hypot(one.x - other.x, one.y - other.y) >= 3.4


@pytest.mark.parametrize(("apart_mm", "stacks"), [(3.3, 1), (3.5, 2), (3.8, 2)])
def test_marks_nearer_than_their_own_width_are_one_stack(
    ledger: Ledger, apart_mm: float, stacks: int
) -> None:
    frame = LANDSCAPE.map_frame
    mark = build_scene(ledger, MapState()).marks[0]
    at = np.array(frame.place([(26.0, 53.9), (26.01, 53.9)]))
    step = 0.01 * apart_mm / math.dist(*at)
    pair = [replace(mark, spot=Spot(lon, 53.9, vague=False)) for lon in (26.0, 26.0 + step)]
    assert len(gather(frame, pair)[0]) == stacks


def test_a_long_citation_counts_what_it_does_not_name(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date(2021, 9, 30), window="30d"))
    reports = scene.borders[0].report_ids[:3]
    sources = list(dict.fromkeys(ledger.report(id_).source_id for id_ in reports))
    assert len(sources) == 3
    known = Citations(ledger, tuple(Cited(id_, "A title", ("F6",)) for id_ in sources))
    assert known.cite(reports, most=1).replace("\u00a0", " ") == "[1 and 2 more]"
    assert known.cite(reports) == "[1,2,3]"
    assert known.cite(reports[:0]) == ""


@pytest.mark.parametrize("layout", [LANDSCAPE, DEEP, SCREEN])
def test_a_long_list_flows_over_and_loses_nothing(ledger: Ledger, layout: Layout) -> None:
    sources = [Cited(id_, s.title, ("F6",)) for id_, s in ledger.sources.items()]
    first = foot_list(sources, layout)
    lists = [first, *further_lists(sources, first.last + 1, layout)]
    assert len(lists) > 1 and first.last >= 15
    told = [" ".join(lines) for found in lists for _, _, lines in found.entries]
    assert told == [f"[{n}] {cited.words}" for n, cited in enumerate(sources, start=1)]


def test_a_short_list_stays_on_its_sheet(ledger: Ledger) -> None:
    sources = [Cited(id_, s.title, ("F6",)) for id_, s in ledger.sources.items()][:8]
    assert foot_list(sources, LANDSCAPE).last == 8
    assert further_lists(sources, 9, LANDSCAPE) == []


def test_a_title_of_5000_characters_leaves_room_for_the_others(ledger: Ledger) -> None:
    first, *others = [Cited(id_, s.title, ("F6",)) for id_, s in ledger.sources.items()]
    sources = [replace(first, title="w " * 2500), *others[:5]]
    assert foot_list(sources, DEEP).last == 6


def test_marks_are_gathered_as_if_each_looked_at_every_stack(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date(2024, 6, 13), window="all"))
    frame = LANDSCAPE.map_frame
    found: list[tuple[float, float, list[str]]] = []
    inner = frame.box.grown(-2.5)
    for mark in scene.marks:
        x, y = frame.at(mark.spot.lon, mark.spot.lat)
        if not (inner.left < x < inner.right and inner.top < y < inner.bottom):
            continue
        near = (s for s in found if math.hypot(s[0] - x, s[1] - y) < 3.4)
        home = next(near, None)
        if home is None:
            found.append((x, y, [mark.event.id]))
        else:
            home[2].append(mark.event.id)
    stacks, _ = gather(frame, scene.marks)
    assert [[m.event.id for m in stack.marks] for stack in stacks] == [ids for _, _, ids in found]


def test_what_the_key_says_is_in_force_holds_on_the_last_day(ledger: Ledger) -> None:
    day = date(2021, 11, 8)
    held = in_force(build_scene(ledger, MapState(day)))
    assert len(held) == 5
    assert all(condition.period.holds(day) for condition in held)


@pytest.mark.parametrize(("window", "days"), [("1d", 100), ("7d", 100), ("30d", 100), ("90d", 180)])
def test_a_chart_shows_the_window_and_what_came_before(
    ledger: Ledger, window: str, days: int
) -> None:
    scene = build_scene(ledger, MapState(date(2021, 11, 8), window=window))
    first, last = chart_days(scene)
    assert last == scene.state.date
    assert (last - first).days + 1 == days


@pytest.mark.parametrize("most_vectors", [50_000, 100])
def test_a_crowded_map_draws_dots_below_the_borders_and_says_so(
    ledger: Ledger, most_vectors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.exports.sheet.marks.MOST_VECTORS", most_vectors)
    scene = build_scene(ledger, MapState(date(2024, 6, 13), window="all"))
    marks = tuple(
        replace(scene.marks[n % len(scene.marks)], spot=Spot(21.0 + n % 40 / 4.5, lat, False))
        for n, lat in enumerate(np.linspace(51.4, 56.2, 1600).tolist())
    )
    with drawing():
        figure = build_sheet(
            build_edition(ledger, replace(scene, marks=marks), build_order(), "png")
        ).figure
    dots = [a for a in figure.artists if isinstance(a, Line2D) and a.get_marker() == "o"]
    assert sum(len(a.get_xdata()) for a in dots) == len(marks)
    assert {a.get_rasterized() for a in dots} == {len(marks) > most_vectors}
    texts = [a.get_text() for a in figure.artists if isinstance(a, Text)]
    assert "each dot: one event" in texts
