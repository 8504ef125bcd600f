// Open stores in words: in the name of the map, under the pointer, in the legend.
// @ts-check

import { spanWords } from "../shared/days.js";
/** @import { LegendParts, SeenStore, Square, Stores, StoreView } from "./types.d.ts" */
/** @import { StoreEntry } from "../shared/feed.d.ts" */
/** @import { Frame } from "../shared/types.d.ts" */

/** @type {(count: number) => string} */
const number = (count) => count.toLocaleString("en-GB");

/** @type {(count: number) => string} */
const events = (count) => `${number(count)} brought event${count === 1 ? "" : "s"}`;

/** @type {(entry: StoreEntry) => string} */
const name = ({ mark, label }) => `${mark} ${label}`;

/** @type {(entry: StoreEntry, without: number) => string[]} */
const kindsOff = ({ kinds }, without) => kinds.filter((_, at) => without & (1 << at));

// What a store counts at the moment.
/** @type {(store: StoreView) => string} */
function toldOf({ entry, inWindow, inView, isSound, without, loading, problem }) {
  if (kindsOff(entry, without).length === entry.kinds.length) return "turned off";
  const window = inWindow === null ? (problem ? "not counted, for it could not be read" : "being counted") : `${events(inWindow)} in the window`;
  if (loading) return `${window}, still loading`;
  return isSound ? `${window}, ${number(inView)} in view` : `${window}; of the view not all could be read`;
}

/** @type {(stores: Stores) => string[]} */
export const storesTold = ({ list }) => list.map((store) => `store ${name(store.entry)}: ${toldOf(store)}`);

/** @type {(stores: Stores) => SeenStore[]} */
export const seenStores = ({ list }) => list.map(({ zoom, without, loading, problem }, at) => ({ at, zoom, without, loading, problem }));

/** @type {(square: Square, frame: Frame) => string[]} */
export function squareTip({ store: { entry }, count, kinds }, { first, last }) {
  const found = kinds().map((many, at) => ({ many, kind: entry.kinds[at] })).filter(({ many }) => many).sort((one, other) => other.many - one.many);
  return [
    `${events(count)} in this square`,
    `${name(entry)} · ${spanWords(first, last)}`,
    found.map(({ many, kind }) => `${kind} ${number(many)}`).join(" · "),
    entry.counted,
  ];
}

// A part of the legend; its counts are written by `tellStores` at every step.
/** @type {(stores: readonly StoreEntry[], seen: SeenStore[], make: LegendParts) => HTMLElement[]} */
export function storeKey(stores, seen, { element, ramp }) {
  if (!seen.length) return [];
  return [element("h2", "", "Stores: events in each square"), ...seen.flatMap(({ at, zoom, without, loading, problem }) => {
    const entry = stores[at];
    const off = kindsOff(entry, without);
    const breaks = entry.zooms.find((one) => one.zoom === zoom)?.breaks ?? [];
    const count = element("p", "note store-count");
    count.dataset.store = entry.key;
    const lines = [element("div", "scale-name", name(entry)), ...(off.length < entry.kinds.length ? [ramp(entry, breaks)] : []), count];
    if (off.length) lines.push(element("p", "note", `Turned off: ${off.length < entry.kinds.length ? off.join(", ") : "the whole store"}`));
    if (loading) lines.push(element("p", "note", "Finer squares are loading."));
    if (problem) lines.push(element("p", "note store-problem", `Not all of it could be read: ${problem}`));
    lines.push(element("p", "note", entry.words));
    return lines;
  }), element("p", "note", stores[seen[0].at].counted)];
}

/** @type {(node: HTMLElement, stores: Stores) => void} */
export function tellStores(node, { list }) {
  /** @type {NodeListOf<HTMLElement>} */
  const lines = node.querySelectorAll(".store-count");
  for (const line of lines) {
    const store = list.find(({ entry }) => entry.key === line.dataset.store);
    const text = store ? toldOf(store) : "";
    if (line.textContent !== text) line.textContent = text;
  }
}
