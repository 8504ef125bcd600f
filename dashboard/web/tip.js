// What the pointer is on, in a few words; text nodes only.

import { NOT_REPORTED } from "./borders.js";
import { spanAt } from "./frame.js";
import { element } from "./legend.js";

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

export function tipOf({ feed, frame }, { stack, crossing, border, stand, section }) {
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
  const value = stand.level === NOT_REPORTED ? "not reported" : `${Math.round(stand.rate * 10) / 10} ${stand.measure.words}`;
  return [border.name, value, `${stand.level === NOT_REPORTED ? "no figure in this window" : stand.how === "day" ? "daily figures" : stand.how}`,
    ...(section ? [`section: ${section.name}`] : [])];
}
