// The boxes that turn layers of the map on and off.
// @ts-check

import { element } from "./legend.js";
import { MAP_LAYERS } from "../shared/look.js";
/** @import { Card, Switches } from "./types.d.ts" */
/** @import { StoreEntry } from "../shared/feed.d.ts" */

const TITLE = "Layers";

// `tell` hears which layers are off after a box was pressed.
/** @type {(card: Card, tell: (off: string[]) => void) => Switches} */
export function createSwitches({ body, button }, tell) {
  const ours = element("div");
  const stores = element("div", "bm-stores");
  body.append(ours, stores);
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map();
  const off = () => [...boxes].filter(([, box]) => !box.checked).map(([key]) => key);
  const count = () => {
    const missing = off().length;
    button.textContent = missing ? `${TITLE}: ${missing} off` : TITLE;
  };
  /** @type {(key: string, label: string, hidden: ReadonlySet<string>) => HTMLElement} */
  const row = (key, label, hidden) => {
    const found = element("label", "bm-check");
    const box = element("input");
    box.type = "checkbox";
    box.checked = !hidden.has(key);
    box.addEventListener("change", () => { count(); tell(off()); });
    boxes.set(key, box);
    found.append(box, element("span", "", label));
    return found;
  };
  /** @type {(entry: StoreEntry, hidden: ReadonlySet<string>) => HTMLElement} */
  const storeRows = ({ key, mark, label, kinds }, hidden) => {
    const group = element("div", "bm-store");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", `${mark} ${label}`);
    group.append(row(key, `${mark} ${label}`, hidden), ...kinds.map((kind, at) => row(`${key}.${at}`, kind, hidden)));
    return group;
  };
  return {
    // Their names come with the first feed; those of stores and of their kinds with the feed that has them.
    fill(hidden, entries) {
      if (!ours.childElementCount) for (const { key, label } of MAP_LAYERS) ours.append(row(key, label, hidden));
      const names = entries.map(({ key, mark, label }) => `${key} ${mark} ${label}`).join();
      if (names !== stores.dataset.names) {
        for (const key of [...boxes.keys()]) if (!MAP_LAYERS.some((layer) => layer.key === key)) boxes.delete(key);
        stores.dataset.names = names;
        stores.replaceChildren(...entries.map((entry) => storeRows(entry, hidden)));
      }
      count();
    },
    show(hidden) {
      for (const [key, box] of boxes) box.checked = !hidden.has(key);
      count();
    },
  };
}
