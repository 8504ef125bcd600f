// What was clicked, from the words in the file: every report with its value, grade and source.

import { shortWords } from "./days.js";
import { spanAt } from "./frame.js";
import { element } from "./legend.js";

const MOST = 12;
const NOTHING = "Click a mark, a border, a crossing or a route to read what was reported, and by whom.";

export function createPanel(node, { events, reports, sources, borders, crossings, stretches }) {
  const source = (id) => {
    const { title, publisher, address, note } = sources[id];
    const line = element("span", "source");
    if (/^https?:\/\//.test(address ?? "")) {
      const link = element("a", "", title);
      link.href = address;
      link.rel = "noopener noreferrer";
      link.target = "_blank";
      line.append(link);
    } else line.append(element("span", "", `${title} (${note || "no address"})`));
    if (!title.includes(publisher)) line.append(`, ${publisher}`);
    return line;
  };

  const report = (id) => {
    const told = reports[id];
    const box = element("div", "claim");
    if (told.value) box.append(element("div", "number", told.value));
    box.append(element("div", "", told.says));
    const line = element("div", "source");
    const grade = element("span", told.grade === "F6" ? "grade f6" : "grade", told.grade);
    grade.title = "reliability of the source A to F, credibility of the report 1 to 6; F6: not judged";
    line.append(grade, source(told.source));
    box.append(line);
    if (told.note) box.append(element("div", "note", told.note));
    box.append(element("div", "id", `${told.when} · ${id}`));
    return box;
  };

  const event = (id) => {
    const told = events[id];
    const part = element("section");
    const head = element("h2", "", told.title);
    if (told.contested) head.append(" ", element("span", "contested", "contested"));
    part.append(head, element("p", "note", `${told.when} · ${told.place}`));
    if (told.why) part.append(element("p", "note", told.why));
    part.append(...told.reports.map(report));
    return part;
  };

  const many = (ids) => {
    const known = ids.filter((id) => id in events);
    const parts = known.slice(0, MOST).map(event);
    if (known.length > MOST) parts.push(element("p", "note", `and ${known.length - MOST} more here`));
    return parts;
  };

  const inFrame = (overlapping, holds) => Object.entries(events).filter(([, told]) => overlapping(told) && holds(told)).map(([id]) => id);

  const makers = {
    events: ({ ids }) => many(ids),
    route: ({ ids }) => many(ids),
    border: ({ ids: [pair], section }, frame, overlapping) => {
      const border = borders[pair];
      const named = section ? [element("p", "note", `Section: ${stretches[section] ?? section}`)] : [];
      const found = inFrame(overlapping, (told) => told.border === pair && told.kind === "flow");
      const none = element("p", "note", "No figure for this border is reported in these days.");
      return [element("h2", "", `${border.name} border`), element("p", "note", border.measure), ...named, ...(found.length ? many(found) : [none])];
    },
    crossing: ({ ids: [id] }, frame) => {
      const { name, note, spans } = crossings[id];
      const held = spanAt(spans, frame.last);
      const says = held ? `${held.status} since ${shortWords(held.since)}` : "status on this date not reported";
      const parts = [element("h2", "", `Crossing ${name}`), element("p", "", says), element("p", "note", note)];
      if (held?.note) parts.push(element("p", "note", held.note));
      return [...parts, ...(held?.reports ?? []).map(report), ...(held?.sources ?? []).map(source)];
    },
  };

  const clear = () => node.replaceChildren(element("p", "note", NOTHING));
  clear();
  return {
    // Returns the ids that are now selected on the map.
    show(pick, frame, overlapping) {
      const parts = makers[pick.kind]?.(pick, frame, overlapping) ?? [];
      if (!parts.length) { clear(); return []; }
      node.replaceChildren(...parts);
      node.scrollTop = 0;
      return pick.ids;
    },
  };
}
