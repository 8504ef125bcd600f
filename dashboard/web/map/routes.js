// Flights: which routes and stops lie in a frame, and how each is drawn, on the map and in the inset.
// @ts-check

import { overlaps } from "../shared/frame.js";
import { PALETTE, washed } from "../shared/look.js";
import { unitX, unitY } from "./mercator.js";
/** @import { Flown, LineStyle, Route, RouteHit, Stop, View } from "./types.d.ts" */
/** @import { Feed, LayerEntry, Spot } from "../shared/feed.d.ts" */
/** @import { Box, Context, Point, Span } from "../shared/types.d.ts" */

const RADIANS = Math.PI / 180;
export const BROUGHT = { width: 2, dash: [9, 3, 2, 3] }; // flights of a brought file
const ASIDE = 7; // pixels between a route of the reference and the same route of a file
const PACE = 22; // pixels a second that a dash travels
export const FAR = 5; // at this zoom and below, routes are drawn on the map and the inset rests

/** @type {WeakMap<object, { feed: Feed, routes: Route[] }>} */
const known = new WeakMap(); // frame -> its feed and routes: they are asked for several times a frame, and while dashes move

// One line a lane, as wide as its largest single report; never a sum.
/** @type {(feed: Feed, frame: Span) => Route[]} */
export function routesIn(feed, frame) {
  const before = known.get(frame);
  if (before?.feed === feed) return before.routes;
  const routes = gather(feed, frame);
  known.set(frame, { feed, routes });
  return routes;
}

/** @type {(feed: Feed, frame: Span) => Route[]} */
function gather(feed, frame) {
  const lanes = new Map();
  for (const span of feed.routes) {
    if (!overlaps(span, frame)) continue;
    const route = lanes.get(span.lane);
    if (!route) { lanes.set(span.lane, { ...span, events: [span.event] }); continue; }
    if (!route.events.includes(span.event)) route.events.push(span.event);
    if (span.flights_a_week !== null) {
      route.flights_a_week = Math.max(route.flights_a_week ?? 0, span.flights_a_week);
      route.width_a_week = Math.max(route.width_a_week ?? 0, span.width_a_week ?? 0);
      if (route.status === "frequency_not_reported") route.status = span.status;
    }
  }
  return [...lanes.values()];
}

// Stops in force, one mark for each kind at each airport, dated from the first of them.
/** @type {(feed: Feed, frame: Span) => Stop[]} */
export function stopsIn(feed, frame) {
  const marks = new Map();
  for (const stop of feed.stops) {
    if (!overlaps(stop, frame)) continue;
    const key = `${stop.airport} ${stop.kind}`;
    const mark = marks.get(key);
    if (!mark) { marks.set(key, { ...stop, events: [stop.event] }); continue; }
    mark.events.push(stop.event);
    mark.first = Math.min(mark.first, stop.first);
  }
  return [...marks.values()];
}

// Which ways of drawing a route, and which marks of stops, a key has to tell.
/** @type {(routes: Route[], stops: Stop[]) => Flown} */
export function kindsFlown(routes, stops) {
  return { routes: [...new Set(routes.map(({ status }) => status))], stops: [...new Set(stops.map(({ kind }) => kind))] };
}

// The airports a route touches, in order of flight.
/** @type {(route: { pair: string, via?: string[] }) => string[]} */
export function codesOf({ pair, via }) {
  const [from, to] = pair.split("-");
  return [from, ...(via ?? []), to];
}

// The brought file whose flights a route is drawn for; null for one of the reference.
/** @type {(layers: LayerEntry[], route: { layer?: number }) => LayerEntry | null} */
export function layerOfRoute(layers, { layer }) {
  return layers.find(({ number }) => number === layer) ?? null;
}

/** @type {(route: Route) => LineStyle} */
export function styleOf(route) {
  if (route.status === "brought") return { ...BROUGHT, colour: PALETTE.brought_flight };
  if (route.status === "contested") return { colour: PALETTE.contested, width: 1.6, dash: [1.5, 3] };
  if (route.status === "scheduled" && route.width_a_week !== null) {
    return { colour: PALETTE.flight, width: 0.8 + 0.5 * route.width_a_week, dash: [] };
  }
  return { colour: PALETTE.flight, width: route.status === "diverted" ? 2.2 : 1.8, dash: route.status === "frequency_not_reported" ? [5, 3] : [] };
}

