// The legend: what is in view in this frame and nothing else, each border with its own scale and unit.

import { BREAKS, TONES } from "./density.js";
import { drawCrossing, drawRing, drawSymbol } from "./symbols.js";
import { drawStop } from "./routes.js";

export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

const pictures = new Map(); // what a swatch stands for -> its address; drawn once

function swatch(draw, meaning, width = 26, height = 18) {
  const picture = element("img", "swatch");
  const key = `${meaning} ${devicePixelRatio}`;
  if (!pictures.has(key)) pictures.set(key, drawSwatch(draw, width, height));
  Object.assign(picture, { src: pictures.get(key), width, height, alt: "" });
  return picture;
}

// As a picture: every canvas of the page is a layer that the browser hands on at each frame.
function drawSwatch(draw, width, height) {
  const canvas = element("canvas");
  const ratio = devicePixelRatio || 1;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  draw(ctx, width / 2, height / 2);
  return canvas.toDataURL();
}

function item(draw, text) {
  const row = element("div", "item");
  row.append(swatch(draw, text), element("span", "", text));
  return row;
}

const line = (colour, width, dash = []) => (ctx, x, y) => {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(1, y);
  ctx.lineTo(2 * x - 1, y);
  ctx.stroke();
};

function scale(border, stand, ramp) {
  const box = element("div", "scale");
  box.append(element("div", "scale-name", `${border.short} · ${stand.measure.label}`));
  const bar = element("div", "ramp");
  stand.measure.breaks.forEach((least, index) => {
    const cell = element("div", stand.level === index + 1 ? "cell now" : "cell");
    const patch = element("i");
    patch.style.background = ramp[index];
    cell.append(patch, element("span", "", index === stand.measure.breaks.length - 1 ? `${least}+` : String(least)));
    bar.append(cell);
  });
  box.append(bar);
  return box;
}

// Too many events to draw each: squares of the screen, with their number.
function densityKey() {
  const bar = element("div", "ramp");
  BREAKS.forEach((least, tone) => {
    const cell = element("div", "cell");
    const patch = element("i");
    patch.style.background = TONES[tone];
    cell.append(patch, element("span", "", tone === BREAKS.length - 1 ? `${least}+` : String(least)));
    bar.append(cell);
  });
  return [element("h2", "", "Events in each square"), bar, element("p", "note", "Zoom in to see them one by one.")];
}

// `seen` says what the frame holds: { stands, kinds, vague, statuses, average }.
export function fillLegend(node, feed, seen) {
  const parts = [element("h2", "", "Borders: reported rate a day")];
  for (const { border, stand } of seen.stands) {
    const measure = stand.measure ?? feed.measures.find(({ id }) => id === border.measure);
    if (measure?.breaks.length) parts.push(scale(border, { ...stand, measure }, feed.ramp));
  }
  parts.push(element("p", "note", "Each border on its own scale; never compare colours between borders."));
  if (seen.stands.some(({ stand }) => stand.level === 255)) {
    parts.push(item((ctx, x, y) => { line("#FFFFFF", 8)(ctx, x, y); line("#6B7177", 4, [6, 3.4])(ctx, x, y); }, "not reported"));
  }
  if (seen.average) {
    parts.push(item((ctx, x, y) => { line("#1E2329", 8)(ctx, x, y); line("#C25C95", 6)(ctx, x, y); line("#FFFFFF", 1.4, [5, 3])(ctx, x, y); },
      "average of a wider report"));
  }
  if (seen.crowd === "density") parts.push(...densityKey());
  else if (seen.kinds.length) {
    parts.push(element("h2", "", "Events in the window"));
    for (const kind of seen.kinds) {
      parts.push(item((ctx, x, y) => drawSymbol(ctx, x, y, feed.categories[kind], 6), feed.categories[kind].label));
    }
    if (seen.fading) parts.push(element("p", "note", "The lighter, the longer ago in the window."));
    if (seen.vague) parts.push(item((ctx, x, y) => drawRing(ctx, x, y, 7), "place known to section or border only"));
  }
  if (seen.bands.length) {
    parts.push(element("h2", "", "In force"));
    for (const title of seen.bands) {
      parts.push(item((ctx, x, y) => { ctx.globalAlpha = 0.22; line("#565D66", 13)(ctx, x, y); }, title));
    }
  }
  if (seen.statuses.length) {
    parts.push(element("h2", "", "Crossings"));
    const words = { open: "open", closed: "closed", restricted: "restricted", "": "status that day not reported" };
    for (const status of seen.statuses) {
      parts.push(item((ctx, x, y) => drawCrossing(ctx, x, y, status || null, 4.5), words[status]));
    }
  }
  node.replaceChildren(...parts);
}

export function fillFlightKey(node, routes, stops) {
  const lines = {
    scheduled: [line("#0072B2", 4), "width: flights a week, largest report"],
    frequency_not_reported: [line("#0072B2", 1.8, [5, 3]), "frequency not reported"],
    contested: [line("#5F666D", 1.6, [1.5, 3]), "contested by another report"],
    repatriation: [line("#0072B2", 1.8), "repatriation, outward"],
    diverted: [line("#0072B2", 2.2), "diverted flight, as flown"],
  };
  const marks = { suspension: "flights suspended", airline_ban: "airline or airspace ban", citizen_bar: "citizens barred" };
  node.replaceChildren(
    ...Object.keys(lines).filter((status) => routes.includes(status)).map((status) => item(...lines[status])),
    ...Object.keys(marks).filter((kind) => stops.includes(kind)).map((kind) => item((ctx, x, y) => drawStop(ctx, x, y, kind), marks[kind])),
    ...(routes.length || stops.length ? [] : [element("p", "note", "No flight reported in this window.")]),
  );
}
