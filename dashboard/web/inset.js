// Flights: great circles into Minsk, in an inset centred on it (where they are straight) and on the map zoomed out.

import { overlaps } from "./frame.js";
import { unitX, unitY } from "./mercator.js";
import { drawText } from "./labels.js";

const BLUE = "#0072B2";
const GREY = "#5F666D";
const RADIANS = Math.PI / 180;

// Azimuthal equidistant: distance and direction from the centre are true. Snyder, USGS 1395, p. 191.
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

// One line a lane, as wide as its largest single report; never a sum.
export function routesIn(feed, frame) {
  const lanes = new Map();
  for (const span of feed.routes) {
    if (!overlaps(span, frame)) continue;
    const route = lanes.get(span.lane);
    if (!route) { lanes.set(span.lane, { ...span, events: [span.event] }); continue; }
    route.events.push(span.event);
    if (span.flights_a_week !== null) {
      route.flights_a_week = Math.max(route.flights_a_week ?? 0, span.flights_a_week);
      if (route.status === "frequency_not_reported") route.status = span.status;
    }
  }
  return [...lanes.values()];
}

export const stopsIn = (feed, frame) => feed.stops.filter((stop) => overlaps(stop, frame));

function styleOf(route) {
  if (route.status === "contested") return { colour: GREY, width: 1.6, dash: [1.5, 3] };
  const known = route.flights_a_week !== null;
  if (route.status === "scheduled" && known) {
    return { colour: BLUE, width: 0.8 + 0.5 * route.flights_a_week, dash: [] };
  }
  return { colour: BLUE, width: route.status === "diverted" ? 2.2 : 1.8, dash: route.status === "frequency_not_reported" ? [5, 3] : [] };
}

function arrow(ctx, [ax, ay], [bx, by], colour) {
  const angle = Math.atan2(by - ay, bx - ax);
  const [x, y] = [ax + (bx - ax) * 0.62, ay + (by - ay) * 0.62];
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(angle);
  ctx.beginPath();
  ctx.moveTo(6, 0);
  ctx.lineTo(-4, -4.5);
  ctx.lineTo(-4, 4.5);
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.restore();
}

function drawRoute(ctx, route, points) {
  const { colour, width, dash } = styleOf(route);
  const path = () => {
    ctx.beginPath();
    points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  };
  ctx.setLineDash([]);
  ctx.strokeStyle = "rgba(255,255,255,0.8)";
  ctx.lineWidth = width + 2;
  path();
  ctx.stroke();
  ctx.setLineDash(dash);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  path();
  ctx.stroke();
  ctx.setLineDash([]);
}

// Suspension ×, ban on an airline ⊘, bar on citizens: three different marks beside the airport.
export function drawStop(ctx, x, y, kind) {
  ctx.save();
  ctx.translate(x, y);
  ctx.lineWidth = 2;
  ctx.strokeStyle = GREY;
  ctx.beginPath();
  if (kind === "suspension") {
    ctx.moveTo(-4, -4); ctx.lineTo(4, 4); ctx.moveTo(4, -4); ctx.lineTo(-4, 4);
  } else if (kind === "airline_ban") {
    ctx.arc(0, 0, 5, 0, 2 * Math.PI); ctx.moveTo(-3.5, 3.5); ctx.lineTo(3.5, -3.5);
  } else {
    ctx.moveTo(-5, -5); ctx.lineTo(-5, 5); ctx.moveTo(5, -5); ctx.lineTo(5, 5); ctx.moveTo(-5, 0); ctx.lineTo(5, 0);
  }
  ctx.stroke();
  ctx.restore();
}

