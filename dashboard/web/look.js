// Colours, outlines, fading, levels and words, as the server draws and writes them: they come with every feed.

/** @type {Record<string, string>} */
export const PALETTE = {};
/** @type {Record<string, { corners?: number[][], circle?: number, hole?: boolean }[]>} */
export const OUTLINES = {};
/** @type {{ since_start?: number[], by_days?: number[][], inks?: string[], tints?: Record<string, string[]> }} */
export const FADING = {};
/** @type {Record<string, number>} */
export const LEVELS = {};
/** @type {Record<string, any>} */
export const WORDS = {};

// The same in every feed; before the first one nothing is drawn.
export function takeLook({ palette, outlines, fading, levels, words }) {
  Object.assign(PALETTE, palette);
  Object.assign(OUTLINES, outlines);
  Object.assign(FADING, fading);
  Object.assign(LEVELS, levels);
  Object.assign(WORDS, words);
}

// A colour that lets through what lies under it.
export function washed(colour, alpha) {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}
