// Key events as ticks above the histogram: one toolbar, one stop of the tab key, a label on hover and focus.
// @ts-check

import { shortWords } from "../shared/days.js";
import { SCHEME } from "../shared/look.js";
import { drawSymbol } from "../shared/symbols.js";
import { contextOf } from "../shared/context.js";
/** @import { Label, Scale, Tick } from "./types.d.ts" */
/** @import { Category, Feed, KeyEventEntry } from "../shared/feed.d.ts" */

const NEAR = 11; // ticks nearer than this many pixels share one mark

// Events gathered where their ticks would touch, left to right.
/** @type {(events: KeyEventEntry[], x: Scale) => Tick[]} */
export function gather(events, x) {
  /** @type {Tick[]} */
  const groups = [];
  for (const event of events) {
    const at = x(event.day);
    const last = groups.at(-1);
    if (last && at - last.x < NEAR) last.events.push(event);
    else groups.push({ x: at, events: [event] });
  }
  return groups;
}

/** @type {(events: KeyEventEntry[]) => string} */
export function labelOf(events) {
  return events.map(({ day, label }) => `${shortWords(day)}: ${label}`).join("\n");
}

export class Ticks {
  // `go(event)` takes the clock there; `label` shows what it is.
  /**
   * @param {HTMLElement} node
   * @param {{ go: (event: KeyEventEntry) => void, label: Label, today: () => number }} clock
   */
  constructor(node, { go, label, today }) {
    this.node = node;
    this.go = go;
    this.label = label;
    this.today = today;
    this.key = "";
    /** @type {Feed | null} */
    this.feed = null;
    node.addEventListener("keydown", (event) => this.walk(event));
  }

  /** @type {(feed: Feed, x: Scale, first: number, final: number, width: number) => void} */
  draw(feed, x, first, final, width) {
    const key = [SCHEME.name, feed.milestones.events.length, first, final, width].join();
    if (key === this.key && feed === this.feed) return;
    this.key = key;
    this.feed = feed;
    const events = feed.milestones.events.filter(({ day }) => first <= day && day <= final);
    const buttons = gather(events, x).map((group, index) => this.button(group, feed, index));
    this.node.replaceChildren(...buttons);
    this.node.hidden = !buttons.length;
  }

  /** @type {(tick: Tick, feed: Feed, index: number) => HTMLButtonElement} */
  button({ x, events }, feed, index) {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = index ? -1 : 0;
    // Its name says the number that stands on it.
    button.setAttribute("aria-label", events.length > 1 ? `${events.length} key events\n${labelOf(events)}` : labelOf(events));
    button.style.left = `${x}px`;
    button.append(symbol(feed.categories[events[0].kind]));
    if (events.length > 1) {
      const count = document.createElement("span");
      count.textContent = String(events.length);
      button.append(count);
    }
    const show = () => this.label.show(labelOf(events), x);
    button.addEventListener("pointerenter", show);
    button.addEventListener("focus", show);
    for (const name of ["pointerleave", "blur"]) button.addEventListener(name, () => this.label.hide());
    // A gathered tick leads to its events one after the other.
    button.addEventListener("click", () => this.go(events.find(({ day }) => day > this.today()) ?? events[0]));
    return button;
  }

  /** @type {(event: KeyboardEvent) => void} */
  walk(event) {
    /** @type {NodeListOf<HTMLButtonElement>} */
    const buttons = this.node.querySelectorAll("button");
    const all = [...buttons];
    const here = all.findIndex((button) => button === event.target);
    /** @type {{ [key: string]: number }} */
    const places = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 };
    const to = places[event.key] ?? -1;
    if (here < 0 || !all[to]) return;
    event.preventDefault();
    event.stopPropagation();
    all[here].tabIndex = -1;
    all[to].tabIndex = 0;
    all[to].focus();
  }
}

/** @type {(category: Category) => HTMLCanvasElement} */
function symbol(category) {
  const canvas = document.createElement("canvas");
  const ratio = devicePixelRatio || 1;
  const size = 16;
  canvas.width = size * ratio;
  canvas.height = size * ratio;
  const ctx = contextOf(canvas);
  ctx.scale(ratio, ratio);
  drawSymbol(ctx, size / 2, size / 2, category, 4.6);
  return canvas;
}
