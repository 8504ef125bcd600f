// Backgrounds: which shape lies under the pointer, what it says, and that a hole is no part of an area.

import { backgroundAt, backgroundId, backgroundTip, prepareBackgrounds } from "../../dashboard/web/map/contexts.js";
import { hitAt } from "../../dashboard/web/map/hits.js";
import { unitX, unitY } from "../../dashboard/web/map/mercator.js";
import { equal, test } from "./harness.js";
import { viewAt } from "./made.js";

const entry = (id) => ({ id, label: `file ${id}`, colour: "#5B7C99", fill: 0.18, words: "", rows: ["zone", "track", "post"], told: ["rule: none", "", ""] });

// An area with a hole, a line and a point of one file, and an area of another above its lower half.
const made = () => {
  const paths = [
    [0, 0, 2, [[23, 53], [25, 53], [25, 54], [23, 54], [23, 53]]],
    [0, 0, 3, [[23.8, 53.4], [24.2, 53.4], [24.2, 53.6], [23.8, 53.6], [23.8, 53.4]]],
    [0, 1, 1, [[26, 53], [27, 54]]],
    [0, 2, 0, [[22, 55]]],
    [1, 0, 2, [[23, 53], [25, 53], [25, 53.2], [23, 53.2], [23, 53]]],
  ];
  const corners = paths.flatMap(([, , , path]) => path);
  let end = 0;
  return prepareBackgrounds({
    contexts: [entry("own-a"), entry("own-b")],
    columns: {
      context_layer: paths.map(([layer]) => layer), context_row: paths.map(([, row]) => row), context_kind: paths.map(([, , kind]) => kind),
      context_end: paths.map(([, , , path]) => (end += path.length)),
      context_lon: corners.map(([lon]) => lon), context_lat: corners.map(([, lat]) => lat),
    },
  });
};

test("the topmost shape under a point is found, and a hole holds nothing", () => {
  const view = viewAt(7, 1);
  const backgrounds = made();
  const at = (lon, lat) => {
    const found = backgroundAt(backgrounds, view, unitX(lon) * view.scale + view.ox, unitY(lat) * view.scale + view.oy, 6);
    return found && backgroundId(found.entry, found.row);
  };
  equal(at(24.5, 53.7), "own-a-0");
  equal(at(24, 53.5), null);
  equal(at(24, 53.1), "own-b-0");
  equal(at(26.5, 53.503), "own-a-1");
  equal(at(26.2, 53.9), null);
  equal(at(22.01, 55), "own-a-2");
  equal(at(22.5, 55), null);
});

test("a click on a background picks its row, and its tip says what it is", () => {
  const view = viewAt(7, 1);
  const scene = { feed: {}, crowd: { at: () => null }, stands: [], backgrounds: made() };
  const point = { x: unitX(24.5) * view.scale + view.ox - view.pad.x, y: unitY(53.7) * view.scale + view.oy - view.pad.y };
  const hit = hitAt(scene, { stacks: [], crossings: [], routes: [], arrows: [] }, {}, view, point, 14);
  equal(hit.pick, { kind: "events", ids: ["own-a-0"] });
  equal(backgroundTip(hit.background), ["zone", "rule: none", "background from file own-a"]);
  equal(backgroundTip({ entry: { ...entry("own-a"), rows: [], told: [] }, row: 7 }), ["file own-a", "a background"]);
});

test("a feed without backgrounds has none to draw", () => equal(prepareBackgrounds({ contexts: [], columns: {} }), []));
