// The legend: what is in view in this frame and nothing else, each border with its own scale and unit.
// @ts-check

import { drawLook, isWithheld, saidOf } from "./borders.js";
import { calledIn } from "../shared/called.js";
import { backgroundSample } from "./contexts.js";
import { BREAKS, tonesOf } from "./density.js";
import { drawCrossing, drawRing, drawSymbol } from "../shared/symbols.js";
import { PALETTE, WORDS } from "../shared/look.js";
import { BROUGHT, drawStop } from "./routes.js";
import { contextOf } from "../shared/context.js";
/** @import { Background, DrawAt, Seen, Standing } from "./types.d.ts" */
/** @import { BorderEntry, Feed, MeasureEntry } from "../shared/feed.d.ts" */

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
  const key = `${what} ${devicePixelRatio}`;
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

// `seen` says what the frame holds: { stands, kinds, files, together, crowd, mixed, fading, vague, bands, statuses, looks, unrated, owed }.
/** @type {(node: HTMLElement, feed: Feed, seen: Seen) => void} */
export function fillLegend(node, feed, seen) {
  node.replaceChildren(
    ...borderKey(feed, seen),
    ...markKey(feed, seen),
    ...(seen.crowd === "density" ? [] : fileKey(feed, seen)),
    ...waysKey(seen),
    ...(seen.crowd === "density" ? densityKey(feed, seen) : []),
    ...bandKey(seen.bands),
    ...crossingKey(feed, seen.statuses),
    ...backgroundKey(seen.backgrounds),
    ...seen.owed.map((words) => element("p", "note owed", words)),
  );
  markLevels(node, seen.stands);
}

/** @type {(look: string, ramp: string[]) => DrawAt} */
const lookLine = (look, ramp) => (ctx, x, y) => {
  line(PALETTE.ink, 8)(ctx, x, y);
  line(ramp[2], 6)(ctx, x, y);
  drawLook((colour, width, dash) => line(colour, width, dash)(ctx, x, y), { look, level: 3 }, 6);
};

/** @type {(feed: Feed, seen: Seen) => HTMLElement[]} */
function borderKey(feed, { stands, looks, unrated }) {
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
  for (const words of new Set(stands.map(({ stand }) => stand).filter(isWithheld).map(saidOf))) {
    parts.push(item((ctx, x, y) => { line(PALETTE.paper, 5)(ctx, x, y); line(PALETTE.border, 2.2)(ctx, x, y); }, words));
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
function waysKey({ kinds, fading, vague }) {
  if (!kinds.length || !(vague || fading)) return [];
  const box = element("div", "ways");
  box.append(
    ...(vague ? [item((ctx, x, y) => drawRing(ctx, x, y, 7), "place known to section, border or area only")] : []),
    ...(fading ? [element("p", "note", WORDS.fading)] : []),
  );
  return [box];
}

/** @type {(titles: string[]) => HTMLElement[]} */
function bandKey(titles) {
  if (!titles.length) return [];
  /** @type {DrawAt} */
  const band = (ctx, x, y) => { ctx.globalAlpha = 0.22; line(PALETTE.ink_2, 13)(ctx, x, y); };
  return [element("h2", "", "In force"), ...titles.map((title) => item(band, title, "band"))];
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

/** @type {(node: HTMLElement, feed: Feed, routes: string[], stops: string[]) => void} */
export function fillFlightKey(node, feed, routes, stops) {
  /** @type {{ [status: string]: [DrawAt, string] }} */
  const lines = {
    scheduled: [line(PALETTE.flight, 4), "width: flights a week, largest report, up to 14"],
    frequency_not_reported: [line(PALETTE.flight, 1.8, [5, 3]), "frequency not reported"],
    contested: [line(PALETTE.contested, 1.6, [1.5, 3]), "contested by another report"],
    repatriation: [line(PALETTE.flight, 1.8), "repatriation, outward"],
    diverted: [line(PALETTE.flight, 2.2), "diverted flight, as flown"],
    brought: [line(PALETTE.brought_flight, BROUGHT.width, BROUGHT.dash), "flight in a brought file"],
  };
  /** @type {{ [kind: string]: string }} */
  const marks = { suspension: "flights suspended", airline_ban: "airline or airspace ban", citizen_bar: "citizens barred" };
  node.replaceChildren(
    ...Object.keys(lines).filter((status) => routes.includes(status)).map((status) => item(...lines[status])),
    ...Object.keys(marks).filter((kind) => stops.includes(kind)).map((kind) => item((ctx, x, y) => drawStop(ctx, x, y, kind), marks[kind])),
    ...(routes.length || stops.length ? [] : [element("p", "note", feed.reference === "hidden" ? "Reference hidden: flights of brought files only." : "No flight on show in this window.")]),
  );
}
