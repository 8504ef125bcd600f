// What stands around the canvases of a map: its size, its typeface, its cards, where it looks.
// @ts-check

import { readFace } from "../shared/assets.js";
import { createCards } from "./cards.js";
import { element } from "./legend.js";
import { tellOverflow } from "./overflow.js";
/** @import { Edges, LeafletLibrary, LeafletMap } from "./types.d.ts" */
/** @import { Bounds, MapView, Role } from "../shared/messages.d.ts" */
/** @import { Box } from "../shared/types.d.ts" */

const ARROWS = "From Minsk towards each border with a reported figure: a direction, no route and no count. "
  + "Colour and width are the class on that border's own scale; never compare arrows between borders.";
const WIDE = 700; // pixels of a map whose legend stands along its side,
const NARROW = 600; // and of one that has room for one open card

// The page's own typeface, from the same machine; without it the map would speak in another voice.
/** @type {(base: string) => Promise<void>} */
export async function loadFonts(base) {
  const faces = [["Regular", "400"], ["Semibold", "600"], ["Bold", "700"]].map(([name, weight]) => readFace(base, name, weight));
  await Promise.all(faces.map(async (face) => document.fonts.add(await face.load())));
}

// The iframe's height is the page's affair; the map fills it and follows it.
/** @type {(map: LeafletMap) => void} */
export function fillFrame(map) {
  const container = map.getContainer();
  // Leaflet takes the focus on a press; without this the page would jump under the pointer.
  const focus = container.focus.bind(container);
  container.focus = () => focus({ preventScroll: true });
  // In a player the map has a room of its own in the page, and follows that.
  const room = container.closest("[data-own-room]");
  if (room) {
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(room);
    return;
  }
  /** @type {HTMLElement | null} */
  let node = container;
  for (; node && node !== document.documentElement; node = node.parentElement) {
    node.style.height = "100vh";
    node.style.width = "100%";
    node.style.margin = "0";
  }
  document.body.style.overflow = "hidden";
  map.invalidateSize({ animate: false });
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(document.documentElement);
}

/** @param {LeafletMap} map @param {LeafletLibrary} L @param {Role} role */
export function buildDom(map, L, role) {
  const container = map.getContainer();
  const date = element("div", "bm-date");
  const which = element("div", "bm-which");
  which.hidden = true;
  const cards = createCards(role === "other" ? " of map B" : "");
  const narrow = () => container.clientWidth < NARROW;
  const legend = cards.add("legend", "Legend", !narrow(), narrow);
  const body = element("div", "bm-legend-body");
  const arrows = element("input");
  arrows.type = "checkbox";
  const arrowsLabel = element("label", "bm-check");
  const arrowsNote = element("p", "note", ARROWS);
  arrowsNote.hidden = true;
  arrowsLabel.append(arrows, element("span", "", "Schematic arrows"));
  legend.body.append(arrowsLabel, arrowsNote, body);
  tellOverflow(legend.node, body);
  const insetCard = cards.add("inset", "Flights to and from Minsk", !narrow(), narrow);
  const inset = element("canvas", "bm-inset-canvas");
  const flightKey = element("div", "bm-flight-key");
  insetCard.body.append(inset, flightKey);
  const switches = cards.add("layers", "Layers", false, narrow);
  const goto = element("div", "bm-goto");
  for (const card of [date, which, legend.node, insetCard.node, switches.node, goto]) {
    container.append(card);
    L.DomEvent.disableClickPropagation(card);
    L.DomEvent.disableScrollPropagation(card);
  }
  if (role === "other") for (const card of [insetCard.node, switches.node, goto]) card.remove();
  /** @type {NodeListOf<HTMLElement>} */
  const [credits] = container.querySelectorAll(".leaflet-control-attribution");
  /** @type {NodeListOf<HTMLElement>} */
  const [corner] = container.querySelectorAll(".leaflet-top.leaflet-right");
  const bars = [date, which, goto, credits];
  const covering = [...bars, corner, legend.node, insetCard.node, switches.node].filter(Boolean);
  return {
    date, which, legend: body, inset, insetCard: insetCard.node, flightKey, goto, arrows, arrowsNote, cards, switches, bars, covering,
  };
}

const INSET = [268, 372]; // pixels of the open inset with every line that its key can have

// Where the cards lie that may cover a border, when they stand open: as map.css lays them out.
/** @type {(size: { x: number, y: number }) => Record<string, Box>} */
export function openBoxes({ x: width, y: height }) {
  const top = width >= 900 ? 10 : width > WIDE ? 46 : height * 0.3;
  const low = width > WIDE ? 10 : 26;
  return {
    legend: [10, top, 232, height - low],
    inset: [width - 10 - INSET[0], height - 24 - INSET[1], width - 10, height - 24],
  };
}

/** @type {(map: LeafletMap, bounds: readonly number[], edges: Edges) => void} */
export function fitTo(map, [west, south, east, north], { top, right, bottom, left }) {
  map.fitBounds([[south, west], [north, east]], {
    animate: false, paddingTopLeft: [left, top], paddingBottomRight: [right, bottom],
  });
}

/** @type {(map: LeafletMap, view: MapView | Bounds | null, edges: () => Edges) => void} */
export function moveTo(map, view, edges) {
  if (!view) return;
  // Leaflet has no public way to end a zoom that is under way, and its end would take the view back.
  if (map._animatingZoom) map._onZoomTransitionEnd();
  if ("bounds" in view) fitTo(map, view.bounds, edges());
  else map.setView([view.lat, view.lon], view.zoom, { animate: false });
}
