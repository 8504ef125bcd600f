// What lies behind the slider: reports a day, and one row a border that tells how well each day is known.
// @ts-check

import { calledIn } from "../shared/called.js";
import { monthName, parts, addMonths } from "../shared/days.js";
import { contextOf } from "../shared/context.js";
import { PALETTE, SCHEME, WORDS } from "../shared/look.js";
/** @import { Scale, Still } from "./types.d.ts" */
/** @import { Feed } from "../shared/feed.d.ts" */
/** @import { Context, Span } from "../shared/types.d.ts" */

const TICKS = 18; // room for the key events above the histogram
const AXIS = 18;
const ROW = 13;
const RIGHT = 12;
const EDGE = 7; // half a day at either end takes no more than this
// How well a day is known, in the order of the codes; the last is a day whose figure is out of sight.
// The colours are names of the palette.
// One base line and falling heights: told apart at half a pixel a day, in grey and without colour.
/** @type {{ words: string, height: number | null, colour: string }[]} */
export const STATES = [
  { words: "reported day", height: 1, colour: "ink" },
  { words: "follows exactly from other reports", height: 0.62, colour: "derived" },
  { words: "inside a wider count", height: 0.3, colour: "unknown" },
  { words: "nothing", height: null, colour: "hatch" },
];
export const REPORTED = 0;
export const DERIVED = 1;
export const NOTHING = 3;
const WIDER = 2;
const WITHHELD = 4;
/** @type {WeakMap<HTMLCanvasElement, Still>} */
const still = new WeakMap(); // canvas -> what does not change with the date

/** @type {(canvas: HTMLCanvasElement, feed: Feed, first: number, final: number, frame: Span, other: Span | null) => void} */
export function drawStrip(canvas, feed, first, final, frame, other) {
  const ratio = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!width || !height) return;
  const below = feed.borders.length * ROW + 4;
  const base = height - AXIS - below;
  const x = scaleOf(width, first, final);
  const layers = stillLayers(canvas, feed, first, final, x, { width, height, ratio, base });
  if (canvas.width !== layers.back.width || canvas.height !== layers.back.height) {
    canvas.width = layers.back.width;
    canvas.height = layers.back.height;
  }
  const ctx = contextOf(canvas);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(layers.back, 0, 0);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawWindow(ctx, x, frame, first, final, base + below);
  if (other) drawOther(ctx, x, other, first, final, base + below);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.drawImage(layers.front, 0, 0);
}

// Day to pixel. The page sets the slider's inset from the same widths.
/** @type {(width: number, first: number, final: number) => Scale} */
export function scaleOf(width, first, final) {
  const left = labelWidth(width);
  const span = Math.max(1, final - first);
  return (day) => left + ((day - first) / span) * (width - left - RIGHT);
}

/** @type {(width: number) => number} */
export function labelWidth(width) {
  return width < 560 ? 12 : 84;
}

/** @type {(canvas: HTMLCanvasElement, feed: Feed, first: number, final: number, x: Scale, size: { width: number, height: number, ratio: number, base: number }) => Still} */
function stillLayers(canvas, feed, first, final, x, size) {
  const key = [SCHEME.name, first, final, ...Object.values(size)].join();
  const before = still.get(canvas);
  if (before?.key === key && before.feed === feed) return before;
  /** @type {(draw: (ctx: Context) => void) => HTMLCanvasElement} */
  const layer = (draw) => {
    const page = document.createElement("canvas");
    page.width = Math.round(size.width * size.ratio);
    page.height = Math.round(size.height * size.ratio);
    const ctx = contextOf(page);
    ctx.scale(size.ratio, size.ratio);
    draw(ctx);
    return page;
  };
  const { base, width, height } = size;
  const found = {
    key,
    feed,
    back: layer((ctx) => { if (!isHidden(feed)) drawSilence(ctx, feed, first, final, x, base); }),
    front: layer((ctx) => {
      drawHistogram(ctx, feed, first, final, x, base, width);
      feed.borders.forEach((border, row) => {
        drawCoverage(ctx, isHidden(feed), feed.columns[`state:${border.pair}`], feed.first, first, final, x, base + 4 + row * ROW, ROW - 3);
      });
      if (isHidden(feed) && !hasFigures(feed)) drawHidden(ctx, (x(first) + x(final)) / 2, base + 4 + (feed.borders.length * ROW) / 2);
      drawAxis(ctx, first, final, x, height - 4, width);
      drawWords(ctx, feed, width, base);
    }),
  };
  still.set(canvas, found);
  return found;
}

/** @type {(feed: { reference: string }) => boolean} */
const isHidden = ({ reference }) => reference === "hidden";

