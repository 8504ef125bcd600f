// The legend: what is in view in this frame and nothing else, each border with its own scale and unit.
// @ts-check

import { drawLook, isWithheld, saidOf } from "./borders.js";
import { calledIn } from "../shared/called.js";
import { backgroundSample } from "./contexts.js";
import { keptSample } from "./kept.js";
import { BREAKS, tonesOf } from "./density.js";
import { drawCrossing, drawRing, drawSymbol } from "../shared/symbols.js";
import { PALETTE, SCHEME, WORDS } from "../shared/look.js";
import { BROUGHT, drawStop } from "./routes.js";
import { contextOf } from "../shared/context.js";
import { drawCount } from "./stacks.js";
import { squareSample } from "./squares.js";
import { storeKey } from "./store_words.js";
import { zoneSample } from "./zones.js";
/** @import { Background, DrawAt, Flown, Seen, Standing } from "./types.d.ts" */
/** @import { Band, BorderEntry, Feed, MeasureEntry, StoreEntry } from "../shared/feed.d.ts" */

/** @type {{ [kind: string]: string }} */
export const STOP_WORDS = { suspension: "flights suspended", airline_ban: "airline or airspace ban", citizen_bar: "citizens barred" };

/** @template {keyof HTMLElementTagNameMap} Tag @param {Tag} tag @param {string} [className] @param {string} [text] @returns {HTMLElementTagNameMap[Tag]} */
export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/** @type {Map<string, string>} */
const pictures = new Map(); // what is drawn -> its address; drawn once

/** @type {(draw: DrawAt, what: string, width?: number, height?: number) => HTMLImageElement} */
function swatch(draw, what, width = 26, height = 18) {
  const picture = element("img", "swatch");
  const key = `${SCHEME.name} ${what} ${devicePixelRatio}`;
  if (!pictures.has(key)) pictures.set(key, drawSwatch(draw, width, height));
  Object.assign(picture, { src: pictures.get(key), width, height, alt: "" });
  return picture;
}

// As a picture: every canvas of the page is a layer that the browser hands on at each frame.
/** @type {(draw: DrawAt, width: number, height: number) => string} */
function drawSwatch(draw, width, height) {
  const canvas = element("canvas");
  const ratio = devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const ctx = contextOf(canvas);
  ctx.scale(ratio, ratio);
  draw(ctx, width / 2, height / 2);
  return canvas.toDataURL();
}

// `what` tells pictures apart; a text that a person wrote is no name for one.
/** @type {(draw: DrawAt, text: string, what?: string) => HTMLElement} */
function item(draw, text, what = text) {
  const row = element("div", "item");
  row.dataset.key = what;
  row.append(swatch(draw, what), element("span", "", text));
  return row;
}

/** @type {(colour: string, width: number, dash?: number[]) => DrawAt} */
const line = (colour, width, dash = []) => (ctx, x, y) => {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(1, y);
  ctx.lineTo(2 * x - 1, y);
  ctx.stroke();
};

/** @type {(breaks: readonly number[], colours: readonly string[]) => HTMLElement} */
function ramp(breaks, colours) {
  const bar = element("div", "ramp");
  const cells = breaks.map((least, index) => {
    const cell = element("div", "cell");
    const patch = element("i");
    patch.style.background = colours[index];
    cell.append(patch, element("span", "", index === breaks.length - 1 ? `${least}+` : String(least)));
    return cell;
  });
  bar.append(...cells);
  return bar;
}

/** @type {(border: BorderEntry, measure: MeasureEntry, colours: string[]) => HTMLElement} */
function scale(border, measure, colours) {
  const box = element("div", "scale");
  box.dataset.pair = border.pair;
  const name = element("div", "scale-name", border.short);
  name.append(element("span", "", measure.label));
  box.append(name, ramp(measure.breaks, colours));
  return box;
}

// Where each border stands on its scale: the one part of the legend that changes at every step.
/** @type {(node: HTMLElement, stands: Standing[]) => void} */
export function markLevels(node, stands) {
  for (const { border, stand } of stands) {
    const cells = node.querySelectorAll(`.scale[data-pair="${border.pair}"] .cell`);
    cells.forEach((cell, index) => cell.classList.toggle("now", stand.level === index + 1));
  }
}

// Too many events to draw each: squares of the screen, with their number.
/** @type {(feed: Feed, seen: Seen) => HTMLElement[]} */
function densityKey(feed, { files, together }) {
  return [
    element("h2", "", files.length ? `${calledIn(feed).heading}: rows in each square` : "Events in each square"),
    ramp(BREAKS, tonesOf()),
    ...files.map(({ category, label }) => kindItem(feed, category, label)),
    ...(files.length && together ? [element("p", "note", "Counted together with events of the reference.")] : []),
    element("p", "note", "Zoom in to see them one by one."),
  ];
}

