// What the pointer is on, in a few words; text nodes only.
// @ts-check

import { isWithheld, saidOf } from "./borders.js";
import { backgroundTip } from "./contexts.js";
import { words } from "../shared/days.js";
import { spanAt } from "../shared/frame.js";
import { heapHeading, heapOf, titlesIn } from "./heaps.js";
import { element } from "./legend.js";
import { LEVELS, WORDS } from "../shared/look.js";
import { layerOf } from "./marks.js";
import { codesOf, layerOfRoute } from "./routes.js";
import { squareTip } from "./store_words.js";
/** @import { CrowdMark, Hit, MarkedFeed, Route, Told } from "./types.d.ts" */
/** @import { Feed } from "../shared/feed.d.ts" */
/** @import { Frame } from "../shared/types.d.ts" */

/** @type {(container: HTMLElement) => { show(point: { x: number, y: number }, lines: string[]): void, hide(): void }} */
export function createTip(container) {
  const node = element("div", "bm-tip");
  node.hidden = true;
  container.append(node);
  return {
    show(point, lines) {
      node.replaceChildren(...lines.map((text, index) => element(index ? "span" : "b", "", text)));
      node.hidden = false;
      const right = point.x > container.clientWidth - 280;
      node.style.left = `${right ? point.x - node.offsetWidth - 12 : point.x + 14}px`;
      node.style.top = `${Math.max(4, Math.min(point.y + 12, container.clientHeight - node.offsetHeight - 4))}px`;
    },
    hide() { node.hidden = true; },
  };
}

/** @type {(look: { feed: MarkedFeed, frame: Frame }, hit: Hit) => string[]} */
export function tipOf({ feed, frame }, { stack, mark, crossing, route, border, stand, section, square, background }) {
  if (square) return squareTip(square, frame);
  if (background) return backgroundTip(background);
  if (mark) return crowdTip(feed, mark);
  if (stack) return stackTip(feed, stack);
  if (crossing) {
    const status = spanAt(crossing.spans, frame.last)?.status;
    if (feed.reference === "hidden" && !status) return [crossing.name, WORDS.reference_hidden];
    return [crossing.name, status ? `${status} on that day, as reported` : WORDS.status_not_reported];
  }
  if (route) return routeTip(feed, route);
  if (!border || !stand) return [];
  const named = section ? [`section: ${section.name}`] : [];
  if (isWithheld(stand)) return [border.name, saidOf(stand), ...named];
  if (stand.level === LEVELS.pending) return [border.name, "…", "being counted"];
  return [border.name, saidOf(stand), ...[stand.basis, stand.more].filter(Boolean), ...named];
}

/** @type {{ [status: string]: string }} */
const STATUS = {
  frequency_not_reported: "frequency not reported", contested: "contested by another report",
  repatriation: "repatriation flight, outward", diverted: "diverted flight, as flown",
};

/** @type {(feed: Feed, route: Route) => string[]} */
function routeTip({ airports, layers = [] }, route) {
  const week = route.flights_a_week;
  return [
    codesOf(route).map((code) => airports[code].city).join(" → "),
    ...(week === null ? [] : [`${week} ${week === 1 ? "flight" : "flights"} a week, largest report`]),
    ...(STATUS[route.status] ? [STATUS[route.status]] : []),
    ...(route.status === "brought" ? [`flights in ${layerOfRoute(layers, route)?.label ?? "a brought file"}`] : []),
  ];
}

// What a mark tells of itself: its words where it has some, else its kind, its day and its place in the file.
/** @type {(feed: MarkedFeed, mark: number) => Told} */
function toldOf(feed, mark) {
  const { mark_word: word, mark_kind: kind, mark_day: day, mark_row: row } = feed.columns;
  const layer = layerOf(feed, mark);
  const at = word[mark];
  if (at >= 0) {
    const { title, when, place } = feed.marks;
    return { title: title[at], when: when[at], place: place[at], layer };
  }
  const { label } = feed.categories[kind[mark]];
  return { title: label, when: words(day[mark]), place: layer && row ? `no. ${(row[mark] + 1).toLocaleString("en-GB")} of the rows kept` : null, layer };
}

/** @type {(told: Told) => string[]} */
function linesOf({ title, when, place, layer }) {
  const from = layer && layer.label !== title ? [`from ${layer.label}`] : [];
  return [title, [when, place].filter(Boolean).join(" · "), ...from];
}

/** @type {(feed: MarkedFeed, stack: { marks: number[] }) => string[]} */
function stackTip(feed, { marks }) {
  const told = marks.slice(0, 5).map((mark) => toldOf(feed, mark));
  if (marks.length === 1) return linesOf(told[0]);
  const lines = told.map(({ title, when, layer }) => [when, title, ...(layer && layer.label !== title ? [layer.label] : [])].join(" · "));
  const rest = heapOf(feed, marks.slice(told.length));
  const among = rest.some(({ isDeath }) => isDeath) ? `, ${WORDS.death} among them` : "";
  return [heapHeading(heapOf(feed, marks), titlesIn(feed)), ...lines, ...(rest.length ? [`and ${rest.length} more${among}: click for all`] : [])];
}

// One mark among many: what it is, and how many stand where it stands.
/** @type {(feed: MarkedFeed, mark: CrowdMark) => string[]} */
function crowdTip(feed, { mark, count }) {
  const lines = linesOf(toldOf(feed, mark));
  return count > 1 ? [...lines, `one of ${count.toLocaleString("en-GB")} events close by: zoom in to separate them`] : lines;
}
