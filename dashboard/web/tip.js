// What the pointer is on, in a few words; text nodes only.

import { NOT_REPORTED, PENDING } from "./borders.js";
import { words } from "./days.js";
import { spanAt } from "./frame.js";
import { element } from "./legend.js";
import { codesOf } from "./routes.js";

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

export function tipOf({ feed, frame }, { stack, mark, crossing, route, border, stand, section }) {
  if (mark || (stack && !feed.marks)) return crowdTip(feed, mark ?? { mark: stack.marks[0], count: stack.marks.length });
  if (stack) {
    const lines = stack.marks.slice(0, 5).map((mark) => `${feed.marks.when[mark]} · ${feed.marks.title[mark]}`);
    const rest = stack.marks.length - lines.length;
    const head = stack.marks.length > 1 ? [`${stack.marks.length} events here`, ...lines] : [feed.marks.title[stack.marks[0]],
      `${feed.marks.when[stack.marks[0]]} · ${feed.marks.place[stack.marks[0]]}`];
    return rest > 0 ? [...head, `and ${rest} more: click for all`] : head;
  }
  if (crossing) {
    const status = spanAt(crossing.spans, frame.last)?.status;
    return [crossing.name, status ? `${status} on that day, as reported` : "status that day not reported"];
  }
  if (route) return routeTip(feed, route);
  if (stand.level === PENDING) return [border.name, "…", "being counted"];
  const value = stand.level === NOT_REPORTED ? "not reported" : `${Math.round(stand.rate * 10) / 10} ${stand.measure.words}`;
  return [border.name, value, `${stand.level === NOT_REPORTED ? "no figure in this window" : stand.how === "day" ? "daily figures" : stand.how}`,
    ...(section ? [`section: ${section.name}`] : [])];
}

const STATUS = {
  frequency_not_reported: "frequency not reported", contested: "contested by another report",
  repatriation: "repatriation flight, outward", diverted: "diverted flight, as flown",
};

function routeTip({ airports }, route) {
  const week = route.flights_a_week;
  return [
    codesOf(route).map((code) => airports[code].city).join(" → "),
    ...(week === null ? [] : [`${week} ${week === 1 ? "flight" : "flights"} a week, largest report`]),
    ...(STATUS[route.status] ? [STATUS[route.status]] : []),
  ];
}

// One mark among many: what it is, and how many stand where it stands.
function crowdTip({ marks, categories, columns }, { mark, count }) {
  const what = categories[columns.mark_kind[mark]].label;
  const day = words(columns.mark_day[mark]);
  const lines = marks ? [marks.title[mark], `${marks.when[mark]} · ${marks.place[mark]}`] : [what, day];
  return count > 1 ? [...lines, `one of ${count.toLocaleString("en-GB")} events close by: zoom in to separate them`] : lines;
}