/** @type {(feed: Feed) => boolean} */
const hasFigures = ({ borders, columns }) => borders.some(({ pair }) => columns[`state:${pair}`].some((code) => code < NOTHING));

// Brought files stand alone: of the borders nothing can be said, not even that nothing was reported.
/** @type {(ctx: Context, x: number, y: number) => void} */
function drawHidden(ctx, x, y) {
  ctx.font = "11px 'Source Sans', 'Source Sans 3', sans-serif";
  ctx.fillStyle = PALETTE.ink_2;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(WORDS.reference_hidden, x, y);
  ctx.textBaseline = "alphabetic";
}

/** @type {(ctx: Context, x: Scale, frame: Span, first: number, final: number, bottom: number) => void} */
function drawWindow(ctx, x, frame, first, final, bottom) {
  const [left, wide] = roomOf(x, frame, first, final);
  ctx.fillStyle = PALETTE.window;
  ctx.strokeStyle = PALETTE.ink;
  ctx.lineWidth = 1.6;
  ctx.beginPath();
  ctx.roundRect(left, TICKS, wide, bottom - TICKS, 2);
  ctx.fill();
  ctx.stroke();
}

// Left edge and width of a window, as far as it lies on the slider.
/** @type {(x: Scale, frame: Span, first: number, final: number) => [number, number]} */
function roomOf(x, frame, first, final) {
  const a = Math.max(x(first) - EDGE, x(frame.first - 0.5));
  const b = Math.min(x(final) + EDGE, x(Math.min(final, frame.last) + 0.5));
  const wide = Math.max(3, b - a);
  return [b - wide, wide];
}

// The window of the second map: dashed and empty, so that it is no second handle.
/** @type {(ctx: Context, x: Scale, frame: Span, first: number, final: number, bottom: number) => void} */
function drawOther(ctx, x, frame, first, final, bottom) {
  const [left, wide] = roomOf(x, frame, first, final);
  ctx.strokeStyle = PALETTE.ink;
  ctx.lineWidth = 1.6;
  ctx.setLineDash([3, 3]);
  ctx.strokeRect(left, TICKS, wide, bottom - TICKS);
  ctx.setLineDash([]);
}

// What the heights in the rows of the borders mean, as one line of small samples with words.
/** @type {(node: HTMLElement) => void} */
export function fillStripKey(node) {
  node.replaceChildren(...STATES.map(({ words, height, colour }) => {
    const entry = document.createElement("span");
    const sample = document.createElement("i");
    if (height) sample.style.cssText = `border-bottom: ${Math.round(10 * height)}px solid var(--${colour})`;
    else sample.className = "nothing";
    entry.append(sample, words);
    return entry;
  }));
}

// Runs of days that no border has any count of.
/** @type {(states: Uint8Array[], epoch: number, first: number, final: number) => [number, number][]} */
export function silentRuns(states, epoch, first, final) {
  /** @type {[number, number][]} */
  const runs = [];
  let start = null;
  for (let day = first; day <= final + 1; day += 1) {
    const silent = day <= final && states.every((column) => (column[day - epoch] ?? NOTHING) === NOTHING);
    if (silent && start === null) start = day;
    if (!silent && start !== null) {
      runs.push([start, day - 1]);
      start = null;
    }
  }
  return runs;
}

/** @type {(ctx: Context, feed: Feed, first: number, final: number, x: Scale, base: number) => void} */
function drawSilence(ctx, feed, first, final, x, base) {
  const states = feed.borders.map(({ pair }) => feed.columns[`state:${pair}`]);
  for (const [a, b] of silentRuns(states, feed.first, first, final)) {
    hatch(ctx, x(a - 0.5), TICKS, x(b + 0.5) - x(a - 0.5), base - TICKS);
  }
}

/** @type {(ctx: Context, left: number, top: number, width: number, height: number) => void} */
function hatch(ctx, left, top, width, height) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.fillStyle = PALETTE.hatch_ground;
  ctx.fillRect(left, top, width, height);
  ctx.strokeStyle = PALETTE.hatch;
  ctx.lineWidth = 0.8;
  ctx.beginPath();
  // From a common origin, so that neighbouring runs share one hatch.
  for (let at = Math.floor((left - height) / 5) * 5; at < left + width; at += 5) {
    ctx.moveTo(at, top + height);
    ctx.lineTo(at + height, top);
  }
  ctx.stroke();
  ctx.restore();
}

