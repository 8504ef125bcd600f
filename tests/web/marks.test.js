// Marks: which lie in a window, where they lie on the screen, how they gather, what they are called.

import { createCrowd, FEW } from "../../dashboard/web/map/crowd.js";
import { shortCount, toneOf } from "../../dashboard/web/map/density.js";
import { CELL, NOWHERE, Tally, marksInside, nearestMark, placeMarks } from "../../dashboard/web/map/grid.js";
import { pickOf } from "../../dashboard/web/map/hits.js";
import { filesIn, hasReference, isVague, kindsOf, marksNamed, marksOf, nameOf, prepareMarks, runIn } from "../../dashboard/web/map/marks.js";
import { unitX, unitY } from "../../dashboard/web/map/mercator.js";
import { stack } from "../../dashboard/web/map/stacks.js";
import { stampMarks } from "../../dashboard/web/map/stamps.js";
import { tipOf } from "../../dashboard/web/map/tip.js";
import { equal, ok, test } from "./harness.js";
import { makers, viewAt } from "./made.js";

const ascending = (list) => list.toSorted((a, b) => a - b);

test("picking finds the mark that a look at every mark finds", () => {
  const { random, whole, marks } = makers();
  for (const [count, zoom, ratio] of [[3000, 6, 1], [3000, 8, 2], [40, 6.25, 1], [1, 6, 1]]) {
    const feed = marks(count);
    const units = prepareMarks(feed);
    const view = viewAt(zoom, ratio);
    const grid = placeMarks(units, view);
    for (let trial = 0; trial < 400; trial += 1) {
      const last = 18900 + whole(45);
      const run = runIn(feed, units, { first: last - whole(20), last, window: "7d" });
      const [x, y, reach] = [random() * view.width, random() * view.height, [6, 14, 26][whole(3)]];
      const away = (mark) => Math.hypot(grid.px[mark] / grid.unit + grid.dx - x, grid.py[mark] / grid.unit + grid.dy - y);
      const least = Math.min(Infinity, ...marksOf(run).filter((mark) => grid.cell[mark] !== NOWHERE).map(away));
      const found = nearestMark(grid, run, x, y, reach);
      if (found === null) ok(least >= reach - 1e-6, `${count} marks at zoom ${zoom}: none within ${reach}, one is at ${least}`);
      else ok(Math.abs(away(found) - least) <= 1e-6, `${count} marks at zoom ${zoom}: ${away(found)} is not the least, ${least}`);
    }
  }
});

