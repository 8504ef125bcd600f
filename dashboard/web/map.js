// The time layer: one Leaflet map that listens to the clock and redraws what changed, once a frame.

import { drawArrows } from "./arrows.js";
import { drawBasemap, loadLayers } from "./basemap.js";
import { NOT_REPORTED, PENDING, distanceTo, drawBand, drawBorder, drawStretch, standing } from "./borders.js";
import { createCanvasLayer } from "./canvas.js";
import { openChannel } from "./channel.js";
import { createCrowd } from "./crowd.js";
import { parts, spanWords } from "./days.js";
import { overlaps, spanAt } from "./frame.js";
import { createGoto } from "./goto.js";
import { drawInset } from "./inset.js";
import { element, fillFlightKey, fillLegend } from "./legend.js";
import { drawStacks, fadingOf, isVague, kindsOf, prepareMarks, runIn, stack, stackAt } from "./marks.js";
import { unitX, unitY } from "./mercator.js";
import { createMirror } from "./mirror.js";
import { createMotion } from "./motion.js";
import { unpack } from "./pack.js";
import { drawRoutesOnMap, routeAt, routesIn, stopsIn } from "./routes.js";
import { buildDom, fillFrame, loadFonts, lonLat, moveTo } from "./stage.js";
import { drawCrossing } from "./symbols.js";
import { createTip, tipOf } from "./tip.js";
import { drawWords } from "./words.js";

export const FAR = 5; // at this zoom and below, routes are drawn on the map and the inset rests
const MOTION_MS = 2000; // dashes come to rest this long after the last step

