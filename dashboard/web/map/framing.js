// Where a map looks so that its cards cover no border, and which cards may stand open for that; pixels of the map.
// @ts-check

import { unitX, unitY } from "./mercator.js";
/** @import { Edges, Feature, Framed, Stage } from "./types.d.ts" */
/** @import { Box } from "../shared/types.d.ts" */

const TILE = 256; // pixels of the world at zoom 0
const FIGURES = 84; // pixels kept free to the right of a border on a wide map: its figure stands there
const WIDE = 700;
const EDGE = 10;
const LEAST = 0.8; // a card that would make the framed map smaller than this share of it is folded
const LINE = 4; // half the width of a border as it is drawn

// The edges of a map that lie under something: `bars` are what always stands there, `open` the cards that stand open.
/** @type {(stage: Stage, open: readonly string[]) => Edges} */
export function edgesOf({ width, height, bars, cards }, open) {
  const middle = height / 2;
  const above = bars.filter(([, , , y1]) => y1 < middle).map(([, , , y1]) => y1);
  const below = bars.filter(([, y0]) => y0 > middle).map(([, y0]) => height - y0);
  // A card that stands along a whole side takes it; one in a corner is looked around.
  const beside = open.map((name) => cards[name]).filter(([x0, y0, , y1]) => x0 < EDGE * 2 && y1 - y0 > height / 2);
  return {
    top: Math.max(0, ...above),
    bottom: Math.max(0, ...below),
    left: Math.max(EDGE, ...beside.map(([, , x1]) => x1 + 8)),
    right: width > WIDE ? FIGURES : EDGE,
  };
}

// The view that shows bounds (west, south, east, north) between the edges, its zoom rounded down to a step.
/** @type {(bounds: readonly number[], stage: { width: number, height: number }, edges: Edges, step: number) => Framed} */
export function framed([west, south, east, north], { width, height }, { top, bottom, left, right }, step) {
  const [x0, y0, x1, y1] = [unitX(west), unitY(north), unitX(east), unitY(south)];
  const across = Math.max(1, width - left - right) / (x1 - x0);
  const down = Math.max(1, height - top - bottom) / (y1 - y0);
  const zoom = Math.floor(Math.log2(Math.min(across, down) / TILE) / step) * step;
  const scale = TILE * 2 ** zoom;
  const middle = [(left + width - right) / 2, (top + height - bottom) / 2];
  return { zoom, scale, ox: middle[0] - ((x0 + x1) / 2) * scale, oy: middle[1] - ((y0 + y1) / 2) * scale };
}

/** @type {(box: Box, lines: readonly Feature[], view: { scale: number, ox: number, oy: number }) => boolean} */
export function covers([x0, y0, x1, y1], lines, { scale, ox, oy }) {
  return lines.some(({ parts }) => parts.some((part) => {
    for (let at = 0; at < part.length; at += 2) {
      const x = part[at] * scale + ox;
      const y = part[at + 1] * scale + oy;
      if (x > x0 - LINE && x < x1 + LINE && y > y0 - LINE && y < y1 + LINE) return true;
    }
    return false;
  }));
}

// Whether a card would lie over what always stands on the map: on a low one it reaches up to its controls.
/** @type {(card: Box, bars: readonly Box[]) => boolean} */
const hides = ([x0, y0, x1, y1], bars) => bars.some(([a, b, c, d]) => x0 < c && x1 > a && y0 < d && y1 > b);

// The cards that may stand open, the most of them: those the hand has set stay as they are.
// Looked at where the map looks, or, without that, where each choice of cards would frame the borders.
/** @type {(stage: Stage, lines: readonly Feature[], bounds: readonly number[], step: number, set: Readonly<Record<string, boolean>>, view: { scale: number, ox: number, oy: number } | null) => string[]} */
export function openCards(stage, lines, bounds, step, set, view) {
  const names = Object.keys(stage.cards);
  const free = names.filter((name) => set[name] === undefined && !hides(stage.cards[name], stage.bars));
  const always = names.filter((name) => set[name]);
  if (stage.width <= WIDE) return always; // the map itself is small enough
  const most = framed(bounds, stage, edgesOf(stage, always), step).scale * LEAST;
  for (let fewer = 0; fewer < 2 ** free.length; fewer += 1) {
    // The first cards are given up last.
    const open = free.filter((_, at) => !(fewer & (1 << (free.length - 1 - at))));
    const seen = framed(bounds, stage, edgesOf(stage, [...always, ...open]), step);
    const fits = view !== null || seen.scale >= most;
    if (fits && !open.some((name) => covers(stage.cards[name], lines, view ?? seen))) return [...always, ...open];
  }
  return always;
}