// `points` are pixels in order of flight; `now` in milliseconds sets dashes moving, null keeps them still.
/** @type {(ctx: Context, route: Route, points: Point[], now?: number | null) => void} */
export function drawRoute(ctx, route, points, now = null) {
  const { colour, width, dash } = styleOf(route);
  const moves = now !== null && route.status !== "contested";
  const travelled = moves ? (now / 1000) * PACE : 0;
  /** @type {(style: string, wide: number, pattern: number[], offset?: number) => void} */
  const stroke = (style, wide, pattern, offset = 0) => {
    ctx.setLineDash(pattern);
    ctx.lineDashOffset = offset;
    ctx.strokeStyle = style;
    ctx.lineWidth = wide;
    ctx.beginPath();
    points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.lineDashOffset = 0;
  };
  ctx.lineCap = "butt";
  stroke(washed(PALETTE.paper, 0.8), width + 2, []);
  stroke(colour, width, dash, -travelled % (dash.reduce((sum, part) => sum + part, 0) || 1));
  if (moves && !dash.length) stroke(PALETTE.paper, Math.max(1, width * 0.4), [6, 12], -travelled % 18);
}

// The head of an arrow part of the way along a line; returns the box it covers.
/** @type {(ctx: Context, points: Point[], share: number, style: LineStyle) => Box} */
export function drawHead(ctx, points, share, { colour, width }) {
  const lengths = points.slice(1).map(([x, y], index) => Math.hypot(x - points[index][0], y - points[index][1]));
  let left = lengths.reduce((sum, length) => sum + length, 0) * share;
  const at = Math.max(0, lengths.findIndex((length) => { left -= length; return left <= 0; }));
  const [[ax, ay], [bx, by]] = [points[at], points[at + 1]];
  const along = 1 + left / (lengths[at] || 1);
  const [x, y] = [ax + (bx - ax) * along, ay + (by - ay) * along];
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(Math.atan2(by - ay, bx - ax));
  ctx.beginPath();
  const size = 4 + width * 0.7;
  ctx.moveTo(size * 1.3, 0);
  ctx.lineTo(-size * 0.8, -size);
  ctx.lineTo(-size * 0.8, size);
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.strokeStyle = PALETTE.paper;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.fill();
  ctx.restore();
  return [x - size, y - size, x + size, y + size];
}

// Suspension ×, ban on an airline ⊘, bar on citizens: three different marks.
/** @type {(ctx: Context, x: number, y: number, kind: string) => void} */
export function drawStop(ctx, x, y, kind) {
  ctx.save();
  ctx.translate(x, y);
  ctx.beginPath();
  if (kind === "suspension") {
    ctx.moveTo(-4, -4); ctx.lineTo(4, 4); ctx.moveTo(4, -4); ctx.lineTo(-4, 4);
  } else if (kind === "airline_ban") {
    ctx.arc(0, 0, 4.6, 0, 2 * Math.PI); ctx.moveTo(-3.2, 3.2); ctx.lineTo(3.2, -3.2);
  } else {
    ctx.moveTo(-4, -4.5); ctx.lineTo(-4, 4.5); ctx.moveTo(4, -4.5); ctx.lineTo(4, 4.5); ctx.moveTo(-4, 0); ctx.lineTo(4, 0);
  }
  for (const { colour, width } of [{ colour: PALETTE.paper, width: 4.4 }, { colour: PALETTE.contested, width: 2 }]) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }
  ctx.restore();
}

// A great circle as unit-square points.
/** @type {(a: Spot, b: Spot, count?: number) => Point[]} */
export function greatCircle(a, b, count = 48) {
  /** @type {(spot: Spot) => number[]} */
  const vector = ({ lon, lat }) => [
    Math.cos(lat * RADIANS) * Math.cos(lon * RADIANS),
    Math.cos(lat * RADIANS) * Math.sin(lon * RADIANS),
    Math.sin(lat * RADIANS),
  ];
  const [p, q] = [vector(a), vector(b)];
  const angle = Math.acos(Math.max(-1, Math.min(1, p[0] * q[0] + p[1] * q[1] + p[2] * q[2])));
  /** @type {Point[]} */
  const points = [];
  for (let step = 0; step <= count; step += 1) {
    const f = step / count;
    const [s, t] = angle < 1e-9 ? [1 - f, f]
      : [Math.sin((1 - f) * angle) / Math.sin(angle), Math.sin(f * angle) / Math.sin(angle)];
    const [x, y, z] = [0, 1, 2].map((axis) => s * p[axis] + t * q[axis]);
    points.push([unitX(Math.atan2(y, x) / RADIANS), unitY(Math.asin(z) / RADIANS)]);
  }
  return points;
}

