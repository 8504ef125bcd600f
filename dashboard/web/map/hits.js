// What lies under the pointer, and what a click on it picks.
// @ts-check

import { distanceTo } from "./borders.js";
import { backgroundAt, backgroundId } from "./contexts.js";
import { nameOf } from "./marks.js";
import { routeAt } from "./routes.js";
import { stackAt } from "./stacks.js";
/** @import { Feature, Layers, MarkedFeed, PickedHit, Placed, Scene, View } from "./types.d.ts" */
/** @import { Picked } from "../shared/messages.d.ts" */

const MOST_IDS = 200; // a click on a heap of marks tells of so many

// A mark before a crossing before a route before a border before a square of a store before a background.
/** @type {(scene: Scene, placed: Placed, layers: Layers, view: View, point: { x: number, y: number }, reach: number) => PickedHit | null} */
export function hitAt({ feed, crowd, stands, stores, backgrounds }, placed, layers, view, point, reach) {
  const px = point.x + view.pad.x;
  const py = point.y + view.pad.y;
  const found = stackAt(placed.stacks, px, py, reach);
  if (found) return { stack: found, pick: pickOf(feed, found.marks) };
  const mark = crowd.at(px, py, reach);
  if (mark) return { mark, pick: pickOf(feed, [mark.mark]) };
  const spot = stackAt(placed.crossings, px, py, reach);
  if (spot) return { crossing: spot.crossing, pick: { kind: "crossing", ids: [spot.crossing.id] } };
  const route = routeAt(placed.routes, px, py);
  if (route) return { route, pick: { kind: "route", ids: route.events } };
  for (const { border, stand } of stands) {
    const feature = layers.border_lines_screen.find(({ pair }) => pair === border.pair);
    if (feature && distanceTo(feature, view, px, py) < reach * 0.8) {
      const section = nearestSection(layers, border.pair, view, px, py);
      return { border, stand, section, pick: { kind: "border", ids: [border.pair], section: section?.id ?? null } };
    }
  }
  const square = stores?.at(view, px, py);
  if (square) return { square, pick: { kind: "events", ids: [square.id] } };
  const under = backgroundAt(backgrounds, view, px, py, reach / 2);
  return under && { background: under, pick: { kind: "events", ids: [backgroundId(under.entry, under.row)] } };
}

// Marks without a name of their own, as made-up ones, go by their number.
/** @type {(feed: MarkedFeed, marks: number[]) => Picked} */
export function pickOf(feed, marks) {
  const ids = [];
  for (const mark of marks) {
    if (ids.length === MOST_IDS) break;
    const id = nameOf(feed, mark);
    if (id !== null) ids.push(id);
  }
  return ids.length ? { kind: "events", ids, of: marks.length } : { kind: "mark", ids: [], index: marks[0] };
}

/** @type {(layers: Layers, pair: string, view: View, px: number, py: number) => Feature | null} */
function nearestSection(layers, pair, view, px, py) {
  let best = null;
  let least = Infinity;
  for (const section of layers.border_sections_screen) {
    if (section.pair !== pair) continue;
    const distance = distanceTo(section, view, px, py);
    if (distance < least) { least = distance; best = section; }
  }
  return best;
}
