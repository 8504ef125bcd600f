// What of a scene lies in view, in words and in order: borders with their sections, zones, crossings, flights, events.
// @ts-check

import { isRated, toldOf } from "./borders.js";
import { STOP_WORDS } from "./legend.js";
import { pickOf } from "./hits.js";
import { marksOf } from "./marks.js";
import { tipOf } from "./tip.js";
import { unitX, unitY } from "./mercator.js";
/** @import { Feature, InView, Layers, Scene } from "./types.d.ts" */
/** @import { Box } from "../shared/types.d.ts" */

const MOST_EVENTS = 300; // told one by one; the rest is told as a number
/** @type {{ [group: string]: string }} */
const ONE = { "Borders and sections": "border or section", Zones: "zone", Crossings: "crossing", Events: "event", Flights: "flight" };
const CLOSE = 6; // the zoom from which crossings are drawn

/** @type {(lines: readonly string[]) => string} */
const sentence = (lines) => lines.filter(Boolean).join(". ");

/** @type {(lon: number, lat: number, box: Box) => boolean} */
const holds = (lon, lat, [x0, y0, x1, y1]) => {
  const [x, y] = [unitX(lon), unitY(lat)];
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
};

// Whether a line has a stretch in a box of the unit square; by the boxes of its stretches, which are short.
/** @type {(feature: Feature, box: Box) => boolean} */
export function crosses({ parts, box: [west, north, east, south] }, [x0, y0, x1, y1]) {
  if (east < x0 || west > x1 || south < y0 || north > y1) return false;
  return parts.some((part) => {
    for (let at = 2; at < part.length; at += 2) {
      const [ax, ay, bx, by] = [part[at - 2], part[at - 1], part[at], part[at + 1]];
      if (Math.max(ax, bx) >= x0 && Math.min(ax, bx) <= x1 && Math.max(ay, by) >= y0 && Math.min(ay, by) <= y1) return true;
    }
    return false;
  });
}

// `box` is the part of the unit square that is in view. What is turned off is not in it, and what is drawn at a closer
// zoom only is not in it before. Flights are drawn whole at every zoom, on the map or in the inset.
/** @type {(scene: Scene, layers: Layers, box: Box, zoom: number) => { groups: InView[], rest: number }} */
export function inView(scene, layers, box, zoom) {
  const { feed, frame, stands, bands, routes, stops, statuses } = scene;
  const lines = layers.border_lines_screen.filter((line) => crosses(line, box));
  const parts = layers.border_sections_screen.filter((section) => crosses(section, box));
  const borders = stands.filter(({ border }) => lines.some(({ pair }) => pair === border.pair)).flatMap(({ border, stand }) => [
    { text: sentence([`${border.name}: ${toldOf(stand)}`, isRated(stand) ? stand.more : ""]), pick: { kind: "border", ids: [border.pair] }, light: [border.pair] },
    ...parts.filter(({ pair }) => pair === border.pair).map(({ id, name }) => (
      { text: `Section ${name}, ${border.name}`, pick: { kind: "border", ids: [border.pair], section: id }, light: [border.pair] })),
  ]);
  const zones = bands.filter(({ pairs, sections }) => lines.some(({ pair }) => pairs.includes(pair ?? "")) || parts.some(({ id }) => sections.includes(id ?? "")))
    .map(({ id, title, when, pairs }) => ({ text: sentence([title, when]), pick: { kind: "events", ids: [id] }, light: pairs }));
  const crossings = zoom < CLOSE || !statuses.length ? [] : feed.crossings.filter(({ lon, lat }) => holds(lon, lat, box))
    .map((crossing) => ({ text: sentence(tipOf({ feed, frame }, { crossing })), pick: { kind: "crossing", ids: [crossing.id] }, light: [crossing.id] }));
  const flights = [
    ...routes.map((route) => ({ text: sentence(tipOf({ feed, frame }, { route })), pick: { kind: "route", ids: route.events }, light: route.events })),
    ...stops.map(({ airport, kind, events }) => (
      { text: `${feed.airports[airport]?.city ?? airport} (${airport}): ${STOP_WORDS[kind] ?? kind}`, pick: { kind: "events", ids: events }, light: events })),
  ];
  const { events, rest } = eventsIn(scene, box);
  const groups = [
    { name: "Borders and sections", items: borders }, { name: "Zones", items: zones }, { name: "Crossings", items: crossings },
    { name: "Events", items: events }, { name: "Flights", items: flights },
  ];
  return { groups: /** @type {InView[]} */ (groups.filter(({ items }) => items.length)), rest };
}

/** @type {(scene: Scene, box: Box) => { events: InView["items"], rest: number }} */
function eventsIn({ feed, frame, run }, box) {
  const { mark_lon: lon, mark_lat: lat } = feed.columns;
  /** @type {InView["items"]} */
  const events = [];
  let rest = 0;
  for (const mark of marksOf(run)) {
    if (!holds(lon[mark], lat[mark], box)) continue;
    if (events.length === MOST_EVENTS) { rest += 1; continue; }
    const pick = pickOf(feed, [mark]);
    events.push({ text: sentence(tipOf({ feed, frame }, { stack: { marks: [mark] } })), pick, light: pick.ids });
  }
  return { events, rest };
}

// How many of each are in view: "3 borders and sections, 12 events".
/** @type {(found: { groups: InView[], rest: number }) => string} */
export function countsOf({ groups, rest }) {
  const told = groups.map(({ name, items }) => {
    const count = items.length + (name === "Events" ? rest : 0);
    return `${count.toLocaleString("en-GB")} ${(count === 1 ? ONE[name] : name).toLowerCase()}`;
  });
  return told.length ? told.join(", ") : "nothing";
}
