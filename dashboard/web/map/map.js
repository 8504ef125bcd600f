// The time layer: one Leaflet map that listens to the clock and shows each frame it is told, once a frame of the screen.
// @ts-check

import { createAreaTool } from "./area.js";
import { loadLayers } from "./basemap.js";
import { openChannel } from "../shared/channel.js";
import { createDisplay } from "./display.js";
import { tendFingers } from "./fingers.js";
import { createGoto } from "./goto.js";
import { element } from "./legend.js";
import { createMirror } from "./mirror.js";
import { createMotion } from "./motion.js";
import { onScheme } from "../shared/look.js";
import { hearFeed } from "../shared/pack.js";
import { listenToPointer } from "./pointer.js";
import { createRoving } from "./roving.js";
import { buildDom, fillFrame, loadFonts, moveTo, openBoxes } from "./stage.js";
import { edgesOf, openCards } from "./framing.js";
import { createSwitches } from "./switches.js";
import { nameFrame, nameOf, tellWhich } from "./which.js";
/** @import { Display, Dom, Edges, Features, LeafletLibrary, LeafletMap, Options, State } from "./types.d.ts" */
/** @import { Feed } from "../shared/feed.d.ts" */
/** @import { MapView } from "../shared/messages.d.ts" */

const MOTION_MS = 2000; // dashes come to rest this long after the last step
const REST_MS = 400; // a map is at rest when it has not moved for this long

/** @type {(L: LeafletLibrary, map: LeafletMap, options: Options) => Promise<void>} */
export async function attach(L, map, { token, role = "main", layers: layerBase, layerNames, fonts, attribution, draws = false }) {
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(attribution);
  fillFrame(map);
  tendFingers(map);
  const dom = buildDom(map, L, role);
  const [features] = await Promise.all([loadLayers(layerBase, layerNames), loadFonts(fonts)]);
  if (features.problems.length) map.getContainer().append(noticeOf(features.problems));
  /** @type {State} */
  const state = { feed: null, frame: null, selected: new Set(), lit: new Set(), view: null, off: new Set() };
  const display = createDisplay(L, map, dom, features, layerBase, () => refresh());
  const around = surroundings(map, dom, display, features);
  const goto = createGoto(dom.goto, { map, edges: around.edges, showSpan: (days) => channel.post("span", days) });
  const switches = createSwitches(dom.switches, (layers) => {
    hide(layers);
    channel.post("hide", { layers });
  });

  /** @type {ReadonlySet<string>} */
  let shining = state.selected; // what is chosen, and what a row lights that is pointed at
  const shine = () => {
    shining = state.lit.size ? new Set([...state.selected, ...state.lit]) : state.selected;
    refresh();
  };
  /** @type {(layers: string[]) => void} */
  const hide = (layers) => {
    state.off = new Set(layers);
    display.hide(state.off);
    refresh();
  };
  let due = false;
  const refresh = () => {
    if (due || !state.feed || !state.frame) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      if (!state.frame) return;
      display.show(state.frame, shining);
      roving.changed();
    });
  };
  const channel = openChannel(token, {
    feed: hearFeed((feed) => {
      const isFirst = !state.feed;
      state.feed = feed;
      display.take(feed);
      goto.fill(feed);
      switches.fill(state.off, feed.stores ?? []);
      if (isFirst) around.arrange(feed, state.view !== null);
      if (isFirst && !state.view && role === "main") goto.frame();
      refresh();
    }),
    frame: (frame) => {
      if ((frame.role ?? "main") !== role) return;
      state.frame = frame;
      mirror.share(Boolean(frame.comparing));
      dom.date.classList.toggle("other", role === "other");
      tellWhich(dom.which, role, frame);
      nameFrame(nameOf(frame));
      if (frame.playing) motion.keep(MOTION_MS);
      refresh();
    },
    hello: ({ role: from }) => mirror.answer(from),
    look: (message) => mirror.follow(message),
    select: ({ ids }) => {
      if (state.feed && ids.join() === [...state.selected].join()) return;
      state.selected = new Set(ids);
      display.forget();
      shine();
    },
    light: ({ ids }) => {
      state.lit = new Set(ids);
      shine();
    },
    // A second map has come, which takes half the width: both frame the borders in what is left, and move together.
    fit: () => {
      if (role !== "main" || !state.feed) return;
      map.invalidateSize({ animate: false });
      around.arrange(state.feed, false);
      goto.frame();
    },
    hide: ({ layers }) => { hide(layers); switches.show(state.off); },
    back: ({ role: to }) => { if (to === role) roving.back(); },
    go: ({ view }) => {
      if (role !== "main") return;
      const isFirst = !state.view;
      state.view = view;
      moveTo(map, view, around.edges);
      if (isFirst && state.feed) around.arrange(state.feed, true);
    },
  });
  const mirror = createMirror(map, role, channel.post);
  const motion = createMotion(display.move);
  const area = draws && role === "main" ? createAreaTool(L, map, (ring) => channel.post("drawn", { ring })) : null;
  const roving = createRoving(L, map, display, features.layers, role, {
    light: (ids) => {
      if (ids.join() === [...state.lit].join()) return;
      state.lit = new Set(ids);
      shine();
    },
    pick: (pick) => channel.post("picked", { pick: { ...pick, at: Date.now() }, role, keyed: true }),
  });
  listenToPointer(L, map, dom, display, {
    pick: (pick) => {
      if (area?.active) return;
      roving.picked();
      channel.post("picked", { pick: { ...pick, at: Date.now() }, role });
    },
    // Dashes move while a route is pointed at.
    point: (hit) => {
      if (hit?.route) motion.keep(Infinity);
      else if (!state.frame?.playing) motion.rest();
    },
  });
  dom.arrows.addEventListener("change", () => {
    dom.arrowsNote.hidden = !dom.arrows.checked;
    display.showArrows();
  });
  // At once, not at the next frame: paper is light, and is laid out before that.
  onScheme(() => {
    display.recolour();
    if (state.frame) display.show(state.frame, shining);
  });
  const redo = () => { display.forget(); refresh(); };
  dom.cards.onFold(redo);
  map.on("resize", () => { if (state.feed) around.arrange(state.feed, state.view !== null); redo(); });
  // The page around the map does not hear its keys.
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.matches("input, select");
    if (event.key === "?" && !isTyping) channel.post("help");
  });
  const tellView = viewTeller(map, (view) => channel.post("view", { view }));
  map.on("moveend", () => {
    display.forget();
    refresh();
    roving.tell();
    if (role === "main") tellView(); // the other map follows it, and has nothing to tell
  });
  // Of one that is a picture, readers pass over what stands in it: its controls, and the list of what is in view.
  map.getContainer().setAttribute("role", "region");
  document.querySelector('meta[name="viewport"]')?.setAttribute("content", "width=device-width, initial-scale=1"); // enlarged by two fingers
  channel.post("hello", { role });
}

