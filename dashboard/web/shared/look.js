// Colours, outlines, fading, levels and words, as the server draws and writes them: they come with every feed.
// @ts-check

/** @import { Feed, LookEntry } from "./feed.d.ts" */

// Filled by the first feed, before which nothing is drawn.
export const PALETTE = /** @type {LookEntry["palette"]} */ ({});
export const OUTLINES = /** @type {LookEntry["outlines"]} */ ({});
export const FADING = /** @type {LookEntry["fading"]} */ ({});
export const LEVELS = /** @type {LookEntry["levels"]} */ ({});
export const WORDS = /** @type {LookEntry["words"]} */ ({});
export const ZONES = /** @type {LookEntry["zones"]} */ ({});
export const MAP_LAYERS = /** @type {LookEntry["map_layers"]} */ ([]);

/** @typedef {Pick<Feed, "ramp" | "categories" | "contexts" | "stores">} Coloured */

// The scheme that is drawn in: part of the key of whatever is drawn once and kept.
export const SCHEME = { name: "light" };
/** @type {LookEntry | null} */
let sent = null;
/** @type {Set<WeakRef<Coloured>>} */
const feeds = new Set(); // those that are drawn from, each with the colours of the scheme
/** @type {Set<() => void>} */
const hearers = new Set();
let isWatching = false;

// The same in every feed.
/** @type {(look: LookEntry) => void} */
export function takeLook(look) {
  sent = look;
  Object.assign(OUTLINES, look.outlines);
  Object.assign(LEVELS, look.levels);
  Object.assign(WORDS, look.words);
  Object.assign(ZONES, look.zones);
  MAP_LAYERS.splice(0, Infinity, ...look.map_layers);
  wear(look);
  if (isWatching) return;
  isWatching = true;
  new MutationObserver(change).observe(document.documentElement, { attributeFilter: ["data-scheme"] });
}

// Gives a feed the colours of the scheme, now and whenever it changes.
/** @type {(feed: Coloured) => void} */
export function colourFeed(feed) {
  feeds.add(new WeakRef(feed));
  if (sent && SCHEME.name === "dark") recolour(feed, sent.dark.tones);
}

// Calls back when the scheme has changed: what was drawn is to be drawn again. Returns how to stop that.
/** @type {(hear: () => void) => () => void} */
export function onScheme(hear) {
  hearers.add(hear);
  return () => { hearers.delete(hear); };
}

function change() {
  const { name } = SCHEME;
  if (!sent) return;
  wear(sent);
  if (SCHEME.name === name) return;
  const { tones } = sent.dark;
  const now = SCHEME.name === "dark" ? tones : Object.fromEntries(Object.entries(tones).map(([light, dark]) => [dark, light]));
  for (const held of feeds) {
    const feed = held.deref();
    if (feed) recolour(feed, now);
    else feeds.delete(held);
  }
  for (const hear of hearers) hear();
}

/** @type {(look: LookEntry) => void} */
function wear({ palette, fading, dark }) {
  SCHEME.name = document.documentElement.dataset.scheme === "dark" ? "dark" : "light";
  const isDark = SCHEME.name === "dark";
  Object.assign(PALETTE, isDark ? dark.palette : palette);
  Object.assign(FADING, fading, isDark ? { inks: dark.inks, tints: dark.tints } : {});
}

/** @type {(feed: Coloured, tones: { [colour: string]: string }) => void} */
function recolour({ ramp, categories, contexts, stores }, tones) {
  ramp.splice(0, Infinity, ...ramp.map((colour) => tones[colour] ?? colour));
  for (const entry of [...categories, ...(contexts ?? []), ...(stores ?? [])]) entry.colour = tones[entry.colour] ?? entry.colour;
}

// A colour that lets through what lies under it.
/** @type {(colour: string, alpha: number) => string} */
export function washed(colour, alpha) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}
