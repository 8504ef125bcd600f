// What the map says in words: values of the borders, callouts of events, towns, countries, the forest.
// @ts-check

import { airportsIn, drawAirports } from "./airports.js";
import { isRated, isWithheld } from "./borders.js";
import { parts } from "../shared/days.js";
import { Labeller, writeValue } from "./labels.js";
import { furtherInHeap, heapOf, titlesIn } from "./heaps.js";
import { LEVELS, PALETTE } from "../shared/look.js";
import { layerOf } from "./marks.js";
import { unitX, unitY } from "./mercator.js";
import { boxesAlong } from "./routes.js";
import { reachOf } from "./zones.js";
import { tracePath } from "../shared/symbols.js";
/** @import { At, Figure, Layers, MarkedFeed, Placed, Scene, Stack, ValueWords, View } from "./types.d.ts" */
/** @import { Band, BorderEntry } from "../shared/feed.d.ts" */
/** @import { Box, Context, Frame, Point } from "../shared/types.d.ts" */

/** @type {Point[]} */
const HERE = [[0, 0]];
/** @type {Point[]} */
const NEAR = [[0, 0], [16, 0], [16, -24], [16, 24], [40, 0], [40, -30], [40, 30], [0, 46], [70, 0]]; // pixels
// What finds no room there either, as on the map of a phone, stands within sight of its border, the closest place first.
const [SIGHT, STEP, HALF] = [140, 20, 45]; // pixels: how far its middle may lie, between places, half of its width
/** @type {Point[]} */
const AROUND = Array.from({ length: 15 * 15 }, (_, at) => (
  /** @type {Point} */ ([(at % 15 - 7) * STEP - HALF, (Math.floor(at / 15) - 7) * STEP])))
  .filter(([dx, dy]) => Math.hypot(dx + HALF, dy) <= SIGHT)
  .sort(([ax, ay], [bx, by]) => Math.hypot(ax + HALF, ay) - Math.hypot(bx + HALF, by));
const BASIS_SIGNS = 30; // of a line under a figure
const ZONE_SIGNS = 22; // of a line of the name of a zone
const HEAP_SIGNS = 34; // of a line of what a heap holds
const TITLE_SIGNS = 22; // of the name of a file beside a mark

// `covered` is what cards and controls lie over, in pixels of the map.
/** @type {(ctx: Context, view: View, scene: Scene, placed: Placed, layers: Layers, covered: readonly Box[]) => void} */
export function drawWords(ctx, view, { feed, frame, stands, bands, off }, { stacks, routes, arrows }, layers, covered) {
  /** @type {At} */
  const at = (lon, lat) => [unitX(lon) * view.scale + view.ox, unitY(lat) * view.scale + view.oy];
  const corners = cornerBoxes(view, covered);
  const labeller = new Labeller(ctx, view, [...corners, ...borderBoxes(view, layers), ...arrows]);
  const [minskX, minskY] = at(feed.airports.MSQ.lon, feed.airports.MSQ.lat);
  const flown = !off.has("flights");
  const minsk = /** @type {Box} */ ([minskX - 9, minskY - 9, minskX + 9, minskY + 9]);
  // The sign of the airport has one place only: where a card lies over it, it is not drawn.
  const landed = flown && corners.every(([a, b, c, d]) => minsk[2] < a || minsk[0] > c || minsk[3] < b || minsk[1] > d);
  if (landed) labeller.reserve(minsk);
  for (const { px, py, files } of stacks) labeller.reserve([px - 10 - 9 * files.length, py - 10, px + 10, py + 10 + 3 * Math.min(1, files.length)]);
  if (view.zoom >= 5.25) for (const { border, stand } of stands) value(labeller, at, border, stand, feed);
  if (view.zoom >= 6) zones(labeller, at, view, bands);
  if (view.zoom >= 6) callouts(labeller, feed, frame, stacks);
  if (view.zoom <= 5 && flown) drawAirports(ctx, labeller, airportsIn(feed, frame), at,
    { size: 12, minsk: false, shunned: routes.flatMap(({ line }) => boxesAlong(line)) });
  if (!off.has("places")) places(labeller, at, view, feed);
  if (landed) airport(labeller, at, view, feed);
  if (!off.has("forest")) forest(labeller, at, view, feed);
  countries(labeller, at, view, feed);
}

/** @type {(view: View, covered: readonly Box[]) => Box[]} */
const cornerBoxes = ({ pad }, covered) => covered.map(([x0, y0, x1, y1]) => [x0 + pad.x - 4, y0 + pad.y - 4, x1 + pad.x + 4, y1 + pad.y + 4]);

/** @type {WeakMap<View, Box[]>} */
const boxesOf = new WeakMap(); // view -> boxes

