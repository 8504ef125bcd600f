// The time layer: one Leaflet map that listens to the clock and shows each frame it is told, once a frame of the screen.
// @ts-check

import { loadLayers } from "./basemap.js";
import { openChannel } from "../shared/channel.js";
import { createDisplay } from "./display.js";
import { createGoto } from "./goto.js";
import { element } from "./legend.js";
import { createMirror } from "./mirror.js";
import { createMotion } from "./motion.js";
import { unpack } from "../shared/pack.js";
import { listenToPointer } from "./pointer.js";
import { buildDom, fillFrame, loadFonts, moveTo } from "./stage.js";
/** @import { LeafletLibrary, LeafletMap, Options, State } from "./types.d.ts" */
/** @import { MapView } from "../shared/messages.d.ts" */

const MOTION_MS = 2000; // dashes come to rest this long after the last step
const REST_MS = 400; // a map is at rest when it has not moved for this long

/** @type {(L: LeafletLibrary, map: LeafletMap, options: Options) => Promise<void>} */
export async function attach(L, map, { token, role = "main", layers: layerBase, layerNames, fonts, attribution }) {
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(attribution);
  fillFrame(map);
  const dom = buildDom(map, L, role);
  const [features] = await Promise.all([loadLayers(layerBase, layerNames), loadFonts(fonts)]);
  if (features.problems.length) map.getContainer().append(noticeOf(features.problems));
  /** @type {State} */
  const state = { feed: null, frame: null, selected: new Set(), lit: new Set(), view: null };
  const display = createDisplay(L, map, dom, features);
  const goto = createGoto(dom.goto, { map, showSpan: (days) => channel.post("span", days) });

  /** @type {ReadonlySet<string>} */
  let shining = state.selected; // what is chosen, and what a row lights that is pointed at
  const shine = () => {
    shining = state.lit.size ? new Set([...state.selected, ...state.lit]) : state.selected;
    refresh();
  };
  let due = false;
  const refresh = () => {
    if (due || !state.feed || !state.frame) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      if (state.frame) display.show(state.frame, shining);
    });
  };
  const channel = openChannel(token, {
    feed: ({ bytes }) => {
      const isFirst = !state.feed;
      const feed = unpack(bytes);
      state.feed = feed;
      display.take(feed);
      goto.fill(feed);
      if (isFirst && !state.view && role === "main") goto.frame();
      refresh();
    },
    frame: (frame) => {
      if ((frame.role ?? "main") !== role) return;
      state.frame = frame;
      mirror.share(Boolean(frame.comparing));
      dom.date.classList.toggle("other", role === "other");
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
    go: ({ view }) => { if (role === "main") { state.view = view; moveTo(map, view); } },
  });
  const mirror = createMirror(map, role, channel.post);
  const motion = createMotion(display.move);
  listenToPointer(L, map, dom, display, {
    pick: (pick) => channel.post("picked", { pick: { ...pick, at: Date.now() } }),
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
  // The page around the map does not hear its keys.
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.matches("input, select");
    if (event.key === "?" && !isTyping) channel.post("help");
  });
  const tellView = viewTeller(map, (view) => channel.post("view", { view }));
  map.on("moveend", () => {
    display.forget();
    refresh();
    if (role === "main") tellView(); // the other map follows it, and has nothing to tell
  });
  map.getContainer().setAttribute("role", "img");
  channel.post("hello", { role });
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
      const view = { lon: round(center.lng), lat: round(center.lat), zoom: map.getZoom() };
      const text = JSON.stringify(view);
      if (text !== told) tell(view);
      told = text;
    }, REST_MS);
  };
}
