// Reset the view, go to a border, find a place or named days.
// @ts-check

import { createFinder } from "./finder.js";
import { element } from "./legend.js";
import { fitTo } from "./stage.js";
/** @import { Edges, LeafletMap } from "./types.d.ts" */
/** @import { Feed, ViewEntry } from "../shared/feed.d.ts" */
/** @import { SpanMessage } from "../shared/messages.d.ts" */

// `edges` says what of the map lies under its cards: what is looked for stands between them.
/** @type {(node: HTMLElement, options: { map: LeafletMap, edges: () => Edges, showSpan: (days: SpanMessage) => void }) => { frame(): void, fill(feed: Feed): void }} */
export function createGoto(node, { map, edges, showSpan }) {
  const reset = element("button", "", "Reset view");
  reset.type = "button";
  const border = element("select");
  border.setAttribute("aria-label", "Go to");
  const finder = createFinder(({ entry }) => {
    if (!("lon" in entry)) {
      showSpan({ first: entry.first, last: entry.last });
      return;
    }
    const zoom = Math.max(map.getZoom(), 10);
    const { top, right, bottom, left } = edges();
    const middle = map.project([entry.lat, entry.lon], zoom).subtract([(left - right) / 2, (top - bottom) / 2]);
    map.setView(map.unproject(middle, zoom), zoom, { animate: false });
  });
  const [find, ...found] = finder.nodes;
  node.append(find, border, reset, ...found);
  /** @type {ViewEntry[]} */
  let views = [];

  /** @type {(bounds: number[]) => void} */
  const fit = (bounds) => fitTo(map, bounds, edges());
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
