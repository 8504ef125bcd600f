// Many marks: symbols while they are few, stamps while they can stand apart, a density surface where they would touch.

import { drawDensity } from "./density.js";
import { CELL, Tally, marksInside, nearestMark, placeMarks } from "./grid.js";
import { fadingOf, marksOf } from "./marks.js";
import { stampList, stampMarks } from "./stamps.js";

export const FEW = 1500; // so many symbols with stacks and counts can be drawn in a frame
const APART = 5; // so many stamps stand apart in one square
const [TOUCHING, PARTED] = [0.5, 0.4]; // share of marks in crowded squares: two bounds, so that a step does not flicker

export function createCrowd(feed, units) {
  let view = null;
  let grid = null;
  let tally = null;
  let run = null;
  let frame = null;
  let picture = null; // { image, pixels, stamped } of the present view
  let mode = "symbols";

  function see(next) {
    if (next === view) return;
    view = next;
    grid = placeMarks(units, view);
    tally = new Tally(grid);
    picture = null;
  }

  // "symbols", "stamps" or "density"; with as many events as the real record has, no grid is ever made.
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

  function draw(ctx) {
    if (mode === "symbols") return;
    const width = grid.columns * CELL * grid.unit;
    const height = grid.rows * CELL * grid.unit;
    if (!picture) {
      const image = new ImageData(width, height);
      picture = { image, pixels: new Uint32Array(image.data.buffer), stamped: null };
    }
    const { image, pixels } = picture;
    if (mode === "density") {
      pixels.fill(0);
      picture.stamped = null;
      drawDensity(pixels, grid, tally.counts);
    } else stamp(pixels);
    put(ctx, image);
  }

  // "Since the start" only grows while it plays, and nothing in it fades: what is stamped already stays.
  function stamp(pixels) {
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

  function put(ctx, image) {
    const { unit, dx, dy } = grid;
    if (unit === view.ratio) { ctx.putImageData(image, dx * unit, dy * unit); return; }
    picture.scratch ??= Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    picture.scratch.getContext("2d").putImageData(image, 0, 0);
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