// The classes of a store's squares, each as large and as deep as it is drawn.
/** @type {(entry: StoreEntry, breaks: readonly number[]) => HTMLElement} */
function squaresRamp(entry, breaks) {
  const bar = element("div", "ramp squares");
  bar.append(...breaks.map((least, level) => {
    const cell = element("div", "cell");
    const text = least.toLocaleString("en-GB");
    cell.append(swatch(squareSample(entry, level), `square ${entry.colour} ${level}`, 16, 16), element("span", "", level === breaks.length - 1 ? `${text}+` : text));
    return cell;
  }));
  return bar;
}

// `seen` says what the frame holds.
/** @type {(node: HTMLElement, feed: Feed, seen: Seen) => void} */
export function fillLegend(node, feed, seen) {
  node.replaceChildren(
    ...borderKey(feed, seen),
    ...markKey(feed, seen),
    ...(seen.crowd === "density" ? [] : fileKey(feed, seen)),
    ...waysKey(seen),
    ...(seen.crowd === "density" ? densityKey(feed, seen) : []),
    ...storeKey(feed.stores ?? [], seen.stores ?? [], { element, ramp: squaresRamp }),
    ...keptKey(feed),
    ...bandKey(seen),
    ...(seen.flown ? [element("h2", "", "Flights to and from Minsk"), ...flightItems(feed, seen.flown)] : []),
    ...crossingKey(feed, seen.statuses),
    ...backgroundKey(seen.backgrounds),
    ...offKey(seen.undrawn),
    ...seen.owed.map((words) => element("p", "note owed", words)),
  );
  markLevels(node, seen.stands);
}

// What is turned off, so that nobody takes it for absent.
/** @type {(undrawn: string[]) => HTMLElement[]} */
const offKey = (undrawn) => (undrawn.length ? [element("h2", "", WORDS.not_drawn), element("p", "note off", undrawn.join(", "))] : []);

/** @type {(look: string, ramp: string[]) => DrawAt} */
const lookLine = (look, ramp) => (ctx, x, y) => {
  line(PALETTE.ink, 8)(ctx, x, y);
  line(ramp[2], 6)(ctx, x, y);
  drawLook((colour, width, dash) => line(colour, width, dash)(ctx, x, y), { look, level: 3 }, 6);
};

/** @type {(feed: Feed, seen: Seen) => HTMLElement[]} */
function borderKey(feed, { stands, looks, unrated, stretches }) {
  const shown = stands.filter(({ stand }) => !isWithheld(stand));
  /** @type {HTMLElement[]} */
  const parts = [element("h2", "", shown.length ? "Borders: figure a day" : "Borders")];
  for (const { border, stand } of shown) {
    const measure = stand.measure ?? feed.measures.find(({ id }) => id === border.measure);
    if (measure?.breaks.length) parts.push(scale(border, measure, feed.ramp));
  }
  if (shown.length) parts.push(element("p", "note", "Each border on its own scale; never compare colours between borders."));
  for (const [look, text] of Object.entries(WORDS.looks)) if (looks.includes(look)) parts.push(item(lookLine(look, feed.ramp), text, `look ${look}`));
  if (unrated.length) {
    /** @type {DrawAt} */
    const dashes = (ctx, x, y) => { line(PALETTE.paper, 8)(ctx, x, y); line(PALETTE.not_reported, 4, [6, 3.4])(ctx, x, y); };
    parts.push(item(dashes, unrated.every(Boolean) ? WORDS.not_reported : WORDS.no_rate, "dashes"));
  }
  if (stretches) {
    /** @type {DrawAt} */
    const band = (ctx, x, y) => { line(PALETTE.ink, 13)(ctx, x, y); line(feed.ramp[1], 11)(ctx, x, y); line(PALETTE.paper, 5)(ctx, x, y); line(PALETTE.not_reported, 3, [5, 3])(ctx, x, y); };
    parts.push(item(band, WORDS.own_stretch, "stretch"));
  }
  for (const words of new Set(stands.map(({ stand }) => stand).filter(isWithheld).map(saidOf))) {
    parts.push(item((ctx, x, y) => { line(PALETTE.paper, 5)(ctx, x, y); line(PALETTE.border, 2.2)(ctx, x, y); }, words, "withheld"));
  }
  return parts;
}

/** @type {(feed: Feed, kind: number, text?: string) => HTMLElement} */
const kindItem = ({ categories }, kind, text = categories[kind].label) =>
  item((ctx, x, y) => drawSymbol(ctx, x, y, categories[kind], 6), text, `${categories[kind].shape} ${categories[kind].colour}`);

// Kinds of events; those of brought files have a heading of their own.
/** @type {(feed: Feed, seen: Seen) => HTMLElement[]} */
function markKey(feed, { kinds }) {
  const files = (feed.layers ?? []).map(({ category }) => category);
  const known = kinds.filter((kind) => !files.includes(kind));
  return known.length ? [element("h2", "", "Events in the window"), ...known.map((kind) => kindItem(feed, kind))] : [];
}

