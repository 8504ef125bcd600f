"""Charts of results, from the shipped record: what is drawn is what is known, and only that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from shipped import shipped_ledger

import events.analysis
from dashboard.scene.charts import NARROW, WIDE, Chart, chart_of, differences_chart, ratio_map
from dashboard.scene.charts.difference import headline, ratio_class, signed
from dashboard.scene.charts.ratio_map import attribution
from dashboard.scene.charts.shapes import Area, Dot, Label, Line, Part, Rect, frame_of
from dashboard.scene.symbology import FLIGHT, INK, INK_2, LEVEL, PAPER, RATIOS, RULE
from events import Ledger, Period
from events.analysis import Result

WIDTHS = (WIDE, NARROW)
WRONG = re.compile(
    r"caus|p\s*[<=]|\bhalved\b|doubled the|led to|because of|danger zone|hot ?spot"
    r"|all borders|in total|three borders|sum of",
    re.IGNORECASE,
)


# What is drawn of one example says more than a smaller one would, and shrinking takes minutes.
SOME = settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year + number // 12, number % 12 + 1, 1))


SEPTEMBER, OCTOBER, NOVEMBER = (month(2021, number) for number in (9, 10, 11))


def shown(ledger: Ledger) -> dict[str, Result]:
    return {
        "difference": events.analysis.difference(ledger, "BY-PL", OCTOBER, NOVEMBER),
        "bounds": events.analysis.difference(ledger, "BY-LT", SEPTEMBER, OCTOBER),
        "levels": events.analysis.levels(
            ledger, "BY-PL", Period(date(2021, 7, 1), date(2022, 4, 1))
        ),
        "later levels": events.analysis.levels(
            ledger, "BY-PL", Period(date(2023, 1, 1), date(2024, 9, 1))
        ),
        "before and after": events.analysis.before_after(ledger, "BY-PL", date(2021, 11, 13)),
        "aligned": events.analysis.aligned(
            ledger, "BY-PL", Period(date(2021, 5, 1), date(2022, 1, 1))
        ),
        "clashes": events.analysis.concentration(ledger, "BY-PL", ["clash"]),
        "deaths": events.analysis.concentration(ledger, "BY-PL", ["death"]),
        "ladder": events.analysis.ladder(ledger, "BY-LV"),
        "detentions": events.analysis.ladder(ledger, "BY-LT", date(2021, 1, 1)),
        "moves": events.analysis.moves(
            ledger, Period(date(2021, 8, 3), date(2021, 9, 1)), SEPTEMBER
        ),
    }


@pytest.fixture(scope="module")
def results(ledger: Ledger) -> dict[str, Result]:
    return shown(ledger)


def drawn(result: Result, width: float = WIDE) -> Chart:
    chart = chart_of(result, width)
    assert chart is not None
    return chart


def words(chart: Chart) -> list[str]:
    return [part.text for part in chart.parts if isinstance(part, Label)]


def of(chart: Chart, kind: type[Part]) -> Iterator[Part]:
    return (part for part in chart.parts if isinstance(part, kind))


def check(chart: Chart) -> None:
    """All parts lie in the frame, and no words cover other words."""
    for part in chart.parts:
        left, top, right, bottom = frame_of(part)
        assert left >= -0.6 and top >= -0.6, part
        assert right <= chart.width + 0.6 and bottom <= chart.height + 0.6, part
    labels = [part for part in chart.parts if isinstance(part, Label)]
    for one, other in combinations(labels, 2):
        a, b = frame_of(one), frame_of(other)
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one.text!r} covers {other.text!r}"


@pytest.mark.parametrize("width", WIDTHS)
def test_every_part_lies_in_the_frame_and_no_words_cover_others(
    results: dict[str, Result], width: float
) -> None:
    for result in results.values():
        check(drawn(result, width))


def test_every_chart_says_in_words_what_it_shows(results: dict[str, Result]) -> None:
    for result in results.values():
        assert drawn(result).told == result.words.told != ""


def test_wrong_readings_stand_on_no_chart(results: dict[str, Result]) -> None:
    for name, result in results.items():
        for text in (*words(drawn(result)), drawn(result).told):
            assert not WRONG.search(text), (name, text)


def test_a_refusal_has_no_chart(ledger: Ledger) -> None:
    refused = (
        events.analysis.difference(ledger, "BY-LT", month(2021, 7), month(2021, 8)),
        events.analysis.levels(ledger, "BY-LT", Period(date(2025, 1, 1), date(2025, 2, 1))),
        events.analysis.before_after(ledger, "BY-PL", date(2021, 8, 6)),
        events.analysis.concentration(ledger, "BY-LV"),
    )
    for result in refused:
        assert result.reason is not None
        assert chart_of(result) is None


def test_what_stands_out_is_a_list_of_words_and_needs_no_chart(ledger: Ledger) -> None:
    assert chart_of(events.analysis.notable(ledger, OCTOBER)) is None


def test_october_and_november_2021_in_poland_are_562_8_and_296_7(
    results: dict[str, Result],
) -> None:
    chart = drawn(results["difference"])
    texts = words(chart)
    assert "562.8" in texts
    assert "about 296.7" in texts
    assert "266.1 fewer a day, ×0.53" in texts
    one, other = (dot for dot in of(chart, Dot) if isinstance(dot, Dot))
    zero = next(
        line.points[0][0]
        for line in of(chart, Line)
        if isinstance(line, Line) and line.ink == INK_2 and line.points[0][0] == line.points[1][0]
    )
    assert (other.x - zero) / (one.x - zero) == pytest.approx((8_900 / 30) / (17_447 / 31))


def test_a_difference_by_bounds_draws_the_bounds_and_says_at_least(
    results: dict[str, Result],
) -> None:
    texts = words(drawn(results["bounds"]))
    assert "at least 36.3 more a day" in texts
    assert "69 to 81" in texts
    assert "32.7" in texts


@given(
    border=st.sampled_from(("BY-PL", "BY-LT", "BY-LV")),
    first=st.integers(0, 55),
    gap=st.integers(1, 24),
)
@SOME
def test_swapped_windows_flip_the_sign_and_no_refusal_becomes_a_number(
    border: str, first: int, gap: int
) -> None:
    ledger = shipped_ledger()
    one, other = (
        month(2021 + index // 12, index % 12 + 1) for index in (first, min(59, first + gap))
    )
    if one == other:
        return
    there = events.analysis.difference(ledger, border, one, other)
    back = events.analysis.difference(ledger, border, other, one)
    turned = {"more": "fewer", "fewer": "more"}
    said = " ".join(turned.get(word, word) for word in headline(there).split(", ×")[0].split())
    assert headline(back).split(", ×")[0] == said
    for chart in (differences_chart([there, back], WIDE), ratio_map([there], NARROW)):
        check(chart)
    if there.reason is not None:
        assert chart_of(there) is chart_of(back) is None
        assert not any(
            re.search(r"(more|fewer) a day", text) for text in words(ratio_map([back], 380))
        )


@given(
    border=st.sampled_from(("BY-PL", "BY-LT", "BY-LV")),
    start=st.dates(date(2021, 1, 1), date(2025, 6, 1)),
    days=st.integers(20, 900),
    width=st.sampled_from(WIDTHS),
)
@SOME
def test_whatever_span_is_asked_for_the_chart_holds_together(
    border: str, start: date, days: int, width: float
) -> None:
    ledger = shipped_ledger()
    span = Period(start, start + timedelta(days=days))
    for result in (
        events.analysis.levels(ledger, border, span),
        events.analysis.aligned(ledger, border, span),
        events.analysis.before_after(ledger, border, start),
        events.analysis.ladder(ledger, border),
    ):
        chart = chart_of(result, width)
        assert (chart is None) == (result.reason is not None)
        if chart is not None:
            check(chart)


def test_a_level_chart_has_a_mark_for_every_count_and_hatches_the_days_without(
    results: dict[str, Result],
) -> None:
    found = results["levels"]
    assert isinstance(found, events.analysis.Levels)
    chart = drawn(found)
    tiles = [tile for tiling in found.tilings if tiling.usable for tile in tiling.tiles]
    dots = list(of(chart, Dot))
    assert len(dots) == sum(tile.days == 1 for tile in tiles)
    bars = [line for line in of(chart, Line) if isinstance(line, Line) and line.ink == INK]
    assert len(bars) == sum(tile.days > 1 for tile in tiles)
    texts = words(chart)
    for level in ("76.1", "398.3", "43.7"):
        assert texts.count(level) == 1
    assert "523.7" not in texts, "one figure for each level, of one way to lay the counts"
    assert texts.count("between 10 Sep and 28 Sep 2021") == 2
    assert texts.count("between 30 Nov and 1 Dec 2021") == 2
    assert not any("10 Nov" in text for text in texts), "a possible shift is told, not drawn"
    bands = [part for part in of(chart, Rect) if isinstance(part, Rect) and part.ink == INK]
    assert len(bands) == 4
    assert all(band.hatch and band.w >= 4 for band in bands)
    gaps = [part for part in of(chart, Rect) if isinstance(part, Rect) and part.ink is None]
    pixels = (WIDE - 54) / found.span.days
    spoken = [274 - tiling.days_counted for tiling in found.tilings]
    assert spoken == [189, 14]
    assert sum(gap.w for gap in gaps) == pytest.approx(sum(spoken) * pixels)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_shift_that_is_drawn_says_its_interval_in_every_panel(
    results: dict[str, Result], width: float
) -> None:
    texts = words(drawn(results["later levels"], width))
    for interval in ("5 Nov and 2 Dec 2023", "26 Feb and 12 Mar 2024", "15 Jun and 19 Jun 2024"):
        assert texts.count(f"between {interval}") == 2


def test_no_line_joins_figures_of_different_days(results: dict[str, Result]) -> None:
    """Only the ladder has oblique lines; elsewhere a line is level or upright."""
    for name in ("levels", "later levels", "before and after", "aligned", "clashes"):
        for part in drawn(results[name]).parts:
            if isinstance(part, Line) and not (name == "aligned" and part.width == 1.4):
                (x1, y1), *_, (x2, y2) = part.points
                assert x1 == x2 or y1 == y2, name


def test_before_and_after_darkens_as_many_days_as_are_as_extreme(
    results: dict[str, Result],
) -> None:
    found = results["before and after"]
    assert isinstance(found, events.analysis.BeforeAfter)
    chart = drawn(found)
    squares = [part for part in of(chart, Rect) if isinstance(part, Rect)]
    assert len(squares) == found.possible == len(found.ratios) == 124
    assert sum(square.fill == INK_2 for square in squares) == found.as_extreme == 39
    assert sum(square.fill == RULE for square in squares) == 124 - 39
    assert len(list(of(chart, Dot))) == 6 + 12
    assert {"461.2", "258.4", "13 Nov 2021: ×0.56"} <= set(words(chart))
    assert len(list(of(chart, Area))) == 1


def test_flights_stand_above_the_border_and_share_only_the_axis_of_days(
    results: dict[str, Result],
) -> None:
    found = results["aligned"]
    assert isinstance(found, events.analysis.Aligned)
    chart = drawn(found)
    flights = [
        part
        for part in of(chart, Line)
        if isinstance(part, Line) and part.ink == FLIGHT and part.width == 2.4
    ]
    assert len(flights) == len(found.flights) == 8
    assert sum(not line.dash for line in flights) == sum(one.solid for one in found.flights) == 1
    lowest = max(frame_of(line)[3] for line in flights)
    days = [dot for dot in of(chart, Dot) if isinstance(dot, Dot)]
    assert len(days) == sum(rate.period.days == 1 for rate in found.figures)
    assert lowest < min(dot.y for dot in days) - 30
    assert any(text.startswith("13 Nov 2021: Cham Wings") for text in words(chart))


def test_half_of_the_clashes_lie_on_29_of_421_km_and_their_run_is_bracketed(
    results: dict[str, Result],
) -> None:
    texts = words(drawn(results["clashes"]))
    begins = "47 located events, 14 Oct 2021 – 25 Aug 2025; half of them lie on 29 of 421 km"
    assert begins in " ".join(texts)
    assert "86 km: 39 of 47" in texts
    bars = [part for part in of(drawn(results["clashes"]), Rect) if isinstance(part, Rect)]
    assert sum(bar.fill == INK for bar in bars) == 4, "sections of five events and more"


def test_deaths_have_no_colour(results: dict[str, Result]) -> None:
    bars = [part for part in of(drawn(results["deaths"]), Rect) if isinstance(part, Rect)]
    assert bars
    assert all(bar.fill == PAPER and bar.ink == INK_2 for bar in bars)


def test_the_ladder_is_known_only_at_its_knots(results: dict[str, Result]) -> None:
    found = results["ladder"]
    assert isinstance(found, events.analysis.Ladder)
    chart = drawn(found)
    knots = [dot for dot in of(chart, Dot) if isinstance(dot, Dot)]
    assert len(knots) == len(found.rungs) == 31
    totals = [rung.to_total or 0.0 for rung in found.rungs]
    low, high = knots[0], knots[-1]
    for knot, total in zip(knots, totals, strict=True):
        share = (total - totals[0]) / (totals[-1] - totals[0])
        assert knot.y == pytest.approx(low.y + share * (high.y - low.y))
    pieces = [
        part
        for part in of(chart, Line)
        if isinstance(part, Line) and part.ink in (LEVEL, INK_2) and part.width in (1.2, 3.0)
    ]
    assert [piece.points[1] for piece in pieces] == [(knot.x, knot.y) for knot in knots]
    assert all(one.points[1] == other.points[0] for one, other in pairwise(pieces))
    assert {"174", "7,562", "56.2 a day", "11 a day"} <= set(words(chart))


def test_moves_are_one_block_a_border_each_from_its_own_zero(results: dict[str, Result]) -> None:
    texts = words(drawn(results["moves"]))
    for text in ("at least 133.8 more a day", "35.8 fewer a day, ×0.48", "not comparable"):
        assert text in texts
    assert [text.split(",")[0] for text in texts if re.match("(Pol|Lith|Latv)", text)] == [
        "Poland",
        "Lithuania",
        "Latvia",
    ]


def test_a_border_that_cannot_be_compared_has_marks_on_no_scale(ledger: Ledger) -> None:
    latvia = events.analysis.difference(ledger, "BY-LV", SEPTEMBER, OCTOBER)
    assert latvia.reason is not None
    chart = differences_chart([latvia], WIDE)
    assert not list(of(chart, Dot))
    assert any(isinstance(part, Rect) and part.hatch and part.w > 200 for part in chart.parts)
    assert any("lies inside a wider count" in text for text in words(chart))


def test_every_class_of_ratio_has_its_colour_and_width() -> None:
    assert set(RATIOS) == {size.name for size in events.analysis.Size}
    assert len({colour for colour, _ in RATIOS.values()}) == 7
    widths = [width for _, width in RATIOS.values()]
    assert widths == [7, 6, 5, 4, 5, 6, 7]


def test_the_map_colours_each_border_by_its_own_ratio_and_strokes_what_cannot_be_compared(
    ledger: Ledger,
) -> None:
    found = [
        events.analysis.difference(ledger, border, SEPTEMBER, OCTOBER) for border in events.BORDERS
    ]
    assert [ratio_class(one) for one in found] == [RATIOS["DOUBLE"], RATIOS["DOUBLE"], None]
    chart = ratio_map(found, 380)
    check(chart)
    texts = words(chart)
    assert {"307.2 more a day, ×2.20", "at least 36.3 more a day", "not comparable"} <= set(texts)
    assert attribution() in texts
    assert "OpenStreetMap" in attribution()
    dashed = [part.dash for part in of(chart, Line) if isinstance(part, Line) and part.dash]
    assert dashed == [(7.0, 4.0), (1.6, 2.6)], "a bound, and what cannot be compared"
    triangles = [part for part in of(chart, Area) if isinstance(part, Area) and part.ink == INK]
    assert len(triangles) > 10
    # All point up: both borders rose.
    assert all(part.points[0][1] < part.points[1][1] for part in triangles)


def test_within_what_is_uncertain_a_border_is_grey(ledger: Ledger) -> None:
    found = events.analysis.difference(ledger, "BY-PL", month(2022, 7), month(2022, 8))
    unsettled = [
        events.analysis.difference(ledger, "BY-PL", month(year, number), month(year, number + 1))
        for year in (2022, 2023, 2024)
        for number in range(1, 12)
    ]
    grey = [one for one in (found, *unsettled) if one.reason is None and not one.settled]
    assert grey
    for one in grey:
        assert ratio_class(one) == RATIOS["SAME"]
        assert headline(one) in ("about the same", "within what is uncertain")


def test_a_sign_stands_before_every_difference() -> None:
    assert (signed(3.14), signed(-3.14), signed(0.0)) == ("+3.1", "−3.1", "0")