export function drawInset(canvas, feed, frame, layers, selected) {
  const ratio = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!width) return [];
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  const airports = feed.airports;
  const minsk = airports.MSQ;
  const routes = routesIn(feed, frame);
  const shown = new Set(["MSQ", ...routes.flatMap(({ pair, via }) => [...pair.split("-"), ...(via ?? [])]),
    ...stopsIn(feed, frame).map(({ airport }) => airport)]);
  // The frame always holds the Middle East, so that the picture does not jump from day to day.
  const always = ["IST", "BEY", "BGW", "DXB"].filter((code) => airports[code]);
  const flat = (code) => azimuthal([minsk.lon, minsk.lat], airports[code].lon, airports[code].lat);
  const drawn = routes.flatMap(({ pair, via }) => [...pair.split("-"), ...(via ?? [])]);
  const spots = [...new Set(["MSQ", ...drawn, ...always])].filter((code) => airports[code]).map(flat);
  const xs = spots.map(([x]) => x);
  const ys = spots.map(([, y]) => y);
  const scale = Math.min((width - 64) / (Math.max(...xs) - Math.min(...xs)), (height - 46) / (Math.max(...ys) - Math.min(...ys)));
  const ox = width / 2 - (scale * (Math.max(...xs) + Math.min(...xs))) / 2;
  const oy = height / 2 - (scale * (Math.max(...ys) + Math.min(...ys))) / 2;
  const at = (lon, lat) => {
    const [x, y] = azimuthal([minsk.lon, minsk.lat], lon, lat);
    return [x * scale + ox, y * scale + oy];
  };
  drawLand(ctx, layers, at, width, height);
  const spot = (code) => at(airports[code].lon, airports[code].lat);
  routes.sort((a, b) => (b.flights_a_week ?? 0) - (a.flights_a_week ?? 0));
  for (const route of routes) {
    const [from, to] = route.pair.split("-");
    const line = [from, ...(route.via ?? []), to].map(spot);
    if (route.events.some((id) => selected.has(id))) {
      ctx.strokeStyle = "#F3D56B"; ctx.lineWidth = 10; ctx.beginPath();
      line.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y))); ctx.stroke();
    }
    drawRoute(ctx, route, line);
    if (route.status !== "contested") arrow(ctx, line.at(-2), line.at(-1), styleOf(route).colour);
  }
  for (const stop of stopsIn(feed, frame)) {
    if (!airports[stop.airport]) continue;
    const [x, y] = spot(stop.airport);
    drawStop(ctx, x + { suspension: 0, airline_ban: 9, citizen_bar: -9 }[stop.kind], y + 10, stop.kind);
  }
  const hits = [];
  // Crowded names give way: the one first in the list keeps its place.
  const boxes = [];
  for (const code of shown) {
    if (!airports[code]) continue;
    const [x, y] = spot(code);
    ctx.beginPath();
    ctx.arc(x, y, code === "MSQ" ? 5 : 3, 0, 2 * Math.PI);
    ctx.fillStyle = code === "MSQ" ? BLUE : "#FFFFFF";
    ctx.fill();
    ctx.lineWidth = 1.4;
    ctx.strokeStyle = BLUE;
    ctx.stroke();
    const text = code === "MSQ" ? "Minsk" : airports[code].city;
    const right = x < width - 60;
    const wide = 8 + text.length * 6;
    const box = [right ? x : x - wide, y - 7, right ? x + wide : x, y + 6];
    if (boxes.every(([a, b, c, d]) => box[2] < a || box[0] > c || box[3] < b || box[1] > d)) {
      boxes.push(box);
      drawText(ctx, { text, size: 11.5, weight: code === "MSQ" ? 700 : 400 }, right ? x + 6 : x - 6, y + 4, right ? "left" : "right");
    }
  }
  for (const route of routes) {
    const [from, to] = route.pair.split("-");
    hits.push({ route, line: [from, ...(route.via ?? []), to].map(spot) });
  }
  return hits;
}

function drawLand(ctx, layers, at, width, height) {
  ctx.fillStyle = "#C9DCE6";
  ctx.fillRect(0, 0, width, height);
  ctx.lineWidth = 0.6;
  ctx.strokeStyle = "#BDB8AC";
  for (const { iso, rings } of layers.worldRings) {
    ctx.fillStyle = iso === "BY" ? "#DED9CB" : "#F4F2EC";
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

// A great circle as unit-square points, for the map itself when it is zoomed out.
export function greatCircle(a, b, count = 48) {
  const vector = ({ lon, lat }) => [
    Math.cos(lat * RADIANS) * Math.cos(lon * RADIANS),
    Math.cos(lat * RADIANS) * Math.sin(lon * RADIANS),
    Math.sin(lat * RADIANS),
  ];
  const [p, q] = [vector(a), vector(b)];
  const angle = Math.acos(Math.max(-1, Math.min(1, p[0] * q[0] + p[1] * q[1] + p[2] * q[2])));
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

export function drawRoutesOnMap(ctx, view, feed, frame) {
  const pixel = ([x, y]) => [x * view.scale + view.ox, y * view.scale + view.oy];
  for (const route of routesIn(feed, frame)) {
    const [from, to] = route.pair.split("-");
    const stops = [from, ...(route.via ?? []), to].map((code) => feed.airports[code]);
    for (let leg = 0; leg + 1 < stops.length; leg += 1) {
      const line = greatCircle(stops[leg], stops[leg + 1]).map(pixel);
      drawRoute(ctx, route, line);
      if (route.status !== "contested") arrow(ctx, line[28], line[32], styleOf(route).colour);
    }
  }
  for (const stop of stopsIn(feed, frame)) {
    const airport = feed.airports[stop.airport];
    if (!airport) continue;
    const [x, y] = pixel([unitX(airport.lon), unitY(airport.lat)]);
    drawStop(ctx, x + { suspension: 0, airline_ban: 9, citizen_bar: -9 }[stop.kind], y + 11, stop.kind);
  }
}
