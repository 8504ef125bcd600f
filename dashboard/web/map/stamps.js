// Small shapes, drawn once for each category and age, then copied pixel by pixel: a mark costs some hundred nanoseconds.
// @ts-check

import { fades, inkOf, tint } from "./fading.js";
import { CELL, NOWHERE } from "./grid.js";
import { tracePath } from "../shared/symbols.js";
import { contextOf } from "../shared/context.js";
import { PALETTE, SCHEME } from "../shared/look.js";
/** @import { Grid, PaintLook, Pixel, Stamp } from "./types.d.ts" */
/** @import { Context, Symbol } from "../shared/types.d.ts" */

const RADIUS = 4;
const HALF = 6; // a stamp is 12 pixels wide, ink and white edge included

// A stamp is two lists, opaque pixels and edge pixels, each of row, column and colour as a canvas stores it.
/** @type {(ctx: Context, symbol: Symbol, step: number, unit: number) => { solid: Pixel[], edge: Pixel[] }} */
function drawStamp(ctx, { shape, colour }, step, unit) {
  const size = 2 * HALF * unit;
  ctx.setTransform(unit, 0, 0, unit, 0, 0);
  ctx.clearRect(0, 0, 2 * HALF, 2 * HALF);
  ctx.translate(HALF, HALF);
  tracePath(ctx, shape, RADIUS);
  ctx.lineJoin = "round";
  ctx.lineWidth = 2.6;
  ctx.strokeStyle = PALETTE.paper;
  ctx.stroke();
  ctx.fillStyle = tint(colour, step);
  ctx.fill();
  ctx.lineWidth = 1;
  ctx.strokeStyle = inkOf(step);
  ctx.stroke();
  const { data } = ctx.getImageData(0, 0, size, size);
  const colours = new Uint32Array(data.buffer);
  /** @type {Pixel[]} */
  const solid = [];
  /** @type {Pixel[]} */
  const edge = [];
  for (let at = 0; at < colours.length; at += 1) {
    const alpha = data[4 * at + 3];
    /** @type {Pixel} */
    const entry = [Math.floor(at / size) - HALF * unit, (at % size) - HALF * unit, colours[at]];
    if (alpha > 250) solid.push(entry);
    else if (alpha > 60) edge.push(entry);
  }
  return { solid, edge };
}

/** @type {Map<string, Stamp[]>} */
const sets = new Map();

// Every stamp as offsets into a picture of this width: category after category, young to old.
/** @type {(categories: readonly Symbol[], unit: number, stride: number) => Stamp[]} */
function stampSet(categories, unit, stride) {
  const key = `${SCHEME.name} ${unit} ${stride}`;
  const before = sets.get(key);
  if (before) return before;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 2 * HALF * unit;
  const ctx = contextOf(canvas, { willReadFrequently: true });
  /** @type {(entries: Pixel[]) => Stamp["solid"]} */
  const flat = (entries) => ({
    offsets: Int32Array.from(entries, ([row, column]) => row * stride + column),
    colours: Uint32Array.from(entries, ([, , colour]) => colour),
  });
  const set = categories.flatMap((category) => Array.from({ length: fades() }, (_, step) => {
    const { solid, edge } = drawStamp(ctx, category, step, unit);
    return { solid: flat(solid), edge: flat(edge) };
  }));
  sets.clear();
  sets.set(key, set);
  return set;
}

// Stamps the marks from..to in order, so that the youngest lies on top. `stepOf(mark)` is its age's fade step.
/** @type {(pixels: Uint32Array, grid: Grid, look: PaintLook, from: number, to: number, stepOf: (mark: number) => number) => void} */
export function stampMarks(pixels, grid, look, from, to, stepOf) {
  const put = stamper(pixels, grid, look, stepOf);
  for (let mark = from; mark < to; mark += 1) put(mark);
}

/** @type {(pixels: Uint32Array, grid: Grid, look: PaintLook, marks: Iterable<number>, stepOf: (mark: number) => number) => void} */
export function stampList(pixels, grid, look, marks, stepOf) {
  const put = stamper(pixels, grid, look, stepOf);
  for (const mark of marks) put(mark);
}

/** @type {(pixels: Uint32Array, grid: Grid, look: PaintLook, stepOf: (mark: number) => number) => (mark: number) => void} */
function stamper(pixels, grid, { categories, kind }, stepOf) {
  const stride = grid.columns * CELL * grid.unit;
  const set = stampSet(categories, grid.unit, stride);
  const { px, py, cell } = grid;
  const steps = fades();
  return (mark) => {
    if (cell[mark] === NOWHERE) return;
    const home = py[mark] * stride + px[mark];
    const { solid, edge } = set[kind[mark] * steps + stepOf(mark)];
    for (let at = 0; at < edge.offsets.length; at += 1) {
      const spot = home + edge.offsets[at];
      // The white edge keeps marks apart; over another mark it is not worth a blend.
      if (!pixels[spot]) pixels[spot] = edge.colours[at];
    }
    for (let at = 0; at < solid.offsets.length; at += 1) pixels[home + solid.offsets[at]] = solid.colours[at];
  };
}
