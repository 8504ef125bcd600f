// Key events as ticks above the histogram: one toolbar, one stop of the tab key, a label on hover and focus.

import { shortWords } from "../shared/days.js";
import { drawSymbol } from "../shared/symbols.js";

const NEAR = 11; // ticks nearer than this many pixels share one mark

// Events gathered where their ticks would touch, left to right.
export function gather(events, x) {
  const groups = [];
  for (const event of events) {
    const at = x(event.day);
    const last = groups.at(-1);
    if (last && at - last.x < NEAR) last.events.push(event);
    else groups.push({ x: at, events: [event] });
  }
  return groups;
}

export function labelOf(events) {
  return events.map(({ day, label }) => `${shortWords(day)}: ${label}`).join("\n");
}

export class Ticks {
  // `go(event)` takes the clock there; `say(text, x)` shows a label at a place, or hides it.
  constructor(node, { go, say, today }) {
    Object.assign(this, { node, go, say, today, key: "" });
    node.addEventListener("keydown", (event) => this.walk(event));
  }

  draw(feed, x, first, final, width) {
    const key = [feed.token, feed.milestones.events.length, first, final, width].join();
    if (key === this.key && feed === this.feed) return;
    Object.assign(this, { key, feed });
    const events = feed.milestones.events.filter(({ day }) => first <= day && day <= final);
    const buttons = gather(events, x).map((group, index) => this.button(group, feed, index));
    this.node.replaceChildren(...buttons);
    this.node.hidden = !buttons.length;
  }

  button({ x, events }, feed, index) {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = index ? -1 : 0;
    button.setAttribute("aria-label", labelOf(events));
    button.style.left = `${x}px`;
    button.append(symbol(feed.categories[events[0].kind]));
    if (events.length > 1) {
      const count = document.createElement("span");
      count.textContent = events.length;
      button.append(count);
    }
    const show = () => this.say(labelOf(events), x);
    button.addEventListener("pointerenter", show);
    button.addEventListener("focus", show);
    for (const name of ["pointerleave", "blur"]) button.addEventListener(name, () => this.say(null));
    // A gathered tick leads to its events one after the other.
    button.addEventListener("click", () => this.go(events.find(({ day }) => day > this.today()) ?? events[0]));
    return button;
  }

  walk(event) {
    const all = [...this.node.children];
    const here = all.indexOf(event.target);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (here < 0 || !all[to]) return;
    event.preventDefault();
    event.stopPropagation();
    all[here].tabIndex = -1;
    all[to].tabIndex = 0;
    all[to].focus();
  }
}

function symbol(category) {
  const canvas = document.createElement("canvas");
  const ratio = devicePixelRatio || 1;
  const size = 16;
  canvas.width = size * ratio;
  canvas.height = size * ratio;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  drawSymbol(ctx, size / 2, size / 2, category, 4.6);
  return canvas;
}
