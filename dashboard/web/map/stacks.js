// Stacks: how marks gather where they would touch, how a stack is drawn, and which is under the pointer.
// @ts-check

import { inkOf, tint } from "./fading.js";
import { PALETTE } from "../shared/look.js";
import { isRing, nameOf } from "./marks.js";
import { drawRing, drawSymbol } from "../shared/symbols.js";
/** @import { MarkedFeed, Stack, Units, View } from "./types.d.ts" */
/** @import { Context } from "../shared/types.d.ts" */

const TOUCH = 15; // marks nearer than this many pixels are drawn as one, with their number
const WIDEST = 1 << 16; // no screen has so many rows of cells

// Gathers marks into stacks, the heaviest first, then the youngest; `files` are symbols of files that the first one hides.
/** @type {(feed: MarkedFeed, units: Units, found: number[], view: View) => Stack[]} */
export function stack(feed, units, found, view) {
  const { mark_kind: kind, mark_flags: flags, mark_weight: weight, mark_day: day } = feed.columns;
  const ofFiles = new Set((feed.layers ?? []).map(({ category }) => category));
  const stacks = [];
  /** @type {Map<number, Stack>} */
  const cells = new Map();
  const sorted = found.toSorted((a, b) => weight[b] - weight[a] || day[b] - day[a] || a - b);
  for (const mark of sorted) {
    const px = (units.x0 + units.x[mark]) * view.scale + view.ox;
    const py = (units.y0 + units.y[mark]) * view.scale + view.oy;
    if (px < 0 || py < 0 || px > view.width || py > view.height) continue;
    const column = Math.floor(px / TOUCH);
    const row = Math.floor(py / TOUCH);
    let home = homeOf(cells, column, row, px, py);
    if (home) {
      home.marks.push(mark);
      home.vague &&= isRing(flags[mark]);
      if (kind[mark] !== home.kind && ofFiles.has(kind[mark]) && !home.files.includes(kind[mark])) home.files.push(kind[mark]);
      continue;
    }
    home = { px, py, marks: [mark], kind: kind[mark], vague: isRing(flags[mark]), files: [] };
    cells.set(column * WIDEST + row, home);
    stacks.push(home);
  }
  return stacks;
}

// The stack that a mark would touch: in its own cell of the screen, or in one beside it.
/** @type {(cells: Map<number, Stack>, column: number, row: number, px: number, py: number) => Stack | null} */
function homeOf(cells, column, row, px, py) {
  for (let dx = -1; dx <= 1; dx += 1) {
    for (let dy = -1; dy <= 1; dy += 1) {
      const there = cells.get((column + dx) * WIDEST + row + dy);
      if (there && Math.hypot(there.px - px, there.py - py) < TOUCH) return there;
    }
  }
  return null;
}

// A stack is as young as the youngest of its marks.
/** @type {(ctx: Context, stacks: Stack[], feed: MarkedFeed, selected: ReadonlySet<string>, fading: (mark: number) => number) => void} */
export function drawStacks(ctx, stacks, feed, selected, fading) {
  for (const { px, py, marks, kind, vague, files } of stacks.toReversed()) {
    const category = feed.categories[kind];
    const chosen = selected.size > 0 && marks.some((mark) => selected.has(nameOf(feed, mark) ?? ""));
    const step = marks.reduce((least, mark) => Math.min(least, fading(mark)), 3);
    if (chosen) {
      ctx.fillStyle = PALETTE.halo;
      ctx.beginPath();
      ctx.arc(px, py, 15, 0, 2 * Math.PI);
      ctx.fill();
    }
    if (vague) drawRing(ctx, px, py, 12);
    drawSymbol(ctx, px, py, { shape: category.shape, colour: tint(category.colour, step) }, 7, inkOf(step));
    // Whatever heap a file's marks lie in, its symbol is seen.
    files.forEach((file, at) => drawSymbol(ctx, px - 8 - 9 * at, py + 7, feed.categories[file], 4.5));
    if (marks.length > 1) drawCount(ctx, px + 8, py - 8, marks.length);
  }
}

/** @type {(ctx: Context, x: number, y: number, count: number) => void} */
export function drawCount(ctx, x, y, count) {
  const text = String(count);
  ctx.font = "600 11px 'Source Sans', 'Source Sans 3', sans-serif";
  const width = Math.max(14, ctx.measureText(text).width + 7);
  ctx.fillStyle = PALETTE.ink;
  ctx.strokeStyle = PALETTE.paper;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - 7, width, 14, 7);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = PALETTE.paper;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y + 0.5);
  ctx.textBaseline = "alphabetic";
}

/** @template {{ px: number, py: number }} Spot @param {Spot[]} stacks @param {number} px @param {number} py @param {number} reach @returns {Spot | null} */
export function stackAt(stacks, px, py, reach) {
  let best = null;
  let least = reach;
  for (const candidate of stacks) {
    const distance = Math.hypot(candidate.px - px, candidate.py - py);
    if (distance < least) { least = distance; best = candidate; }
  }
  return best;
}
