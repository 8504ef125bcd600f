// Zones along a border: strips on the ground of the state that declared them, one row beside the other, told apart by pattern.
// @ts-check

import { contextOf } from "../shared/context.js";
import { PALETTE, SCHEME, ZONES } from "../shared/look.js";
import { trace } from "./mercator.js";
/** @import { DrawAt, Feature, Layers, View } from "./types.d.ts" */
/** @import { Band } from "../shared/feed.d.ts" */
/** @import { Context } from "../shared/types.d.ts" */

const [THIN, MIDDLE] = [0.6, 0.75]; // of the width, where the map shows all of Europe, and all three borders

const COARSE = 4; // pixels between the points of a line that a strip follows

/** @type {Map<string, CanvasPattern>} */
const patterns = new Map();

// The pattern of a kind of zone: oblique lines or dots, as fine as the screen is.
/** @type {(ctx: Context, kind: string, ratio: number) => CanvasPattern} */
function patternOf(ctx, kind, ratio) {
  const key = `${SCHEME.name} ${kind} ${ratio}`;
  let pattern = patterns.get(key);
  if (pattern) return pattern;
  const { step, stroke, dot, patterns: signs } = ZONES;
  const tile = document.createElement("canvas");
  tile.width = tile.height = step * ratio;
  const inner = contextOf(tile);
  inner.scale(ratio, ratio);
  inner.fillStyle = PALETTE.zone_ground;
  inner.fillRect(0, 0, step, step);
  inner.fillStyle = inner.strokeStyle = PALETTE.zone;
  inner.lineWidth = stroke;
  inner.beginPath();
  if (signs[kind] === "dots") inner.arc(step / 2, step / 2, dot, 0, 2 * Math.PI);
  // A line leaves a tile where the next one goes on with it.
  else for (const at of [-step, 0, step]) { inner.moveTo(at - 1, step + 1); inner.lineTo(at + step + 1, -1); }
  if (signs[kind] === "dots") inner.fill();
  else inner.stroke();
  pattern = /** @type {CanvasPattern} */ (ctx.createPattern(tile, "repeat"));
  pattern.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, 0, 0]));
  patterns.set(key, pattern);
  return pattern;
}

// How far from the line a row of zones ends.
/** @type {(row: number, zoom: number) => number} */
export const reachOf = (row, zoom) => (ZONES.inner + ZONES.row * (row + 1)) * (zoom < 6 ? THIN : zoom < 8 ? MIDDLE : 1);

// Draws the zones of a day, the outer rows first; returns those it placed.
/** @type {(ctx: Context, view: View, bands: Band[], layers: Layers) => Band[]} */
export function drawZones(ctx, view, bands, layers) {
  /** @type {Band[]} */
  const placed = [];
  for (const ground of layers.countries_screen ?? []) {
    const own = bands.filter(({ state, sections, pairs }) => state === ground.iso && sections.length + pairs.length > 0);
    if (!own.length) continue;
    ctx.save();
    ctx.beginPath();
    for (const part of ground.parts) trace(ctx, part, view, true);
    ctx.clip("evenodd");
    for (const band of own.toSorted((a, b) => b.row - a.row)) {
      const lines = linesOf(layers, band);
      strip(ctx, () => { for (const { parts } of lines) for (const part of parts) traceCoarsely(ctx, part, view); }, reachOf(band.row, view.zoom), band.kind, view.ratio);
      placed.push(band);
    }
    ctx.restore();
  }
  return placed;
}

// A strip is so wide that what the line does within a few pixels does not show; its first and last point stay.
/** @type {(ctx: Context, part: Float64Array, view: View) => void} */
function traceCoarsely(ctx, part, { scale, ox, oy }) {
  let [lastX, lastY] = [Infinity, Infinity];
  for (let at = 0; at < part.length; at += 2) {
    const [x, y] = [part[at] * scale + ox, part[at + 1] * scale + oy];
    if (at > 0 && at < part.length - 2 && Math.abs(x - lastX) + Math.abs(y - lastY) < COARSE) continue;
    if (at) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
    [lastX, lastY] = [x, y];
  }
}

/** @type {(layers: Layers, band: Band) => Feature[]} */
const linesOf = (layers, { sections, pairs }) => [
  ...(layers.border_sections_screen ?? []).filter(({ id = "" }) => sections.includes(id)),
  ...(layers.border_lines_screen ?? []).filter(({ pair = "" }) => pairs.includes(pair)),
];

/** @type {(ctx: Context, path: () => void, reach: number, kind: string, ratio: number) => void} */
function strip(ctx, path, reach, kind, ratio) {
  ctx.lineJoin = "round";
  ctx.lineCap = "butt";
  /** @type {[string | CanvasPattern, number][]} */
  const strokes = [[PALETTE.zone, 2 * reach + 1.6], [patternOf(ctx, kind, ratio), 2 * reach - 0.8]];
  for (const [style, width] of strokes) {
    ctx.strokeStyle = style;
    ctx.lineWidth = width;
    ctx.beginPath();
    path();
    ctx.stroke();
  }
}

// A piece of a border with a zone on one side of it, for the legend.
/** @type {(kind: string) => DrawAt} */
export const zoneSample = (kind) => (ctx, x, y) => {
  ctx.save();
  ctx.beginPath();
  ctx.rect(1, y - 8, 2 * x - 2, 13);
  ctx.clip();
  strip(ctx, () => { ctx.moveTo(0, y + 5); ctx.lineTo(2 * x, y + 5); }, 11, kind, devicePixelRatio || 1);
  ctx.restore();
  ctx.strokeStyle = PALETTE.ink;
  ctx.lineWidth = 3;
  ctx.beginPath();
  ctx.moveTo(1, y + 6.5);
  ctx.lineTo(2 * x - 1, y + 6.5);
  ctx.stroke();
};