// Draws every route of the frame on the zoomed-out map; returns where each lies, for the pointer.
/** @type {(ctx: Context, view: View, feed: Feed, routes: Route[], selected: ReadonlySet<string>, now?: number | null) => RouteHit[]} */
export function drawRoutesOnMap(ctx, view, feed, routes, selected, now = null) {
  const hits = [];
  /** @type {(point: Point) => Point} */
  const pixel = ([x, y]) => [x * view.scale + view.ox, y * view.scale + view.oy];
  for (const route of routes) {
    const spots = codesOf(route).map((code) => feed.airports[code]);
    const line = besideReference(feed, route, spots.slice(1).flatMap((spot, leg) => greatCircle(spots[leg], spot).map(pixel)));
    if (route.events.some((id) => selected.has(id))) drawHalo(ctx, line);
    drawRoute(ctx, route, line, now);
    if (route.status !== "contested") drawHead(ctx, line, 0.62, styleOf(route));
    hits.push({ route, line });
  }
  return hits;
}

// A file's route bows away from the line between its airports, where the reference or another file may have its own;
// a contested one bows to the other side: a wide line that is not contested would hide it.
/** @type {(feed: { layers?: LayerEntry[] }, route: Route, line: Point[]) => Point[]} */
export function besideReference({ layers = [] }, route, line) {
  const bow = layerOfRoute(layers, route)?.number ?? (route.status === "contested" ? -1 : 0);
  if (!bow) return line;
  const [[ax, ay], [bx, by]] = [line[0], line[line.length - 1]];
  const long = Math.hypot(bx - ax, by - ay) || 1;
  /** @type {Point[]} */
  const points = line.length > 2 ? line : Array.from({ length: 17 }, (_, step) => [ax + ((bx - ax) * step) / 16, ay + ((by - ay) * step) / 16]);
  return points.map(([x, y], index) => {
    const aside = ASIDE * bow * Math.sin((Math.PI * index) / (points.length - 1));
    return [x - ((by - ay) / long) * aside, y + ((bx - ax) / long) * aside];
  });
}

/** @type {(ctx: Context, line: Point[]) => void} */
export function drawHalo(ctx, line) {
  ctx.strokeStyle = PALETTE.halo;
  ctx.lineWidth = 10;
  ctx.beginPath();
  line.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.stroke();
}

// The route whose line passes within reach of a pixel, or null.
/** @type {(hits: RouteHit[], x: number, y: number, reach?: number) => Route | null} */
export function routeAt(hits, x, y, reach = 7) {
  for (const { route, line } of hits) {
    for (let at = 0; at + 1 < line.length; at += 1) {
      const [[ax, ay], [bx, by]] = [line[at], line[at + 1]];
      const along = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1)));
      if (Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)) < reach) return route;
    }
  }
  return null;
}

// Where a name had better not lie: across a line.
/** @type {(line: Point[]) => Box[]} */
export function boxesAlong(line) {
  /** @type {Box[]} */
  const boxes = [];
  const lengths = line.slice(1).map(([x, y], index) => Math.hypot(x - line[index][0], y - line[index][1]));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  let behind = 0; // how far along the line this leg begins
  let next = 12; // the ends stay free: there stand the airports' own names
  lengths.forEach((length, leg) => {
    const [[ax, ay], [bx, by]] = [line[leg], line[leg + 1]];
    for (; next <= behind + length && next < whole - 12; next += 7) {
      const share = (next - behind) / length;
      const [x, y] = [ax + (bx - ax) * share, ay + (by - ay) * share];
      boxes.push([x - 1.5, y - 1.5, x + 1.5, y + 1.5]);
    }
    behind += length;
  });
  return boxes;
}
