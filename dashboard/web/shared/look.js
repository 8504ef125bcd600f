// Colours, outlines, fading, levels and words, as the server draws and writes them: they come with every feed.
// @ts-check

/** @import { LookEntry } from "./feed.d.ts" */

// Filled by the first feed, before which nothing is drawn.
export const PALETTE = /** @type {LookEntry["palette"]} */ ({});
export const OUTLINES = /** @type {LookEntry["outlines"]} */ ({});
export const FADING = /** @type {LookEntry["fading"]} */ ({});
export const LEVELS = /** @type {LookEntry["levels"]} */ ({});
export const WORDS = /** @type {LookEntry["words"]} */ ({});
export const ZONES = /** @type {LookEntry["zones"]} */ ({});
export const MAP_LAYERS = /** @type {LookEntry["map_layers"]} */ ([]);

// The same in every feed.
/** @type {(look: LookEntry) => void} */
export function takeLook({ palette, outlines, fading, levels, words, zones, map_layers: mapLayers }) {
  Object.assign(PALETTE, palette);
  Object.assign(OUTLINES, outlines);
  Object.assign(FADING, fading);
  Object.assign(LEVELS, levels);
  Object.assign(WORDS, words);
  Object.assign(ZONES, zones);
  MAP_LAYERS.splice(0, Infinity, ...mapLayers);
}

// A colour that lets through what lies under it.
/** @type {(colour: string, alpha: number) => string} */
export function washed(colour, alpha) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}
