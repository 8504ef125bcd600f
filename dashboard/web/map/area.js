// An area drawn by hand or by keys: corner by corner on the map, told to the page when it is ended.
// @ts-check

import { PALETTE } from "../shared/look.js";
import { element } from "./legend.js";
import { createVoice } from "../shared/voice.js";
/** @import { LatLng, LeafletLibrary, LeafletMap } from "./types.d.ts" */

const HINT = "Click the corners of an area. Double-click or Enter ends it, Backspace takes the last corner back, Escape leaves it.";
const KEYS = "Arrow keys move the map under the cross, + and − change the step. Space sets a corner, Backspace takes the last one back, Enter ends the area, Escape leaves it.";
const FEW = "An area has at least three corners.";
const SAME = "The cross stands on the last corner: move the map first.";
const NEAR = 6; // pixels within which two clicks are one corner
const PANE = "drawing";
// The view of a map that moved is told first: the server would take the answer to it for a choice against the area.
const VIEW_MS = 600;

/** @type {(value: number) => number} */
const round = (value) => Math.round(value * 1e4) / 1e4;

/** @type {(at: LatLng) => string} */
const placeOf = ({ lat, lng }) => `${Math.abs(lat).toFixed(3)}° ${lat < 0 ? "S" : "N"}, ${Math.abs(lng).toFixed(3)}° ${lng < 0 ? "W" : "E"}`;

/** @type {(count: number) => string} */
const cornersOf = (count) => `${count === 0 ? "No corner" : count === 1 ? "1 corner" : `${count} corners`} so far`;

// A button on the map; `tell` is given the corners, longitude first. While `active`, a click is a corner and picks nothing.
// Who pressed the button by a key draws by keys: the map moves under a cross at its middle, which stands for the pointer.
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
  const cross = element("i", "bm-cross");
  const said = element("p", "bm-said");
  container.append(said);
  const voice = createVoice(said);
  const button = element("button", "bm-draw");
  /** @type {LatLng[]} */
  let ring = [];
  let active = false;
  let keyed = false;
  let moved = -VIEW_MS;

  /** @type {(text: string) => void} */
  const say = (text) => { if (hint.textContent !== text) hint.textContent = text; };

  /** @type {(pointer?: LatLng) => void} */
  const draw = (pointer) => { line.setLatLngs(pointer && ring.length ? [...ring, pointer, ring[0]] : ring); };

  /** @type {(a: LatLng, b: LatLng | undefined) => boolean} */
  const near = (a, b) => Boolean(b) && map.latLngToContainerPoint(a).distanceTo(map.latLngToContainerPoint(/** @type {LatLng} */ (b))) < NEAR;

  function show() {
    corners.clearLayers();
    for (const at of ring) corners.addLayer(L.circleMarker(at, { ...common, radius: 4, weight: 2, color: PALETTE.accent, fillColor: PALETTE.paper, fillOpacity: 1 }));
    draw(keyed ? map.getCenter() : undefined);
    say(keyed ? `${cornersOf(ring.length)}. ${KEYS}` : HINT);
  }

  /** @type {(on: boolean, byKeys?: boolean) => void} */
  function set(on, byKeys = false) {
    active = on;
    keyed = on && byKeys;
    ring = [];
    button.setAttribute("aria-pressed", String(on));
    container.classList.toggle("bm-drawing", on);
    if (on) {
      map.doubleClickZoom.disable();
      line.setStyle({ color: PALETTE.accent });
      map.addLayer(line).addLayer(corners);
      container.append(hint);
      if (keyed) {
        container.append(cross);
        container.focus();
      }
    } else {
      map.doubleClickZoom.enable();
      map.removeLayer(line).removeLayer(corners);
      hint.remove();
      cross.remove();
    }
    show();
  }

  // A corner where the pointer or the cross stands; the first one once more ends the area.
  /** @type {(at: LatLng) => void} */
  function corner(at) {
    if (near(at, ring.at(-1))) { if (keyed) say(SAME); return; }
    if (ring.length > 2 && near(at, ring[0])) { end(); return; }
    ring.push(at);
    show();
    if (keyed) say(`Corner ${ring.length} at ${placeOf(at)}. ${KEYS}`);
  }

  function end() {
    if (ring.length < 3) { say(FEW); return; }
    /** @type {[number, number][]} */
    const told = ring.map(({ lng, lat }) => [round(lng), round(lat)]);
    setTimeout(() => tell(told), Math.max(0, moved + VIEW_MS - performance.now()));
    voice.say(`Area of ${told.length} corners: lists and marks keep to it.`);
    set(false);
  }

  map.on("click", ({ latlng }) => { if (active) corner(latlng); });
  map.on("dblclick", () => { if (active) end(); });
  map.on("mousemove", ({ latlng }) => { if (active) draw(latlng); });
  map.on("move", () => { if (keyed) draw(map.getCenter()); });
  map.on("moveend", () => { moved = performance.now(); if (keyed) say(`Cross at ${placeOf(map.getCenter())}. ${cornersOf(ring.length)}. ${KEYS}`); });
  container.ownerDocument.addEventListener("keydown", (event) => {
    if (!active || /** @type {HTMLElement} */ (event.target).matches?.("input, select")) return;
    if (event.key === "Enter" && event.target !== button) end();
    else if (event.key === " " && keyed && event.target === container) corner(map.getCenter());
    else if (event.key === "Escape") leave();
    else if (event.key === "Backspace") { ring.pop(); show(); }
    else return;
    event.preventDefault();
  });

  // Who drew by keys is where the drawing began.
  function leave() {
    const wasKeyed = keyed;
    set(false);
    voice.say("Left without an area.");
    if (wasKeyed) button.focus();
  }

  button.type = "button";
  button.title = "Draw an area that lists and marks keep to";
  button.setAttribute("aria-label", button.title);
  button.append(element("i"));
  // A press by a key has no place on the screen, and no count.
  button.addEventListener("click", ({ detail }) => {
    const byKeys = detail === 0;
    set(!active, byKeys);
    if (!byKeys) button.blur();
  });
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
