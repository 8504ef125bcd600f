// Cards fold by themselves where they would cover a border, and what is framed stands beside them.

import { covers, edgesOf, framed, openCards } from "../../dashboard/web/map/framing.js";
import { unitX, unitY } from "../../dashboard/web/map/mercator.js";
import { equal, ok, test } from "./harness.js";

const BOUNDS = [23.2, 51.5, 28.2, 56.2];
const STEP = 0.25;

// A border that runs from the south-west corner of the bounds to the north-east one, a vertex every twentieth.
const line = (() => {
  const [west, south, east, north] = BOUNDS;
  const spots = Array.from({ length: 201 }, (_, at) => [west + ((east - west) * at) / 200, south + ((north - south) * at) / 200]);
  return { parts: [Float64Array.from(spots.flatMap(([lon, lat]) => [unitX(lon), unitY(lat)]))], box: [0, 0, 1, 1], closed: false };
})();

const stageOf = (width, height) => ({
  width, height,
  bars: [[240, 10, 400, 40], [width - 300, height - 18, width, height]],
  cards: { legend: [10, 10, 230, height - 10], inset: [width - 280, height - 400, width - 10, height - 24] },
});

const opened = (width, height, set = {}, view = null) => openCards(stageOf(width, height), [line], BOUNDS, STEP, set, view);

test("both cards stand open on a wide map and cover no border there", () => {
  const stage = stageOf(1400, 700);
  const open = opened(1400, 700);
  equal(open, ["legend", "inset"]);
  const view = framed(BOUNDS, stage, edgesOf(stage, open), STEP);
  for (const name of open) ok(!covers(stage.cards[name], [line], view), name);
});

test("the card in the corner folds first and a narrow map folds all", () => {
  equal(opened(760, 480), ["legend"]);
  equal(opened(700, 480), []);
  equal(opened(320, 340), []);
});

test("no choice of cards covers a border at any size of the map", () => {
  for (let width = 320; width <= 1920; width += 40) {
    for (let height = 330; height <= 1000; height += 67) {
      const stage = stageOf(width, height);
      const open = opened(width, height);
      const view = framed(BOUNDS, stage, edgesOf(stage, open), STEP);
      for (const name of open) ok(!covers(stage.cards[name], [line], view), `${name} at ${width} x ${height}`);
    }
  }
});

test("a card that would hide a control of a low map stays folded until the hand opens it", () => {
  equal(opened(1400, 700), ["legend", "inset"]);
  const low = { ...stageOf(1400, 420), bars: [[1100, 10, 1300, 40]] };
  equal(openCards(low, [line], BOUNDS, STEP, {}, null), ["legend"]);
  ok(openCards(low, [line], BOUNDS, STEP, { inset: true }, null).includes("inset"));
});

test("what the hand has opened or folded stays so", () => {
  equal(opened(760, 480, { inset: true }), ["inset", "legend"]);
  equal(opened(320, 340, { legend: true }), ["legend"]);
  equal(opened(1400, 700, { legend: false }), ["inset"]);
});

test("at a view of its own a card folds where it covers a border of that view", () => {
  const [scale, x, y] = [256 * 2 ** 10, unitX(25.7), unitY(53.9)]; // the middle of the border
  const at = (px, py) => ({ scale, ox: px - x * scale, oy: py - y * scale });
  equal(opened(1400, 700, {}, at(700, -9000)), ["legend", "inset"]);
  equal(opened(1400, 700, {}, at(120, 350)), ["inset"]);
});

test("what is framed lies within the edges and at the largest step that does", () => {
  const stage = stageOf(1024, 571);
  const edges = edgesOf(stage, ["legend"]);
  equal(edges, { top: 40, bottom: 18, left: 238, right: 84 });
  const within = ({ scale, ox, oy }) => {
    const [west, south, east, north] = BOUNDS;
    return unitX(west) * scale + ox >= edges.left - 1e-6 && unitX(east) * scale + ox <= 1024 - edges.right + 1e-6
      && unitY(north) * scale + oy >= edges.top - 1e-6 && unitY(south) * scale + oy <= 571 - edges.bottom + 1e-6;
  };
  const view = framed(BOUNDS, stage, edges, STEP);
  ok(within(view));
  equal(view.zoom % STEP, 0);
  const size = 256 * 2 ** (view.zoom + STEP);
  ok(Math.abs(unitY(51.5) - unitY(56.2)) * size > 571 - 58 || (unitX(28.2) - unitX(23.2)) * size > 1024 - 322, "a step further in does not fit");
});
