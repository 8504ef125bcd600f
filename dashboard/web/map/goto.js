// Reset the view, go to a border, find a place by its name, with or without its diacritics.
// @ts-check

import { element } from "./legend.js";
import { fitTo } from "./stage.js";
/** @import { Edges, LeafletMap } from "./types.d.ts" */
/** @import { Feed, PlaceEntry, ViewEntry } from "../shared/feed.d.ts" */

/**
 * What is typed, as `places` have their names folded (geodata/text.py): the feed says which letters are compared as which.
 * @type {(text: string, letters: Record<string, string>) => string}
 */
export function foldName(text, letters) {
  const small = text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  return [...small].map((letter) => letters[letter] ?? letter).join("").replace(/[ \t\n\v\f\r]+/g, " ").replace(/^ | $/g, "");
}

// `edges` says what of the map lies under its cards: what is looked for stands between them.
/** @type {(node: HTMLElement, options: { map: LeafletMap, edges: () => Edges }) => { frame(): void, fill(feed: Feed): void }} */
export function createGoto(node, { map, edges }) {
  const reset = element("button", "", "Reset view");
  reset.type = "button";
  const border = element("select");
  border.setAttribute("aria-label", "Go to");
  const find = element("input");
  find.type = "search";
  find.placeholder = "Find a place";
  find.setAttribute("aria-label", "Find a place");
  find.setAttribute("autocomplete", "off");
  const list = element("ul", "bm-found");
  list.hidden = true;
  node.append(find, border, reset, list);
  /** @type {ViewEntry[]} */
  let views = [];
  /** @type {PlaceEntry[]} */
  let places = [];
  /** @type {Record<string, string>} */
  let letters = {};

  /** @type {(bounds: number[]) => void} */
  const fit = (bounds) => fitTo(map, bounds, edges());
  reset.addEventListener("click", () => { if (views.length) fit(views[0].bounds); border.value = ""; });
  border.addEventListener("change", () => {
    const view = views[Number(border.value)];
    if (view) fit(view.bounds);
  });

  /** @type {(place: PlaceEntry) => void} */
  const go = (place) => {
    const zoom = Math.max(map.getZoom(), 10);
    const { top, right, bottom, left } = edges();
    const middle = map.project([place.lat, place.lon], zoom).subtract([(left - right) / 2, (top - bottom) / 2]);
    map.setView(map.unproject(middle, zoom), zoom, { animate: false });
    list.hidden = true;
    find.value = place.name;
  };
  find.addEventListener("input", () => {
    const text = foldName(find.value, letters);
    const starts = places.filter(({ folded }) => folded.startsWith(text));
    const holds = places.filter(({ folded }) => !folded.startsWith(text) && folded.includes(text));
    const found = text ? [...starts, ...holds].slice(0, 8) : [];
    list.replaceChildren(...found.map((place) => {
      const item = element("li");
      const button = element("button", "", place.name);
      button.type = "button";
      button.append(element("span", "", place.what));
      button.addEventListener("click", () => go(place));
      item.append(button);
      return item;
    }));
    if (text && !found.length) list.replaceChildren(element("li", "none", "No place of that name in the data"));
    list.hidden = !text;
  });
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector("button")?.click();
    if (event.key === "Escape") { list.hidden = true; find.value = ""; }
    if (event.key === "ArrowDown") list.querySelector("button")?.focus();
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
      ({ places, letters } = feed);
    },
  };
}
