"""The page's own JavaScript, run in Chromium: look-ups, days, fading, squares, picking."""

# JavaScript in strings is as wide as in dashboard/web.
# ruff: noqa: E501

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from watching import ROOT

EPOCH = date(1970, 1, 1)
WEB = ROOT / "dashboard" / "web"
RANDOM = """
  let seed = 12345;
  const random = () => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed / 2147483648; };
  const whole = (most) => Math.floor(random() * most);
"""


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[Page]:
    """A blank page of its own origin on which the page's modules can be imported."""
    page = browser.new_page()

    def serve(route: Any) -> None:
        name = route.request.url.rpartition("/")[2]
        if name.endswith(".js"):
            route.fulfill(body=(WEB / name).read_text("utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>modules</title>", content_type="text/html")

    page.route("**/*", serve)
    page.goto("http://modules.test/")
    yield page
    page.close()


def run(page: Page, imports: str, body: str) -> Any:
    loads = "".join(
        f'const {{ {names.strip()} }} = await import("/{module.strip()}.js");\n'
        for module, names in (part.split(":") for part in imports.split(";"))
    )
    return page.evaluate(f"async () => {{ {loads} {RANDOM} {body} }}")


def test_a_window_finds_what_a_look_at_every_day_finds(bench: Page) -> None:
    wrong = run(
        bench,
        "frame: runOf, frameOf",
        """
        const wrong = [];
        for (let trial = 0; trial < 2000; trial += 1) {
          const days = Uint16Array.from({ length: whole(60) }, () => 18000 + whole(50)).sort();
          const window = ["1d", "7d", "30d", "14d", "all"][whole(5)];
          const frame = frameOf(17990 + whole(80), window, 18000 + whole(20));
          const [from, to] = runOf(days, frame);
          const inside = [...days.keys()].filter((at) => frame.first <= days[at] && days[at] <= frame.last);
          const found = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
          if (JSON.stringify(found) !== JSON.stringify(inside)) wrong.push({ frame, days: [...days], from, to });
        }
        return wrong;
        """,
    )
    assert wrong == []


def test_the_day_index_holds_at_both_ends_and_when_empty(bench: Page) -> None:
    assert run(
        bench,
        "frame: runOf, lowerBound",
        """
        const days = Uint16Array.from([10, 10, 12, 20]);
        const run = (first, last) => runOf(days, { first, last });
        return [run(0, 9), run(0, 10), run(10, 10), run(11, 11), run(12, 20), run(20, 99), run(21, 99),
                runOf(new Uint16Array(0), { first: 1, last: 2 }), lowerBound(days, 12)];
        """,
    ) == [[0, 0], [0, 2], [0, 2], [2, 2], [2, 4], [3, 4], [4, 4], [0, 0], 2]


def test_days_and_iso_dates_agree_with_the_calendar_of_python(bench: Page) -> None:
    days = [EPOCH + timedelta(days=step) for step in range(0, 40_000, 37)]
    days += [date(2024, 2, 29), date(2000, 2, 29), date(2021, 12, 31), date(2022, 1, 1)]
    found = bench.evaluate(
        """async (isos) => {
          const { dayOf, isoOf } = await import("/days.js");
          return isos.map((iso) => [dayOf(iso), isoOf(dayOf(iso))]);
        }""",
        [day.isoformat() for day in days],
    )
    assert found == [[(day - EPOCH).days, day.isoformat()] for day in days]


def test_no_day_is_read_from_a_date_that_does_not_exist(bench: Page) -> None:
    assert (
        run(
            bench,
            "days: dayOf",
            'return ["2023-02-29", "2021-13-01", "2021-1-1", "yesterday", ""].map(dayOf);',
        )
        == [None] * 5
    )


def months_on(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def test_a_month_on_crosses_year_ends_and_leap_days_as_a_calendar_does(bench: Page) -> None:
    starts = [date(2021, 1, 1) + timedelta(days=step) for step in range(0, 1600, 3)]
    starts += [date(2024, 1, 31), date(2023, 1, 31), date(2024, 2, 29), date(2021, 12, 31)]
    counts = [-25, -12, -1, 1, 2, 12, 13]
    found = bench.evaluate(
        """async ([days, counts]) => {
          const { addMonths } = await import("/days.js");
          return days.map((day) => counts.map((count) => addMonths(day, count)));
        }""",
        [[(day - EPOCH).days for day in starts], counts],
    )
    expected = [[(months_on(day, n) - EPOCH).days for n in counts] for day in starts]
    assert found == expected


def test_older_marks_are_lighter_and_a_single_day_does_not_fade(bench: Page) -> None:
    steps = run(
        bench,
        "fading: fadeStep",
        """
        return { week: [0, 1, 2, 3, 4, 5, 6].map((age) => fadeStep(age, "7d")),
                 day: fadeStep(0, "1d"), late: fadeStep(400, "7d"), ahead: fadeStep(-3, "7d"),
                 all: [0, 6, 7, 29, 30, 89, 90, 5000].map((age) => fadeStep(age, "all")) };
        """,
    )
    assert steps["week"] == sorted(steps["week"])
    assert steps["week"][0] == 0
    assert steps["week"][-1] == steps["late"] == 3
    assert steps["day"] == steps["ahead"] == 0
    assert steps["all"] == [0, 0, 1, 1, 2, 2, 3, 3]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_no_mark_fades_below_the_contrast_that_a_shape_needs(bench: Page) -> None:
    inks = run(bench, "fading: INKS", "return INKS;")
    for land in ("#F4F2EC", "#E9E5DA", "#C6D8B8"):
        for ink in inks:
            high, low = luminance(land) + 0.05, luminance(ink) + 0.05
            assert high / low >= 3, (ink, land)
    tints = run(bench, "fading: tint", 'return [0, 1, 2, 3].map((step) => tint("#D55E00", step));')
    assert tints[0].upper() == "#D55E00"
    assert sorted(tints, key=luminance) == tints


MARKS = """
  const made = (count, days = 40) => {
    const lon = Float32Array.from({ length: count }, () => 21.4 + random() * 8.2);
    const lat = Float32Array.from({ length: count }, () => 51.35 + random() * 5);
    const day = Uint16Array.from({ length: count }, () => 18900 + whole(days)).sort();
    const kind = Uint8Array.from({ length: count }, () => whole(8));
    const feed = { long: [], categories: Array.from({ length: 8 }, () => ({ shape: "disc", colour: "#009E73" })),
      columns: { mark_lon: lon, mark_lat: lat, mark_day: day, mark_kind: kind, mark_flags: new Uint8Array(count) } };
    for (let long = 0; long < Math.min(3, count); long += 1) {
      const mark = whole(count);
      feed.long.push({ mark, first: day[mark], last: day[mark] + 2 + whole(30) });
    }
    return feed;
  };
  const viewAt = (zoom, ratio = 1) => {
    const scale = 256 * 2 ** zoom;
    const [cx, cy] = [(23.9 + 180) / 360, 0.3245];
    return { scale, ox: Math.round(768 - cx * scale), oy: Math.round(450 - cy * scale), width: 1536, height: 900,
             zoom, ratio, pad: { x: 0, y: 0 } };
  };
"""
LAYER = (
    "marks: prepareMarks, runIn, marksOf; grid: placeMarks, nearestMark, Tally, marksInside, CELL"
)


def test_picking_finds_the_mark_that_a_look_at_every_mark_finds(bench: Page) -> None:
    wrong = run(
        bench,
        LAYER,
        MARKS
        + """
        const wrong = [];
        for (const [count, zoom, ratio] of [[3000, 6, 1], [3000, 8, 2], [40, 6.25, 1], [1, 6, 1]]) {
          const feed = made(count);
          const units = prepareMarks(feed);
          const view = viewAt(zoom, ratio);
          const grid = placeMarks(units, view);
          for (let trial = 0; trial < 400; trial += 1) {
            const last = 18900 + whole(45);
            const run = runIn(feed, units, { first: last - whole(20), last, window: "7d" });
            const [x, y, reach] = [random() * view.width, random() * view.height, [6, 14, 26][whole(3)]];
            let least = Infinity;
            for (const mark of marksOf(run)) {
              if (grid.cell[mark] === 65535) continue;
              const dx = grid.px[mark] / grid.unit + grid.dx - x;
              const dy = grid.py[mark] / grid.unit + grid.dy - y;
              least = Math.min(least, Math.hypot(dx, dy));
            }
            const found = nearestMark(grid, run, x, y, reach);
            const distance = found === null ? Infinity
              : Math.hypot(grid.px[found] / grid.unit + grid.dx - x, grid.py[found] / grid.unit + grid.dy - y);
            if (found === null ? least < reach - 1e-6 : Math.abs(distance - least) > 1e-6) wrong.push([count, zoom, x, y, found, least]);
          }
        }
        return wrong;
        """,
    )
    assert wrong == []


def test_a_mark_lies_within_half_a_pixel_of_where_the_map_has_its_place(bench: Page) -> None:
    off = run(
        bench,
        LAYER + "; mercator: unitX, unitY",
        MARKS
        + """
        let most = 0;
        let seen = 0;
        for (const zoom of [5, 6, 9, 14]) {
          const feed = made(4000);
          const view = viewAt(zoom);
          const grid = placeMarks(prepareMarks(feed), view);
          for (let mark = 0; mark < 4000; mark += 1) {
            if (grid.cell[mark] === 65535) continue;
            seen += 1;
            const x = unitX(feed.columns.mark_lon[mark]) * view.scale + view.ox;
            const y = unitY(feed.columns.mark_lat[mark]) * view.scale + view.oy;
            most = Math.max(most, Math.abs(grid.px[mark] + grid.dx - x), Math.abs(grid.py[mark] + grid.dy - y));
          }
        }
        return { most, seen };
        """,
    )
    assert off["seen"] > 3000
    assert off["most"] <= 0.51


def test_squares_that_follow_the_clock_hold_what_a_fresh_count_holds(bench: Page) -> None:
    wrong = run(
        bench,
        LAYER,
        MARKS
        + """
        const wrong = [];
        const feed = made(5000);
        const units = prepareMarks(feed);
        const grid = placeMarks(units, viewAt(7));
        const tally = new Tally(grid);
        for (let trial = 0; trial < 300; trial += 1) {
          const last = 18890 + whole(70);
          const run = runIn(feed, units, { first: trial % 3 ? last - 6 : 18900, last, window: "7d" });
          tally.follow(run);
          const fresh = new Uint32Array(65536);
          for (const mark of marksOf(run)) fresh[grid.cell[mark]] += 1;
          if (fresh.some((count, cell) => count !== tally.counts[cell])) wrong.push(trial);
          if (tally.inside !== marksInside(grid, run).length) wrong.push([trial, tally.inside]);
        }
        return wrong;
        """,
    )
    assert wrong == []


def test_the_squares_move_with_the_land_when_the_map_is_dragged(bench: Page) -> None:
    same = run(
        bench,
        LAYER,
        MARKS
        + """
        const units = prepareMarks(made(2000));
        const view = viewAt(7);
        const moved = { ...view, ox: view.ox + 77, oy: view.oy - 41 };
        const [a, b] = [placeMarks(units, view), placeMarks(units, moved)];
        const home = (grid, shown, mark) => [
          Math.round((grid.dx - shown.ox) / CELL) + (grid.cell[mark] % grid.columns),
          Math.round((grid.dy - shown.oy) / CELL) + Math.floor(grid.cell[mark] / grid.columns)].join();
        let seen = 0;
        for (let mark = 0; mark < 2000; mark += 1) {
          if (a.cell[mark] === 65535 || b.cell[mark] === 65535) continue;
          seen += 1;
          if (home(a, view, mark) !== home(b, moved, mark)) return mark;
        }
        return seen > 500;
        """,
    )
    assert same is True


def test_no_marks_at_all_is_a_frame_like_any_other(bench: Page) -> None:
    assert run(
        bench,
        LAYER + "; crowd: createCrowd",
        MARKS
        + """
        const feed = made(0);
        const units = prepareMarks(feed);
        const frame = { first: 18900, last: 18906, window: "7d" };
        const run = runIn(feed, units, frame);
        const crowd = createCrowd(feed, units);
        return [crowd.follow(viewAt(6), run, frame), crowd.symbols, run.count, crowd.at(5, 5, 14)];
        """,
    ) == ["symbols", [], 0, None]


def test_marks_are_symbols_then_stamps_then_squares_and_zooming_in_separates_them(
    bench: Page,
) -> None:
    found = run(
        bench,
        LAYER + "; crowd: createCrowd, FEW",
        MARKS
        + """
        const look = (count, zoom) => {
          const feed = made(count);
          const units = prepareMarks(feed);
          const frame = { first: 18900, last: 18940, window: "all" };
          const crowd = createCrowd(feed, units);
          const mode = crowd.follow(viewAt(zoom), runIn(feed, units, frame), frame);
          return [mode, crowd.symbols.length];
        };
        return { few: look(FEW, 6), more: look(2000, 7), many: look(60000, 6), near: look(60000, 13) };
        """,
    )
    assert found["few"] == ["symbols", 1500]
    assert found["more"] == ["stamps", 0]
    assert found["many"] == ["density", 0]
    assert found["near"][0] == "symbols"
    assert found["near"][1] < 1500


def test_a_cumulative_picture_grown_step_by_step_equals_one_drawn_at_once(bench: Page) -> None:
    assert run(
        bench,
        LAYER + "; stamps: stampMarks",
        MARKS
        + """
        const feed = made(2500);
        const grid = placeMarks(prepareMarks(feed), viewAt(6));
        const look = { categories: feed.categories, kind: feed.columns.mark_kind };
        const paper = () => new Uint32Array(grid.columns * grid.rows * CELL * CELL);
        const [once, grown] = [paper(), paper()];
        stampMarks(once, grid, look, 0, 2500, () => 0);
        for (let at = 0; at < 2500; at += 250) stampMarks(grown, grid, look, at, at + 250, () => 0);
        return [once.some((colour) => colour), once.every((colour, at) => colour === grown[at])];
        """,
    ) == [True, True]


def test_a_count_keeps_its_size_in_the_room_of_a_square(bench: Page) -> None:
    assert run(
        bench,
        "density: shortCount, toneOf",
        """
        const counts = [1, 4, 5, 999, 1000, 1449, 9949, 9950, 120400, 999499, 2400000];
        return [counts.map(shortCount), counts.map(toneOf)];
        """,
    ) == [
        ["1", "4", "5", "999", "1.0k", "1.4k", "9.9k", "10k", "120k", "999k", "2.4M"],
        [0, 0, 1, 4, 4, 4, 4, 4, 4, 4, 4],
    ]
