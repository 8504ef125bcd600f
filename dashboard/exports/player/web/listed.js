// What the map cannot draw in a frame: events without a place on it, flights without both airports.
// @ts-check

import { overlaps } from "./shared/frame.js";
import { element } from "./map/legend.js";
/** @import { ListedEvent, ListedSpan, Panel, Spans, Texts } from "./types.d.ts" */
/** @import { Frame } from "./shared/types.d.ts" */

const MOST = 60;
const EVENTS = "No place near the border, or none that a report gives.";
const FLIGHTS = "Flights of brought files, not between two airports of the tables.";

// `told` words an event by its id; `pick` shows it in full.
/** @type {(node: HTMLDetailsElement, texts: Texts, told: Panel["told"], pick: (id: string) => void) => { show(now: Frame): void }} */
export function createListing(node, { listed, rows }, told, pick) {
  /** @type {(kind: "listed" | "flights") => ListedSpan[]} */
  const of = (kind) => rows.flatMap((table) => spansOf(table[kind], (at) => `${table.id}-${table.position[at]}`));
  const events = sorted([...spansOf(listed, (id) => id), ...of("listed")]);
  const flights = sorted(of("flights"));
  const summary = element("summary");
  const list = element("div");
  node.replaceChildren(summary, list);
  /** @type {Frame | null} */
  let frame = null;

  /** @type {(found: ListedSpan[], note: string) => HTMLElement[]} */
  const part = (found, note) => {
    if (!found.length) return [];
    const items = element("ul");
    items.append(...found.slice(0, MOST).flatMap(({ id }) => {
      const event = told(id);
      return event ? [item(id, event, pick)] : [];
    }));
    if (found.length > MOST) items.append(element("li", "note", `and ${(found.length - MOST).toLocaleString("en-GB")} more`));
    return [element("p", "note", note), items];
  };

  const fill = () => {
    const days = frame;
    if (!days) return;
    const [shown, flown] = [events, flights].map((spans) => spans.filter((span) => overlaps(span, days)));
    node.hidden = !shown.length && !flown.length;
    summary.textContent = `Not on the map: ${[count(shown.length, "event"), count(flown.length, "flight")].filter(Boolean).join(", ")}`;
    list.replaceChildren(...(node.open ? [...part(shown, EVENTS), ...part(flown, FLIGHTS)] : []));
  };

  node.addEventListener("toggle", fill);
  return {
    show(now) {
      if (frame?.first === now.first && frame?.last === now.last) return;
      frame = now;
      fill();
    },
  };
}

/** @type {(number: number, one: string) => string} */
const count = (number, one) => (number ? `${number.toLocaleString("en-GB")} ${one}${number === 1 ? "" : "s"}` : "");

/** @type {<Place>(spans: Spans<Place>, idOf: (place: Place) => string) => ListedSpan[]} */
const spansOf = ({ at, first, last }, idOf) => at.map((place, index) => ({ id: idOf(place), first: first[index], last: last[index] }));

/** @type {(spans: ListedSpan[]) => ListedSpan[]} */
const sorted = (spans) => spans.sort((a, b) => a.first - b.first || (a.id < b.id ? -1 : 1));

/** @type {(id: string, event: ListedEvent, pick: (id: string) => void) => HTMLElement} */
function item(id, { title, when, place, by }, pick) {
  const line = element("li");
  const button = element("button", "", title);
  button.type = "button";
  button.addEventListener("click", () => pick(id));
  line.append(element("b", "", when), " ", button, element("div", "source", place), ...by);
  return line;
}
