// What each canvas of the map shows of a scene; each returns what it placed, for the pointer and the words.
// @ts-check

import { drawArrows } from "./arrows.js";
import { drawBorder, drawStretch } from "./borders.js";
import { drawKept } from "./kept.js";
import { fadingOf } from "./marks.js";
import { unitX, unitY } from "./mercator.js";
import { drawRoutesOnMap } from "./routes.js";
import { drawStacks, stack } from "./stacks.js";
import { PALETTE } from "../shared/look.js";
import { drawCrossing } from "../shared/symbols.js";
/** @import { CrossingSpot, Feature, Layers, PlacedMarks, RouteHit, Scene, View } from "./types.d.ts" */
/** @import { Box, Context } from "../shared/types.d.ts" */

const GLOW = 11; // pixels

/** @type {(ctx: Context, view: View, scene: Scene, layers: Layers) => string[]} */
export function drawBorders(ctx, view, { feed, stretches, stands, selected }, layers) {
  if (feed.kept) drawKept(ctx, view, feed.kept, layers);
  const kinds = stretches.length ? ["stretch"] : [];
  for (const { sections, level } of stretches) {
    drawStretch(ctx, view, sectionsOf(layers, sections), level, feed.ramp);
  }
  for (const { border, stand } of stands) {
    const feature = layers.border_lines_screen.find(({ pair }) => pair === border.pair);
    const kind = feature && drawBorder(ctx, view, feature, stand, feed.ramp, selected.has(border.pair));
    if (kind) kinds.push(kind);
  }
  return kinds;
}

/** @type {(layers: Layers, wanted: string[]) => Feature[]} */
const sectionsOf = (layers, wanted) => layers.border_sections_screen.filter(({ id = "" }) => wanted.includes(id));

/** @type {(ctx: Context, view: View, scene: Scene, now: number | null) => RouteHit[]} */
export function drawFlights(ctx, view, { feed, routes, selected }, now) {
  return drawRoutesOnMap(ctx, view, feed, routes, selected, now);
}

/** @type {(ctx: Context, view: View, scene: Scene) => Box[]} */
export function drawFlow(ctx, view, { feed, stands }) {
  return drawArrows(ctx, view, stands, feed.ramp);
}

// Schematic arrows say little far out and nothing close by.
/** @type {(view: View, wanted: boolean) => boolean} */
export const flowFits = (view, wanted) => wanted && view.zoom >= 5 && view.zoom < 8;

/** @type {(ctx: Context, view: View, scene: Scene) => PlacedMarks} */
export function drawMarks(ctx, view, scene) {
  const { feed, units, crowd, frame, selected, chosen } = scene;
  const crossings = view.zoom >= 6 ? drawCrossings(ctx, view, scene) : [];
  const stacks = stack(feed, units, crowd.symbols(chosen), view);
  drawStacks(ctx, stacks, feed, selected, fadingOf(feed, frame));
  return { stacks, crossings };
}

// A disc under a crossing that is chosen or lit.
/** @type {(ctx: Context, px: number, py: number) => void} */
function drawGlow(ctx, px, py) {
  ctx.beginPath();
  ctx.arc(px, py, GLOW, 0, 2 * Math.PI);
  ctx.fillStyle = PALETTE.halo;
  ctx.fill();
}

/** @type {(ctx: Context, view: View, scene: Scene) => CrossingSpot[]} */
function drawCrossings(ctx, view, { feed, statuses, selected, off }) {
  if (off.has("crossings")) return [];
  return feed.crossings.map((crossing, at) => {
    const px = unitX(crossing.lon) * view.scale + view.ox;
    const py = unitY(crossing.lat) * view.scale + view.oy;
    if (selected.has(crossing.id)) drawGlow(ctx, px, py);
    drawCrossing(ctx, px, py, statuses[at] || null, view.zoom >= 8 ? 5 : 4);
    return { px, py, crossing };
  });
}
