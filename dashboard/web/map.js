// The time layer: one Leaflet map that listens to the clock and redraws what changed, once a frame.

import { drawBasemap, loadLayers } from "./basemap.js";
import { isRated, standing, toldOf } from "./borders.js";
import { calledIn } from "./called.js";
import { createCanvasLayer } from "./canvas.js";
import { openChannel } from "./channel.js";
import { createCrowd } from "./crowd.js";
import { parts, spanWords } from "./days.js";
import { overlaps, spanAt } from "./frame.js";
import { createGoto } from "./goto.js";
import { hitAt } from "./hits.js";
import { element, fillFlightKey, fillLegend, markLevels } from "./legend.js";
import { LEVELS, WORDS } from "./look.js";
import { filesIn, hasReference, isVague, kindsOf, lookOf, marksNamed, owedIn, prepareMarks, runIn } from "./marks.js";
import { createMirror } from "./mirror.js";
import { createMotion } from "./motion.js";
import { unpack } from "./pack.js";
import { FAR, drawBorders, drawCrowd, drawFlights, drawFlow, drawMarks, drawMoving, flowFits } from "./painting.js";
import { routeAt, routesIn, stopsIn } from "./routes.js";
import { buildDom, fillFrame, loadFonts, lonLat, moveTo } from "./stage.js";
import { createTip, tipOf } from "./tip.js";
import { drawWords } from "./words.js";

const MOTION_MS = 2000; // dashes come to rest this long after the last step

export async function attach(L, map, { token, role = "main", layers: layerBase, layerNames, fonts, attribution }) {
  const state = { L, map, feed: null, frame: null, selected: new Set(), chosen: [], lit: new Set(), glow: [], layers: null, stacks: [], flightHits: [], mapHits: [], now: null };
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(attribution);
  fillFrame(map);
  const dom = buildDom(map, L, role);
  [state.layers] = await Promise.all([loadLayers(layerBase, layerNames), loadFonts(fonts)]);
  state.layers.worldRings = state.layers.world.map(({ iso, parts }) => ({ iso, rings: parts.map(lonLat) }));
  state.canvas = {
    base: createCanvasLayer(L, map, "base", 200, (ctx, view) => { if (state.feed) drawBasemap(ctx, view, state.layers); }, { margin: 0.25 }),
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
      choose(state);
      const first = !state.framed;
      if (first) state.canvas.base.redraw(); // its colours came with the feed
      goto.fill(state.feed);
      if (first) { state.framed = true; if (!state.view && role === "main") goto.frame(); }
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
    select: ({ ids }) => {
      if (state.feed && ids.join() === [...state.selected].join()) return;
      state.selected = new Set(ids);
      state.signature = null;
      choose(state);
      refresh();
    },
    light: ({ ids }) => {
      if (!state.feed) return;
      state.lit = new Set(ids);
      state.glow = marksNamed(state.feed, state.lit);
      for (const part of ["borders", "marks"]) state.canvas[part].redraw();
      if (state.frame) drawMoving(state, dom);
    },
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

const choose = (state) => { state.chosen = state.feed ? marksNamed(state.feed, state.selected) : []; };
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
  state.found = state.crowd.symbols(state.chosen);
  state.stretches = feed.stretches.filter((span) => overlaps(span, frame));
  state.bands = feed.bands.filter((band) => overlaps(band, frame));
  const routes = routesIn(feed, frame);
  const stops = stopsIn(feed, frame);
  const statuses = feed.crossings.map(({ spans }) => spanAt(spans, frame.last)?.status ?? "");
  const zoom = map.getZoom();
  const chosen = [...selected];
  const stands = state.stands.map(({ stand }) => stand);
  const levels = stands.map(({ level, look, measure }) => [level, look, measure?.id]);
  const titles = state.bands.map(({ title }) => title);
  dom.insetCard.hidden = zoom <= FAR || map.getSize().x < 600 || !dom.insetCard.isConnected;
  canvas.crowd.redraw();
  if (changed("marks", zoom, chosen, statuses, state.mode, state.found.length) || state.mode === "symbols" || state.found.length) canvas.marks.redraw();
  const flown = [[...new Set(routes.map(({ status }) => status))], [...new Set(stops.map(({ kind }) => kind))]];
  if (changed("flight key", flown)) fillFlightKey(dom.flightKey, feed, ...flown);
  if (changed("flights", zoom, chosen, dom.insetCard.hidden, frame.playing, routes, stops)) drawMoving(state, dom);
  const drawn = state.mode === "density" ? lookOf(feed, state.run.apart) : state.run;
  const seen = {
    kinds: kindsOf(drawn, feed.categories),
    files: filesIn(state.run, feed),
    together: hasReference(state.run) && !state.run.apart.length,
    crowd: state.mode,
    fading: frame.window !== "1d" && state.run.count > 0,
    bands: titles,
    vague: isVague(drawn),
    owed: owedIn(feed, state.run),
    looks: [...new Set(stands.filter(isRated).map(({ look }) => look))].sort(),
    unrated: stands.filter(({ level }) => level === LEVELS.not_reported).map(({ value }) => value === WORDS.not_reported),
    statuses: zoom >= 6 ? [...new Set(statuses)].sort() : [],
  };
  const scales = stands.map(({ level, measure }) => [isRated({ level }) || level, measure?.id]);
  if (changed("legend", scales, seen)) fillLegend(dom.legend, feed, { ...seen, mixed: state.units.mixed, stands: state.stands });
  else if (changed("levels", levels)) markLevels(dom.legend, state.stands);
  if (changed("borders", zoom, chosen, levels, titles, state.stretches)) canvas.borders.redraw();
  if (changed("arrows", zoom, stands)) canvas.arrows.redraw();
  const words = spanWords(frame.first, frame.last);
  dom.date.textContent = words;
  map.getContainer().setAttribute("aria-label", `Map, ${words}. ${toldBy(state, routes)}`);
  // Words come last: they keep clear of the cards, and asking where these lie settles the page.
  const years = [frame.first, frame.last].map((day) => parts(day).year);
  if (changed("words", zoom, chosen, stands, state.mode, state.found, years, zoom <= FAR ? [routes, stops] : [])) canvas.words.redraw();
}

// The frame in words: how each border stands, and what each brought file has in it.
function toldBy({ feed, run, stands }, routes) {
  const count = (number, one) => `${number.toLocaleString("en-GB")} ${one}${number === 1 ? "" : "s"}`;
  const borders = stands.map(({ border, stand }) => `${border.name}: ${toldOf(stand)}`);
  const files = (feed.layers ?? []).flatMap(({ number, label }) => {
    const flown = routes.filter(({ layer }) => layer === number).length;
    const has = [...(run.counts[number] ? [count(run.counts[number], "mark")] : []), ...(flown ? [count(flown, "route")] : [])];
    return has.length ? [`${calledIn(feed).one} ${label}: ${has.join(" and ")}`] : [];
  });
  return [...borders, ...files].join("; ");
}
