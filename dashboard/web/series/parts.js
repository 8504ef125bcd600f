// Parts of a row of the series: the ground of its days, counts as steps, days as bars, words and hatching.
// @ts-check

import { figureAt } from "../map/borders.js";
import { PALETTE, WORDS, washed } from "../shared/look.js";
/** @import { DayFigure } from "./types.d.ts" */
/** @import { Feed, Step } from "../shared/feed.d.ts" */
/** @import { Context } from "../shared/types.d.ts" */

const FACE = "'Source Sans', 'Source Sans 3', sans-serif";
const ROOM = 150; // pixels that the words on another measure need

// What lies under days that say the same: nothing, another measure, or why no figure is on show.
/** @type {(ctx: Context, feed: Feed, figure: DayFigure, ends: [number, number], top: number, tall: number) => void} */
export function drawGround(ctx, feed, { withheld, other, row }, [x0, x1], top, tall) {
  ctx.fillStyle = other ? PALETTE.rule_faint : PALETTE.paper;
  ctx.fillRect(x0, top, x1 - x0, tall);
  const stand = row === undefined ? null : figureAt(feed, row);
  if (withheld) fitText(ctx, stand ? stand.value : WORDS.reference_hidden, x0, x1, top + 18);
  if (other && stand && x1 - x0 > ROOM) text(ctx, `${stand.measure?.label}: another measure`, x0 + 8, top + 18, "11px", PALETTE.ink_2);
}

/** @type {(ctx: Context, steps: Step[], edges: (first: number, last: number) => [number, number], y: (rate: number) => number, bottom: number) => void} */
export function drawSteps(ctx, steps, edges, y, bottom) {
  // One path, so that counts of the same days do not darken each other.
  ctx.fillStyle = washed(PALETTE.ink_3, 0.16);
  ctx.beginPath();
  for (const { first, last, rate } of steps) {
    const [x0, x1] = edges(first, last);
    ctx.rect(x0, y(rate), x1 - x0, bottom - y(rate));
  }
  ctx.fill();
  ctx.fillStyle = PALETTE.ink_2;
  for (const { first, last, rate } of steps) {
    const [x0, x1] = edges(first, last);
    ctx.fillRect(x0, y(rate) - 0.9, x1 - x0, 1.8);
  }
}

// A day's own figure: in its class when it was reported, light when it follows from other reports.
/** @type {(ctx: Context, ramp: string[], figure: { level: number, derived: boolean }, x: number, wide: number, y: number, bottom: number) => void} */
export function drawDay(ctx, ramp, { level, derived }, x, wide, y, bottom) {
  if (level === 0) {
    ctx.strokeStyle = derived ? PALETTE.unknown : PALETTE.ink;
    ctx.lineWidth = 1;
    ctx.strokeRect(x - 2, bottom - 4, 4, 4);
    return;
  }
  ctx.fillStyle = ramp[level - 1];
  ctx.globalAlpha = derived ? 0.45 : 1;
  ctx.fillRect(x - wide / 2, y, wide, bottom - y);
  ctx.globalAlpha = 1;
  ctx.fillStyle = derived ? PALETTE.derived : PALETTE.ink;
  ctx.fillRect(x - wide / 2, y - 1, wide, 1.4);
}

/** @type {(ctx: Context, words: string, x: number, y: number, size: string, colour: string, align?: CanvasTextAlign) => void} */
export function text(ctx, words, x, y, size, colour, align = "left") {
  ctx.font = `${size} ${FACE}`;
  ctx.fillStyle = colour;
  ctx.textAlign = align;
  ctx.fillText(words, x, y);
}

// Words in a stretch that has the room for them.
/** @type {(ctx: Context, words: string, x0: number, x1: number, y: number) => void} */
function fitText(ctx, words, x0, x1, y) {
  ctx.font = `11px ${FACE}`;
  if (ctx.measureText(words).width + 12 < x1 - x0) text(ctx, words, x0 + 6, y, "11px", PALETTE.ink_2);
}

/** @type {(ctx: Context, x: number, y: number, width: number, height: number) => void} */
export function hatch(ctx, x, y, width, height) {
  ctx.save();
  ctx.fillStyle = PALETTE.hatch_ground;
  ctx.fillRect(x, y, width, height);
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  ctx.strokeStyle = PALETTE.hatch_light;
  ctx.lineWidth = 0.8;
  ctx.beginPath();
  for (let at = x - height; at < x + width; at += 6) { ctx.moveTo(at, y + height); ctx.lineTo(at + height, y); }
  ctx.stroke();
  ctx.restore();
}
