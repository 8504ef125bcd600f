"""Cards of analysis as somebody new reads them: every sign has its word, every figure its claim."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from math import hypot

import pytest

import events
from dashboard.page.panels.analysis import basis_markup, differences_markup
from dashboard.scene.charts import NARROW, WIDE, Chart, chart_of, differences_chart, ratio_map
from dashboard.scene.charts.shapes import Area, Dot, Label, Line, Point, Rect, frame_of
from dashboard.scene.symbology import FLIGHT, INK, LEVEL, PAPER
from events import Ledger, Period
from events.analysis import Result

JARGON = re.compile(
    r"ln n|dispersion|\brungs?\b|\bremainders?\b|\bknots?\b|by bounds|strictness|coefficient|"
    r"common days|\bfloor\b|follows from others|class of the ratio",
    re.IGNORECASE,
)
LITHUANIA = Period(date(2021, 1, 1), date(2021, 8, 3))
LITHUANIA_AUGUST = Period(date(2021, 8, 3), date(2021, 9, 1))


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year + number // 12, number % 12 + 1, 1))


@pytest.fixture(scope="module")
def results(ledger: Ledger) -> dict[str, Result]:
    return {
        "bounds": events.analysis.difference(ledger, "BY-LT", month(2021, 9), month(2021, 10)),
        "levels": events.analysis.levels(
            ledger, "BY-PL", Period(date(2021, 7, 1), date(2022, 4, 1))
        ),
        "few levels": events.analysis.levels(ledger, "BY-LT", LITHUANIA),
        "before and after": events.analysis.before_after(ledger, "BY-PL", date(2021, 11, 13)),
        "aligned": events.analysis.aligned(
            ledger, "BY-PL", Period(date(2021, 5, 1), date(2022, 1, 1))
        ),
        "clashes": events.analysis.concentration(ledger, "BY-PL", ["clash"]),
        "deaths": events.analysis.concentration(ledger, "BY-PL", ["death"]),
        "ladder": events.analysis.ladder(ledger, "BY-LV"),
        "detentions": events.analysis.ladder(ledger, "BY-LT", date(2021, 1, 1)),
        "moves": events.analysis.moves(
            ledger, Period(date(2021, 8, 3), date(2021, 9, 1)), month(2021, 9)
        ),
    }


def drawn(result: Result, width: float = WIDE) -> Chart:
    chart = chart_of(result, width)
    assert chart is not None
    return chart


def text(chart: Chart) -> str:
    return " ".join(part.text for part in chart.parts if isinstance(part, Label))


def signs(chart: Chart) -> set[str]:
    """Return the words that the key of a chart owes to what is drawn."""
    found = set()
    for part in chart.parts:
        match part:
            case Rect(hatch=True):
                found.add("atched")
            case Rect(fill=fill, hatch=False, ink=ink) if fill == PAPER and ink:
                found.add("ollow")
            case Dot(fill=fill) if fill == PAPER:
                found.add("ollow|circles")
            case Dot():
                found.add("[Dd]ot")
            case Area(points, _, ink) if len(points) == 3 and ink == INK:
                found.add("[Tt]riangle")
            case Area(points, _, None) if len(points) == 4:
                found.add("[Dd]iamond")
            case Line(dash=dash) if dash:
                found.add("[Dd]ash|[Dd]otted|Cross strokes")
            case Line(ink=ink) if ink == LEVEL:
                found.add("oloured")
    return found


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_sign_of_a_chart_has_its_word_in_the_key(
    results: dict[str, Result], ledger: Ledger, width: float
) -> None:
    three = [
        events.analysis.difference(ledger, border, month(2021, 9), month(2021, 10))
        for border in events.BORDERS
    ]
    charts = {name: drawn(result, width) for name, result in results.items()}
    charts |= {"map": ratio_map(three, width), "three": differences_chart(three, width)}
    assert "[Tt]riangle" in signs(charts["map"]) and "atched" in signs(charts["three"])
    for name, chart in charts.items():
        for word in signs(chart):
            assert re.search(word, text(chart)), (name, word)


def test_words_of_the_method_stand_on_no_card(results: dict[str, Result], ledger: Ledger) -> None:
    quiet = events.analysis.notable(ledger, Period(date(2021, 8, 25), date(2021, 9, 1)))
    assert quiet.words.told.endswith("no key event, crossing or figure in these days stands out.")
    assert not JARGON.search(quiet.words.told)
    for name, result in results.items():
        table = " ".join((*result.table.columns, *map(" ".join, result.table.rows)))
        card = f"{text(drawn(result))} {result.words.told} {table} {basis_markup(ledger, result)}"
        assert not JARGON.search(card), name
        assert "This does not show: " in result.words.limits


def test_beside_a_refusal_stands_no_figure_in_chart_or_table(ledger: Ledger) -> None:
    first, second = (
        Period(date(2021, 11, 2), date(2021, 11, 9)),
        Period(date(2021, 11, 9), date(2021, 11, 16)),
    )
    found = events.analysis.difference(ledger, "BY-PL", first, second)
    assert found.reason == (
        "2–8 November 2021 lies inside a wider count, 1–21 November 2021, and 9–15 November 2021 "
        "has a mean of 5 of 7 days"
    )
    chart, table = text(differences_chart([found], WIDE)), differences_markup(ledger, [found])
    for told in (chart, table, " ".join(map(" ".join, found.table.rows))):
        assert "333" not in told and "326" not in told
        assert "about 7,000 in 21 days" in told and "mean of 5 reported days of 7" in told


@pytest.mark.parametrize("border", events.BORDERS)
def test_chart_and_table_of_a_comparison_tell_the_same_figures(ledger: Ledger, border: str) -> None:
    for number in range(7, 12):
        found = events.analysis.difference(
            ledger, border, month(2021, number), month(2021, number + 1)
        )
        chart = text(differences_chart([found], WIDE))
        table = differences_markup(ledger, [found])
        for side in found.sides:
            assert bool(side.rate) == (found.reason is None)
            assert (side.rate in chart and f"<b>{side.rate}</b>" in table) or not side.rate


@pytest.mark.parametrize("border", events.BORDERS)
def test_what_is_open_around_two_figures_is_what_is_open_of_their_difference(
    ledger: Ledger, border: str
) -> None:
    compared = 0
    for number in range(1, 12):
        found = events.analysis.difference(
            ledger, border, month(2021, number), month(2021, number + 1)
        )
        one, other = found.sides
        if found.reason is not None:
            assert (one.open_low, one.open_high, other.open_low, other.open_high) == (None,) * 4
            continue
        compared += 1
        assert one.open_low is not None and other.open_low is not None
        if one.open_high is not None:
            assert found.low == other.open_low - one.open_high
        if other.open_high is not None:
            assert found.high == other.open_high - one.open_low
    assert compared


def test_a_contested_figure_is_not_drawn_as_a_sure_one(ledger: Ledger) -> None:
    found = events.analysis.difference(ledger, "BY-PL", month(2021, 8), month(2021, 9))
    assert "contested: between 141.7 and 216.1 more a day" in found.words.told
    chart = differences_chart([found], WIDE)
    first, second = (part for part in chart.parts if isinstance(part, Dot))
    ((start, end),) = (
        sorted(x for x, _ in part.points)
        for part in chart.parts
        if isinstance(part, Line) and part.width == 1.4 and part.points[0][1] == part.points[1][1]
    )
    # About 9,000 in the 30 days of September against 7,667: a seventh and more beyond the dot.
    zero = (first.x - second.x * (3531 / 31) / (7667 / 30)) / (1 - (3531 / 31) / (7667 / 30))
    assert start == pytest.approx(second.x)
    assert (end - zero) / (second.x - zero) == pytest.approx(330 / (7667 / 30), rel=0.01)
    assert "thin stroke with ends through it: what rounding, unknown days or other" in text(chart)


def test_contests_of_other_days_are_told_in_sentence_chart_and_table(ledger: Ledger) -> None:
    first, second = (
        Period(date(2021, 8, 4), date(2021, 8, 7)),
        Period(date(2021, 8, 7), date(2021, 8, 10)),
    )
    found = events.analysis.difference(ledger, "BY-LV", first, second)
    assert found.low == found.high
    assert found.words.told.endswith("58 more a day (×5.35), contested.")
    assert "contested, see the table" in text(differences_chart([found], WIDE))
    assert differences_markup(ledger, [found]).count("contested: ") == 2
    calm = events.analysis.difference(ledger, "BY-LT", LITHUANIA_AUGUST, month(2021, 9))
    assert calm.reason is None and "contested" not in calm.words.told
    assert "contested" not in text(differences_chart([calm], WIDE))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_heading_of_levels_counts_the_counts_and_is_read_to_its_end(
    results: dict[str, Result], width: float
) -> None:
    told = text(drawn(results["levels"], width))
    assert "Attempts to cross irregularly a day, by 40 counts of up to a month" in told
    assert "Attempts to cross irregularly a day, the same by 85 single days" in told


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_stops_are_counted_in_brackets_beside_the_numbers_of_key_events(
    results: dict[str, Result], width: float
) -> None:
    found = results["aligned"]
    assert isinstance(found, events.analysis.Aligned)
    chart = drawn(found, width)
    counted = [p for p in chart.parts if isinstance(p, Label) and re.fullmatch(r"\(\d+\)", p.text)]
    crosses = [p for p in chart.parts if isinstance(p, Line) and p.width == 1.4 and p.ink == INK]
    alone = len(crosses) // 2 - len(counted)
    assert sum(int(one.text[1:-1]) for one in counted) + alone == len(found.stops)
    for one, other in pairwise(counted):
        assert frame_of(one)[2] < frame_of(other)[0]


def test_a_level_has_one_figure_in_sentence_table_and_chart(results: dict[str, Result]) -> None:
    found = results["levels"]
    assert isinstance(found, events.analysis.Levels)
    assert found.leading == "counts of up to a month"
    told = f"{found.words.told} {found.table.rows} {text(drawn(found))}"
    for figure in ("76.1", "398.3", "43.7"):
        assert figure in found.words.told
    for other in ("523.7", "240 a day", "43.2"):
        assert other not in told
    whys = {row[0]: row[3] for row in found.table.rows}
    assert whys["possible shift, down"] == "only single days show it"
    leading = [shift for shift in found.shifts if shift.leading]
    assert all(one.to_rate == other.from_rate for one, other in pairwise(leading))


def test_a_band_stands_only_in_the_panel_its_shift_was_found_in(ledger: Ledger) -> None:
    found = events.analysis.levels(ledger, "BY-PL", Period(date(2021, 7, 1), date(2022, 4, 1)))
    bands = sum(
        shift.drawn and tiling.name in shift.tilings
        for tiling in found.tilings
        for shift in found.shifts
    )
    chart = drawn(found)
    boxes = [p for p in chart.parts if isinstance(p, Rect) and p.hatch and p.ink == INK]
    assert len(boxes) == bands == 4


def apart(at: Point, label: Label) -> float:
    left, top, right, bottom = frame_of(label)
    return hypot(at[0] - min(max(at[0], left), right), at[1] - min(max(at[1], top), bottom))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    ("name", "last", "rates"),
    [("detentions", "4,141", {"135.4 a day", "1.2 a day"}), ("ladder", "7,562", {"56.2 a day"})],
)
def test_a_number_of_the_ladder_stands_at_its_own_circle_or_is_led_to_its_piece(
    results: dict[str, Result], name: str, last: str, rates: set[str], width: float
) -> None:
    chart = drawn(results[name], width)
    labels = {part.text: part for part in chart.parts if isinstance(part, Label)}
    circles = [(part.x, part.y) for part in chart.parts if isinstance(part, Dot)]
    assert min(circles, key=lambda at: apart(at, labels[last])) == circles[-1]
    pieces = [p for p in chart.parts if isinstance(p, Line) and p.width == 3.0 and p.ink == LEVEL]
    middles = {
        ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in (piece.points for piece in pieces)
    }
    strokes = [p for p in chart.parts if isinstance(p, Line) and p.width == 0.8]
    assert {stroke.points[0] for stroke in strokes} == middles
    assert rates <= set(labels)
    for stroke in strokes:
        assert any(apart(stroke.points[1], labels[one]) < 0.1 for one in labels if "a day" in one)


def test_what_the_ladder_colours_is_what_its_sentence_names(results: dict[str, Result]) -> None:
    assert results["detentions"].words.told.endswith(
        "Of the steps of a week or more, most a day: 28 July – 4 August 2021 (1,083 in 8 days, "
        "135.4 a day); fewest: 7–16 August 2021 (12 in 10 days, 1.2 a day)."
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_flight_level_stop_and_key_event_is_named_on_the_chart(
    results: dict[str, Result], width: float
) -> None:
    found = results["aligned"]
    assert isinstance(found, events.analysis.Aligned)
    chart = drawn(found, width)
    labels = [part for part in chart.parts if isinstance(part, Label)]
    for letter, level in zip("abcdefgh", found.flights, strict=True):
        starts = [one for one in labels if one.text.partition(":")[0] == letter]
        assert len(starts) == 2, f"{letter} of {level.source}: at its line and in the list"
    # Numbers above the panel: every event once, alone or in a range.
    head = min(one.y for one in labels if re.fullmatch(r"\d+(–\d+)?", one.text))
    told: list[int] = []
    for one in labels:
        if one.y == head and re.fullmatch(r"\d+(–\d+)?", one.text):
            first, _, last = one.text.partition("–")
            told += range(int(first), int(last or first) + 1)
    assert told == list(range(1, len(found.events) + 1))
    crosses = [p for p in chart.parts if isinstance(p, Line) and p.width == 1.4 and p.ink == INK]
    at = {round(sum(x for x, _ in cross.points) / 2, 3) for cross in crosses}
    assert all(other - one >= 6 for one, other in pairwise(sorted(at)))


def test_the_line_of_a_flight_report_ends_with_its_days(results: dict[str, Result]) -> None:
    found = results["aligned"]
    assert isinstance(found, events.analysis.Aligned)
    lines = [p for p in drawn(found).parts if isinstance(p, Line) and p.ink == FLIGHT]
    spans = [line for line in lines if line.width == 2.4]
    caps = [line for line in lines if line.width == 1.6]
    (week,) = (
        line for line, level in zip(spans, found.flights, strict=True) if level.source == "oe24"
    )
    pixels = (WIDE - 54) / 245
    assert week.points[1][0] - week.points[0][0] == pytest.approx(7 * pixels)
    for x, y in week.points:
        assert any(
            cap.points[0][0] == x and cap.points[0][1] < y < cap.points[1][1] for cap in caps
        )
    # The plan that begins on its last day, of the same height, does not run on from it.
    (plan,) = (
        line
        for line, level in zip(spans, found.flights, strict=True)
        if level.source.startswith("Deutsche Welle")
    )
    assert abs(plan.points[0][1] - week.points[0][1]) >= 4


def test_where_reports_concentrate_names_its_days_and_its_hollow_bars(
    results: dict[str, Result],
) -> None:
    told = text(drawn(results["clashes"]))
    assert "14 Oct 2021 – 25 Aug 2025" in told
    assert "hollow: fewer than 5 events" in told
    assert "14 October 2021 – 25 August 2025" in results["clashes"].words.told
    assert "hollow: deaths have no colour" in text(drawn(results["deaths"]))


def test_before_and_after_counts_exactly_and_names_what_else_happened(
    results: dict[str, Result],
) -> None:
    found = results["before and after"]
    assert "the ratio is the same or lower for 39 of them, which is 31%" in found.words.told
    told = text(drawn(found))
    for name in (
        "9 Nov 2021, Kuźnica – Bruzgi crossing closed",
        "18 Nov 2021, First return flight",
    ):
        assert name in told


def test_a_count_of_two_months_is_in_the_ladder_and_hatched_as_such_on_the_levels(
    results: dict[str, Result],
) -> None:
    rows = [row for row in results["detentions"].table.rows if "28 February 2021" in row[1]]
    assert [row[3] for row in rows] == ["33"]
    assert "one of more than a month may cover these days" in text(drawn(results["few levels"]))
