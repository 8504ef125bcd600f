// The boxes that turn layers of the map on and off.
// @ts-check

import { element } from "./legend.js";
import { MAP_LAYERS } from "../shared/look.js";
/** @import { Card, Switches } from "./types.d.ts" */

const TITLE = "Layers";

// `tell` hears which layers are off after a box was pressed.
/** @type {(card: Card, tell: (off: string[]) => void) => Switches} */
export function createSwitches({ body, button }, tell) {
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map();
  const off = () => [...boxes].filter(([, box]) => !box.checked).map(([key]) => key);
  const count = () => {
    const missing = off().length;
    button.textContent = missing ? `${TITLE}: ${missing} off` : TITLE;
  };
  return {
    // Their names come with the first feed.
    fill(hidden) {
      if (boxes.size) return;
      for (const { key, label } of MAP_LAYERS) {
        const row = element("label", "bm-check");
        const box = element("input");
        box.type = "checkbox";
        box.checked = !hidden.has(key);
        box.addEventListener("change", () => { count(); tell(off()); });
        boxes.set(key, box);
        row.append(box, element("span", "", label));
        body.append(row);
      }
      count();
    },
    show(hidden) {
      for (const [key, box] of boxes) box.checked = !hidden.has(key);
      count();
    },
  };
}
