// Names of the airports in view, each with the dates on which its flights were stopped.
// @ts-check

import { shortWords } from "../shared/days.js";
import { drawText } from "./labels.js";
import { codesOf, drawStop, routesIn, stopsIn } from "./routes.js";
import { PALETTE } from "../shared/look.js";
/** @import { Airport, Align, At, Labeller, NamedAirport, StopDate } from "./types.d.ts" */
/** @import { Feed } from "../shared/feed.d.ts" */
/** @import { Box, Context, Frame, Point } from "../shared/types.d.ts" */

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

// Dot, name and stops of each airport; returns the box of each name, null for one that lies out of sight.
// What finds no room beside its dot goes without its dates, then farther off with a line that leads to it.
/** @type {(ctx: Context, labeller: Labeller, airports: Airport[], at: At, options?: { size?: number, minsk?: boolean, shunned?: Box[] }) => NamedAirport[]} */
export function drawAirports(ctx, labeller, airports, at, { size = 11.5, minsk = true, shunned = [] } = {}) {
  for (const { lon, lat, code } of airports) {
    const [x, y] = at(lon, lat);
    if (code !== "MSQ" || minsk) dot(ctx, x, y, code === "MSQ");
    labeller.reserve([x - 4, y - 4, x + 4, y + 4]);
  }
  /** @type {NamedAirport[]} */
  const named = [];
  for (const { lon, lat, code, city, stops } of airports) {
    if (code === "MSQ" && !minsk) continue;
    const [x, y] = at(lon, lat);
    if (!labeller.inside(x, y)) { named.push({ code, box: null }); continue; }
    const name = { text: code === "MSQ" ? "Minsk" : city, size, weight: code === "MSQ" ? 700 : 400 };
    const dates = stops.map(({ kind, first }) => ({ kind, text: shortWords(first) }));
    named.push({ code, box: write(ctx, labeller, x, y, name, dates, shunned) });
  }
  return named;
}

/** @type {(ctx: Context, labeller: Labeller, x: number, y: number, name: { text: string, size: number, weight: number }, dates: StopDate[], shunned: Box[]) => Box | null} */
function write(ctx, labeller, x, y, name, dates, shunned) {
  const whole = block(ctx, labeller, x, y, name, dates, shunned) ?? block(ctx, labeller, x, y, name, dates, []);
  if (whole) return whole;
  bare(ctx, labeller, x, y, dates);
  return block(ctx, labeller, x, y, name, [], shunned) ?? block(ctx, labeller, x, y, name, [], []) ?? far(ctx, labeller, x, y, name);
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

const FACE = "'Source Sans', 'Source Sans 3', sans-serif";

/** @type {(ctx: Context, labeller: Labeller, x: number, y: number, name: { text: string, size: number, weight: number }, dates: StopDate[], shunned: Box[]) => Box | null} */
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
    return box;
  }
  return null;
}

// A name away from its dot, at the nearest free place all round, with a thin line to it.
/** @type {(ctx: Context, labeller: Labeller, x: number, y: number, name: { text: string, size: number, weight: number }) => Box | null} */
function far(ctx, labeller, x, y, name) {
  ctx.font = `${name.weight} ${name.size}px ${FACE}`;
  const width = ctx.measureText(name.text).width;
  const height = name.size * 1.15;
  for (let away = 12; away <= 132; away += 6) {
    for (let turn = 0; turn < 24; turn += 1) {
      const angle = (turn * Math.PI) / 12;
      const [px, py] = [x + away * Math.cos(angle), y + away * Math.sin(angle)];
      const left = Math.cos(angle) >= 0 ? px : px - width;
      /** @type {Box} */
      const box = [left - 1, py - height / 2, left + width + 1, py + height / 2];
      if (!labeller.free(box)) continue;
      labeller.reserve(box);
      ctx.strokeStyle = PALETTE.ink_2;
      ctx.lineWidth = 0.9;
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.lineTo(px, py);
      ctx.stroke();
      drawText(ctx, name, left, py + name.size * 0.35, "left");
      return box;
    }
  }
  return null;
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