// The rated borders as a chain of small boxes: no word may cover them.
/** @type {(view: View, layers: Layers) => Box[]} */
function borderBoxes(view, layers) {
  const before = boxesOf.get(view);
  if (before) return before;
  /** @type {Box[]} */
  const boxes = [];
  boxesOf.set(view, boxes);
  for (const { parts } of layers.border_lines_screen) {
    for (const part of parts) {
      /** @type {Point | null} */
      let last = null;
      for (let at = 0; at < part.length; at += 2) {
        const x = part[at] * view.scale + view.ox;
        const y = part[at + 1] * view.scale + view.oy;
        if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
        if (last && Math.hypot(x - last[0], y - last[1]) < 8) continue;
        boxes.push([x - 5, y - 5, x + 5, y + 5]);
        last = [x, y];
      }
    }
  }
  return boxes;
}

/** @type {(labeller: Labeller, at: At, border: BorderEntry, stand: Figure, feed: MarkedFeed) => void} */
function value(labeller, at, border, stand, feed) {
  const withheld = isWithheld(stand);
  const words = {
    name: border.name, value: stand.value, big: isRated(stand), quiet: withheld,
    measure: stand.unit || (withheld ? "" : stand.measure?.words), known: withheld ? [] : foldWords(stand.basis, BASIS_SIGNS), contested: stand.contested,
  };
  const colour = withheld ? PALETTE.border : feed.ramp[stand.level - 1] ?? PALETTE.paper;
  const look = stand.level === LEVELS.not_reported ? "none" : stand.look;
  // What finds no room is said in fewer words, then beside its place: a click tells all of it.
  const fewer = { ...words, name: border.short, known: withheld || !stand.short ? [] : [stand.short] };
  const bare = { ...fewer, known: [] };
  /** @type {[ValueWords, Point[]][]} */
  const tries = [[words, HERE], [{ ...fewer, name: border.name }, HERE], [fewer, NEAR], [bare, NEAR]];
  for (const [said, places] of tries) {
    for (const [lon, lat] of border.anchors) {
      const [x, y] = at(lon, lat);
      for (const [dx, dy] of places) if (writeValue(labeller, x + dx, y + dy, said, colour, look, stand.level)) return;
    }
  }
  const spots = border.anchors.map(([lon, lat]) => at(lon, lat));
  somewhere(spots, (x, y) => writeValue(labeller, x, y, bare, colour, look, stand.level) !== null);
}

// Tries the places around some spots until one has room.
/** @type {(spots: Point[], fits: (x: number, y: number) => boolean) => boolean} */
const somewhere = (spots, fits) => AROUND.some(([dx, dy]) => spots.some(([x, y]) => fits(x + dx, y + dy)));

// Cuts a text between words into lines of at most so many signs.
/** @type {(text: string, most: number) => string[]} */
export function foldWords(text, most) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

// Sets parts of a list on lines of at most so many signs, where one longer than that has a line of its own.
/** @type {(parts: readonly string[], most: number) => string[]} */
export function foldParts(parts, most) {
  /** @type {string[]} */
  const lines = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 3 + part.length <= most) lines[lines.length - 1] = `${last} + ${part}`;
    else lines.push(lines.length ? `+ ${part}` : part);
  }
  return lines;
}

/** @type {(title: string) => string} */
const clipped = (title) => (title.length > TITLE_SIGNS ? `${title.slice(0, TITLE_SIGNS - 1).trimEnd()}…` : title);

// Each zone by its name, on the ground where it lies; zones that share a place are named one under the other.
/** @type {(labeller: Labeller, at: At, view: View, bands: Band[]) => void} */
function zones(labeller, at, view, bands) {
  for (const { name, state, anchors } of bands) {
    // Beyond the outermost of them, so that no name lies on a zone it does not name.
    const outermost = Math.max(...bands.filter((band) => band.state === state).map(({ row }) => row));
    const lines = foldWords(name, ZONE_SIGNS).map((text) => ({ text, size: 12, weight: 600, colour: PALETTE.zone }));
    firstOf(anchors, ([lon, lat]) => labeller.write(lines, ...at(lon, lat), ["left", "above"], reachOf(outermost, view.zoom) + 4));
  }
}

