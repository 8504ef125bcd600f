// Reset the view, go to a border, find a place or named days.
// @ts-check

import { createFinder } from "./finder.js";
import { element } from "./legend.js";
/** @import { LeafletMap } from "./types.d.ts" */
/** @import { Feed, ViewEntry } from "../shared/feed.d.ts" */
/** @import { SpanMessage } from "../shared/messages.d.ts" */

/** @type {(node: HTMLElement, options: { map: LeafletMap, showSpan: (days: SpanMessage) => void }) => { frame(): void, fill(feed: Feed): void }} */
export function createGoto(node, { map, showSpan }) {
  const reset = element("button", "", "Reset view");
  reset.type = "button";
  const border = element("select");
  border.setAttribute("aria-label", "Go to");
  const finder = createFinder(({ entry }) => {
    if ("lon" in entry) map.setView([entry.lat, entry.lon], Math.max(map.getZoom(), 10), { animate: false });
    else showSpan({ first: entry.first, last: entry.last });
  });
  const [find, ...found] = finder.nodes;
  node.append(find, border, reset, ...found);
  /** @type {ViewEntry[]} */
  let views = [];

  // The legend covers the left edge of a wide map: what is framed stands beside it.
  /** @type {(bounds: number[]) => LeafletMap} */
  const fit = ([west, south, east, north]) => map.fitBounds([[south, west], [north, east]], {
    animate: false,
    paddingTopLeft: [map.getSize().x > 700 ? 150 : 0, 0],
  });
  reset.addEventListener("click", () => { if (views.length) fit(views[0].bounds); border.value = ""; });
  border.addEventListener("change", () => {
    const view = views[Number(border.value)];
    if (view) fit(view.bounds);
  });

  return {
    frame() { fit(views[0].bounds); },
    fill(feed) {
      views = feed.views;
      const blank = element("option", "", "Go to…");
      blank.value = "";
      border.replaceChildren(blank, ...views.map(({ name }, index) => {
        const option = element("option", "", name);
        option.value = String(index);
        return option;
      }));
      finder.fill(feed);
    },
  };
}
