// Event marks: which lie in the frame, how they gather where they would touch, and which is under the pointer.

import { overlaps, runOf } from "./frame.js";
import { unitX, unitY } from "./mercator.js";
import { drawRing, drawSymbol } from "./symbols.js";

const RING = 1; // flag: the place is known only to a section or a border
const TOUCH = 15; // marks nearer than this many pixels are drawn as one, with their number

export function prepareMarks(feed) {
  const { mark_lon: lon, mark_lat: lat } = feed.columns;
  const x = Float64Array.from(lon, unitX);
  const y = Float64Array.from(lat, unitY);
  return { x, y };
}

// Indices of the marks in the frame: those that begin in it, and the long ones that began before.
export function marksIn(feed, frame) {
  const [from, to] = runOf(feed.columns.mark_day, frame);
  const found = [];
  for (const { mark, first, last } of feed.long) {
    if (first < frame.first && overlaps({ first, last }, frame)) found.push(mark);
  }
  for (let mark = from; mark < to; mark += 1) found.push(mark);
  return found;
}

// Gathers marks into stacks, most telling kind first; `order` of a kind is its place in the feed's list.
export function stack(feed, units, found, view) {
  const { mark_kind: kind, mark_flags: flags, mark_weight: weight, mark_day: day } = feed.columns;
  const stacks = [];
  const cells = new Map();
  const sorted = found.toSorted((a, b) => weight[b] - weight[a] || day[b] - day[a] || a - b);
  for (const mark of sorted) {
    const px = units.x[mark] * view.scale + view.ox;
    const py = units.y[mark] * view.scale + view.oy;
    if (px < 0 || py < 0 || px > view.width || py > view.height) continue;
    const column = Math.floor(px / TOUCH);
    const row = Math.floor(py / TOUCH);
    let home = null;
    for (let dx = -1; dx <= 1 && !home; dx += 1) {
      for (let dy = -1; dy <= 1 && !home; dy += 1) {
        const there = cells.get(`${column + dx},${row + dy}`);
        if (there && Math.hypot(there.px - px, there.py - py) < TOUCH) home = there;
      }
    }
    if (home) { home.marks.push(mark); home.vague &&= Boolean(flags[mark] & RING); continue; }
    home = { px, py, marks: [mark], kind: kind[mark], vague: Boolean(flags[mark] & RING) };
    cells.set(`${column},${row}`, home);
    stacks.push(home);
  }
  return stacks;
}

export function drawStacks(ctx, stacks, feed, selected) {
  for (const { px, py, marks, kind, vague } of stacks.toReversed()) {
    const category = feed.categories[kind];
    const chosen = marks.some((mark) => selected.has(feed.marks.id[mark]));
    if (chosen) {
      ctx.fillStyle = "#F3D56B";
      ctx.beginPath();
      ctx.arc(px, py, 15, 0, 2 * Math.PI);
      ctx.fill();
    }
    if (vague) drawRing(ctx, px, py, 12);
    drawSymbol(ctx, px, py, category, 7);
    if (marks.length > 1) drawCount(ctx, px + 8, py - 8, marks.length);
  }
}

function drawCount(ctx, x, y, count) {
  const text = String(count);
  ctx.font = "600 11px 'Source Sans', 'Source Sans 3', sans-serif";
  const width = Math.max(14, ctx.measureText(text).width + 7);
  ctx.fillStyle = "#1E2329";
  ctx.strokeStyle = "#FFFFFF";
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - 7, width, 14, 7);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = "#FFFFFF";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y + 0.5);
  ctx.textBaseline = "alphabetic";
}

export function stackAt(stacks, px, py, reach) {
  let best = null;
  let least = reach;
  for (const candidate of stacks) {
    const distance = Math.hypot(candidate.px - px, candidate.py - py);
    if (distance < least) { least = distance; best = candidate; }
  }
  return best;
}
