// Squares of stores: the more events, the larger and the deeper in colour; the classes of a zoom are the same on every date.
// @ts-check

import { PALETTE, washed } from "../shared/look.js";
/** @import { DrawAt, Stores, StoreView, View } from "./types.d.ts" */
/** @import { StoreEntry } from "../shared/feed.d.ts" */
/** @import { Context } from "../shared/types.d.ts" */

const GAP = 1; // pixels between two squares

/** @type {(breaks: readonly number[], count: number) => number} */
export function classOf(breaks, count) {
  let found = 0;
  while (found + 1 < breaks.length && count >= breaks[found + 1]) found += 1;
  return found;
}

/** @type {(ctx: Context, view: View, stores: Stores, selected: ReadonlySet<string>) => void} */
export function drawStores(ctx, view, { list }, selected) {
  for (const store of list) {
    drawStore(ctx, view, store);
    for (const id of selected) if (id.startsWith(`${store.entry.id}-`)) drawChosen(ctx, view, id);
  }
}

// Squares of one class are filled together: what costs is to change the colour. Counts what the reader sees on the way.
/** @type {(ctx: Context, view: View, store: StoreView) => void} */
function drawStore(ctx, { scale, ox, oy, width, height, pad }, store) {
  const { entry, places, breaks, zoom } = store;
  const size = scale / 2 ** zoom;
  /** @type {number[][]} */
  const found = breaks.map(() => []);
  let inView = 0;
  for (const { x, y, side, sums } of places) {
    const left = x * side * size + ox;
    const top = y * side * size + oy;
    const [west, east] = [Math.max(0, Math.floor(-left / size)), Math.min(side, Math.ceil((width - left) / size))];
    const [north, south] = [Math.max(0, Math.floor(-top / size)), Math.min(side, Math.ceil((height - top) / size))];
    for (let row = north; row < south; row += 1) {
      const py = top + row * size;
      const isSeen = py + size > pad.y && py < height - pad.y;
      for (let column = west; column < east; column += 1) {
        const count = sums[row * side + column];
        if (!count) continue;
        const px = left + column * size;
        found[classOf(breaks, count)].push(px, py);
        if (isSeen && px + size > pad.x && px < width - pad.x) inView += count;
      }
    }
  }
  store.inView = inView;
  found.forEach((corners, level) => {
    ctx.fillStyle = washed(entry.colour, entry.alphas[level]);
    const edge = (size - GAP) * entry.shares[level];
    const inset = (size - edge) / 2;
    for (let at = 0; at < corners.length; at += 2) ctx.fillRect(corners[at] + inset, corners[at + 1] + inset, edge, edge);
  });
}

/** @type {(ctx: Context, view: View, id: string) => void} */
function drawChosen(ctx, { scale, ox, oy }, id) {
  const [zoom, x, y] = id.split("-").slice(-3).map(Number);
  const size = scale / 2 ** zoom;
  for (const [colour, line] of /** @type {[string, number][]} */ ([[PALETTE.halo, 6], [PALETTE.ink, 2]])) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = line;
    ctx.strokeRect(x * size + ox, y * size + oy, size, size);
  }
}

// One class for the legend.
/** @type {(entry: StoreEntry, level: number) => DrawAt} */
export const squareSample = ({ colour, alphas, shares }, level) => (ctx, x, y) => {
  const edge = 2 * Math.min(x, y) * shares[level];
  ctx.fillStyle = washed(colour, alphas[level]);
  ctx.fillRect(x - edge / 2, y - edge / 2, edge, edge);
};
