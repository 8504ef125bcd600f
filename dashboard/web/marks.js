// Event marks: which lie in the frame, how they gather where they would touch, and which is under the pointer.

import { INKS, fadeStep, tint } from "./fading.js";
import { runOf } from "./frame.js";
import { unitX, unitY } from "./mercator.js";
import { drawRing, drawSymbol } from "./symbols.js";

const RING = 1; // flag: the place is known only to a section or a border
const VAGUE = 31; // bit of a day's kinds that stands for the flag
const TOUCH = 15; // marks nearer than this many pixels are drawn as one, with their number

// Positions as small offsets from the middle of the marks, so that 4 bytes are finer than a pixel at every zoom;
// and what kinds each day holds, so that the legend need not look at every mark of a window.
export function prepareMarks(feed) {
  const { mark_lon: lon, mark_lat: lat, mark_day: day, mark_kind: kind, mark_flags: flags } = feed.columns;
  const count = lon.length;
  const weight = new Uint8Array(count);
  weight.set(feed.marks?.weight ?? []);
  feed.columns.mark_weight = weight;
  const x0 = count ? unitX(lon[0]) : 0;
  const y0 = count ? unitY(lat[0]) : 0;
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const kinds = new Uint32Array(count ? day[count - 1] - day[0] + 1 : 0);
  for (let mark = 0; mark < count; mark += 1) {
    x[mark] = unitX(lon[mark]) - x0;
    y[mark] = unitY(lat[mark]) - y0;
    kinds[day[mark] - day[0]] |= (1 << kind[mark]) | (flags[mark] & RING ? 1 << VAGUE : 0);
  }
  return { x, y, x0, y0, kinds };
}

// The marks in the frame: the run [from, to) of those that begin in it, and the long ones that began before.
export function runIn(feed, units, frame) {
  const { mark_day: day, mark_kind: kind, mark_flags: flags } = feed.columns;
  const [from, to] = runOf(day, frame);
  const long = feed.long.filter(({ first, last }) => first < frame.first && last >= frame.first).map(({ mark }) => mark);
  let kinds = 0;
  const begin = Math.max(0, frame.first - day[0]);
  const end = Math.min(units.kinds.length, frame.last + 1 - day[0]);
  for (let at = begin; at < end; at += 1) kinds |= units.kinds[at];
  for (const mark of long) kinds |= (1 << kind[mark]) | (flags[mark] & RING ? 1 << VAGUE : 0);
  return { from, to, long, count: to - from + long.length, kinds };
}

export function marksOf({ from, to, long }) {
  const found = [...long];
  for (let mark = from; mark < to; mark += 1) found.push(mark);
  return found;
}

export const kindsOf = ({ kinds }, categories) => categories.map((_, kind) => kind).filter((kind) => kinds & (1 << kind));

export const isVague = ({ kinds }) => kinds < 0;

// How far a mark has faded: by its first day, but what still goes on is as young as today.
export function fadingOf(feed, frame) {
  const { mark_day: day } = feed.columns;
  const ongoing = new Set(feed.long.filter(({ last }) => last >= frame.last).map(({ mark }) => mark));
  return (mark) => (ongoing.has(mark) ? 0 : fadeStep(frame.last - day[mark], frame.window));
}

// Gathers marks into stacks, most telling kind first; `order` of a kind is its place in the feed's list.
export function stack(feed, units, found, view) {
  const { mark_kind: kind, mark_flags: flags, mark_weight: weight, mark_day: day } = feed.columns;
  const stacks = [];
  const cells = new Map();
  const sorted = found.toSorted((a, b) => weight[b] - weight[a] || day[b] - day[a] || a - b);
  for (const mark of sorted) {
    const px = (units.x0 + units.x[mark]) * view.scale + view.ox;
    const py = (units.y0 + units.y[mark]) * view.scale + view.oy;
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

// A stack is as young as the youngest of its marks.
export function drawStacks(ctx, stacks, feed, selected, fading) {
  for (const { px, py, marks, kind, vague } of stacks.toReversed()) {
    const category = feed.categories[kind];
    const chosen = selected.size > 0 && marks.some((mark) => selected.has(feed.marks?.id[mark]));
    const step = marks.reduce((least, mark) => Math.min(least, fading(mark)), 3);
    if (chosen) {
      ctx.fillStyle = "#F3D56B";
      ctx.beginPath();
      ctx.arc(px, py, 15, 0, 2 * Math.PI);
      ctx.fill();
    }
    if (vague) drawRing(ctx, px, py, 12);
    drawSymbol(ctx, px, py, { shape: category.shape, colour: tint(category.colour, step) }, 7, INKS[step]);
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
