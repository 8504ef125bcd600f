// What was clicked, from the words in the file: every report with its value, grade and source.
// @ts-check

import { shortWords } from "./shared/days.js";
import { spanAt } from "./shared/frame.js";
import { heapHeading, titlesIn } from "./map/heaps.js";
import { element } from "./map/legend.js";
/** @import { EventText, FigureOf, Overlapping, Panel, ReportText, RowTable, Texts, ToldEvent } from "./types.d.ts" */
/** @import { LayerEntry } from "./shared/feed.d.ts" */
/** @import { Picked } from "./shared/messages.d.ts" */
/** @import { Frame } from "./shared/types.d.ts" */

const MOST = 12;
const BY = 3; // sources that are named in a list
/** @type {Frame} */
const NEVER = { first: 0, last: -1, window: "1d" }; // until the clock has told its days
const HIDDEN = "Reference hidden: only brought files are on show.";
const NOTHING = "Click a mark, a border, a crossing or a route to read what was reported, and by whom.";

/** @type {(node: HTMLElement, texts: Texts, figureOf: FigureOf, layers: readonly LayerEntry[]) => Panel} */
export function createPanel(node, { events, reports, rows, sources, borders, crossings, stretches, reference }, figureOf, layers) {
  const hidden = reference === "hidden";
  // Rows of brought files stand in columns: which table and which place of it an id means.
  /** @type {Map<string, { table: RowTable, at: number }>} */
  const placeOf = new Map();
  for (const table of rows) table.position.forEach((position, at) => placeOf.set(`${table.id}-${position}`, { table, at }));
  /** @type {(id: string) => ToldEvent | null} */
  const rowOf = (id) => {
    const found = placeOf.get(id);
    if (!found) return null;
    const { table, at } = found;
    const { words } = table;
    const [title, place, when, value, note] = [table.title, table.place, table.when, table.value, table.note].map((column) => words[column[at]]);
    const read = table.read ? ` · ${table.read}` : "";
    return { title, place, when, reports: [{ value, says: title, grade: table.grade, source: table.sources[table.source[at]], note, when: `${when}${read}` }] };
  };
  /** @type {(id: string) => HTMLElement} */
  const source = (id) => {
    const { title, publisher, address, note } = sources[id];
    const line = element("span", "source");
    if (address && /^https?:\/\//.test(address)) {
      const link = element("a", "", title);
      link.href = address;
      link.rel = "noopener noreferrer";
      link.target = "_blank";
      line.append(link);
    } else line.append(element("span", "", `${title} (${note || "no address"})`));
    if (!title.includes(publisher)) line.append(`, ${publisher}`);
    return line;
  };

  /** @type {(report: ReportText) => HTMLElement} */
  const cited = ({ grade, source: id }) => {
    const line = element("div", "source");
    const box = element("span", grade === "F6" ? "grade f6" : "grade", grade);
    box.title = "reliability of the source A to F, credibility of the report 1 to 6; F6: not judged";
    line.append(box, source(id));
    return line;
  };

  /** @type {(id: string, given?: ReportText) => HTMLElement} */
  const report = (id, given) => {
    const told = given ?? reports[id];
    const box = element("div", "claim");
    if (told.value) box.append(element("div", "number", told.value));
    box.append(element("div", "", told.says));
    box.append(cited(told));
    if (told.note) box.append(element("div", "note", told.note));
    box.append(element("div", "id", `${told.when} · ${id}`));
    return box;
  };

  /** @type {(id: string) => ToldEvent | null} */
  const toldOf = (id) => events[id] ?? rowOf(id);

  /** @type {(id: string) => HTMLElement[]} */
  const event = (id) => {
    const told = toldOf(id);
    if (!told) return [];
    const part = element("section");
    const head = element("h2", "", told.title);
    if (told.contested) head.append(" ", element("span", "contested", "contested"));
    part.append(head, element("p", "note", `${told.when} · ${told.place}`));
    if (told.why) part.append(element("p", "note", told.why));
    part.append(...told.reports.map((one) => (typeof one === "string" ? report(one) : report(id, one))));
    if (told.more && told.more > 0) part.append(element("p", "note", `and ${told.more} more`));
    return [part];
  };

  /** @type {(ids: string[], of?: number) => HTMLElement[]} */
  const many = (ids, of = 0) => {
    const known = ids.filter((id) => id in events || placeOf.has(id));
    // Which of a heap are rows of brought files, and of which.
    const heap = known.map((id) => ({ layer: layers.find(({ key }) => id.startsWith(`own-${key}-`))?.number ?? 0, isDeath: false }));
    const whose = known.length > 1 && heap.some(({ layer }) => layer) ? [element("p", "note", `${heapHeading(heap, titlesIn({ layers }))}.`)] : [];
    const parts = [...whose, ...known.slice(0, MOST).flatMap(event)];
    const rest = Math.max(of, known.length) - MOST;
    if (rest > 0) parts.push(element("p", "note", `and ${rest} more here`));
    return parts;
  };

  /** @type {(overlapping: Overlapping, holds: (told: EventText) => boolean) => string[]} */
  const inFrame = (overlapping, holds) => Object.entries(events).filter(([, told]) => overlapping(told) && holds(told)).map(([id]) => id);

  /** @type {{ [kind: string]: (pick: Picked, frame: Frame, overlapping: Overlapping) => HTMLElement[] }} */
  const makers = {
    events: ({ ids, of }) => many(ids, of),
    route: ({ ids }) => many(ids),
    border: ({ ids: [pair], section }, frame, overlapping) => {
      const border = borders[pair];
      const named = section ? [element("p", "note", `Section: ${stretches[section] ?? section}`)] : [];
      const found = inFrame(overlapping, (told) => told.border === pair && told.kind === "flow");
      const none = element("p", "note", hidden ? HIDDEN : "No figure for this border is reported in these days.");
      const { said, more } = figureOf(pair, frame);
      const figure = [element("p", "", said), ...(more ? [element("p", "note", more)] : [])];
      return [element("h2", "", `${border.name} border`), ...figure, element("p", "note", border.measure), ...named, ...(found.length ? many(found) : [none])];
    },
    crossing: ({ ids: [id] }, frame) => {
      const { name, note, spans } = crossings[id];
      const held = spanAt(spans, frame.last);
      const unknown = hidden ? HIDDEN : "not reported whether it was open on this date";
      const says = held ? `${held.status} since ${shortWords(held.since)}` : unknown;
      const parts = [element("h2", "", `Crossing ${name}`), element("p", "", says), element("p", "note", note)];
      if (held?.note) parts.push(element("p", "note", held.note));
      return [...parts, ...(held?.reports ?? []).map((one) => report(one)), ...(held?.sources ?? []).map(source)];
    },
  };

  const clear = () => node.replaceChildren(element("p", "note", NOTHING));
  clear();
  return {
    // What is said of an event in a line or two: title, days, place, and by whom.
    told(id) {
      const found = toldOf(id);
      if (!found) return null;
      const by = found.reports.slice(0, BY).map((one) => cited(typeof one === "string" ? reports[one] : one));
      return { ...found, by };
    },
    say([heading, ...lines]) {
      node.replaceChildren(element("h2", "", heading), ...lines.map((line) => element("p", "note", line)));
      node.scrollTop = 0;
    },
    // Returns the ids that are now selected on the map.
    show(pick, frame, overlapping) {
      const parts = makers[pick.kind]?.(pick, frame ?? NEVER, overlapping) ?? [];
      if (!parts.length) { clear(); return []; }
      node.replaceChildren(...parts);
      node.scrollTop = 0;
      return pick.ids;
    },
  };
}
