// The time layer: one Leaflet map that listens to the clock and redraws what changed, once a frame.

import { drawBasemap, loadLayers } from "./basemap.js";
import { distanceTo, drawBorder, drawStretch, standing } from "./borders.js";
import { createCanvasLayer } from "./canvas.js";
import { openChannel } from "./channel.js";
import { spanWords } from "./days.js";
import { spanAt } from "./frame.js";
import { createGoto } from "./goto.js";
import { drawInset, drawRoutesOnMap, routesIn, stopsIn } from "./inset.js";
import { element, fillFlightKey, fillLegend } from "./legend.js";
import { drawStacks, marksIn, prepareMarks, stack, stackAt } from "./marks.js";
import { unitX, unitY } from "./mercator.js";
import { unpack } from "./pack.js";
import { drawCrossing } from "./symbols.js";
import { createTip, tipOf } from "./tip.js";
import { drawWords } from "./words.js";

const FAR = 5; // at this zoom and below, routes are drawn on the map and the inset rests

export async function attach(L, map, { token, layers: layerBase, fonts, attribution }) {
  const state = { L, map, feed: null, frame: null, selected: new Set(), layers: null, stacks: [], flightHits: [] };
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(attribution);
  fillFrame(map);
  const dom = buildDom(map, L);
  [state.layers] = await Promise.all([loadLayers(layerBase), loadFonts(fonts)]);
  state.layers.worldRings = state.layers.world.map(({ iso, parts }) => ({ iso, rings: parts.map(lonLat) }));
  state.canvas = {
    base: createCanvasLayer(L, map, "base", 200, (ctx, view) => drawBasemap(ctx, view, state.layers)),
    borders: createCanvasLayer(L, map, "borders", 410, (ctx, view) => drawBorders(ctx, view, state)),
    marks: createCanvasLayer(L, map, "marks", 420, (ctx, view) => drawMarks(ctx, view, state)),
    words: createCanvasLayer(L, map, "words", 430, (ctx, view) => drawWords(ctx, view, state)),
  };
  const tip = createTip(map.getContainer());
  const goto = createGoto(dom.goto, state);
  if (state.layers.problems.length) {
    const notice = element("p", "bm-card bm-notice", `Left out, because it could not be read: ${state.layers.problems.join("; ")}`);
    notice.setAttribute("role", "alert");
    map.getContainer().append(notice);
  }

  let due = false;
  const refresh = () => {
    if (due || !state.feed || !state.frame) return;
    due = true;
    requestAnimationFrame(() => { due = false; show(state, dom); });
  };
  const channel = openChannel(token, {
    feed: ({ bytes }) => {
      state.feed = unpack(bytes);
      state.units = prepareMarks(state.feed);
      state.signature = null;
      const first = !state.framed;
      goto.fill(state.feed);
      if (first) { state.framed = true; if (!state.view) goto.frame(); }
      refresh();
    },
    frame: ({ first, last, window }) => { state.frame = { first, last, window }; refresh(); },
    select: ({ ids }) => { state.selected = new Set(ids); state.signature = null; refresh(); },
    go: ({ view }) => { state.view = view; moveTo(map, view); },
  });
  state.pick = (pick) => channel.post("picked", { pick: { ...pick, at: Date.now() } });

  map.on("mousemove", (event) => {
    const hit = hitAt(state, event.containerPoint, 14);
    map.getContainer().style.cursor = hit ? "pointer" : "";
    if (hit) tip.show(event.containerPoint, tipOf(state, hit));
    else tip.hide();
  });
  map.on("mouseout", () => tip.hide());
  map.on("click", (event) => {
    const hit = hitAt(state, event.containerPoint, L.Browser.mobile ? 26 : 14);
    state.pick(hit ? hit.pick : { kind: "nothing", ids: [] });
  });
  dom.inset.addEventListener("click", (event) => {
    const route = routeAt(state, event.offsetX, event.offsetY);
    if (route) state.pick({ kind: "route", ids: route.events });
  });
  let quiet = null;
  map.on("moveend", () => {
    state.signature = null;
    refresh();
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const center = map.getCenter();
      const view = { lon: round(center.lng), lat: round(center.lat), zoom: map.getZoom() };
      const text = JSON.stringify(view);
      if (text !== state.told) channel.post("view", { view });
      state.told = text;
    }, 400);
  });
  map.getContainer().setAttribute("role", "img");
  channel.post("hello");
}

