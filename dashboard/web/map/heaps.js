// What one heap of marks holds, in words, as dashboard/scene/words/heaps.py says it: kinds, deaths, and whose rows.
// @ts-check

import { WORDS } from "../shared/look.js";
import { layerNumber } from "./marks.js";
/** @import { Heaped, MarkedFeed } from "./types.d.ts" */
/** @import { LayerEntry } from "../shared/feed.d.ts" */

/** @type {(feed: MarkedFeed, marks: readonly number[]) => Heaped[]} */
export const heapOf = ({ categories, columns: { mark_kind: kind, mark_flags: flags } }, marks) =>
  marks.map((mark) => ({ layer: layerNumber(flags[mark]), isDeath: categories[kind[mark]].label === WORDS.death }));

/** @type {(feed: { layers?: readonly LayerEntry[] }) => Map<number, string>} */
export const titlesIn = ({ layers = [] }) => new Map(layers.map(({ number, label }) => [number, label]));

/** @type {(count: number) => string} */
const number = (count) => count.toLocaleString("en-GB");

// What lies with the first of a heap; a death is told as one, whatever it lies under.
/** @type {(heap: readonly Heaped[], titles: ReadonlyMap<number, string>) => string[]} */
export function furtherInHeap([first, ...others], titles) {
  const told = [];
  let alike = others.filter(({ layer }) => layer === first.layer);
  const deaths = alike.filter(({ isDeath }) => isDeath).length;
  if (deaths && !first.isDeath) {
    told.push(deaths === 1 ? WORDS.death : `${WORDS.death} (${deaths} events)`);
    alike = alike.filter(({ isDeath }) => !isDeath);
  }
  if (alike.length) told.push(`${number(alike.length)} more`);
  return [...told, ...origins(others.filter(({ layer }) => layer !== first.layer), titles)];
}

/** @type {(heap: readonly Heaped[], titles: ReadonlyMap<number, string>) => string[]} */
export function origins(heap, titles) {
  const layers = [...new Set(heap.map(({ layer }) => layer))].sort((a, b) => a - b);
  return layers.map((layer) => {
    const found = heap.filter((one) => one.layer === layer);
    const deaths = found.some(({ isDeath }) => isDeath);
    const among = deaths && found.length > 1 ? `, ${WORDS.death} among them` : "";
    const kind = deaths && found.length === 1 ? ` (${WORDS.death})` : "";
    return `${number(found.length)} of ${layer ? titles.get(layer) : WORDS.ours}${kind}${among}`;
  });
}

/** @type {(heap: readonly Heaped[], titles: ReadonlyMap<number, string>) => string} */
export function heapHeading(heap, titles) {
  const count = `${number(heap.length)} events here`;
  return heap.some(({ layer }) => layer) ? `${count}: ${origins(heap, titles).join("; ")}` : count;
}
