// Reset the view, go to a border, find a place by its name, with or without its diacritics.
// @ts-check

import { element } from "./legend.js";
/** @import { LeafletMap } from "./types.d.ts" */
/** @import { Feed, PlaceEntry, ViewEntry } from "../shared/feed.d.ts" */

/**
 * What is typed, as `places` have their names folded (geodata/text.py): the feed says which letters are compared as which.
 * @type {(text: string, letters: Record<string, string>) => string}
 */
export function foldName(text, letters) {
  const small = text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  return [...small].map((letter) => letters[letter] ?? letter).join("").replace(/[ \t\n\v\f\r]+/g, " ").replace(/^ | $/g, "");
}

/** @type {(node: HTMLElement, options: { map: LeafletMap }) => { frame(): void, fill(feed: Feed): void }} */
export function createGoto(node, { map }) {
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

  /** @type {(place: PlaceEntry) => void} */
  const go = (place) => {
    map.setView([place.lat, place.lon], Math.max(map.getZoom(), 10), { animate: false });
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
