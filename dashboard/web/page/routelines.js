// Routes over time: the days of the clock on the drawing, what is chosen lit, what is pointed at lit on the map.
// @ts-check

import { Drawing } from "./drawing.js";
import { openChannel } from "../shared/channel.js";
import { dayIn, isoOf } from "../shared/days.js";
/** @import { RouteLinesData } from "../shared/messages.d.ts" */
/** @import { Component, Span } from "../shared/types.d.ts" */

/** @type {WeakMap<Node, RouteLines>} */
const live = new WeakMap();

/** @type {(component: Component<RouteLinesData>) => void} */
export function mount({ parentElement, data }) {
  let lines = live.get(parentElement);
  if (!lines || lines.token !== data.token) {
    lines?.close();
    const holder = /** @type {HTMLElement | null} */ (parentElement.querySelector('[data-part="drawing"]'));
    if (!holder) return;
    lines = new RouteLines(holder, data.token);
    live.set(parentElement, lines);
  }
  lines.take(data.drawings);
}

/** @type {(component: Component<unknown>) => void} */
export function unmount({ parentElement }) {
  live.get(parentElement)?.close();
  live.delete(parentElement);
}

class RouteLines extends Drawing {
  /** @param {HTMLElement} holder @param {string} token */
  constructor(holder, token) {
    super(holder);
    this.token = token;
    /** @type {Span | null} */
    this.frame = null;
    /** @type {ReadonlySet<string>} */
    this.selected = new Set();
    this.lit = "";
    this.texts = "";
    this.due = 0;
    this.channel = openChannel(token, {
      frame: ({ first, last, role }) => {
        if (role && role !== "main") return;
        this.frame = { first, last };
        this.due ||= requestAnimationFrame(() => { this.due = 0; this.showDays(); });
      },
      select: ({ ids }) => { this.selected = new Set(ids); this.showChosen(); },
    });
    holder.addEventListener("mouseover", ({ target }) => this.light(spotAt(target)));
    holder.addEventListener("mouseleave", () => this.light(null));
    // Before the page hears it: the day that is pressed goes with what is named there.
    holder.addEventListener("click", (event) => this.tellDay(event));
    this.channel.post("ask", {});
  }

  // The page gives the same drawings again at every rerun.
  /** @override @type {(texts: string[]) => void} */
  take(texts) {
    if (texts.join() === this.texts) return;
    this.texts = texts.join();
    super.take(texts);
  }

  /** @override */
  draw() {
    const before = this.holder.firstElementChild;
    super.draw();
    if (this.holder.firstElementChild === before || !this.channel) return;
    this.showDays();
    this.showChosen();
  }

  // The window of the clock, as far as it lies in the drawing.
  showDays() {
    const group = /** @type {SVGElement | null} */ (this.holder.querySelector(".clock-days"));
    const shape = group?.firstElementChild;
    if (!group || !shape || !this.frame) return;
    const { low, high, start, end } = scaleOf(group);
    const [from, to] = [Math.max(low, this.frame.first), Math.min(high, this.frame.last + 1)];
    const isThere = to > from;
    shape.setAttribute("visibility", isThere ? "visible" : "hidden");
    if (!isThere) return;
    const perDay = (end - start) / (high - low);
    shape.setAttribute("x", String(start + (from - low) * perDay));
    shape.setAttribute("width", String(Math.max(1, (to - from) * perDay)));
  }

  showChosen() {
    for (const spot of this.holder.querySelectorAll(".spot")) {
      spot.classList.toggle("chosen", idsOf(spot).some((id) => this.selected.has(id)));
    }
  }

  /** @type {(spot: SVGElement | null) => void} */
  light(spot) {
    const ids = spot?.dataset.pick ?? "";
    if (ids === this.lit) return;
    this.lit = ids;
    this.channel.post("light", { ids: spot ? idsOf(spot) : [] });
  }

  /** @type {(event: MouseEvent) => void} */
  tellDay(event) {
    const spot = spotAt(event.target);
    const drawing = this.holder.querySelector("svg");
    const group = /** @type {SVGElement | null} */ (this.holder.querySelector(".clock-days"));
    if (!spot || !drawing || !group) return;
    const { low, high, start, end } = scaleOf(group);
    const { left, width } = drawing.getBoundingClientRect();
    const x = ((event.clientX - left) / width) * Number(drawing.getAttribute("width"));
    const day = Math.floor(low + ((x - start) / (end - start)) * (high - low));
    const [first, last] = [dayIn(spot.dataset.first ?? ""), dayIn(spot.dataset.last ?? "")];
    spot.dataset.day = isoOf(Math.max(first, Math.min(last, day)));
  }

  /** @override */
  close() {
    super.close();
    this.light(null);
    this.channel.close();
  }
}

/** @type {(target: EventTarget | null) => SVGElement | null} */
const spotAt = (target) => (target instanceof Element ? target.closest(".spot") : null);

/** @type {(spot: Element) => string[]} */
const idsOf = (spot) => (/** @type {SVGElement} */ (spot).dataset.pick ?? "").split(",").filter(Boolean);

// First day, day after the last, and the pixels where they lie.
/** @type {(group: SVGElement) => { low: number, high: number, start: number, end: number }} */
function scaleOf({ dataset: { low, high, start, end } }) {
  return { low: Number(low), high: Number(high), start: Number(start), end: Number(end) };
}