// The page's own typeface, from the same machine; without it the map would speak in another voice.
async function loadFonts(base) {
  const faces = [["Regular", 400], ["Semibold", 600], ["Bold", 700]].map(([name, weight]) =>
    new FontFace("Source Sans", `url(${new URL(`${base}/SourceSansPro-${name}.ttf`, document.baseURI)})`, { weight }));
  await Promise.all(faces.map(async (face) => document.fonts.add(await face.load())));
}

const round = (value) => Math.round(value * 1e4) / 1e4;

const lonLat = (part) => {
  const ring = [];
  for (let at = 0; at < part.length; at += 2) {
    const y = Math.PI * (1 - 2 * part[at + 1]);
    ring.push([part[at] * 360 - 180, (Math.atan(Math.sinh(y)) * 180) / Math.PI]);
  }
  return ring;
};

// The iframe's height is the page's affair; the map fills it and follows it.
function fillFrame(map) {
  const container = map.getContainer();
  // Leaflet takes the focus on a press; without this the page would jump under the pointer.
  const focus = container.focus.bind(container);
  container.focus = () => focus({ preventScroll: true });
  for (let node = container; node && node !== document.documentElement; node = node.parentElement) {
    node.style.height = "100vh";
    node.style.width = "100%";
    node.style.margin = "0";
  }
  document.body.style.overflow = "hidden";
  map.invalidateSize({ animate: false });
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(document.documentElement);
}

function buildDom(map, L) {
  const container = map.getContainer();
  const date = element("div", "bm-date");
  const legend = element("details", "bm-card bm-legend");
  legend.open = container.clientWidth > 700;
  const body = element("div", "bm-legend-body");
  legend.append(element("summary", "", "Legend"), body);
  const inset = element("canvas", "bm-inset-canvas");
  const insetCard = element("section", "bm-card bm-inset");
  insetCard.setAttribute("aria-label", "Flights to Minsk");
  const flightKey = element("div", "bm-flight-key");
  insetCard.append(element("h2", "", "Flights to and from Minsk"), inset, flightKey);
  const goto = element("div", "bm-goto");
  for (const card of [date, legend, insetCard, goto]) {
    container.append(card);
    L.DomEvent.disableClickPropagation(card);
    L.DomEvent.disableScrollPropagation(card);
  }
  return { date, legend: body, inset, insetCard, flightKey, goto };
}

function moveTo(map, view) {
  if (!view) return;
  if (view.bounds) {
    const [west, south, east, north] = view.bounds;
    map.fitBounds([[south, west], [north, east]], { animate: false, padding: [12, 12] });
  } else {
    map.setView([view.lat, view.lon], view.zoom, { animate: false });
  }
}

// One frame. The words and the borders are drawn again only when what they say has changed.
function show(state, dom) {
  const { feed, frame, canvas, map } = state;
  state.stands = feed.borders.map((border) => ({ border, stand: standing(feed, border.pair, frame) }));
  state.found = marksIn(feed, frame);
  state.stretches = feed.stretches.filter((span) => span.window === frame.window && span.first <= frame.last && frame.last <= span.last);
  canvas.marks.redraw();
  const routes = routesIn(feed, frame);
  const stops = stopsIn(feed, frame);
  const statuses = feed.crossings.map(({ spans }) => spanAt(spans, frame.last)?.status ?? "");
  const signature = JSON.stringify([state.stands.map(({ stand }) => stand), state.found.length, state.found.at(0), state.found.at(-1),
    routes.map(({ pair, status, flights_a_week: week }) => [pair, status, week]), stops.length, statuses.join(), state.stretches.length,
    map.getZoom(), [...state.selected]]);
  dom.date.textContent = spanWords(frame.first, frame.last);
  if (signature === state.signature) return;
  state.signature = signature;
  state.statuses = statuses;
  const far = map.getZoom() <= FAR;
  dom.insetCard.hidden = far || map.getSize().x < 600;
  fillFlightKey(dom.flightKey, [...new Set(routes.map(({ status }) => status))], [...new Set(stops.map(({ kind }) => kind))]);
  state.flightHits = dom.insetCard.hidden ? [] : drawInset(dom.inset, feed, frame, state.layers, state.selected);
  const kinds = [...new Set(state.found.map((mark) => feed.columns.mark_kind[mark]))].sort((a, b) => a - b);
  fillLegend(dom.legend, feed, {
    stands: state.stands,
    kinds,
    vague: state.found.some((mark) => feed.columns.mark_flags[mark] & 1),
    average: state.stands.some(({ stand }) => stand.level !== 255 && stand.how !== "day"),
    statuses: map.getZoom() >= 6 ? [...new Set(statuses)].sort() : [],
  });
  canvas.borders.redraw();
  canvas.words.redraw();
  map.getContainer().setAttribute("aria-label", `Map, ${spanWords(frame.first, frame.last)}. ${state.stands.map(({ border, stand }) =>
    (stand.level === 255 ? `${border.name}: not reported` : `${border.name}: ${Math.round(stand.rate)} ${stand.measure.words}`)).join("; ")}`);
}

