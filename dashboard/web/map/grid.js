// Where every mark lies on the screen at the present view, and the squares it falls into.
// @ts-check

import { lowerBound } from "../shared/frame.js";
/** @import { Grid, Run, Units, View } from "./types.d.ts" */

export const CELL = 32; // side of a square, in pixels of the screen
export const NOWHERE = 65535;

// Pixel positions are computed once a view. The squares are anchored to the world, not to the screen:
// a pan moves them with the land. They begin one square before the view and end one after it, so that
// what is stamped at an edge needs no clipping. `unit` is the whole number of device pixels drawn a pixel.
/** @type {(units: Units, view: View) => Grid} */
export function placeMarks(units, view) {
  const { x, y, x0, y0, apart } = units;
  const { scale, ox, oy, width, height } = view;
  const unit = Math.max(1, Math.round(view.ratio));
  const left = Math.floor(-ox / CELL) - 1;
  const top = Math.floor(-oy / CELL) - 1;
  const columns = Math.floor((width - ox) / CELL) + 2 - left;
  const rows = Math.floor((height - oy) / CELL) + 2 - top;
  const count = x.length;
  const px = new Int16Array(count);
  const py = new Int16Array(count);
  const cell = new Uint16Array(count);
  const shiftX = x0 * scale - left * CELL;
  const shiftY = y0 * scale - top * CELL;
  const right = (columns - 1) * CELL;
  const bottom = (rows - 1) * CELL;
  for (let mark = 0; mark < count; mark += 1) {
    const atX = x[mark] * scale + shiftX;
    const atY = y[mark] * scale + shiftY;
    if (atX < CELL || atY < CELL || atX >= right || atY >= bottom) { cell[mark] = NOWHERE; continue; }
    px[mark] = Math.round(atX * unit);
    py[mark] = Math.round(atY * unit);
    cell[mark] = Math.floor(atY / CELL) * columns + Math.floor(atX / CELL);
  }
  for (const mark of apart) cell[mark] = NOWHERE; // drawn as symbols, whatever the rest is
  return { px, py, cell, columns, rows, unit, dx: left * CELL + ox, dy: top * CELL + oy };
}

// The marks of each square in one list, ascending: a window within a square is again two look-ups.
/** @type {(grid: Grid) => { starts: Uint32Array, order: Uint32Array }} */
function listCells(grid) {
  const { cell, columns, rows } = grid;
  const starts = new Uint32Array(columns * rows + 1);
  for (let mark = 0; mark < cell.length; mark += 1) if (cell[mark] !== NOWHERE) starts[cell[mark] + 1] += 1;
  for (let at = 1; at < starts.length; at += 1) starts[at] += starts[at - 1];
  const next = starts.slice();
  const order = new Uint32Array(starts[starts.length - 1]);
  for (let mark = 0; mark < cell.length; mark += 1) {
    if (cell[mark] === NOWHERE) continue;
    order[next[cell[mark]]] = mark;
    next[cell[mark]] += 1;
  }
  return { starts, order };
}

// The mark of the run nearest to a point of the view within reach, the youngest of equals; null if none.
/** @type {(grid: Grid, run: Run, x: number, y: number, reach: number) => number | null} */
export function nearestMark(grid, run, x, y, reach) {
  grid.lists ??= listCells(grid);
  const { starts, order } = grid.lists;
  const { columns, rows, unit, px, py } = grid;
  const [atX, atY] = [(x - grid.dx) * unit, (y - grid.dy) * unit];
  let least = (reach * unit) ** 2;
  /** @type {number | null} */
  let best = null;
  /** @type {(mark: number) => void} */
  const meet = (mark) => {
    const distance = (px[mark] - atX) ** 2 + (py[mark] - atY) ** 2;
    if (distance < least || (distance === least && best !== null && mark > best)) { least = distance; best = mark; }
  };
  /** @type {(value: number, most: number) => number[]} */
  const span = (value, most) => [-reach, reach].map((by) => Math.max(0, Math.min(most, Math.floor((value + by) / CELL))));
  const [west, east] = span(x - grid.dx, columns - 1);
  const [north, south] = span(y - grid.dy, rows - 1);
  for (let row = north; row <= south; row += 1) {
    for (let column = west; column <= east; column += 1) {
      const home = row * columns + column;
      const marks = order.subarray(starts[home], starts[home + 1]);
      for (let at = lowerBound(marks, run.from); at < marks.length && marks[at] < run.to; at += 1) meet(marks[at]);
    }
  }
  for (const mark of run.long) if (grid.cell[mark] !== NOWHERE) meet(mark);
  return best;
}

// How many marks of the run lie in each square. It follows a run that moves: only what enters or leaves is counted.
export class Tally {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.counts = new Uint32Array(NOWHERE + 1); // the last one takes what lies outside the view
    this.from = 0;
    this.to = 0;
    this.long = new Int32Array(0);
  }

  /** @type {(run: Run) => Tally} */
  follow(run) {
    const { counts, grid: { cell } } = this;
    /** @type {(from: number, to: number, by: number) => void} */
    const add = (from, to, by) => { for (let mark = from; mark < to; mark += 1) counts[cell[mark]] += by; };
    const kept = Math.min(this.to, run.to) - Math.max(this.from, run.from);
    const changed = (this.to - this.from) + (run.to - run.from) - 2 * kept;
    const fresh = kept <= 0 || changed > run.to - run.from;
    if (fresh) {
      counts.fill(0);
      add(run.from, run.to, 1);
    } else {
      if (run.long !== this.long) for (const mark of this.long) counts[cell[mark]] -= 1;
      add(this.from, run.from, -1);
      add(run.from, this.from, 1);
      add(run.to, this.to, -1);
      add(this.to, run.to, 1);
    }
    if (fresh || run.long !== this.long) for (const mark of run.long) counts[cell[mark]] += 1;
    Object.assign(this, { from: run.from, to: run.to, long: run.long });
    return this;
  }

  get outside() { return this.counts[NOWHERE]; }

  get inside() { return this.to - this.from + this.long.length - this.outside; }
}

/** @type {(grid: Grid, run: Run) => number[]} */
export function marksInside(grid, run) {
  const found = [...run.long.filter((mark) => grid.cell[mark] !== NOWHERE)];
  for (let mark = run.from; mark < run.to; mark += 1) if (grid.cell[mark] !== NOWHERE) found.push(mark);
  return found;
}
