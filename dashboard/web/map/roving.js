// The list of what is in view: one stop of the tab key on the map, and the way to everything on it without a pointer.
// @ts-check

import { element } from "./legend.js";
import { countsOf, inView } from "./inview.js";
import { unitX, unitY } from "./mercator.js";
import { createVoice } from "../shared/voice.js";
/** @import { Display, InViewItem, Layers, LeafletLibrary, LeafletMap, Roving } from "./types.d.ts" */
/** @import { Picked, Role } from "../shared/messages.d.ts" */
/** @import { Box } from "../shared/types.d.ts" */

const HINT = "Arrow keys: from one to the next. Page keys: from group to group. Enter: open. + and −: zoom. Escape: back.";
const REST_MS = 400; // the list follows a map that moves, or a clock, once these rest

// `light` marks what the list stands on; `pick` opens it.
/** @type {(L: LeafletLibrary, map: LeafletMap, display: Display, layers: Layers, role: Role, hand: { light: (ids: string[]) => void, pick: (pick: Picked) => void }) => Roving} */
export function createRoving(L, map, display, layers, role, { light, pick }) {
  const container = map.getContainer();
  const card = element("div", "bm-inview");
  const heading = element("b", "", "In view");
  const hint = element("p", "", HINT);
  hint.id = `bm-inview-hint-${role}`;
  const list = element("div", "bm-inview-list");
  for (const [name, value] of Object.entries({ role: "listbox", tabindex: "0", "aria-label": "In view", "aria-describedby": hint.id })) list.setAttribute(name, value);
  const said = element("p", "bm-said");
  card.append(heading, hint, list);
  container.prepend(card, said);
  L.DomEvent.disableClickPropagation(card);
  L.DomEvent.disableScrollPropagation(card);
  const voice = createVoice(said);
  /** @type {{ item: InViewItem, node: HTMLElement, group: number }[]} */
  let options = [];
  let at = -1;
  let key = ""; // of what is pointed at: it is found again when the list is made anew
  let soon = 0;
  /** @type {Element | null} */
  let former = null;
  /** @type {HTMLElement} */
  let last = container; // had the focus of the two when something was opened

  const box = () => {
    const bounds = map.getBounds();
    return /** @type {Box} */ ([unitX(bounds.getWest()), unitY(bounds.getNorth()), unitX(bounds.getEast()), unitY(bounds.getSouth())]);
  };
  const found = () => (display.scene ? inView(display.scene, layers, box(), map.getZoom()) : { groups: [], rest: 0 });
  const isOpen = () => document.activeElement === list;

  /** @type {(index: number) => void} */
  const point = (index) => {
    options[at]?.node.setAttribute("aria-selected", "false");
    at = index;
    const option = options[at];
    if (!option) { list.removeAttribute("aria-activedescendant"); light([]); return; }
    key = option.item.text;
    option.node.setAttribute("aria-selected", "true");
    option.node.scrollIntoView({ block: "nearest" });
    list.setAttribute("aria-activedescendant", option.node.id);
    light(option.item.light);
  };

  const build = () => {
    const { groups, rest } = found();
    const told = countsOf({ groups, rest });
    heading.textContent = `In view: ${told}`;
    list.setAttribute("aria-label", `In view: ${told}`);
    options = [];
    list.replaceChildren(...groups.map(({ name, items }, group) => {
      const node = element("div");
      node.setAttribute("role", "group");
      node.setAttribute("aria-label", name);
      const title = element("i", "", name);
      title.setAttribute("aria-hidden", "true");
      node.append(title, ...items.map((item) => optionOf(item, group)));
      return node;
    }));
    if (rest) list.append(element("p", "", `and ${rest.toLocaleString("en-GB")} more events: zoom in to have them listed`));
    const again = options.findIndex(({ item }) => item.text === key);
    point(options.length ? Math.max(again, 0) : -1);
  };
  /** @type {(item: InViewItem, group: number) => HTMLElement} */
  const optionOf = (item, group) => {
    const node = element("div", "", item.text);
    const index = options.length;
    node.id = `bm-inview-${role}-${index}`;
    node.setAttribute("role", "option");
    node.setAttribute("aria-selected", "false");
    // The press would take the focus from the list.
    node.addEventListener("pointerdown", (event) => event.preventDefault());
    node.addEventListener("click", () => { point(index); open(); });
    options.push({ item, node, group });
    return node;
  };
  const open = () => {
    const option = options[at];
    if (!option) return;
    last = list;
    pick(option.item.pick);
  };
  /** @type {(step: number) => number} */
  const groupAt = (step) => {
    const here = options[at]?.group ?? 0;
    const next = options.findIndex(({ group }) => group === here + step);
    return next >= 0 ? next : step < 0 ? 0 : options.length - 1;
  };

  list.addEventListener("focus", (event) => {
    former = event.relatedTarget instanceof Element ? event.relatedTarget : null;
    build();
  });
  list.addEventListener("blur", () => { clearTimeout(soon); light([]); });
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    /** @type {{ [key: string]: () => void }} */
    const keys = {
      ArrowDown: () => point(Math.min(options.length - 1, at + 1)), ArrowUp: () => point(Math.max(0, at - 1)),
      Home: () => point(options.length ? 0 : -1), End: () => point(options.length - 1),
      PageDown: () => point(groupAt(1)), PageUp: () => point(groupAt(-1)),
      Enter: open, " ": open,
      Escape: () => (former instanceof HTMLElement && container.contains(former) ? former : container).focus(),
      "+": () => map.zoomIn(), "=": () => map.zoomIn(), "-": () => map.zoomOut(),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation(); // the map would pan
    act();
  });

  let center = map.getCenter();
  let zoom = map.getZoom();
  // What a key did to the map is said: where it went, and what is in view there.
  const tell = () => {
    const [from, far] = [center, zoom];
    center = map.getCenter();
    zoom = map.getZoom();
    if (!document.hasFocus() || !container.contains(document.activeElement)) return;
    const way = zoom !== far ? `Zoomed ${zoom > far ? "in" : "out"}` : wayOf(center.lng - from.lng, center.lat - from.lat);
    if (way) voice.say(`${way}. In view: ${countsOf(found())}.`);
  };
  return {
    // The scene or the view is another one.
    changed() {
      if (!isOpen()) return;
      clearTimeout(soon);
      soon = setTimeout(() => { if (isOpen()) build(); }, REST_MS);
    },
    tell,
    picked() { last = container; },
    back() { last.focus(); },
  };
}

/** @type {(east: number, north: number) => string} */
function wayOf(east, north) {
  if (Math.abs(east) < 1e-6 && Math.abs(north) < 1e-6) return "";
  if (Math.abs(east) > Math.abs(north)) return `Moved ${east > 0 ? "east" : "west"}`;
  return `Moved ${north > 0 ? "north" : "south"}`;
}
