// Names of the airports in view, each with the dates on which its flights were stopped.
// @ts-check

import { parts, shortWords } from "../shared/days.js";
import { drawText } from "./labels.js";
import { codesOf, drawStop, routesIn, stopsIn } from "./routes.js";
import { PALETTE } from "../shared/look.js";
/** @import { Airport, Align, At, Labeller, StopDate } from "./types.d.ts" */
/** @import { Feed } from "../shared/feed.d.ts" */
/** @import { Box, Context, Frame, Point, Span } from "../shared/types.d.ts" */

const GAP = 6;

// Airports of the frame: Minsk first, then those with a route, then those with only a stop.
/** @type {(feed: Feed, frame: Frame) => Airport[]} */
export function airportsIn(feed, frame) {
  const routes = routesIn(feed, frame).toSorted((a, b) => (b.flights_a_week ?? 0) - (a.flights_a_week ?? 0));
  const stops = stopsIn(feed, frame);
  const codes = new Set(["MSQ", ...routes.flatMap(codesOf), ...stops.map(({ airport }) => airport)]);
  return [...codes].filter((code) => feed.airports[code])
    .map((code) => ({ code, ...feed.airports[code], stops: stops.filter(({ airport }) => airport === code) }));
}

// Dot, name and stops of each airport; a name with no room is left out, its stops are drawn all the same.
/** @type {(ctx: Context, labeller: Labeller, airports: Airport[], at: At, frame: Frame, options?: { size?: number, minsk?: boolean, shunned?: Box[] }) => void} */
export function drawAirports(ctx, labeller, airports, at, frame, { size = 11.5, minsk = true, shunned = [] } = {}) {
  for (const { lon, lat, code } of airports) {
    const [x, y] = at(lon, lat);
    if (code !== "MSQ" || minsk) dot(ctx, x, y, code === "MSQ");
    labeller.reserve([x - 4, y - 4, x + 4, y + 4]);
  }
  for (const { lon, lat, code, city, stops } of airports) {
    if (code === "MSQ" && !minsk) continue;
    const [x, y] = at(lon, lat);
    const name = { text: code === "MSQ" ? "Minsk" : city, size, weight: code === "MSQ" ? 700 : 400 };
    const dates = stops.map((stop) => ({ kind: stop.kind, text: dateOf(stop, frame) }));
    if (!block(ctx, labeller, x, y, name, dates, shunned) && !block(ctx, labeller, x, y, name, dates, [])) bare(ctx, labeller, x, y, dates);
  }
}

/** @type {(ctx: Context, x: number, y: number, isMinsk: boolean) => void} */
function dot(ctx, x, y, isMinsk) {
  ctx.beginPath();
  ctx.arc(x, y, isMinsk ? 5 : 3, 0, 2 * Math.PI);
  ctx.fillStyle = isMinsk ? PALETTE.flight : PALETTE.paper;
  ctx.fill();
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = PALETTE.flight;
  ctx.stroke();
}

// The year goes without saying when it is that of the frame.
/** @type {(stop: Span, frame: Frame) => string} */
function dateOf({ first }, frame) {
  const { year } = parts(frame.last);
  return parts(first).year === year ? shortWords(first).replace(` ${year}`, "") : shortWords(first);
}

const FACE = "'Source Sans', 'Source Sans 3', sans-serif";

/** @type {(ctx: Context, labeller: Labeller, x: number, y: number, name: { text: string, size: number, weight: number }, dates: StopDate[], shunned: Box[]) => boolean} */
function block(ctx, labeller, x, y, name, dates, shunned) {
  ctx.font = `${name.weight} ${name.size}px ${FACE}`;
  const nameWidth = ctx.measureText(name.text).width;
  ctx.font = `400 10.5px ${FACE}`;
  const widths = dates.map(({ text }) => ctx.measureText(text).width + 18);
  const width = Math.max(nameWidth, ...widths);
  const height = name.size * 1.15 + dates.length * 13;
  /** @type {[number, number, Align][]} */
  const spots = [
    [x + GAP, y - 7, "left"], [x - GAP - width, y - 7, "right"], [x + GAP, y - height + 7, "left"],
    [x - GAP - width, y - height + 7, "right"], [x - width / 2, y + GAP, "center"], [x - width / 2, y - GAP - height, "center"],
  ];
  for (const [x0, y0, align] of spots) {
    /** @type {Box} */
    const box = [x0 - 1, y0, x0 + width + 1, y0 + height];
    if (!labeller.free(box) || shunned.some(([a, b, c, d]) => box[2] > a && box[0] < c && box[3] > b && box[1] < d)) continue;
    labeller.reserve(box);
    const edge = { left: x0, right: x0 + width, center: x0 + width / 2 }[align];
    drawText(ctx, name, edge, y0 + name.size * 0.9, align);
    dates.forEach((date, row) => {
      const left = align === "right" ? x0 + width - widths[row] : align === "center" ? x0 + (width - widths[row]) / 2 : x0;
      writeStop(ctx, left, y0 + name.size * 1.15 + row * 13 + 6, date);
    });
    return true;
  }
  return false;
}

/** @type {(ctx: Context, left: number, y: number, date: StopDate) => void} */
function writeStop(ctx, left, y, { kind, text }) {
  drawStop(ctx, left + 6, y, kind);
  drawText(ctx, { text, size: 10.5, colour: PALETTE.contested }, left + 15, y + 3.6, "left");
}

/** @type {(ctx: Context, labeller: Labeller, x: number, y: number, dates: StopDate[]) => void} */
function bare(ctx, labeller, x, y, dates) {
  dates.forEach(({ kind }, index) => {
    /** @type {Point[]} */
    const spots = [[x, y + 9], [x + 9, y], [x - 9, y], [x, y - 9], [x + 9, y + 9]];
    const free = spots.find(([px, py]) => labeller.free([px - 5, py - 5, px + 5, py + 5]));
    const [left, top] = free ?? [x + 11 * index, y + 9];
    labeller.reserve([left - 5, top - 5, left + 5, top + 5]);
    drawStop(ctx, left, top, kind);
  });
}
