// The rated borders: each on its own scale, dashed where there is no rate, white where zero was counted.
// @ts-check

import { LEVELS, PALETTE, WORDS } from "../shared/look.js";
import { trace } from "./mercator.js";
/** @import { Feature, Figure, Stroke, View } from "./types.d.ts" */
/** @import { Feed } from "../shared/feed.d.ts" */
/** @import { Context, Frame } from "../shared/types.d.ts" */

const WIDTHS = [4, 4.5, 5.2, 5.9, 6.6, 7.3];

/** @type {(stand: { level: number }) => boolean} */
export const isRated = ({ level }) => level < LEVELS.rated_below;
// Nothing can be said of it, not even that nothing was reported.
/** @type {(stand: { level: number }) => boolean} */
export const isWithheld = ({ level }) => level === LEVELS.hidden || level === LEVELS.filtered;

// How a border stands, in a few words: figure and unit; what is absent has no unit.
/** @type {(stand: { value: string, unit: string }) => string} */
export const saidOf = ({ value, unit }) => [value, unit].filter(Boolean).join(" ");
// The same with how it is known.
/** @type {(stand: { value: string, unit: string, basis: string }) => string} */
export const toldOf = (stand) => [saidOf(stand), stand.basis && `(${stand.basis})`].filter(Boolean).join(" ");

// Whether the feed holds figures for the frame's window and day, and for the start it counts from.
/** @type {(feed: Feed, frame: Frame) => boolean} */
export function isPrepared(feed, { window, start, last }) {
  if (!(window in feed.windowDays) || (last < feed.start && last >= feed.first)) return false;
  return window !== "all" || start === undefined || start === feed.start;
}

const NOTHING = { look: "none", unit: "", basis: "", short: "", more: "", rate: NaN, least: NaN, most: NaN };

// How one border stood at the end of the frame: the row that the server wrote for it.
/** @type {(feed: Feed, pair: string, frame: Frame) => Figure} */
export function standing(feed, pair, frame) {
  if (!isPrepared(feed, frame)) return { ...NOTHING, level: LEVELS.pending, value: "…" };
  const at = frame.last - feed.first;
  const rows = feed.columns[`figure:${frame.window}:${pair}`];
  if (at >= 0 && at < feed.days && rows) return figureAt(feed, rows[at]);
  return feed.reference === "hidden" ? { ...NOTHING, level: LEVELS.hidden, value: WORDS.reference_hidden } : { ...NOTHING, level: LEVELS.not_reported, value: WORDS.not_reported };
}

// One row of the table of figures.
/** @type {(feed: Feed, row: number) => Figure} */
export function figureAt(feed, row) {
  const { columns, texts } = feed;
  return {
    value: texts[columns.figure_value[row]], unit: texts[columns.figure_unit[row]], basis: texts[columns.figure_basis[row]],
    short: texts[columns.figure_short[row]], more: texts[columns.figure_more[row]],
    level: columns.figure_level[row], look: feed.looks[columns.figure_look[row]], measure: feed.measures[columns.figure_measure[row]],
    contested: columns.figure_contested[row] > 0,
    rate: columns.figure_rate[row], least: columns.figure_least[row], most: columns.figure_most[row],
  };
}

// Draws one border, and returns how, as the legend calls it; null for a figure that is still counted.
/** @type {(ctx: Context, view: View, feature: Feature, stand: Figure, ramp: string[], selected: boolean) => string | null} */
export function drawBorder(ctx, view, feature, stand, ramp, selected) {
  const path = () => {
    ctx.beginPath();
    for (const part of feature.parts) trace(ctx, part, view, false);
  };
  /** @type {Stroke} */
  const line = (colour, width, dash = []) => {
    ctx.setLineDash(dash);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    path();
    ctx.stroke();
    ctx.setLineDash([]);
  };
  const thin = view.zoom < 6 ? 0.7 : 1;
  ctx.lineJoin = "round";
  ctx.lineCap = "butt";
  if (selected) line(PALETTE.halo, 16 * thin);
  if (stand.level === LEVELS.not_reported) {
    line(PALETTE.paper, 8 * thin);
    line(PALETTE.not_reported, 4 * thin, [6.4, 3.6]);
    return "dashes";
  }
  if (isWithheld(stand)) {
    line(PALETTE.paper, 4 * thin);
    line(PALETTE.border, 2.2 * thin);
    return "withheld";
  }
  if (stand.level === LEVELS.pending) {
    line(PALETTE.paper, 8 * thin);
    line(PALETTE.not_reported, 1.6 * thin);
    return null;
  }
  const width = WIDTHS[stand.level] * thin;
  line(PALETTE.paper, width + 4);
  line(PALETTE.ink, width + 1.6);
  line(stand.level === 0 ? PALETTE.paper : ramp[stand.level - 1], width);
  drawLook(line, stand, width);
  return `look ${stand.look}`;
}

// A wider count spread over its days carries a white core; a class that a higher one may hide behind is hatched.
/** @type {(line: Stroke, stand: { look: string, level: number }, width: number) => void} */
export function drawLook(line, { look, level }, width) {
  if (look === "average") line(PALETTE.paper, Math.max(1, width * 0.22), [7, 4]);
  if (look === "hatched") line(level === 0 ? PALETTE.ink : PALETTE.paper, width, [1.2, 7.2]);
}

// A stretch with its own report: a band beside the line's casing, never a recolouring of the whole.
/** @type {(ctx: Context, view: View, features: Feature[], level: number, ramp: string[]) => void} */
export function drawStretch(ctx, view, features, level, ramp) {
  ctx.lineJoin = "round";
  for (const { colour, width } of [{ colour: PALETTE.ink, width: 17 }, { colour: level === 0 ? PALETTE.paper : ramp[level - 1], width: 15 }]) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.beginPath();
    for (const feature of features) for (const part of feature.parts) trace(ctx, part, view, false);
    ctx.stroke();
  }
}

// Shortest distance in pixels from a point to a line, for hover and click.
/** @type {(feature: Feature, view: View, px: number, py: number) => number} */
export function distanceTo(feature, view, px, py) {
  const { scale, ox, oy } = view;
  let best = Infinity;
  for (const part of feature.parts) {
    for (let at = 0; at + 3 < part.length; at += 2) {
      const ax = part[at] * scale + ox;
      const ay = part[at + 1] * scale + oy;
      const dx = part[at + 2] * scale + ox - ax;
      const dy = part[at + 3] * scale + oy - ay;
      const along = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
      best = Math.min(best, Math.hypot(px - ax - along * dx, py - ay - along * dy));
    }
  }
  return best;
}
