// The pointer on the map and on its inset: what lies under it, what it says, what a click picks.
// @ts-check

import { keepInSight } from "./fingers.js";
import { createTip, tipOf } from "./tip.js";
/** @import { Display, Dom, Hand, Hit, LeafletLibrary, LeafletMap } from "./types.d.ts" */

const REACH = 14; // pixels around the pointer
const FINGER = 26;

/** @type {(L: LeafletLibrary, map: LeafletMap, dom: Dom, display: Display, hand: Hand) => void} */
export function listenToPointer(L, map, dom, display, { pick, point }) {
  const container = map.getContainer();
  const tip = createTip(container);
  /** @type {(hit: Hit | null, at: { x: number, y: number }) => void} */
  const show = (hit, at) => {
    point(hit);
    if (hit && display.scene) tip.show(at, tipOf(display.scene, hit));
    else tip.hide();
  };
  let isFinger = false; // a finger points at nothing before it presses: no tip
  for (const name of ["pointerdown", "pointermove"]) {
    container.addEventListener(name, (event) => { isFinger = /** @type {PointerEvent} */ (event).pointerType === "touch"; }, true);
  }
  const leave = () => show(null, { x: 0, y: 0 });

  map.on("mousemove", (event) => {
    if (isFinger) return;
    const hit = display.hitAt(event.containerPoint, REACH);
    container.style.cursor = hit ? "pointer" : "";
    show(hit, event.containerPoint);
  });
  map.on("mouseout", leave);
  // What covers something can be taken away without moving the pointer.
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") tip.hide(); });
  map.on("click", (event) => {
    const hit = display.hitAt(event.containerPoint, isFinger || L.Browser.mobile ? FINGER : REACH);
    if (hit && isFinger) keepInSight(map, event.containerPoint);
    pick(hit ? hit.pick : { kind: "nothing", ids: [] });
  });
  dom.inset.addEventListener("click", (event) => {
    const route = display.insetRouteAt(event.offsetX, event.offsetY);
    if (route) pick({ kind: "route", ids: route.events });
  });
  dom.inset.addEventListener("mousemove", (event) => {
    event.stopPropagation(); // the map under the card has nothing to say here
    if (isFinger) return;
    const route = display.insetRouteAt(event.offsetX, event.offsetY);
    const { left, top } = container.getBoundingClientRect();
    show(route && { route }, { x: event.clientX - left, y: event.clientY - top });
  });
  dom.inset.addEventListener("mouseleave", leave);
}
