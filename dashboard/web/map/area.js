// An area drawn by hand: corner by corner on the map, told to the page when it is ended.
// @ts-check

import { PALETTE } from "../shared/look.js";
import { element } from "./legend.js";
/** @import { LatLng, LeafletLibrary, LeafletMap } from "./types.d.ts" */

const HINT = "Click the corners of an area. Double-click or Enter ends it, Backspace takes the last corner back, Escape leaves it.";
const FEW = "An area has at least three corners.";
const NEAR = 6; // pixels within which two clicks are one corner
const PANE = "drawing";

/** @type {(value: number) => number} */
const round = (value) => Math.round(value * 1e4) / 1e4;

// A button on the map; `tell` is given the corners, longitude first. While `active`, a click is a corner and picks nothing.
/** @type {(L: LeafletLibrary, map: LeafletMap, tell: (ring: [number, number][]) => void) => { readonly active: boolean }} */
export function createAreaTool(L, map, tell) {
  const container = map.getContainer();
  map.createPane(PANE).style.zIndex = "440";
  const renderer = L.svg({ pane: PANE });
  const common = { pane: PANE, renderer, interactive: false };
  const line = L.polyline([], { ...common, weight: 2, dashArray: "7 4" });
  const corners = L.layerGroup();
  const hint = element("p", "bm-card bm-hint");
  hint.setAttribute("role", "status");
  const button = element("button", "bm-draw");
  /** @type {LatLng[]} */
  let ring = [];
  let active = false;

  /** @type {(text: string) => void} */
  const say = (text) => { if (hint.textContent !== text) hint.textContent = text; };

  /** @type {(pointer?: LatLng) => void} */
  const draw = (pointer) => { line.setLatLngs(pointer && ring.length ? [...ring, pointer, ring[0]] : ring); };

  /** @type {(a: LatLng, b: LatLng | undefined) => boolean} */
  const near = (a, b) => Boolean(b) && map.latLngToContainerPoint(a).distanceTo(map.latLngToContainerPoint(/** @type {LatLng} */ (b))) < NEAR;

  function show() {
    corners.clearLayers();
    for (const at of ring) corners.addLayer(L.circleMarker(at, { ...common, radius: 4, weight: 2, color: PALETTE.accent, fillColor: PALETTE.paper, fillOpacity: 1 }));
    draw();
    say(HINT);
  }

  /** @type {(on: boolean) => void} */
  function set(on) {
    active = on;
    ring = [];
    button.setAttribute("aria-pressed", String(on));
    container.classList.toggle("bm-drawing", on);
    if (on) {
      map.doubleClickZoom.disable();
      line.setStyle({ color: PALETTE.accent });
      map.addLayer(line).addLayer(corners);
      container.append(hint);
    } else {
      map.doubleClickZoom.enable();
      map.removeLayer(line).removeLayer(corners);
      hint.remove();
    }
    show();
  }

  function end() {
    if (ring.length < 3) { say(FEW); return; }
    tell(ring.map(({ lng, lat }) => [round(lng), round(lat)]));
    set(false);
  }

  map.on("click", ({ latlng }) => {
    if (!active || near(latlng, ring.at(-1))) return;
    if (ring.length > 2 && near(latlng, ring[0])) { end(); return; }
    ring.push(latlng);
    show();
  });
  map.on("dblclick", () => { if (active) end(); });
  map.on("mousemove", ({ latlng }) => { if (active) draw(latlng); });
  container.ownerDocument.addEventListener("keydown", (event) => {
    if (!active || /** @type {HTMLElement} */ (event.target).matches?.("input, select")) return;
    if (event.key === "Enter" && event.target !== button) end();
    else if (event.key === "Escape") set(false);
    else if (event.key === "Backspace") { ring.pop(); show(); }
    else return;
    event.preventDefault();
  });

  button.type = "button";
  button.title = "Draw an area that lists and marks keep to";
  button.setAttribute("aria-label", button.title);
  button.append(element("i"));
  button.addEventListener("click", () => { set(!active); button.blur(); });
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => {
    const box = element("div", "leaflet-bar bm-draw-box");
    box.append(button);
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  map.addControl(control);
  set(false);
  return { get active() { return active; } };
}
