// The inset of flights: centred on Minsk, where great circles are straight lines.
// @ts-check

import { airportsIn, drawAirports } from "./airports.js";
import { Labeller } from "./labels.js";
import { besideReference, boxesAlong, codesOf, drawHalo, drawHead, drawRoute, styleOf } from "./routes.js";
import { contextOf } from "../shared/context.js";
import { PALETTE, SCHEME } from "../shared/look.js";
/** @import { At, Fit, Land, NamedAirport, Route, RouteHit, Scene } from "./types.d.ts" */
/** @import { Feed } from "../shared/feed.d.ts" */
/** @import { Box, Context, Point } from "../shared/types.d.ts" */

const RADIANS = Math.PI / 180;
const ALWAYS = ["IST", "BEY", "BGW", "DXB"]; // always in the frame, so that the picture does not jump from day to day
/** @type {WeakMap<HTMLCanvasElement, { key: string, page: HTMLCanvasElement }>} */
const grounds = new WeakMap(); // canvas -> land as drawn for one scale
/** @type {WeakMap<HTMLCanvasElement, { scene: Scene, size: string, page: HTMLCanvasElement, airports: NamedAirport[] }>} */
const named = new WeakMap(); // canvas -> names of its last scene

// Azimuthal equidistant: distance and direction from the centre are true. Snyder, USGS 1395, p. 191.
/** @type {(center: Point, lon: number, lat: number) => Point} */
function azimuthal(center, lon, lat) {
  const [lon0, lat0] = center.map((value) => value * RADIANS);
  const lambda = lon * RADIANS - lon0;
  const phi = lat * RADIANS;
  const cos = Math.sin(lat0) * Math.sin(phi) + Math.cos(lat0) * Math.cos(phi) * Math.cos(lambda);
  const c = Math.acos(Math.max(-1, Math.min(1, cos)));
  const k = c < 1e-9 ? 1 : c / Math.sin(c);
  return [
    k * Math.cos(phi) * Math.sin(lambda),
    -k * (Math.cos(lat0) * Math.sin(phi) - Math.sin(lat0) * Math.cos(phi) * Math.cos(lambda)),
  ];
}

// Draws the inset, with dashes as they stand at `now`; returns where each route lies, for the pointer, and each name.
/** @type {(canvas: HTMLCanvasElement, scene: Scene, land: Land[], now?: number | null) => { routes: RouteHit[], airports: NamedAirport[] }} */
export function drawInset(canvas, scene, land, now = null) {
  const { feed, routes: flown, selected } = scene;
  const ratio = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!width) return { routes: [], airports: [] };
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const ctx = contextOf(canvas);
  const routes = flown.toSorted((a, b) => (b.flights_a_week ?? 0) - (a.flights_a_week ?? 0));
  const fit = fitted(feed, routes, width, height);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.drawImage(groundOf(canvas, land, fit, width, height, ratio), 0, 0);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const lines = routes.map((route) => ({
    route, line: besideReference(feed, route, codesOf(route).map((code) => fit.at(feed.airports[code].lon, feed.airports[code].lat))),
  }));
  for (const { route, line } of lines) {
    if (route.events.some((id) => selected.has(id))) drawHalo(ctx, line);
    drawRoute(ctx, route, line, now);
  }
  // Heads after lines, so that a wide line hides none; names after heads, which keep their room.
  const heads = lines.filter(({ route }) => route.status !== "contested").map(({ route, line }) => drawHead(ctx, line, 0.5, styleOf(route)));
  const size = [SCHEME.name, width, height, ratio].join();
  let names = named.get(canvas);
  if (names?.scene !== scene || names.size !== size) {
    names = { scene, size, ...namesOf(canvas, scene, fit, heads, lines.flatMap(({ line }) => boxesAlong(line)), ratio) };
    named.set(canvas, names);
  }
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.drawImage(names.page, 0, 0);
  return { routes: lines, airports: names.airports };
}

// Airports and their names on a page of their own: looked for once a scene, not at each frame of moving dashes.
/** @type {(canvas: HTMLCanvasElement, scene: Scene, fit: Fit, heads: Box[], shunned: Box[], ratio: number) => { page: HTMLCanvasElement, airports: NamedAirport[] }} */
function namesOf(canvas, { feed, frame }, fit, heads, shunned, ratio) {
  const page = document.createElement("canvas");
  page.width = canvas.width;
  page.height = canvas.height;
  const ctx = contextOf(page);
  ctx.scale(ratio, ratio);
  const labeller = new Labeller(ctx, { pad: { x: 0, y: 0 }, width: canvas.width / ratio, height: canvas.height / ratio }, heads);
  return { page, airports: drawAirports(ctx, labeller, airportsIn(feed, frame), fit.at, { shunned }) };
}

/** @type {(feed: Feed, routes: Route[], width: number, height: number) => Fit} */
function fitted(feed, routes, width, height) {
  const { airports } = feed;
  const minsk = airports.MSQ;
  /** @type {At} */
  const flat = (lon, lat) => azimuthal([minsk.lon, minsk.lat], lon, lat);
  const spots = [...new Set(["MSQ", ...routes.flatMap(codesOf), ...ALWAYS])].filter((code) => airports[code])
    .map((code) => flat(airports[code].lon, airports[code].lat));
  const xs = spots.map(([x]) => x);
  const ys = spots.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((width - 84) / (right - left), (height - 50) / (bottom - top));
  const ox = width / 2 - (scale * (right + left)) / 2;
  const oy = height / 2 - (scale * (bottom + top)) / 2;
  return {
    key: [scale, ox, oy].join(),
    at: (lon, lat) => {
      const [x, y] = flat(lon, lat);
      return [x * scale + ox, y * scale + oy];
    },
  };
}

/** @type {(canvas: HTMLCanvasElement, land: Land[], fit: Fit, width: number, height: number, ratio: number) => HTMLCanvasElement} */
function groundOf(canvas, land, fit, width, height, ratio) {
  const key = [SCHEME.name, fit.key, width, height, ratio].join();
  const before = grounds.get(canvas);
  if (before?.key === key) return before.page;
  const page = document.createElement("canvas");
  page.width = canvas.width;
  page.height = canvas.height;
  const ctx = contextOf(page);
  ctx.scale(ratio, ratio);
  drawLand(ctx, land, fit.at, width, height);
  grounds.set(canvas, { key, page });
  return page;
}

/** @type {(ctx: Context, land: Land[], at: At, width: number, height: number) => void} */
function drawLand(ctx, land, at, width, height) {
  ctx.fillStyle = PALETTE.water;
  ctx.fillRect(0, 0, width, height);
  ctx.lineWidth = 0.6;
  ctx.strokeStyle = PALETTE.inset_coast;
  for (const { iso, rings } of land) {
    ctx.fillStyle = iso === "BY" ? PALETTE.inset_belarus : PALETTE.land;
    ctx.beginPath();
    for (const ring of rings) {
      ring.forEach(([lon, lat], index) => {
        const [x, y] = at(lon, lat);
        if (index) ctx.lineTo(x, y);
        else ctx.moveTo(x, y);
      });
      ctx.closePath();
    }
    ctx.fill("evenodd");
    ctx.stroke();
  }
}
