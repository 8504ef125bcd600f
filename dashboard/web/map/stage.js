// What stands around the canvases of a map: its size, its typeface, its cards, where it looks.
// @ts-check

import { readFace } from "../shared/assets.js";
import { element } from "./legend.js";
import { tellOverflow } from "./overflow.js";
/** @import { LeafletLibrary, LeafletMap } from "./types.d.ts" */
/** @import { Bounds, MapView, Role } from "../shared/messages.d.ts" */

const ARROWS = "From Minsk towards each border with a reported figure: a direction, no route and no count. "
  + "Colour and width are the class on that border's own scale; never compare arrows between borders.";
const WIDE = 700; // pixels a map must have for its legend to stand open

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
  const legend = element("details", "bm-card bm-legend");
  const open = () => container.clientWidth > WIDE;
  let wide = open();
  legend.open = wide;
  // A map that becomes narrow beside a second one folds its legend, and opens it again.
  map.on("resize", () => { if (open() !== wide) { wide = !wide; legend.open = wide; } });
  const body = element("div", "bm-legend-body");
  const arrows = element("input");
  arrows.type = "checkbox";
  const arrowsLabel = element("label", "bm-check");
  const arrowsNote = element("p", "note", ARROWS);
  arrowsNote.hidden = true;
  arrowsLabel.append(arrows, element("span", "", "Schematic arrows"));
  legend.append(element("summary", "", "Legend"), arrowsLabel, arrowsNote, body);
  legend.setAttribute("aria-label", "Legend");
  tellOverflow(legend, body);
  const inset = element("canvas", "bm-inset-canvas");
  const insetCard = element("section", "bm-card bm-inset");
  insetCard.setAttribute("aria-label", "Flights to Minsk");
  const flightKey = element("div", "bm-flight-key");
  insetCard.append(element("h2", "", "Flights to and from Minsk"), inset, flightKey);
  const goto = element("div", "bm-goto");
  for (const card of [date, which, legend, insetCard, goto]) {
    container.append(card);
    L.DomEvent.disableClickPropagation(card);
    L.DomEvent.disableScrollPropagation(card);
  }
  if (role === "other") for (const card of [insetCard, goto]) card.remove();
  return { date, which, legend: body, inset, insetCard, flightKey, goto, arrows, arrowsNote };
}

/** @type {(map: LeafletMap, view: MapView | Bounds | null) => void} */
export function moveTo(map, view) {
  if (!view) return;
  // Leaflet has no public way to end a zoom that is under way, and its end would take the view back.
  if (map._animatingZoom) map._onZoomTransitionEnd();
  if ("bounds" in view) {
    const [west, south, east, north] = view.bounds;
    map.fitBounds([[south, west], [north, east]], { animate: false, padding: [12, 12] });
  } else {
    map.setView([view.lat, view.lon], view.zoom, { animate: false });
  }
}