// The brought files that have marks in the frame.
/** @type {(feed: Feed, seen: Seen) => HTMLElement[]} */
function fileKey(feed, { files, kinds, mixed }) {
  if (!files.length) return [];
  // A file all of whose rows are drawn as events of their kind has no mark of its own to show.
  const items = files.map(({ category, label }) => (kinds.includes(category) ? kindItem(feed, category, label) : item(() => {}, label, "no mark")));
  const among = files.some(({ number }) => mixed & (1 << number));
  return [element("h2", "", calledIn(feed).heading), ...items,
    ...(among ? [element("p", "note", "Rows of a known kind are drawn as events of that kind.")] : [])];
}

// How marks of every kind are drawn.
/** @type {(seen: Seen) => HTMLElement[]} */
function waysKey({ kinds, fading, vague, several }) {
  if (!kinds.length || !(vague || fading || several)) return [];
  const box = element("div", "ways");
  box.append(
    ...(vague ? [item((ctx, x, y) => drawRing(ctx, x, y, 7), "place known only roughly: a section, border or area", "ring")] : []),
    ...(several ? [item((ctx, x, y) => drawCount(ctx, x, y, 2), WORDS.several, "several")] : []),
    ...(fading ? [element("p", "note", WORDS.fading)] : []),
  );
  return [box];
}

// What lists and marks keep to.
/** @type {(feed: Feed) => HTMLElement[]} */
function keptKey({ kept }) {
  if (!kept) return [];
  return [element("h2", "", "Lists and marks keep to"), item(keptSample(kept), kept.words, kept.ring.length ? "kept outline" : "kept band")];
}

// Zones that hold on the date shown, as they are drawn; below them those that ended in the window, which are not.
/** @type {(seen: Seen) => HTMLElement[]} */
function bandKey({ bands, ended }) {
  /** @type {(band: Band) => HTMLElement} */
  const entry = ({ title, when, kind, sections, pairs }) => {
    const isPlaced = sections.length > 0 || pairs.length > 0;
    const row = isPlaced ? item(zoneSample(kind), title, `zone ${kind}`) : item(() => {}, title, "no zone");
    row.lastElementChild?.append(element("i", "when", isPlaced ? when : `${when}; ${WORDS.zone_not_placed}`));
    return row;
  };
  return [
    ...(bands.length ? [element("h2", "", "In force on the date shown"), ...bands.map(entry)] : []),
    ...(ended.length ? [element("h2", "", "Ended in the window"), ...ended.map(({ title, when }) => element("p", "note", `${title}, ${when}`))] : []),
  ];
}

/** @type {(feed: Feed, statuses: string[]) => HTMLElement[]} */
function crossingKey({ reference }, statuses) {
  if (!statuses.length) return [];
  /** @type {{ [status: string]: string }} */
  const words = { open: "open", closed: "closed", restricted: "restricted", "": reference === "hidden" ? WORDS.reference_hidden : WORDS.status_not_reported };
  return [element("h2", "", "Crossings"),
    ...statuses.map((status) => item((ctx, x, y) => drawCrossing(ctx, x, y, status || null, 4.5), words[status], `crossing ${status}`))];
}

// Every background with what it holds and whose it is.
/** @type {(backgrounds: Background[]) => HTMLElement[]} */
function backgroundKey(backgrounds) {
  if (!backgrounds.length) return [];
  return [element("h2", "", "Backgrounds, as brought"), ...backgrounds.flatMap((background) => {
    const { entry } = background;
    return [item(backgroundSample(background), entry.label, `background ${entry.id} ${entry.colour}`), element("p", "note", entry.words)];
  })];
}

/** @type {(node: HTMLElement, feed: Feed, flown: Flown) => void} */
export function fillFlightKey(node, feed, flown) {
  node.replaceChildren(...flightItems(feed, flown));
}

/** @type {(feed: Feed, flown: Flown) => HTMLElement[]} */
function flightItems(feed, { routes, stops }) {
  /** @type {{ [status: string]: [DrawAt, string] }} */
  const lines = {
    scheduled: [line(PALETTE.flight, 4), "width: flights a week, largest report, up to 14"],
    frequency_not_reported: [line(PALETTE.flight, 1.8, [5, 3]), "frequency not reported"],
    contested: [line(PALETTE.contested, 1.6, [1.5, 3]), "contested by another report"],
    repatriation: [line(PALETTE.flight, 1.8), "repatriation, outward"],
    diverted: [line(PALETTE.flight, 2.2), "diverted flight, as flown"],
    brought: [line(PALETTE.brought_flight, BROUGHT.width, BROUGHT.dash), "flight in a brought file"],
  };
  return [
    ...Object.keys(lines).filter((status) => routes.includes(status)).map((status) => item(...lines[status], `route ${status}`)),
    ...Object.keys(STOP_WORDS).filter((kind) => stops.includes(kind)).map((kind) => item((ctx, x, y) => drawStop(ctx, x, y, kind), STOP_WORDS[kind], `stop ${kind}`)),
    ...(routes.length || stops.length ? [] : [element("p", "note", feed.reference === "hidden" ? "Reference hidden: flights of brought files only." : "No flight on show in this window.")]),
  ];
}