/** @type {(ctx: Context, feed: Feed, first: number, final: number, x: Scale, base: number, width: number) => void} */
function drawHistogram(ctx, feed, first, final, x, base, width) {
  const { report_count: counts } = feed.columns;
  const bars = new Float32Array(width);
  let most = 1;
  for (let day = first; day <= final; day += 1) {
    const count = counts[day - feed.first] ?? 0;
    const pixel = Math.round(x(day));
    bars[pixel] = Math.max(bars[pixel], count);
    most = Math.max(most, count);
  }
  const bar = Math.max(1, Math.floor(x(first + 1) - x(first)) - 1);
  ctx.save();
  ctx.beginPath();
  ctx.rect(x(first) - EDGE, 0, x(final) - x(first) + 2 * EDGE, base);
  ctx.clip();
  for (let pixel = 0; pixel < width; pixel += 1) {
    if (!bars[pixel]) continue;
    const tall = (bars[pixel] / most) * (base - TICKS - 6);
    ctx.fillStyle = PALETTE.paper; // keeps a thin bar apart from the hatch
    ctx.fillRect(pixel - bar / 2 - 0.5, base - tall - 0.5, Math.max(1, bar) + 1, tall);
    ctx.fillStyle = PALETTE.bars;
    ctx.fillRect(pixel - bar / 2, base - tall, Math.max(1, bar), tall);
  }
  ctx.restore();
  ctx.fillStyle = PALETTE.ink;
  ctx.fillRect(x(first), base, x(final) - x(first), 1);
}

/** @type {(ctx: Context, hidden: boolean, states: Uint8Array, epoch: number, first: number, final: number, x: Scale, top: number, height: number) => void} */
function drawCoverage(ctx, hidden, states, epoch, first, final, x, top, height) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x(first), top, x(final) - x(first), height);
  ctx.clip();
  if (!hidden) hatch(ctx, x(first), top, x(final) - x(first), height);
  /** @type {(code: number, draw: (left: number, wide: number) => void) => void} */
  const runs = (code, draw) => {
    for (let day = first; day <= final; day += 1) {
      if (states[day - epoch] !== code) continue;
      let end = day;
      while (end < final && states[end + 1 - epoch] === code) end += 1;
      const a = x(day - 0.5);
      draw(a, Math.max(1.2, x(end + 0.5) - a));
      day = end;
    }
  };
  // A day with some count is blank above its bar; so is one that is hidden or filtered out, all of it.
  for (const code of [WITHHELD, WIDER, DERIVED, REPORTED]) {
    const share = STATES[code]?.height ?? 0;
    runs(code, (a, wide) => {
      ctx.fillStyle = PALETTE.paper;
      ctx.fillRect(a, top, wide, height);
      if (!share) return;
      ctx.fillStyle = PALETTE[STATES[code].colour];
      ctx.fillRect(a, top + height * (1 - share), wide, height * share);
    });
  }
  ctx.restore();
}

/** @type {(ctx: Context, first: number, final: number, x: Scale, y: number, width: number) => void} */
function drawAxis(ctx, first, final, x, y, width) {
  const perMonth = (x(final) - x(first)) / Math.max(1, (final - first) / 30.4);
  const every = [1, 2, 3, 6, 12, 24].find((count) => count * perMonth > 64) ?? 24;
  ctx.font = "11px 'Source Sans', 'Source Sans 3', sans-serif";
  ctx.textAlign = "left";
  const short = final - first < 45;
  const week = Math.max(1, Math.round((final - first) / 8));
  for (let day = short ? first : first - parts(first).day + 1; day <= final; day = short ? day + week : addMonths(day, 1)) {
    const { year, month, day: number } = parts(day);
    if (day < first || (!short && (month % Math.min(every, 12) !== 0 || (every === 24 && year % 2)))) continue;
    ctx.fillStyle = PALETTE.rule;
    ctx.fillRect(x(day), y - 16, 1, 5);
    ctx.fillStyle = PALETTE.ink_2;
    const text = short ? `${number} ${monthName(month)}` : month === 0 ? `Jan ${year}` : monthName(month);
    if (x(day) + ctx.measureText(text).width < width) ctx.fillText(text, x(day), y);
  }
}

/** @type {(ctx: Context, feed: Feed, width: number, base: number) => void} */
function drawWords(ctx, feed, width, base) {
  if (labelWidth(width) < 40) return;
  ctx.font = "11px 'Source Sans', 'Source Sans 3', sans-serif";
  ctx.fillStyle = PALETTE.ink_2;
  ctx.textAlign = "left";
  ctx.fillText("key events", 2, TICKS - 5);
  ctx.fillText(isHidden(feed) ? calledIn(feed).rows : "reports", 2, base - 14);
  ctx.fillText("a day", 2, base - 2);
  feed.borders.forEach((border, row) => {
    ctx.fillText(border.short, 2, base + 4 + row * ROW + ROW - 4);
  });
}
