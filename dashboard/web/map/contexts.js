// Backgrounds: points, lines and areas of brought files without days, drawn under everything that has one.
// @ts-check

import { boxOf, trace, unitX, unitY, visible } from "./mercator.js";
import { PALETTE, washed } from "../shared/look.js";
/** @import { Background, BackgroundShape, DrawAt, View } from "./types.d.ts" */
/** @import { ContextEntry, Feed } from "../shared/feed.d.ts" */
/** @import { Context } from "../shared/types.d.ts" */

const POINT = 0;
const LINE = 1;
const HOLE = 3;
const DOT = 3.5; // pixels

// The shapes of a feed, made ready once: a ring and the holes after it are one.
/** @type {(feed: Feed) => Background[]} */
export function prepareBackgrounds({ contexts = [], columns }) {
  const found = contexts.map((entry) => ({ entry, shapes: /** @type {BackgroundShape[]} */ ([]) }));
  const { context_layer: layer, context_kind: kind, context_row: row, context_end: end, context_lon: lon, context_lat: lat } = columns;
  if (!layer || !kind || !row || !end || !lon || !lat) return found;
  for (let path = 0; path < kind.length; path += 1) {
    const start = path ? end[path - 1] : 0;
    const part = new Float64Array(2 * (end[path] - start));
    for (let at = start; at < end[path]; at += 1) {
      part[2 * (at - start)] = unitX(lon[at]);
      part[2 * (at - start) + 1] = unitY(lat[at]);
    }
    const { shapes } = found[layer[path]];
    if (kind[path] === HOLE) shapes[shapes.length - 1].parts.push(part);
    else shapes.push({ kind: kind[path], row: row[path], parts: [part], box: boxOf([part]) });
  }
  return found;
}

/** @type {(entry: ContextEntry, row: number) => string} */
export const backgroundId = ({ id }, row) => `${id}-${row}`;

/** @type {(ctx: Context, view: View, backgrounds: Background[], selected: ReadonlySet<string>) => void} */
export function drawBackgrounds(ctx, view, backgrounds, selected) {
  ctx.lineJoin = "round";
  for (const { entry, shapes } of backgrounds) {
    for (const shape of shapes) {
      if (!near(shape, view)) continue;
      const chosen = selected.has(backgroundId(entry, shape.row));
      if (shape.kind === POINT) drawPoint(ctx, shape, view, entry.colour, chosen);
      else drawOutline(ctx, shape, view, entry, chosen);
    }
  }
}

// A point has no size of its own, and is seen from a little way off.
/** @type {(shape: BackgroundShape, view: View) => boolean} */
function near({ box }, view) {
  const room = (2 * DOT) / view.scale;
  return visible([box[0] - room, box[1] - room, box[2] + room, box[3] + room], view);
}

/** @type {(ctx: Context, shape: BackgroundShape, view: View, colour: string, chosen: boolean) => void} */
function drawPoint(ctx, { parts: [[x, y]] }, { scale, ox, oy }, colour, chosen) {
  const [px, py] = [x * scale + ox, y * scale + oy];
  if (chosen) dot(ctx, px, py, 3 * DOT, PALETTE.halo);
  dot(ctx, px, py, DOT + 1, PALETTE.paper);
  dot(ctx, px, py, DOT, colour);
}

/** @type {(ctx: Context, x: number, y: number, radius: number, colour: string) => void} */
function dot(ctx, x, y, radius, colour) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
}

/** @type {(ctx: Context, shape: BackgroundShape, view: View, entry: ContextEntry, chosen: boolean) => void} */
function drawOutline(ctx, { kind, parts }, view, { colour, fill }, chosen) {
  const closed = kind !== LINE;
  ctx.beginPath();
  for (const part of parts) trace(ctx, part, view, closed);
  if (chosen) stroke(ctx, PALETTE.halo, 7);
  if (closed) {
    ctx.fillStyle = washed(colour, fill);
    ctx.fill("evenodd");
  }
  stroke(ctx, colour, closed ? 1.4 : 2);
}

/** @type {(ctx: Context, colour: string, width: number) => void} */
function stroke(ctx, colour, width) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

// The topmost shape under a point of the screen.
/** @type {(backgrounds: Background[], view: View, px: number, py: number, reach: number) => { entry: ContextEntry, row: number } | null} */
export function backgroundAt(backgrounds, view, px, py, reach) {
  const [x, y, room] = [(px - view.ox) / view.scale, (py - view.oy) / view.scale, reach / view.scale];
  for (const { entry, shapes } of [...backgrounds].reverse()) {
    for (let at = shapes.length - 1; at >= 0; at -= 1) {
      const shape = shapes[at];
      const [west, north, east, south] = shape.box;
      if (x < west - room || x > east + room || y < north - room || y > south + room) continue;
      if (shape.kind > LINE ? holds(shape.parts, x, y) : lies(shape.parts[0], x, y, room)) return { entry, row: shape.row };
    }
  }
  return null;
}

/** @type {(parts: Float64Array[], x: number, y: number) => boolean} */
function holds(parts, x, y) {
  let inside = false;
  for (const part of parts) {
    for (let at = 0, before = part.length - 2; at < part.length; before = at, at += 2) {
      const [x0, y0, x1, y1] = [part[at], part[at + 1], part[before], part[before + 1]];
      if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
    }
  }
  return inside;
}

// Whether a point lies within reach of a line, or of a single corner.
/** @type {(part: Float64Array, x: number, y: number, reach: number) => boolean} */
function lies(part, x, y, reach) {
  for (let at = 0; at < part.length; at += 2) {
    const next = Math.min(at + 2, part.length - 2);
    const [dx, dy] = [part[next] - part[at], part[next + 1] - part[at + 1]];
    const length = dx * dx + dy * dy;
    const share = length ? Math.max(0, Math.min(1, ((x - part[at]) * dx + (y - part[at + 1]) * dy) / length)) : 0;
    if (Math.hypot(x - part[at] - share * dx, y - part[at + 1] - share * dy) <= reach) return true;
  }
  return false;
}

// What the pointer says of a row; of a file with too many rows it says the file.
/** @type {(hit: { entry: ContextEntry, row: number }) => string[]} */
export function backgroundTip({ entry, row }) {
  const named = entry.rows[row];
  const from = named ? [`background from ${entry.label}`] : ["a background"];
  return [named || entry.label, ...(entry.told[row] ? [entry.told[row]] : []), ...from];
}

// A sample for the legend: what the file holds of areas, lines and points.
/** @type {(background: Background) => DrawAt} */
export function backgroundSample({ entry: { colour, fill }, shapes }) {
  const kinds = new Set(shapes.map(({ kind }) => Math.min(kind, 2)));
  return (ctx, x, y) => {
    if (kinds.has(2)) {
      ctx.fillStyle = washed(colour, fill);
      ctx.fillRect(2, y - 5, 2 * x - 4, 10);
      ctx.beginPath();
      ctx.rect(2, y - 5, 2 * x - 4, 10);
      stroke(ctx, colour, 1.4);
    }
    if (kinds.has(LINE)) {
      ctx.beginPath();
      ctx.moveTo(2, y);
      ctx.lineTo(2 * x - 2, y);
      stroke(ctx, colour, 2);
    }
    if (kinds.has(POINT)) dot(ctx, x, y, DOT, colour);
  };
}
