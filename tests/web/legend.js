// What a map places on its canvases on some dates, and what its legend lists, for tests/browser/test_legend_on_screen.py.

import { loadLayers } from "../../dashboard/web/map/basemap.js";
import { createCrowd } from "../../dashboard/web/map/crowd.js";
import { fillFlightKey, fillLegend } from "../../dashboard/web/map/legend.js";
import { isRing, prepareMarks } from "../../dashboard/web/map/marks.js";
import { unitX, unitY } from "../../dashboard/web/map/mercator.js";
import { drawBorders, drawFlights, drawMarks } from "../../dashboard/web/map/painting.js";
import { sceneAt, seenIn } from "../../dashboard/web/map/scene.js";
import { createStores } from "../../dashboard/web/map/stores.js";
import { drawInset } from "../../dashboard/web/map/inset.js";
import { drawZones } from "../../dashboard/web/map/zones.js";
import { frameOf } from "../../dashboard/web/shared/frame.js";
import { takeLook } from "../../dashboard/web/shared/look.js";
import { unpack } from "../../dashboard/web/shared/pack.js";

const WIDTH = 1000;
const HEIGHT = 640;

// Looks at the middle of the three borders.
function viewAt(zoom) {
  const scale = 256 * 2 ** zoom;
  return { scale, ox: WIDTH / 2 - unitX(25.5) * scale, oy: HEIGHT / 2 - unitY(54) * scale, width: WIDTH, height: HEIGHT, zoom, ratio: 1, pad: { x: 0, y: 0 } };
}

const keysIn = (node) => [...node.querySelectorAll("[data-key]")].map(({ dataset }) => dataset.key);

export async function placedAndListed(bytes, asked, names) {
  const feed = unpack(bytes);
  takeLook(feed.look);
  const { layers, land, problems } = await loadLayers("/given", names);
  if (problems.length) throw new Error(problems.join());
  const units = prepareMarks(feed);
  const prepared = { feed, units, crowd: createCrowd(feed, units), backgrounds: [], stores: createStores("", () => {}) };
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const ctx = canvas.getContext("2d", { willReadFrequently: true });
  const inset = document.createElement("canvas");
  Object.assign(inset.style, { width: "268px", height: "222px" });
  document.body.append(inset);
  const legend = document.createElement("div");
  const flightKey = document.createElement("div");
  return asked.map(({ day, window, start, zoom }) => {
    const view = viewAt(zoom);
    const frame = { ...frameOf(day, window, start), start };
    const scene = sceneAt(prepared, frame, new Set(), new Set());
    prepared.crowd.follow(view, scene.run, frame);
    const zones = drawZones(ctx, view, scene.bands, layers);
    const borders = drawBorders(ctx, view, scene, layers);
    const { stacks, crossings } = drawMarks(ctx, view, scene);
    const routes = zoom <= 5 ? drawFlights(ctx, view, scene, null) : [];
    fillLegend(legend, feed, seenIn(scene, zoom, stacks));
    fillFlightKey(flightKey, feed, { routes: scene.routes.map(({ status }) => status), stops: scene.stops.map(({ kind }) => kind) });
    const marks = stacks.flatMap(({ kind, marks: heap, vague }) => [
      `${feed.categories[kind].shape} ${feed.categories[kind].colour}`, ...(heap.length > 1 ? ["several"] : []), ...(vague ? ["ring"] : []),
    ]);
    return {
      placed: [...new Set([
        ...borders, ...marks, ...zones.map(({ kind }) => `zone ${kind}`), ...routes.map(({ route }) => `route ${route.status}`),
        ...(zoom <= 5 ? scene.stops.map(({ kind }) => `stop ${kind}`) : []), ...crossings.map(({ crossing }) => `crossing ${scene.statuses[feed.crossings.indexOf(crossing)]}`),
      ])].sort(),
      listed: [...new Set(keysIn(legend))].sort(),
      vague: stacks.some(({ marks: heap }) => heap.some((mark) => isRing(feed.columns.mark_flags[mark]))),
      inset: [...new Set([...scene.routes.map(({ status }) => `route ${status}`), ...scene.stops.map(({ kind }) => `stop ${kind}`)])].sort(),
      insetListed: keysIn(flightKey).sort(),
      airports: drawInset(inset, scene, land).airports,
      lanes: scene.routes.map(({ pair }) => pair),
      titles: zones.map(({ title }) => title),
      text: legend.textContent,
    };
  });
}