test("a mark lies within half a pixel of where the map has its place", () => {
  const { marks } = makers();
  let [most, seen] = [0, 0];
  for (const zoom of [5, 6, 9, 14]) {
    const feed = marks(4000);
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
  ok(seen > 3000, `${seen} marks in view`);
  ok(most <= 0.51, `${most} pixels off`);
});

test("squares that follow the clock hold what a fresh count holds", () => {
  const { whole, marks } = makers();
  const feed = marks(5000);
  const units = prepareMarks(feed);
  const grid = placeMarks(units, viewAt(7));
  const tally = new Tally(grid);
  for (let trial = 0; trial < 300; trial += 1) {
    const last = 18890 + whole(70);
    const run = runIn(feed, units, { first: trial % 3 ? last - 6 : 18900, last, window: "7d" });
    tally.follow(run);
    const fresh = new Uint32Array(65536);
    for (const mark of marksOf(run)) fresh[grid.cell[mark]] += 1;
    ok(fresh.every((count, cell) => count === tally.counts[cell]), `trial ${trial}`);
    equal(tally.inside, marksInside(grid, run).length, `trial ${trial}`);
  }
});

test("the squares move with the land when the map is dragged", () => {
  const { marks } = makers();
  const units = prepareMarks(marks(2000));
  const view = viewAt(7);
  const moved = { ...view, ox: view.ox + 77, oy: view.oy - 41 };
  const [a, b] = [placeMarks(units, view), placeMarks(units, moved)];
  const home = (grid, shown, mark) => [
    Math.round((grid.dx - shown.ox) / CELL) + (grid.cell[mark] % grid.columns),
    Math.round((grid.dy - shown.oy) / CELL) + Math.floor(grid.cell[mark] / grid.columns),
  ];
  let seen = 0;
  for (let mark = 0; mark < 2000; mark += 1) {
    if (a.cell[mark] === 65535 || b.cell[mark] === 65535) continue;
    seen += 1;
    equal(home(a, view, mark), home(b, moved, mark), `mark ${mark}`);
  }
  ok(seen > 500, `${seen} marks in both views`);
});

test("no marks at all is a frame like any other", () => {
  const feed = makers().marks(0);
  const units = prepareMarks(feed);
  const frame = { first: 18900, last: 18906, window: "7d" };
  const run = runIn(feed, units, frame);
  const crowd = createCrowd(feed, units);
  equal([crowd.follow(viewAt(6), run, frame), crowd.symbols(), run.count, crowd.at(5, 5, 14)], ["symbols", [], 0, null]);
});

test("marks are symbols, then stamps, then squares, and zooming in separates them", () => {
  const { marks } = makers();
  const look = (count, zoom) => {
    const feed = marks(count);
    const units = prepareMarks(feed);
    const frame = { first: 18900, last: 18940, window: "all" };
    const crowd = createCrowd(feed, units);
    const mode = crowd.follow(viewAt(zoom), runIn(feed, units, frame), frame);
    return [mode, crowd.symbols().length];
  };
  equal(FEW, 1500);
  equal(look(1500, 6), ["symbols", 1500]);
  equal(look(2000, 7), ["stamps", 0]);
  equal(look(60000, 6), ["density", 0]);
  const [mode, count] = look(60000, 13);
  equal(mode, "symbols");
  ok(count < 1500, `${count} symbols`);
});

test("a cumulative picture grown step by step equals one drawn at once", () => {
  const feed = makers().marks(2500);
  const grid = placeMarks(prepareMarks(feed), viewAt(6));
  const look = { categories: feed.categories, kind: feed.columns.mark_kind };
  const paper = () => new Uint32Array(grid.columns * grid.rows * CELL * CELL);
  const [once, grown] = [paper(), paper()];
  stampMarks(once, grid, look, 0, 2500, () => 0);
  for (let at = 0; at < 2500; at += 250) stampMarks(grown, grid, look, at, at + 250, () => 0);
  ok(once.some((colour) => colour), "something is drawn");
  ok(once.every((colour, at) => colour === grown[at]), "pixel by pixel");
});

test("a count keeps its size in the room of a square", () => {
  const counts = [1, 4, 5, 999, 1000, 1449, 9949, 9950, 120400, 999499, 2400000];
  equal(counts.map(shortCount), ["1", "4", "5", "999", "1.0k", "1.4k", "9.9k", "10k", "120k", "999k", "2.4M"]);
  equal(counts.map(toneOf), [0, 0, 1, 4, 4, 4, 4, 4, 4, 4, 4]);
});

test("a mark that began before the window and still holds is in it", () => {
  const { whole, marks } = makers();
  for (const longs of [0, 1, 700, 4000]) {
    const feed = marks(4000, { days: 90, longs });
    const { mark_day: day, long_mark: long, long_last: last } = feed.columns;
    const end = new Map([...long].map((mark, at) => [mark, last[at]]));
    const units = prepareMarks(feed);
    for (let trial = 0; trial < 120; trial += 1) {
      const to = 18890 + whole(110);
      const frame = { first: to - [0, 6, 29][whole(3)], last: to, window: "7d" };
      const inside = [...day.keys()].filter((mark) => day[mark] <= frame.last && (end.get(mark) ?? day[mark]) >= frame.first);
      const run = runIn(feed, units, frame);
      equal(ascending(marksOf(run)), inside, `${longs} long ones in ${JSON.stringify(frame)}`);
      equal(run.count, inside.length);
    }
  }
});

test("every mark goes by its event or by file and row, and a heap tells of 200", () => {
  const { marks, withFiles } = makers();
  const feed = withFiles(marks(1200));
  prepareMarks(feed);
  const all = [...Array(1200).keys()];
  const { mark_flags: flags, mark_row: row, mark_weight: weight } = feed.columns;
  for (const mark of all) {
    const layer = flags[mark] >> 1;
    equal(nameOf(feed, mark), layer ? `own-${["3f2a91bc0d1e", "aaaaaaaaaaaa"][layer - 1]}-${row[mark]}` : `e${mark}`);
    equal(weight[mark], layer ? 0 : mark % 100);
  }
  const heap = pickOf(feed, all);
  equal([heap.kind, heap.ids.length, new Set(heap.ids).size], ["events", 200, 200]);
  const chosen = all.filter((mark) => mark % 7 === 0);
  const none = ["e-none", "own-aaaaaaaaaaaa-99999", "own-cccccccccccc-1"];
  equal(ascending(marksNamed(feed, new Set([...chosen.map((mark) => nameOf(feed, mark)), ...none]))), chosen);
  const bare = marks(5);
  prepareMarks(bare);
  equal(pickOf(bare, [3, 4]), { kind: "mark", ids: [], index: 3 });
});

test("the files of a window are counted as a look at every mark counts them", () => {
  const { whole, marks, withFiles } = makers();
  for (const [count, share] of [[600, 0.5], [40, 0.1], [3, 1], [0, 1]]) {
    const feed = withFiles(marks(count, { days: 200, longs: 9 }), share);
    const units = prepareMarks(feed);
    const { mark_flags: flags, mark_kind: kind } = feed.columns;
    for (let trial = 0; trial < 200; trial += 1) {
      const last = 18880 + whole(250);
      const run = runIn(feed, units, { first: last - whole(12), last, window: "7d" });
      const found = marksOf(run);
      const counts = [0, 1, 2].map((layer) => found.filter((mark) => flags[mark] >> 1 === layer).length);
      equal([...run.counts].slice(0, 3), counts);
      equal(filesIn(run, feed).map(({ number }) => number), [1, 2].filter((layer) => counts[layer]));
      equal(hasReference(run), counts[0] > 0);
      equal(kindsOf(run, feed.categories), ascending([...new Set(found.map((mark) => kind[mark]))]));
      equal(isVague(run), found.some((mark) => flags[mark] & 1));
    }
  }
});

test("thirty-one kinds fit beside each other", () => {
  const count = 31;
  const columns = {
    mark_lon: new Float32Array(count).fill(23), mark_lat: new Float32Array(count).fill(53), mark_day: new Uint16Array(count).fill(19000),
    mark_kind: Uint8Array.from({ length: count }, (_, kind) => kind), mark_flags: new Uint8Array(count),
  };
  const feed = { columns };
  const run = runIn(feed, prepareMarks(feed), { first: 19000, last: 19000 });
  equal(kindsOf(run, Array(count).fill(0)), [...Array(31).keys()]);
});

test("a row without words says its file, its day and its number", () => {
  const { marks, withFiles } = makers();
  const feed = withFiles(marks(50), 1);
  feed.columns.mark_day.fill(18934);
  prepareMarks(feed);
  const mark = feed.columns.mark_kind.indexOf(9);
  const words = ["**b**", `3 November 2021 · no. ${feed.columns.mark_row[mark] + 1} of the rows kept`];
  equal(tipOf({ feed, frame: {} }, { mark: { mark, count: 1 } }), words);
  equal(tipOf({ feed, frame: {} }, { stack: { marks: [mark] } }), words);
});

test("events of the reference keep their symbols among the thousands of a file", () => {
  const { marks, withFiles } = makers();
  const feed = withFiles(marks(60000, { longs: 50 }), 0.999);
  const units = prepareMarks(feed);
  const { mark_flags: flags } = feed.columns;
  const isReference = (mark) => flags[mark] >> 1 === 0;
  const crowd = createCrowd(feed, units);
  const frame = { first: 18905, last: 18935, window: "30d" };
  const run = runIn(feed, units, frame);
  const reference = ascending(marksOf(run).filter(isReference));
  ok(reference.length > 10, "there are some of the reference");
  equal(crowd.follow(viewAt(6), run, frame), "density");
  equal(ascending(crowd.symbols().filter(isReference)), reference);
  const grid = placeMarks(units, viewAt(6));
  const inside = marksInside(grid, run);
  equal(new Tally(grid).follow(run).inside, inside.length);
  ok(!inside.some(isReference), "what is kept apart is in no square");
  const chosen = [run.from + 5, run.from - 1, run.long.find((mark) => !reference.includes(mark)), reference[0]];
  equal(crowd.symbols(chosen).length - reference.length, 2);
  equal(crowd.follow(viewAt(13), run, frame), "symbols");
  const closer = crowd.symbols();
  ok(reference.every((mark) => closer.includes(mark)), "all of the reference are there close by");
  equal(new Set(closer).size, closer.length);
});

test("a heap shows the symbol of every file in it", () => {
  const { marks, withFiles } = makers();
  const feed = withFiles(marks(400), 0.6);
  feed.columns.mark_lon.fill(23.5);
  feed.columns.mark_lat.fill(53.5);
  const { mark_kind: kind, mark_flags: flags } = feed.columns;
  const units = prepareMarks(feed);
  const heaps = (found) => stack(feed, units, found, viewAt(7)).map((heap) => [heap.kind, heap.files.toSorted()]);
  const all = [...kind.keys()];
  const of = (layer) => all.filter((mark) => flags[mark] >> 1 === layer);
  const [[first, both]] = heaps(all);
  ok(first < 8, "the reference leads");
  equal(both, [8, 9]);
  equal(heaps(of(0))[0][1], []);
  equal(heaps(of(2)), [[9, []]]);
  equal(heaps([...of(0), ...of(2)])[0][1], [9]);
});

test("a million marks are made ready in a second and a frame of them in a few milliseconds", () => {
  const { whole, marks } = makers();
  const feed = marks(1_000_000, { days: 900, longs: 0 });
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
  ok(frames[9][1] > 1000, "many of them hold on");
  ok(ready < 1000, `${ready} ms to make them ready`);
  const middle = ascending(frames.map(([ms]) => ms))[30];
  ok(middle < 8, `${middle} ms for a frame`);
});