export async function attach(L, map, { token, role = "main", layers: layerBase, fonts, attribution }) {
  const state = { L, map, feed: null, frame: null, selected: new Set(), layers: null, stacks: [], flightHits: [], mapHits: [], now: null };
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(attribution);
  fillFrame(map);
  const dom = buildDom(map, L, role);
  [state.layers] = await Promise.all([loadLayers(layerBase), loadFonts(fonts)]);
  state.layers.worldRings = state.layers.world.map(({ iso, parts }) => ({ iso, rings: parts.map(lonLat) }));
  state.canvas = {
    base: createCanvasLayer(L, map, "base", 200, (ctx, view) => drawBasemap(ctx, view, state.layers), { margin: 0.25 }),
    borders: createCanvasLayer(L, map, "borders", 410, (ctx, view) => drawBorders(ctx, view, state)),
    crowd: createCanvasLayer(L, map, "crowd", 405, (ctx, view) => drawCrowd(ctx, view, state),
      { isEmpty: (view) => !state.run || state.crowd.follow(view, state.run, state.frame) === "symbols" }),
    arrows: createCanvasLayer(L, map, "arrows", 404, (ctx, view) => drawFlow(ctx, view, state, dom), { isEmpty: (view) => !flowFits(view, state, dom) }),
    flights: createCanvasLayer(L, map, "flights", 418, (ctx, view) => drawFlights(ctx, view, state), { isEmpty: (view) => view.zoom > FAR }),
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
      state.crowd = createCrowd(state.feed, state.units);
      state.run = null;
      state.signature = null;
      const first = !state.framed;
      goto.fill(state.feed);
      if (first) { state.framed = true; if (!state.view) goto.frame(); }
      refresh();
    },
    frame: (frame) => {
      if ((frame.role ?? "main") !== role) return;
      state.frame = frame;
      mirror.share(frame.comparing);
      dom.date.classList.toggle("other", role === "other");
      if (frame.playing) motion.keep(MOTION_MS);
      refresh();
    },
    hello: ({ role: from }) => mirror.answer(from),
    look: (message) => mirror.follow(message),
    select: ({ ids }) => { state.selected = new Set(ids); state.signature = null; refresh(); },
    go: ({ view }) => { if (role === "main") { state.view = view; moveTo(map, view); } },
  });
  const mirror = createMirror(map, role, (kind, message) => channel.post(kind, message));
  const motion = createMotion((now) => {
    state.now = now;
    if (state.frame) drawMoving(state, dom);
  });
  const point = (hit, at) => {
    if (hit?.route) motion.keep(Infinity);
    else if (!state.frame?.playing) motion.rest();
    if (hit) tip.show(at, tipOf(state, hit));
    else tip.hide();
  };
  state.pick = (pick) => channel.post("picked", { pick: { ...pick, at: Date.now() } });

  map.on("mousemove", (event) => {
    const hit = hitAt(state, event.containerPoint, 14);
    map.getContainer().style.cursor = hit ? "pointer" : "";
    point(hit, event.containerPoint);
  });
  map.on("mouseout", () => point(null));
  map.on("click", (event) => {
    const hit = hitAt(state, event.containerPoint, L.Browser.mobile ? 26 : 14);
    state.pick(hit ? hit.pick : { kind: "nothing", ids: [] });
  });
  dom.inset.addEventListener("click", (event) => {
    const route = routeAt(state.flightHits, event.offsetX, event.offsetY);
    if (route) state.pick({ kind: "route", ids: route.events });
  });
  dom.inset.addEventListener("mousemove", (event) => {
    event.stopPropagation(); // the map under the card has nothing to say here
    const route = routeAt(state.flightHits, event.offsetX, event.offsetY);
    const { left, top } = map.getContainer().getBoundingClientRect();
    point(route && { route }, { x: event.clientX - left, y: event.clientY - top });
  });
  dom.inset.addEventListener("mouseleave", () => point(null));
  dom.arrows.addEventListener("change", () => {
    dom.arrowsNote.hidden = !dom.arrows.checked;
    state.canvas.arrows.redraw();
    state.canvas.words.redraw();
  });
  let quiet = null;
  map.on("moveend", () => {
    state.signature = null;
    refresh();
    if (role === "other") return; // the main map follows it, and tells where both look
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
  channel.post("hello", { role });
}

const round = (value) => Math.round(value * 1e4) / 1e4;

// One frame. Each part is drawn again only when what it shows has changed: what costs a frame is the canvases touched.
function show(state, dom) {
  const { feed, frame, canvas, map, selected } = state;
  const shown = (state.signature ??= {});
  const changed = (part, ...says) => {
    const text = JSON.stringify(says);
    const is = shown[part] !== text;
    shown[part] = text;
    return is;
  };
  state.stands = feed.borders.map((border) => ({ border, stand: standing(feed, border.pair, frame) }));
  state.run = runIn(feed, state.units, frame);
  state.mode = state.crowd.follow(canvas.crowd.view, state.run, frame);
  state.found = state.crowd.symbols;
  state.stretches = feed.stretches.filter((span) => span.window === frame.window && span.first <= frame.last && frame.last <= span.last);
  state.bands = feed.bands.filter((band) => overlaps(band, frame));
  const routes = routesIn(feed, frame);
  const stops = stopsIn(feed, frame);
  const statuses = feed.crossings.map(({ spans }) => spanAt(spans, frame.last)?.status ?? "");
  const zoom = map.getZoom();
  const chosen = [...selected];
  const stands = state.stands.map(({ stand }) => stand);
  const levels = stands.map(({ level, how, measure }) => [level, how, measure?.id]);
  const titles = state.bands.map(({ title }) => title);
  dom.insetCard.hidden = zoom <= FAR || map.getSize().x < 600 || !dom.insetCard.isConnected;
  canvas.crowd.redraw();
  if (changed("marks", zoom, chosen, statuses, state.mode) || state.mode === "symbols") canvas.marks.redraw();
  if (changed("flights", zoom, chosen, dom.insetCard.hidden, frame.playing, routes, stops)) {
    fillFlightKey(dom.flightKey, [...new Set(routes.map(({ status }) => status))], [...new Set(stops.map(({ kind }) => kind))]);
    drawMoving(state, dom);
  }
  const seen = {
    kinds: kindsOf(state.run, feed.categories),
    crowd: state.mode,
    fading: frame.window !== "1d" && state.run.count > 0,
    bands: titles,
    vague: isVague(state.run),
    average: stands.some(({ level, how }) => level !== NOT_REPORTED && how !== "day"),
    statuses: zoom >= 6 ? [...new Set(statuses)].sort() : [],
  };
  if (changed("legend", levels, seen)) fillLegend(dom.legend, feed, { ...seen, stands: state.stands });
  if (changed("borders", zoom, chosen, levels, titles, state.stretches)) canvas.borders.redraw();
  if (changed("arrows", zoom, stands)) canvas.arrows.redraw();
  const words = spanWords(frame.first, frame.last);
  const years = [frame.first, frame.last].map((day) => parts(day).year);
  if (changed("words", zoom, chosen, stands, state.mode, state.found, years, zoom <= FAR ? [routes, stops] : [])) canvas.words.redraw();
  dom.date.textContent = words;
  map.getContainer().setAttribute("aria-label", `Map, ${words}. ${state.stands.map(({ border, stand }) =>
    (stand.level === NOT_REPORTED ? `${border.name}: not reported` : stand.level === PENDING ? `${border.name}: …` : `${border.name}: ${Math.round(stand.rate)} ${stand.measure.words}`)).join("; ")}`);
}

function drawBorders(ctx, view, state) {
  const { feed, layers } = state;
  if (!feed || !state.stands) return;
  for (const { sections, pairs } of state.bands) {
    drawBand(ctx, view, [...layers.border_sections_screen.filter(({ id }) => sections.includes(id)),
      ...layers.border_lines_screen.filter(({ pair }) => pairs.includes(pair))]);
  }
  for (const { sections, level } of state.stretches) {
    drawStretch(ctx, view, layers.border_sections_screen.filter(({ id }) => sections.includes(id)), level, feed.ramp);
  }
  for (const { border, stand } of state.stands) {
    const feature = layers.border_lines_screen.find(({ pair }) => pair === border.pair);
    if (feature) drawBorder(ctx, view, feature, stand, feed.ramp, state.selected.has(border.pair));
  }
}

// What moves while the clock plays: the routes, on the map when it is zoomed out, else in the inset.
function drawMoving(state, dom) {
  const { feed, frame, layers, selected, now } = state;
  state.canvas.flights.redraw();
  state.flightHits = dom.insetCard.hidden ? [] : drawInset(dom.inset, feed, frame, layers, selected, now);
}

function drawFlights(ctx, view, state) {
  const { feed, frame, selected, now } = state;
  state.mapHits = feed && frame && view.zoom <= FAR ? drawRoutesOnMap(ctx, view, feed, frame, selected, now) : [];
}

// Schematic arrows say little far out and nothing close by.
function drawFlow(ctx, view, state, dom) {
  state.arrowBoxes = flowFits(view, state, dom) ? drawArrows(ctx, view, state.stands, state.feed.ramp) : [];
}

const flowFits = (view, { feed, stands }, dom) => Boolean(feed && stands && dom.arrows.checked && view.zoom >= 5 && view.zoom < 8);

function drawMarks(ctx, view, state) {
  const { feed, frame } = state;
  if (!feed || !frame || !state.run) return;
  if (view.zoom >= 6) {
    state.crossingSpots = feed.crossings.map((crossing) => {
      const px = unitX(crossing.lon) * view.scale + view.ox;
      const py = unitY(crossing.lat) * view.scale + view.oy;
      drawCrossing(ctx, px, py, spanAt(crossing.spans, frame.last)?.status ?? null, view.zoom >= 8 ? 5 : 4);
      return { px, py, crossing };
    });
  } else state.crossingSpots = [];
  state.found = state.crowd.symbols;
  state.stacks = stack(feed, state.units, state.found, view);
  drawStacks(ctx, state.stacks, feed, state.selected, fadingOf(feed, frame));
}

// Counted squares lie under the borders, marks that are stamped one by one above them.
function drawCrowd(ctx, view, state) {
  if (!state.run) return;
  state.mode = state.crowd.mode;
  state.map.getPane("crowd").style.zIndex = state.mode === "density" ? 405 : 415;
  state.crowd.draw(ctx);
}

// What lies under the pointer: a mark before a crossing before a border.
function hitAt(state, point, reach) {
  const { feed, canvas } = state;
  if (!feed || !state.frame) return null;
  const { view } = canvas.marks;
  const px = point.x + view.pad.x;
  const py = point.y + view.pad.y;
  const found = stackAt(state.stacks, px, py, reach);
  if (found) return { stack: found, pick: pickOf(feed, found.marks) };
  const mark = state.crowd.at(px, py, reach);
  if (mark) return { mark, pick: pickOf(feed, [mark.mark]) };
  const spot = stackAt(state.crossingSpots ?? [], px, py, reach);
  if (spot) return { crossing: spot.crossing, pick: { kind: "crossing", ids: [spot.crossing.id] } };
  const route = routeAt(state.mapHits, px, py);
  if (route) return { route, pick: { kind: "route", ids: route.events } };
  for (const { border, stand } of state.stands ?? []) {
    const feature = state.layers.border_lines_screen.find(({ pair }) => pair === border.pair);
    if (feature && distanceTo(feature, view, px, py) < reach * 0.8) {
      const section = nearestSection(state, border.pair, view, px, py);
      return { border, stand, section, pick: { kind: "border", ids: [border.pair], section: section?.id ?? null } };
    }
  }
  return null;
}

// Marks without a name of their own, as made-up ones, go by their number.
function pickOf({ marks }, found) {
  return marks ? { kind: "events", ids: found.map((mark) => marks.id[mark]) } : { kind: "mark", ids: [], index: found[0] };
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