// The most telling events get a name and a day on the side of the European Union, with a leader.
/** @type {(labeller: Labeller, feed: MarkedFeed, frame: Frame, stacks: Stack[]) => void} */
function callouts(labeller, feed, frame, stacks) {
  const { ctx } = labeller;
  let written = 0;
  const titles = new Map([...titlesIn(feed)].map(([number, title]) => [number, clipped(title)]));
  for (const { px, py, marks } of stacks) {
    if (written >= 5) return;
    const mark = marks[0];
    if (!feed.columns.mark_weight[mark]) continue;
    const word = feed.columns.mark_word[mark];
    const layer = layerOf(feed, mark);
    const kind = feed.categories[feed.columns.mark_kind[mark]].label;
    const told = [layer ? `${kind} · ${clipped(layer.label)}` : kind, ...furtherInHeap(heapOf(feed, marks), titles)];
    const lines = [
      { text: `${feed.marks.place[word].replace(/ crossing$/, "")}, ${day(feed.marks.when[word], frame)}`, size: 13, weight: 600 },
      ...foldParts(told, HEAP_SIGNS).map((text) => ({ text, size: 12, colour: PALETTE.ink_2 })),
    ];
    const found = firstOf(SPOTS, ([dx, dy]) => labeller.write(lines, px + dx, py + dy, [dx < 0 ? "left" : "right"], 4));
    if (!found) continue;
    const { box, place } = found;
    const edge = place === "left" ? box[2] : box[0];
    const middle = (box[1] + box[3]) / 2;
    ctx.strokeStyle = PALETTE.ink;
    ctx.lineWidth = 0.9;
    ctx.beginPath();
    ctx.moveTo(edge, middle);
    ctx.lineTo(px + (place === "left" ? -9 : 9), py);
    ctx.stroke();
    written += 1;
  }
}

/** @type {<Item, Result>(items: readonly Item[], make: (item: Item) => Result | null) => Result | null} */
function firstOf(items, make) {
  for (const item of items) {
    const made = make(item);
    if (made) return made;
  }
  return null;
}

// Where a callout may stand around its mark: the side of the European Union first.
/** @type {Point[]} */
const SPOTS = [[-34, -14], [-34, 20], [-20, -34], [-20, 40], [-60, 0], [34, -26], [34, 26], [60, 0]];

// The year goes without saying when the date on the map says it.
/** @type {(text: string, frame: Frame) => string} */
function day(text, frame) {
  const { year } = parts(frame.last);
  return parts(frame.first).year === year ? text.replace(new RegExp(` ${year}`, "g"), "") : text;
}

/** @type {(labeller: Labeller, at: At, view: View, feed: MarkedFeed) => void} */
function places(labeller, at, view, feed) {
  const { ctx } = labeller;
  for (const { name, lon, lat, rank, capital } of feed.towns) {
    if (view.zoom < rank) continue;
    const [x, y] = at(lon, lat);
    if (!labeller.free([x - 4, y - 4, x + 4, y + 4])) continue;
    const size = capital ? 14 : 12.5;
    const written = labeller.write([{ text: name, size, weight: capital ? 600 : 400, colour: capital ? PALETTE.ink : PALETTE.ink_mid }],
      x, y, ["left", "right", "above", "below"], 6);
    if (!written) continue;
    ctx.beginPath();
    if (capital) ctx.rect(x - 3, y - 3, 6, 6);
    else ctx.arc(x, y, 2.2, 0, 2 * Math.PI);
    ctx.fillStyle = capital ? PALETTE.ink : PALETTE.paper;
    ctx.strokeStyle = PALETTE.ink;
    ctx.lineWidth = 1;
    ctx.fill();
    ctx.stroke();
  }
}

/** @type {(labeller: Labeller, at: At, view: View, feed: MarkedFeed) => void} */
function airport(labeller, at, view, feed) {
  const { ctx } = labeller;
  const { MSQ: minsk } = feed.airports;
  const [x, y] = at(minsk.lon, minsk.lat);
  ctx.beginPath();
  ctx.arc(x, y, 8, 0, 2 * Math.PI);
  ctx.fillStyle = PALETTE.flight;
  ctx.fill();
  ctx.save();
  ctx.translate(x, y);
  ctx.fillStyle = PALETTE.paper;
  tracePath(ctx, "plane", 4.6);
  ctx.fill();
  ctx.restore();
  if (view.zoom >= 6) labeller.write([{ text: "Minsk National (MSQ)", size: 12 }], x, y, ["right", "below"], 11);
}

/** @type {(labeller: Labeller, at: At, view: View, feed: MarkedFeed) => void} */
function forest(labeller, at, view, { forest: { lon, lat } }) {
  if (view.zoom < 7) return;
  const colour = PALETTE.forest_ink;
  labeller.write([{ text: "Białowieża Forest", size: 12.5, colour }, { text: "schematic outline", size: 11.5, colour }],
    ...at(lon, lat), ["right", "center", "below"], 26);
}

/** @type {(labeller: Labeller, at: At, view: View, feed: MarkedFeed) => void} */
function countries(labeller, at, view, { countries: list }) {
  for (const { name, lon, lat, least, most } of list) {
    if (view.zoom < least || view.zoom > most) continue;
    labeller.write([{ text: name.toUpperCase(), size: 12.5, weight: 600, spacing: 3, colour: PALETTE.country_ink }], ...at(lon, lat), ["center"]);
  }
}