// What lies around the part of the map that is free of cards, and which cards stand open by themselves.
/** @type {(map: LeafletMap, dom: Dom, display: Display, features: Features) => { edges(): Edges, arrange(feed: Feed, isPlaced: boolean): void }} */
function surroundings(map, { cards, bars }, display, { layers }) {
  const stage = () => {
    const size = map.getSize();
    return { width: size.x, height: size.y, bars: display.covered(bars), cards: openBoxes(size) };
  };
  return {
    edges() {
      const now = stage();
      return edgesOf(now, cards.openOf(Object.keys(now.cards)));
    },
    // Done when the map is opened and when its size changes; a hand that moves it later folds for itself.
    arrange(feed, isPlaced) {
      const now = stage();
      const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint([0, 0]));
      const view = isPlaced ? { scale: 256 * 2 ** map.getZoom(), ox: -origin.x, oy: -origin.y } : null;
      const step = map.options.zoomSnap ?? 1;
      const open = openCards(now, layers.border_lines_screen, feed.views[0].bounds, step, cards.set, view);
      cards.arrange(open, Object.keys(now.cards));
    },
  };
}

/** @type {(problems: string[]) => HTMLElement} */
function noticeOf(problems) {
  const notice = element("p", "bm-card bm-notice", `Left out, because it could not be read: ${problems.join("; ")}`);
  notice.setAttribute("role", "alert");
  return notice;
}

/** @type {(value: number) => number} */
const round = (value) => Math.round(value * 1e4) / 1e4;

// Tells where a map looks once it has come to rest, and only when that is another place.
/** @type {(map: LeafletMap, tell: (view: MapView) => void) => () => void} */
function viewTeller(map, tell) {
  let quiet = 0;
  let told = "";
  return () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const center = map.getCenter();
      const shown = map.getBounds();
      const shows = [shown.getWest(), shown.getSouth(), shown.getEast(), shown.getNorth()].map(round);
      const view = { lon: round(center.lng), lat: round(center.lat), zoom: map.getZoom(), shows };
      const text = JSON.stringify(view);
      if (text !== told) tell(view);
      told = text;
    }, REST_MS);
  };
}
