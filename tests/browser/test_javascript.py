"""The page's own JavaScript, run in Chromium: look-ups, days, fading, squares, picking."""

# JavaScript in strings is as wide as in dashboard/web.
# ruff: noqa: E501

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from modules import run
from playwright.sync_api import Page

EPOCH = date(1970, 1, 1)


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
          const { dayOf, isoOf } = await import("/shared/days.js");
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
          const { addMonths } = await import("/shared/days.js");
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
  const made = (count, { days = 40, longs = 3 } = {}) => {
    const lon = Float32Array.from({ length: count }, () => 21.4 + random() * 8.2);
    const lat = Float32Array.from({ length: count }, () => 51.35 + random() * 5);
    const day = Uint16Array.from({ length: count }, () => 18900 + whole(days)).sort();
    const kind = Uint8Array.from({ length: count }, () => whole(8));
    const feed = { categories: Array.from({ length: 8 }, () => ({ shape: "disc", colour: "#009E73" })),
      columns: { mark_lon: lon, mark_lat: lat, mark_day: day, mark_kind: kind, mark_flags: new Uint8Array(count) } };
    const long = Int32Array.from(new Set(Array.from({ length: Math.min(longs, count) }, () => whole(count)))).sort();
    feed.columns.long_mark = long;
    feed.columns.long_last = Int32Array.from(long, (mark) => (whole(9) ? day[mark] + 1 + whole(30) : 65000));
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
        return [crowd.follow(viewAt(6), run, frame), crowd.symbols(), run.count, crowd.at(5, 5, 14)];
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
          return [mode, crowd.symbols().length];
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


def test_a_mark_that_began_before_the_window_and_still_holds_is_in_it(bench: Page) -> None:
    wrong = run(
        bench,
        LAYER,
        MARKS
        + """
        const wrong = [];
        for (const longs of [0, 1, 700, 4000]) {
          const feed = made(4000, { days: 90, longs });
          const { mark_day: day, long_mark: long, long_last: last } = feed.columns;
          const end = new Map([...long].map((mark, at) => [mark, last[at]]));
          const units = prepareMarks(feed);
          for (let trial = 0; trial < 120; trial += 1) {
            const to = 18890 + whole(110);
            const frame = { first: to - [0, 6, 29][whole(3)], last: to, window: "7d" };
            const inside = [...day.keys()].filter((mark) => day[mark] <= frame.last && (end.get(mark) ?? day[mark]) >= frame.first);
            const run = runIn(feed, units, frame);
            const found = marksOf(run).sort((a, b) => a - b);
            if (found.join() !== inside.join() || run.count !== inside.length) wrong.push([longs, frame, found.length, inside.length]);
          }
        }
        return wrong;
        """,
    )
    assert wrong == []


def test_a_mark_that_goes_on_is_as_young_as_the_day_and_fades_when_it_ends(bench: Page) -> None:
    assert run(
        bench,
        "marks: fadingOf",
        """
        const columns = { mark_day: Uint16Array.from([100, 100]), long_mark: Int32Array.from([1]), long_last: Int32Array.from([120]) };
        const at = (last) => { const fade = fadingOf({ columns }, { first: last - 29, last, window: "30d" }); return [fade(0), fade(1)]; };
        return [at(120), at(121)];
        """,
    ) == [[2, 0], [2, 2]]


FILES = """
  const files = (feed, share = 0.5) => {
    const { mark_flags: flags, mark_kind: kind, mark_day: day } = feed.columns;
    feed.categories = [...feed.categories, { shape: "ring", colour: "#332288", label: "mine" }, { shape: "frame-bar", colour: "#117733", label: "**b**" }];
    feed.layers = [{ number: 1, key: "3f2a91bc0d1e", label: "mine", category: 8 }, { number: 2, key: "aaaaaaaaaaaa", label: "**b**", category: 9 }];
    feed.columns.mark_row = new Int32Array(flags.length);
    const index = [];
    const next = [0, 0, 0];
    for (let mark = 0; mark < flags.length; mark += 1) {
      const layer = random() < share ? 1 + whole(2) : 0;
      flags[mark] = (layer << 1) | whole(2);
      feed.columns.mark_row[mark] = layer ? next[layer] : 0;
      next[layer] += 1;
      if (layer) kind[mark] = 7 + layer;
      else index.push(mark);
    }
    feed.marks = { index, id: index.map((mark) => `e${mark}`), title: index.map((mark) => `title ${mark}`), place: index.map(() => "Kuźnica"),
      when: index.map((mark) => `day ${day[mark]}`), weight: index.map((mark) => mark % 100) };
    return feed;
  };
"""


def test_every_mark_goes_by_its_event_or_by_file_and_row_and_a_heap_tells_of_200(
    bench: Page,
) -> None:
    found = run(
        bench,
        "marks: prepareMarks, nameOf, marksNamed; hits: pickOf",
        MARKS
        + FILES
        + """
        const feed = files(made(1200));
        prepareMarks(feed);
        const { mark_flags: flags, mark_row: row, mark_weight: weight } = feed.columns;
        const wrong = [];
        for (let mark = 0; mark < 1200; mark += 1) {
          const layer = flags[mark] >> 1;
          const name = layer ? `own-${["3f2a91bc0d1e", "aaaaaaaaaaaa"][layer - 1]}-${row[mark]}` : `e${mark}`;
          if (nameOf(feed, mark) !== name || weight[mark] !== (layer ? 0 : mark % 100)) wrong.push([mark, nameOf(feed, mark), name]);
        }
        const heap = pickOf(feed, [...Array(1200).keys()]);
        const bare = made(5);
        prepareMarks(bare);
        const chosen = [...Array(1200).keys()].filter((mark) => mark % 7 === 0);
        const again = marksNamed(feed, new Set([...chosen.map((mark) => nameOf(feed, mark)), "e-none", "own-aaaaaaaaaaaa-99999", "own-cccccccccccc-1"]));
        return { again: again.sort((a, b) => a - b).join() === chosen.join(), wrong, heap: [heap.kind, heap.ids.length, new Set(heap.ids).size], bare: pickOf(bare, [3, 4]) };
        """,
    )
    assert found["wrong"] == []
    assert found["again"]
    assert found["heap"] == ["events", 200, 200]
    assert found["bare"] == {"kind": "mark", "ids": [], "index": 3}


def test_the_files_of_a_window_are_counted_as_a_look_at_every_mark_counts_them(bench: Page) -> None:
    wrong = run(
        bench,
        LAYER.replace("marksOf", "marksOf, filesIn, hasReference, kindsOf, isVague"),
        MARKS
        + FILES
        + """
        const wrong = [];
        for (const [count, share] of [[600, 0.5], [40, 0.1], [3, 1], [0, 1]]) {
          const feed = files(made(count, { days: 200, longs: 9 }), share);
          const units = prepareMarks(feed);
          const { mark_flags: flags, mark_kind: kind } = feed.columns;
          for (let trial = 0; trial < 200; trial += 1) {
            const last = 18880 + whole(250);
            const run = runIn(feed, units, { first: last - whole(12), last, window: "7d" });
            const marks = marksOf(run);
            const counts = [0, 1, 2].map((layer) => marks.filter((mark) => flags[mark] >> 1 === layer).length);
            const kinds = [...new Set(marks.map((mark) => kind[mark]))].sort((a, b) => a - b);
            const says = [[...run.counts].slice(0, 3), filesIn(run, feed).map(({ number }) => number), hasReference(run), kindsOf(run, feed.categories), isVague(run)];
            const holds = [counts, [1, 2].filter((layer) => counts[layer]), counts[0] > 0, kinds, marks.some((mark) => flags[mark] & 1)];
            if (JSON.stringify(says) !== JSON.stringify(holds)) wrong.push([says, holds]);
          }
        }
        return wrong.slice(0, 3);
        """,
    )
    assert wrong == []


def test_thirty_kinds_fit_beside_each_other(bench: Page) -> None:
    assert run(
        bench,
        "marks: prepareMarks, runIn, kindsOf",
        """
        const count = 31;
        const columns = { mark_lon: new Float32Array(count).fill(23), mark_lat: new Float32Array(count).fill(53), mark_day: new Uint16Array(count).fill(19000),
          mark_kind: Uint8Array.from({ length: count }, (_, kind) => kind), mark_flags: new Uint8Array(count) };
        const feed = { columns };
        return kindsOf(runIn(feed, prepareMarks(feed), { first: 19000, last: 19000 }), Array(count).fill(0));
        """,
    ) == list(range(31))


def test_a_row_without_words_says_its_file_its_day_and_its_number(bench: Page) -> None:
    told = run(
        bench,
        "marks: prepareMarks; tip: tipOf",
        MARKS
        + FILES
        + """
        const feed = files(made(50), 1);
        feed.columns.mark_day.fill(18934);
        prepareMarks(feed);
        const mark = feed.columns.mark_kind.indexOf(9);
        return [feed.columns.mark_row[mark], tipOf({ feed, frame: {} }, { mark: { mark, count: 1 } }),
          tipOf({ feed, frame: {} }, { stack: { marks: [mark] } })];
        """,
    )
    row, *tips = told
    for tip in tips:
        assert tip == ["**b**", f"3 November 2021 · no. {row + 1} of the rows kept"]


def test_events_of_the_reference_keep_their_symbols_among_the_thousands_of_a_file(
    bench: Page,
) -> None:
    found = run(
        bench,
        LAYER + "; crowd: createCrowd",
        MARKS
        + FILES
        + """
        const feed = files(made(60000, { longs: 50 }), 0.999);
        const units = prepareMarks(feed);
        const { mark_flags: flags } = feed.columns;
        const crowd = createCrowd(feed, units);
        const frame = { first: 18905, last: 18935, window: "30d" };
        const run = runIn(feed, units, frame);
        const reference = marksOf(run).filter((mark) => flags[mark] >> 1 === 0).sort((a, b) => a - b);
        const mode = crowd.follow(viewAt(6), run, frame);
        const same = (list) => list.toSorted((a, b) => a - b).join() === reference.join();
        const grid = placeMarks(units, viewAt(6));
        const counted = new Tally(grid).follow(run).inside;
        const inside = marksInside(grid, run);
        const chosen = [run.from + 5, run.from - 1, run.long.find((mark) => !reference.includes(mark)), reference[0]];
        const also = crowd.symbols(chosen).length - reference.length;
        const near = crowd.follow(viewAt(13), run, frame);
        const closer = crowd.symbols();
        return { mode, also, same: same(crowd.symbols().filter((mark) => flags[mark] >> 1 === 0)), some: reference.length > 10, counted: counted === inside.length,
          rows: inside.every((mark) => flags[mark] >> 1), near, all: reference.every((mark) => closer.includes(mark)), twice: new Set(closer).size === closer.length };
        """,
    )
    assert found == {
        "mode": "density",
        "also": 2,
        "same": True,
        "some": True,
        "counted": True,
        "rows": True,
        "near": "symbols",
        "all": True,
        "twice": True,
    }


STANDS = """
  const border = { pair: "BY-PL", name: "Belarus–Poland", short: "Poland", measure: "BY-PL:attempts", anchors: [] };
  const measures = [{ id: "BY-PL:attempts", label: "attempts", words: "attempts a day", breaks: [1, 50, 100, 200, 400] }];
"""


def test_the_legend_names_the_files_of_the_window_as_plain_text(bench: Page) -> None:
    found = run(
        bench,
        "legend: fillLegend",
        STANDS
        + """
        const feed = { ramp: ["#F2CBDD"], measures, categories: [{ label: "death", shape: "diamond", colour: "#000000" },
          { label: "<img src=x onerror=alert(1)>", shape: "ring", colour: "#332288" }, { label: "death", shape: "frame-bar", colour: "#117733" }],
          layers: [{ number: 1, label: "<img src=x onerror=alert(1)>", category: 1 }, { number: 2, label: "death", category: 2 }] };
        const seen = { kinds: [0, 1, 2], files: feed.layers, together: false, crowd: "symbols", mixed: 1, fading: false, bands: [], vague: false,
          owed: [], looks: ["average", "hatched"], unrated: [true], statuses: [], stands: [{ border, stand: { level: 255 } }] };
        const look = (more) => {
          const node = document.createElement("div");
          fillLegend(node, feed, { ...seen, ...more });
          return { heads: [...node.querySelectorAll("h2")].map(({ textContent }) => textContent), all: node.textContent,
            items: [...node.querySelectorAll(".item")].map(({ textContent }) => textContent), foreign: node.querySelectorAll("[onerror]").length,
            pictures: new Set([...node.querySelectorAll("img.swatch")].map(({ src }) => src)).size };
        };
        return [look({}), look({ crowd: "density", kinds: [0] }), look({ kinds: [0], mixed: 0b111 }),
          ((feed.reference = "hidden"), look({ stands: [{ border, stand: { level: 253, value: "reference hidden" } }], looks: [], unrated: [], statuses: [""] })),
          look({ stands: [{ border, stand: { level: 252, value: "filtered out" } }], looks: [], unrated: [] }),
          ((feed.files = { heading: "Brought files" }), look({}).heads)];
        """,
    )
    beside, dense, merged, alone, filtered = found[:5]
    title = "<img src=x onerror=alert(1)>"
    assert beside["heads"] == ["Borders: figure a day", "Events in the window", "Your files"]
    known = ["average of a wider count", "this class or a higher one", "not reported"]
    assert beside["items"] == [*known, "death", title, "death"]
    assert beside["pictures"] == 6
    assert dense["heads"][-2:] == ["Events in the window", "Your files: rows in each square"]
    assert dense["items"] == [*known, "death", title, "death"]
    assert "Rows of a known kind are drawn as events of that kind" in merged["all"]
    assert "reference hidden" in alone["all"]
    assert "not reported" not in alone["all"]
    assert filtered["heads"][0] == "Borders"
    assert filtered["items"][0] == "filtered out"
    assert all(look["foreign"] == 0 for look in found[:5])
    assert found[5][-1] == "Brought files"


def test_a_hidden_reference_is_never_said_to_have_reported_nothing(bench: Page) -> None:
    said = run(
        bench,
        "borders: standing, saidOf, isRated; tip: tipOf; legend: fillFlightKey",
        STANDS
        + """
        const feed = { reference: "hidden", first: 0, days: 9, windowDays: { "7d": 7 }, columns: {} };
        const frame = { first: 1, last: 2, window: "7d" };
        const stand = standing(feed, "BY-PL", frame);
        const node = document.createElement("div");
        fillFlightKey(node, feed, [], []);
        return [saidOf(stand), isRated(stand), tipOf({ feed, frame }, { border, stand, section: null }).join(),
          tipOf({ feed, frame }, { crossing: { name: "Bruzgi", spans: [] } }).join(), node.textContent];
        """,
    )
    assert said[:2] == ["reference hidden", False]
    assert said[2:4] == ["Belarus–Poland,reference hidden", "Bruzgi,reference hidden"]
    assert "reported" not in said[4]


def test_a_figure_that_a_filter_withholds_is_filtered_out_and_no_other_level_is(
    bench: Page,
) -> None:
    said = run(
        bench,
        "borders: standing, saidOf, isRated, isWithheld",
        """
        const texts = ["3", "attempts a day", "complete: 21 in 7 days", "filtered out", "reference hidden", "not reported", ""];
        const row = (value, level) => ({ value, unit: value ? 6 : 1, basis: value ? 6 : 2, short: 6, more: 6, level, look: value ? 0 : 1, measure: 0, contested: 0, rate: 3, least: NaN, most: NaN });
        const rows = [row(0, 0), row(0, 3), row(3, 252), row(4, 253), row(5, 255)];
        const columns = Object.fromEntries(Object.keys(rows[0]).map((name) => [`figure_${name}`, rows.map((one) => one[name])]));
        const feed = { reference: "shown", first: 0, start: 0, days: 5, windowDays: { "7d": 7 }, looks: ["none", "solid"], texts,
          measures: [{ words: "attempts a day" }], columns: { ...columns, "figure:7d:P": Int32Array.from([0, 1, 2, 3, 4]) } };
        return [0, 1, 2, 3, 4].map((last) => { const stand = standing(feed, "P", { last, window: "7d" }); return [saidOf(stand), isRated(stand), isWithheld(stand)]; });
        """,
    )
    assert said == [
        ["3 attempts a day", True, False],
        ["3 attempts a day", True, False],
        ["filtered out", False, True],
        ["reference hidden", False, True],
        ["not reported", False, False],
    ]


def test_a_figure_is_told_with_how_it_is_known(bench: Page) -> None:
    said = run(
        bench,
        "borders: toldOf",
        """
        return [
          toldOf({ value: "90.3", unit: "attempts a day", basis: "about 2,800 in 31 days" }),
          toldOf({ value: "2 and 12", unit: "attempts", basis: "2 reported days of 30" }),
          toldOf({ value: "filtered out", unit: "", basis: "" }),
        ];
        """,
    )
    assert said == [
        "90.3 attempts a day (about 2,800 in 31 days)",
        "2 and 12 attempts (2 reported days of 30)",
        "filtered out",
    ]


def test_the_strip_draws_four_states_of_a_day_by_their_height(bench: Page) -> None:
    tall = run(
        bench,
        "strip: drawStrip, STATES, labelWidth",
        """
        const canvas = document.createElement("canvas");
        Object.assign(canvas.style, { width: "900px", height: "133px" });
        document.body.append(canvas);
        const days = 40;
        const states = Uint8Array.from({ length: days }, (_, day) => Math.floor(day / 8));
        const feed = { first: 0, days, reference: "shown", borders: [{ pair: "P", short: "Poland" }],
          columns: { "state:P": states, report_count: new Uint16Array(days) } };
        drawStrip(canvas, feed, 0, days - 1, { first: -9, last: -8 }, null);
        const ratio = devicePixelRatio;
        const left = labelWidth(900);
        const x = (day) => Math.round((left + (day / (days - 1)) * (900 - left - 12)) * ratio);
        const top = Math.round((133 - 18 - 17 + 4) * ratio);
        const ctx = canvas.getContext("2d");
        const solid = ([r, g, b, a]) => a === 255 && Math.max(r, g, b) - Math.min(r, g, b) < 20 && r < 170;
        const counts = [4, 12, 20, 28, 36].map((day) => {
          const { data } = ctx.getImageData(x(day), top, 1, Math.round(10 * ratio));
          let count = 0;
          for (let at = 0; at < data.length; at += 4) if (solid(data.slice(at, at + 4))) count += 1;
          return count / ratio;
        });
        canvas.remove();
        return [counts, STATES.map(({ words }) => words)];
        """,
    )
    heights, named = tall
    assert heights[0] > heights[1] > heights[2] > 0
    assert heights[4] == 0
    assert named == [
        "reported day",
        "follows exactly from other reports",
        "inside a wider count",
        "nothing",
    ]


def test_a_heap_shows_the_symbol_of_every_file_in_it(bench: Page) -> None:
    assert run(
        bench,
        "marks: prepareMarks; stacks: stack",
        MARKS
        + FILES
        + """
        const feed = files(made(400), 0.6);
        feed.columns.mark_lon.fill(23.5);
        feed.columns.mark_lat.fill(53.5);
        const { mark_kind: kind, mark_flags: flags } = feed.columns;
        const units = prepareMarks(feed);
        const view = viewAt(7);
        const kinds = (marks) => stack(feed, units, marks, view).map(({ kind, files }) => [kind, files.toSorted()]);
        const all = [...kind.keys()];
        const reference = all.filter((mark) => flags[mark] >> 1 === 0);
        const second = all.filter((mark) => flags[mark] >> 1 === 2);
        const [[first, both]] = kinds(all);
        return [first < 8, both, kinds(reference)[0][1], kinds(second), kinds([...reference, ...second])[0][1]];
        """,
    ) == [True, [8, 9], [], [[9, []]], [9]]


def test_flights_of_a_file_have_a_line_and_words_of_their_own(bench: Page) -> None:
    found = run(
        bench,
        "routes: routesIn, styleOf, besideReference; tip: tipOf; legend: fillFlightKey",
        """
        const span = { pair: "IST-MSQ", via: [], first: 10, last: 20, flights_a_week: null, width_a_week: null };
        const feed = { airports: { IST: { city: "Istanbul" }, MSQ: { city: "Minsk" } }, layers: [{ number: 2, key: "3f2a", label: "my flights" }],
          routes: [{ ...span, lane: "IST-MSQ", status: "scheduled", flights_a_week: 84, width_a_week: 14, event: "e1" },
            { ...span, lane: "IST-MSQ", status: "scheduled", flights_a_week: 7, width_a_week: 7, event: "e1" },
            { ...span, lane: "IST-MSQ-own-3f2a", status: "brought", layer: 2, event: "own-3f2a-IST-MSQ" },
            { ...span, lane: "IST-MSQ-own-3f2a", status: "brought", layer: 2, event: "own-3f2a-IST-MSQ" }] };
        const [reference, brought] = routesIn(feed, { first: 12, last: 13 });
        const node = document.createElement("div");
        fillFlightKey(node, feed, ["scheduled", "brought"], []);
        const line = [[0, 0], [100, 0]];
        const bowed = besideReference(feed, brought, line);
        return { events: brought.events, tip: tipOf({ feed }, { route: brought }), key: node.textContent, styles: [styleOf(reference), styleOf(brought)],
          same: besideReference(feed, reference, line) === line, ends: [bowed[0], bowed.at(-1)], far: Math.max(...bowed.map(([, y]) => Math.abs(y))) };
        """,
    )
    assert found["events"] == ["own-3f2a-IST-MSQ"]
    assert found["tip"] == ["Istanbul → Minsk", "flights in my flights"]
    assert "flight in a brought file" in found["key"]
    assert luminance(found["styles"][1]["colour"]) < luminance(found["styles"][0]["colour"])
    assert found["styles"][1]["dash"] != found["styles"][0]["dash"] == []
    assert found["styles"][0]["width"] == pytest.approx(0.8 + 0.5 * 14)
    assert found["same"]
    assert found["far"] > 5
    (ax, ay), (bx, by) = found["ends"]
    assert [ax, ay, bx] == [0, 0, 100]
    assert abs(by) < 1e-6


def test_a_million_marks_are_made_ready_in_a_second_and_a_frame_of_them_in_a_few_milliseconds(
    bench: Page,
) -> None:
    took = run(
        bench,
        LAYER,
        MARKS
        + FILES
        + """
        const feed = made(1_000_000, { days: 900, longs: 0 });
        feed.columns.long_mark = Int32Array.from({ length: 1_000_000 }, (_, mark) => mark);
        feed.columns.long_last = Int32Array.from(feed.columns.mark_day, (day) => day + whole(5));
        feed.layers = [{ number: 1, key: "3f2a91bc0d1e", label: "mine", category: 3 }];
        feed.columns.mark_flags.fill(2);
        const start = performance.now();
        const units = prepareMarks(feed);
        const ready = performance.now() - start;
        const frames = Array.from({ length: 60 }, (_, at) => 19000 + at).map((last) => {
          const begun = performance.now();
          const run = runIn(feed, units, { first: last - 6, last, window: "7d" });
          return [performance.now() - begun, run.long.length];
        });
        return { ready, frame: frames.map(([ms]) => ms).sort((a, b) => a - b)[30], held: frames[9][1] };
        """,
    )
    assert took["held"] > 1000
    assert took["ready"] < 1000
    assert took["frame"] < 8
