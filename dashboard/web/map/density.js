// A density surface: where marks would touch, squares with the number of events in each, darker with more.
// @ts-check

import { CELL } from "./grid.js";
import { contextOf } from "../shared/context.js";
import { PALETTE, SCHEME } from "../shared/look.js";
/** @import { Grid } from "./types.d.ts" */

export const BREAKS = [1, 5, 20, 80, 320]; // least count of each tone; the same on every date and at every zoom
const DARK = 3; // tones from here on carry white words
const GAP = 1;

/** @type {() => string[]} */
export const tonesOf = () => BREAKS.map((_, tone) => PALETTE[`density_${tone + 1}`]);

/** @type {(count: number) => number} */
export function toneOf(count) {
  let tone = 0;
  while (tone + 1 < BREAKS.length && count >= BREAKS[tone + 1]) tone += 1;
  return tone;
}

/** @type {(count: number) => string} */
export function shortCount(count) {
  if (count < 1000) return String(count);
  if (count < 9950) return `${(count / 1000).toFixed(1)}k`;
  return count < 999500 ? `${Math.round(count / 1000)}k` : `${(count / 1e6).toFixed(1)}M`;
}

// Squares are drawn once for each text and kept; a frame only copies their pixels.
class Tiles {
  /** @param {number} unit device pixels a pixel */
  constructor(unit) {
    this.unit = unit;
    this.size = CELL * unit;
    this.canvas = document.createElement("canvas");
    this.canvas.width = this.size;
    this.canvas.height = this.size;
    this.ctx = contextOf(this.canvas, { willReadFrequently: true });
    /** @type {Map<number | string, Uint32Array>} */
    this.known = new Map();
  }

  /** @type {(count: number) => Uint32Array} */
  of(count) {
    // Below a thousand the text is the count; above, many counts share a text.
    const key = count < 1000 ? count : shortCount(count);
    let tile = this.known.get(key);
    if (!tile) { tile = this.draw(toneOf(count), shortCount(count)); this.known.set(key, tile); }
    return tile;
  }

  /** @type {(tone: number, text: string) => Uint32Array} */
  draw(tone, text) {
    const { ctx, size, unit } = this;
    ctx.setTransform(unit, 0, 0, unit, 0, 0);
    ctx.clearRect(0, 0, CELL, CELL);
    ctx.globalAlpha = [0.6, 0.62, 0.7, 0.88, 0.92][tone]; // the land shows through
    ctx.fillStyle = tonesOf()[tone];
    ctx.beginPath();
    ctx.roundRect(GAP / 2, GAP / 2, CELL - GAP, CELL - GAP, 3);
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.fillStyle = tone < DARK ? PALETTE.ink : PALETTE.paper;
    ctx.font = `600 ${text.length > 4 ? 9.5 : 11.5}px 'Source Sans', 'Source Sans 3', sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(text, CELL / 2, CELL / 2 + 0.5);
    return new Uint32Array(ctx.getImageData(0, 0, size, size).data.buffer);
  }
}

/** @type {Map<string, Tiles>} */
const tiles = new Map();

/** @type {(pixels: Uint32Array, grid: Grid, counts: Uint32Array) => void} */
export function drawDensity(pixels, grid, counts) {
  const { columns, rows, unit } = grid;
  const key = `${SCHEME.name} ${unit}`;
  const set = tiles.get(key) ?? new Tiles(unit);
  tiles.set(key, set);
  const { size } = set;
  const stride = columns * size;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const count = counts[row * columns + column];
      if (!count) continue;
      const tile = set.of(count);
      let to = row * size * stride + column * size;
      for (let from = 0; from < tile.length; from += size, to += stride) {
        for (let at = 0; at < size; at += 1) pixels[to + at] = tile[from + at];
      }
    }
  }
}