function drawBorders(ctx, view, state) {
  const { feed, layers } = state;
  if (!feed || !state.stands) return;
  for (const { sections, level } of state.stretches) {
    drawStretch(ctx, view, layers.border_sections_screen.filter(({ id }) => sections.includes(id)), level, feed.ramp);
  }
  for (const { border, stand } of state.stands) {
    const feature = layers.border_lines_screen.find(({ pair }) => pair === border.pair);
    if (feature) drawBorder(ctx, view, feature, stand, feed.ramp, state.selected.has(border.pair));
  }
}

function drawMarks(ctx, view, state) {
  const { feed, frame } = state;
  if (!feed || !frame || !state.found) return;
  if (view.zoom <= FAR) drawRoutesOnMap(ctx, view, feed, frame);
  if (view.zoom >= 6) {
    state.crossingSpots = feed.crossings.map((crossing) => {
      const px = unitX(crossing.lon) * view.scale + view.ox;
      const py = unitY(crossing.lat) * view.scale + view.oy;
      drawCrossing(ctx, px, py, spanAt(crossing.spans, frame.last)?.status ?? null, view.zoom >= 8 ? 5 : 4);
      return { px, py, crossing };
    });
  } else state.crossingSpots = [];
  state.stacks = stack(feed, state.units, state.found, view);
  drawStacks(ctx, state.stacks, feed, state.selected);
}

// What lies under the pointer: a mark before a crossing before a border.
function hitAt(state, point, reach) {
  const { feed, canvas } = state;
  if (!feed || !state.frame) return null;
  const { view } = canvas.marks;
  const px = point.x + view.pad.x;
  const py = point.y + view.pad.y;
  const found = stackAt(state.stacks, px, py, reach);
  if (found) return { stack: found, pick: { kind: "events", ids: found.marks.map((mark) => feed.marks.id[mark]) } };
  const spot = stackAt(state.crossingSpots ?? [], px, py, reach);
  if (spot) return { crossing: spot.crossing, pick: { kind: "crossing", ids: [spot.crossing.id] } };
  for (const { border, stand } of state.stands ?? []) {
    const feature = state.layers.border_lines_screen.find(({ pair }) => pair === border.pair);
    if (feature && distanceTo(feature, view, px, py) < reach * 0.8) {
      const section = nearestSection(state, border.pair, view, px, py);
      return { border, stand, section, pick: { kind: "border", ids: [border.pair], section: section?.id ?? null } };
    }
  }
  return null;
}

function nearestSection(state, pair, view, px, py) {
  let best = null;
  let least = Infinity;
  for (const section of state.layers.border_sections_screen) {
    if (section.pair !== pair) continue;
    const distance = distanceTo(section, view, px, py);
    if (distance < least) { least = distance; best = section; }
  }
  return best;
}

function routeAt(state, x, y) {
  for (const { route, line } of state.flightHits) {
    for (let at = 0; at + 1 < line.length; at += 1) {
      const [[ax, ay], [bx, by]] = [line[at], line[at + 1]];
      const along = Math.max(0.05, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1)));
      if (Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)) < 7) return route;
    }
  }
  return null;
}
