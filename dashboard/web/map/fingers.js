// Fingers on the map: one scrolls the page around it, two move the map; who tries with one is told.
// @ts-check

import { element } from "./legend.js";
/** @import { LeafletMap } from "./types.d.ts" */

const TOLD = "Two fingers move the map.";
const FAR = 12; // pixels
const SAID_MS = 1800;

/** @type {(map: LeafletMap) => void} */
export function tendFingers(map) {
  const container = map.getContainer();
  const hint = element("p", "bm-card bm-hint", TOLD);
  let timer = 0;
  let start = [0, 0];
  // A mouse drags the map on the same screen; a finger leaves the drag to the page.
  /** @type {(isFinger: boolean) => void} */
  const hand = (isFinger) => {
    if (isFinger) map.dragging.disable();
    else map.dragging.enable();
  };
  hand(matchMedia("(pointer: coarse)").matches);
  container.addEventListener("pointerdown", ({ pointerType }) => hand(pointerType === "touch"), true);
  /** @type {(event: TouchEvent) => number[]} */
  const at = ({ touches }) => [touches[0].clientX, touches[0].clientY];
  const settings = { capture: true, passive: true };
  container.addEventListener("touchstart", (event) => { start = at(event); }, settings);
  container.addEventListener("touchmove", (event) => {
    const [x, y] = at(event);
    const isOne = event.touches.length === 1 && event.target instanceof Element && !event.target.closest(".bm-card, .bm-goto, .leaflet-control");
    if (!isOne || Math.hypot(x - start[0], y - start[1]) < FAR) {
      if (!isOne) hint.remove();
      return;
    }
    container.append(hint);
    clearTimeout(timer);
    timer = setTimeout(() => hint.remove(), SAID_MS);
  }, settings);
}

const SMALL = 560; // pixels: a page that is narrower, or much lower, shows a detail over its map
const LOW = 300;
const FREE = 0.35; // share of the map that a sheet leaves free, and a little less

// Moves what a finger has picked out from under the sheet that will say what it is.
/** @type {(map: LeafletMap, point: { x: number, y: number }) => void} */
export function keepInSight(map, { x, y }) {
  const size = map.getSize();
  if (size.y < LOW) map.panBy([Math.max(0, x - FREE * size.x), 0]);
  else if (size.x < SMALL) map.panBy([0, Math.max(0, y - FREE * size.y)]);
}
