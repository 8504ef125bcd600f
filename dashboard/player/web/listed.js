// What the map cannot draw in a frame: events without a place on it, flights without both airports.

import { overlaps } from "./shared/frame.js";
import { element } from "./map/legend.js";

const MOST = 60;
const EVENTS = "No place near the border, or none that a report gives.";
const FLIGHTS = "Flights of brought files, not between two airports of the tables.";

// `told` words an event by its id; `pick` shows it in full.
export function createListing(node, { listed, rows }, told, pick) {
  const of = (kind) => rows.flatMap((table) => spansOf(table[kind], (at) => `${table.id}-${table.position[at]}`));
  const events = sorted([...spansOf(listed, (id) => id), ...of("listed")]);
  const flights = sorted(of("flights"));
  const summary = element("summary");
  const list = element("div");
  node.replaceChildren(summary, list);
  let frame = null;

  const part = (found, note) => {
    if (!found.length) return [];
    const items = element("ul");
    items.append(...found.slice(0, MOST).map(({ id }) => item(id, told(id), pick)));
    if (found.length > MOST) items.append(element("li", "note", `and ${(found.length - MOST).toLocaleString("en-GB")} more`));
    return [element("p", "note", note), items];
  };

  const fill = () => {
    const [shown, flown] = [events, flights].map((spans) => spans.filter((span) => overlaps(span, frame)));
    node.hidden = !shown.length && !flown.length;
    summary.textContent = `Listed, not drawn: ${[count(shown.length, "event"), count(flown.length, "flight")].filter(Boolean).join(", ")}`;
    list.replaceChildren(...(node.open ? [...part(shown, EVENTS), ...part(flown, FLIGHTS)] : []));
  };

  node.addEventListener("toggle", () => frame && fill());
  return {
    show(now) {
      if (frame?.first === now.first && frame?.last === now.last) return;
      frame = now;
      fill();
    },
  };
}

const count = (number, one) => (number ? `${number.toLocaleString("en-GB")} ${one}${number === 1 ? "" : "s"}` : "");

const spansOf = ({ at, first, last }, idOf) => at.map((place, index) => ({ id: idOf(place), first: first[index], last: last[index] }));

const sorted = (spans) => spans.sort((a, b) => a.first - b.first || (a.id < b.id ? -1 : 1));

function item(id, { title, when, place, by }, pick) {
  const line = element("li");
  const button = element("button", "", title);
  button.type = "button";
  button.addEventListener("click", () => pick(id));
  line.append(element("b", "", when), " ", button, element("div", "source", place), ...by);
  return line;
}
