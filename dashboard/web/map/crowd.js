// Many marks: symbols while they are few, stamps while they can stand apart, a density surface where they would touch.
// @ts-check

import { drawDensity } from "./density.js";
import { CELL, Tally, marksInside, nearestMark, placeMarks } from "./grid.js";
import { fadingOf, marksOf } from "./marks.js";
import { stampList, stampMarks } from "./stamps.js";
import { contextOf } from "../shared/context.js";
/** @import { CrowdMark, Grid, MarkedFeed, Mode, Picture, Run, Units, View } from "./types.d.ts" */
/** @import { Context, Frame } from "../shared/types.d.ts" */

export const FEW = 1500; // so many symbols with stacks and counts can be drawn in a frame
const APART = 5; // so many stamps stand apart in one square
const [TOUCHING, PARTED] = [0.5, 0.4]; // share of marks in crowded squares: two bounds, so that a step does not flicker

/** @type {(feed: MarkedFeed, units: Units) => { follow(view: View, run: Run, frame: Frame): Mode, draw(ctx: Context): void, readonly mode: Mode, symbols(chosen?: number[]): number[], at(x: number, y: number, reach: number): CrowdMark | null }} */
export function createCrowd(feed, units) {
  /** @type {View | null} */
  let view = null;
  /** @type {Grid} */
  let grid;
  /** @type {Tally} */
  let tally;
  /** @type {Run} */
  let run;
  /** @type {Frame} */
  let frame;
  /** @type {Picture | null} */
  let picture = null; // of the present view
  /** @type {Mode} */
  let mode = "symbols";

  /** @type {(next: View) => void} */
  function see(next) {
    if (next === view) return;
    view = next;
    grid = placeMarks(units, view);
    tally = new Tally(grid);
    picture = null;
  }

  // "symbols", "stamps" or "density"; with as many events as the real record has, no grid is ever made.
  /** @type {(nextView: View, nextRun: Run, nextFrame: Frame) => Mode} */
  function follow(nextView, nextRun, nextFrame) {
    run = nextRun;
    frame = nextFrame;
    if (run.count <= FEW) { mode = "symbols"; return mode; }
    see(nextView);
    tally.follow(run);
    if (tally.inside <= FEW) mode = "symbols";
    else mode = crowdedShare() > (mode === "density" ? PARTED : TOUCHING) ? "density" : "stamps";
    return mode;
  }

  function crowdedShare() {
    const { counts } = tally;
    let crowded = 0;
    for (let cell = grid.columns * grid.rows - 1; cell >= 0; cell -= 1) if (counts[cell] > APART) crowded += counts[cell];
    return crowded / tally.inside;
  }

  /** @type {(ctx: Context) => void} */
  function draw(ctx) {
    if (mode === "symbols") return;
    const width = grid.columns * CELL * grid.unit;
    const height = grid.rows * CELL * grid.unit;
    if (!picture) {
      const image = new ImageData(width, height);
      picture = { image, pixels: new Uint32Array(image.data.buffer), stamped: null };
    }
    const { pixels } = picture;
    if (mode === "density") {
      pixels.fill(0);
      picture.stamped = null;
      drawDensity(pixels, grid, tally.counts);
    } else stamp(pixels, picture);
    put(ctx, picture);
  }

  // "Since the start" only grows while it plays, and nothing in it fades: what is stamped already stays.
  /** @type {(pixels: Uint32Array, picture: Picture) => void} */
  function stamp(pixels, picture) {
    const { mark_kind: kind } = feed.columns;
    const grows = frame.window === "all";
    const { stamped } = picture;
    const more = grows && stamped && stamped.first === frame.first && stamped.to <= run.to;
    const look = { categories: feed.categories, kind };
    const stepOf = grows ? () => 0 : fadingOf(feed, frame);
    if (!more) {
      pixels.fill(0);
      stampList(pixels, grid, look, run.long, stepOf);
    }
    stampMarks(pixels, grid, look, more ? stamped.to : run.from, run.to, stepOf);
    picture.stamped = grows ? { first: frame.first, to: run.to } : null;
  }

  /** @type {(ctx: Context, picture: Picture) => void} */
  function put(ctx, picture) {
    const { unit, dx, dy } = grid;
    const { image } = picture;
    if (unit === view?.ratio) { ctx.putImageData(image, dx * unit, dy * unit); return; }
    picture.scratch ??= Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    contextOf(picture.scratch).putImageData(image, 0, 0);
    ctx.drawImage(picture.scratch, dx, dy, image.width / unit, image.height / unit);
  }

  return {
    follow,
    draw,
    get mode() { return mode; },
    // The marks to draw as symbols: all of the frame, or those in view when the rest lies outside; and always
    // those kept apart and those that were chosen.
    symbols(chosen = []) {
      if (run.count <= FEW) return marksOf(run);
      if (mode === "symbols") return [...run.apart, ...marksInside(grid, run)];
      /** @type {(mark: number) => boolean} */
      const inRun = (mark) => (mark >= run.from && mark < run.to) || run.long.includes(mark);
      return [...new Set([...run.apart, ...chosen.filter(inRun)])];
    },
    // The mark under a point of the view, and how many share its square.
    at(x, y, reach) {
      if (mode === "symbols") return null;
      const mark = nearestMark(grid, run, x, y, reach);
      return mark === null ? null : { mark, count: tally.counts[grid.cell[mark]] };
    },
  };
}
