// The series of each border: days as bars, counts as steps over their days, bounds as a band, gaps as gaps.
// @ts-check

import { figureAt, isPrepared, isRated, isWithheld, standing, toldOf } from "../map/borders.js";
import { openChannel } from "../shared/channel.js";
import { addMonths, dayIn, monthName, parts, shortWords } from "../shared/days.js";
import { hearFeed } from "../shared/pack.js";
import { readByKeys, tableOnDemand } from "./reading.js";
import { drawDay, drawGround, drawSteps, hatch, text } from "./parts.js";
import { DERIVED, NOTHING, REPORTED } from "../clock/strip.js";
import { contextOf } from "../shared/context.js";
import { LEVELS, PALETTE, WORDS, onScheme, washed } from "../shared/look.js";
/** @import { DayFigure, DayOf, DayRun, KeyEvent, Read } from "./types.d.ts" */
/** @import { BorderEntry, Feed } from "../shared/feed.d.ts" */
/** @import { SeriesData } from "../shared/messages.d.ts" */
/** @import { Box, Component, Context, Frame } from "../shared/types.d.ts" */

const ROW = 104;
const TOP = 22;
const LEFT = 168;
const RIGHT = 16;
const WITHHELD = { rate: NaN, own: false, derived: false, other: false }; // a day of which nothing can be said
/** @type {WeakMap<Node, Series>} */
const live = new WeakMap();

/** @type {(component: Component<SeriesData>) => void} */
export function mount(component) {
  const { parentElement, data } = component;
  let series = live.get(parentElement);
  if (!series || series.token !== data.token) {
    series?.close();
    series = new Series(component);
    live.set(parentElement, series);
  }
  series.show(data.start, data.end);
}

/** @type {(component: Component<unknown>) => void} */
export function unmount({ parentElement }) {
  live.get(parentElement)?.close();
  live.delete(parentElement);
}

class Series {
  /** @param {Component<SeriesData>} component */
  constructor({ parentElement: root, data: { token, start, end } }) {
    this.token = token;
    this.first = 0;
    this.final = 0;
    /** @type {Feed | null} */
    this.feed = null;
    /** @type {Frame | null} */
    this.frame = null;
    /** @type {KeyEvent[]} */
    this.events = [];
    this.soon = 0;
    this.width = 0; // of the canvas as it was drawn: to ask the page anew for every day costs it a layout
    this.canvas = /** @type {HTMLCanvasElement} */ (root.querySelector('[data-part="chart"]'));
    this.says = /** @type {HTMLElement} */ (root.querySelector('[data-part="says"]'));
    /** @type {{ row: number, day: number } | null} */
    this.read = null; // what keys have come to
    const read = this.reading();
    this.table = tableOnDemand(/** @type {HTMLDetailsElement} */ (root.querySelector('[data-part="table"]')), read);
    readByKeys(this.canvas, read);
    this.canvas.addEventListener("blur", () => { this.read = null; this.draw(); });
    this.show(start, end);
    this.channel = openChannel(token, {
      feed: hearFeed((feed) => { this.feed = feed; this.says.textContent = ""; this.drawSoon(); this.table.changed(); }),
      frame: ({ first, last, window, start, role }) => {
        if (role && role !== "main") return;
        this.frame = { first, last, window, start };
        this.drawSoon();
      },
    });
    this.canvas.addEventListener("mousemove", (event) => this.say(event));
    this.canvas.addEventListener("mouseleave", () => { this.says.textContent = this.hint(); });
    this.canvas.addEventListener("click", (event) => this.jump(event));
    this.unpaint = onScheme(() => this.draw());
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.canvas);
    this.channel.post("hello");
  }

  // The ends of the slider, as ISO dates.
  /** @type {(start: string, end: string) => void} */
  show(start, end) {
    [this.first, this.final] = [dayIn(start), dayIn(end)];
    this.draw();
    this.table.changed();
  }

  // What keys and tables ask: the same rows that are drawn.
  /** @type {() => Read} */
  reading() {
    return {
      borders: () => this.feed?.borders ?? [],
      runs: (border) => this.runs(this.figures(border), false),
      said: (border, day) => this.saidOf(border, day),
      today: () => Math.max(this.first, Math.min(this.final, this.frame?.last ?? this.final)),
      ends: () => [this.first, this.final],
      show: (text, row, day) => { this.says.textContent = text; this.read = { row, day }; this.draw(); },
      go: (border, day) => this.goTo(border, day),
    };
  }

  // The map comes first: the series follows when the hand or the playback lets it.
  drawSoon() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.draw(), 150);
  }

  get hidden() { return this.feed?.reference === "hidden"; }

  hint() {
    if (this.hidden) return "Reference hidden: only figures of brought files are shown.";
    return "Bars: reported days. Light bars: days that follow exactly. Steps: counts of more days. Grey band: bounds of the window. Hatched: nothing. Click, or arrow keys and Enter: clock and map go there.";
  }

  /** @type {(day: number) => number} */
  x(day) {
    return LEFT + ((day - this.first) / Math.max(1, this.final - this.first)) * (this.width - LEFT - RIGHT);
  }

  /** @type {(x: number) => number} */
  dayAt(x) {
    const share = (x - LEFT) / (this.width - LEFT - RIGHT);
    return Math.round(this.first + Math.max(0, Math.min(1, share)) * (this.final - this.first));
  }

  // What is known of one day: the row of that day alone, and how well the day is known.
  /** @type {(border: BorderEntry) => DayOf} */
  figures(border) {
    const { feed } = this;
    if (!feed) return () => null;
    const { columns, first } = feed;
    const rows = columns[`figure:1d:${border.pair}`];
    const states = columns[`state:${border.pair}`];
    const measure = feed.measures.findIndex(({ id }) => id === border.measure);
    return (day) => {
      const at = day - first;
      if (!(at in rows)) return this.hidden ? { ...WITHHELD, level: LEVELS.hidden, withheld: LEVELS.hidden } : null;
      const row = rows[at];
      const level = columns.figure_level[row];
      if (isWithheld({ level })) return { ...WITHHELD, level, withheld: level, row };
      const other = columns.figure_measure[row] !== measure;
      if (states[at] === NOTHING && !other) return null;
      const derived = states[at] === DERIVED;
      return { row, level, other, rate: columns.figure_rate[row], own: isRated({ level }) && (states[at] === REPORTED || derived), derived };
    };
  }

  draw() {
    const { canvas, feed } = this;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!feed || !width) return;
    this.width = width;
    const ratio = devicePixelRatio || 1;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const ctx = contextOf(canvas);
    ctx.scale(ratio, ratio);
    if (!this.says.textContent) this.says.textContent = this.hint();
    this.events = keyEvents(feed);
    feed.borders.forEach((border, row) => this.row(ctx, feed, border, TOP + row * ROW, width));
    this.ticks(ctx);
    if (this.read) {
      ctx.strokeStyle = PALETTE.ink;
      ctx.lineWidth = 2;
      ctx.strokeRect(Math.max(LEFT, this.x(this.read.day)) - 4, TOP + this.read.row * ROW + 11, 8, ROW - 22);
    }
    this.axis(ctx, TOP + feed.borders.length * ROW + 14, width);
    canvas.setAttribute("aria-valuemin", String(this.first));
    canvas.setAttribute("aria-valuemax", String(this.final));
    canvas.setAttribute("aria-label", `Series of ${feed.borders.map(({ name }) => name).join(", ")}, ${shortWords(this.first)} to ${shortWords(this.final)}${this.hidden ? `: ${WORDS.reference_hidden}` : ""}`);
  }

  /** @type {(ctx: Context, feed: Feed, border: BorderEntry, top: number, width: number) => void} */
  row(ctx, feed, border, top, width) {
    const bottom = top + ROW - 14;
    const tall = ROW - 30;
    const known = this.figures(border);
    const steps = feed.steps.filter(({ pair, first, last }) => pair === border.pair && last >= this.first && first <= this.final);
    let most = Math.max(1, ...steps.map(({ rate }) => rate));
    for (let day = this.first; day <= this.final; day += 1) {
      const found = known(day);
      if (found?.own && !found.other) most = Math.max(most, found.rate);
    }
    const measure = feed.measures.find(({ id }) => id === border.measure);
    text(ctx, border.name, 0, top + 32, "600 13px", PALETTE.ink);
    text(ctx, measure?.words ?? "", 0, top + 48, "12.5px", PALETTE.ink_2);
    hatch(ctx, LEFT, top + 14, width - LEFT - RIGHT, tall + 2);
    const runs = this.runs(known);
    /** @type {(first: number, last: number) => [number, number]} */
    const edges = (first, last) => [Math.max(LEFT, this.x(first - 0.5)), Math.min(width - RIGHT, this.x(last + 0.5))];
    /** @type {(rate: number) => number} */
    const y = (rate) => bottom - (Math.min(rate, most) / most) * tall;
    for (const { first, last, figure } of runs) {
      drawGround(ctx, feed, figure, edges(first, last), top + 14, tall + 2);
    }
    const box = this.windowBox(top + 14, width, tall + 2);
    if (box) { ctx.fillStyle = washed(PALETTE.window_wash, 0.55); ctx.fillRect(...box); }
    this.band(ctx, border, edges, y);
    drawSteps(ctx, steps, edges, y, bottom);
    const bar = Math.max(1.6, this.x(this.first + 1) - this.x(this.first) - 0.6);
    for (const run of runs.filter((found) => found.figure.own && !found.figure.other)) {
      for (let day = run.first; day <= run.last; day += 1) drawDay(ctx, feed.ramp, run.figure, this.x(day), bar, y(run.figure.rate), bottom);
    }
    if (box) { ctx.strokeStyle = PALETTE.ink; ctx.lineWidth = 1.2; ctx.strokeRect(...box); }
    ctx.fillStyle = PALETTE.ink;
    ctx.fillRect(LEFT, bottom + 1, width - LEFT - RIGHT, 1);
    const told = steps.length > 0 || runs.some((found) => found.figure.own);
    if (told) text(ctx, Math.round(most).toLocaleString("en-GB"), LEFT - 6, top + 22, "11px", PALETTE.ink_2, "right");
    if (told) text(ctx, "0", LEFT - 6, bottom + 3, "11px", PALETTE.ink_2, "right");
  }

  // What all reports together allow for the window on show, spread over its days.
  /** @type {(ctx: Context, border: BorderEntry, edges: (first: number, last: number) => [number, number], y: (rate: number) => number) => void} */
  band(ctx, border, edges, y) {
    const { frame, feed } = this;
    if (!frame || !feed || !isPrepared(feed, frame)) return;
    const { least, most } = standing(feed, border.pair, frame);
    if (Number.isNaN(least)) return;
    const [x0, x1] = edges(Math.max(this.first, frame.first), Math.min(this.final, frame.last));
    const upper = y(Number.isNaN(most) ? Infinity : most);
    if (x1 <= x0) return;
    ctx.fillStyle = washed(PALETTE.ink_2, 0.22);
    ctx.fillRect(x0, upper, x1 - x0, y(least) - upper);
    ctx.fillStyle = washed(PALETTE.ink_2, 0.7);
    for (const edge of [least, ...(Number.isNaN(most) ? [] : [most])]) ctx.fillRect(x0, y(edge) - 0.5, x1 - x0, 1);
  }

  // Neighbouring days that say the same, drawn as one; figures of another measure look alike, whatever they say.
  /** @type {(figure: DayOf, isDrawn?: boolean) => DayRun[]} */
  runs(figure, isDrawn = true) {
    /** @type {DayRun[]} */
    const runs = [];
    for (let day = this.first; day <= this.final; day += 1) {
      const found = figure(day);
      if (!found) continue;
      const last = runs.at(-1);
      /** @type {(keyof DayFigure)[]} */
      const keys = found.other && isDrawn ? ["other"] : ["row", "own", "derived", "other", "withheld"];
      const same = last && last.last === day - 1 && keys.every((key) => last.figure[key] === found[key]);
      if (same) last.last = day;
      else runs.push({ first: day, last: day, figure: found });
    }
    return runs;
  }

  /** @type {(top: number, width: number, tall: number) => Box | null} */
  windowBox(top, width, tall) {
    if (!this.frame || this.frame.last < this.first || this.frame.first > this.final) return null;
    const x0 = Math.max(LEFT, this.x(this.frame.first - 0.5));
    const x1 = Math.min(width - RIGHT, Math.max(x0 + 2, this.x(this.frame.last + 0.5)));
    return [x0, top, x1 - x0, tall];
  }

  /** @type {(ctx: Context) => void} */
  ticks(ctx) {
    for (const { day, category } of this.events) {
      if (day < this.first || day > this.final) continue;
      ctx.fillStyle = category.colour === PALETTE.paper ? PALETTE.ink_2 : category.colour;
      ctx.strokeStyle = PALETTE.ink;
      ctx.lineWidth = 0.8;
      ctx.beginPath();
      ctx.moveTo(this.x(day), 20);
      ctx.lineTo(this.x(day) - 4, 11);
      ctx.lineTo(this.x(day) + 4, 11);
      ctx.closePath();
      ctx.fill();
      ctx.stroke();
    }
    text(ctx, "events", LEFT - 6, 19, "11px", PALETTE.ink_2, "right");
  }

  /** @type {(ctx: Context, y: number, width: number) => void} */
  axis(ctx, y, width) {
    const perMonth = (this.x(this.final) - this.x(this.first)) / Math.max(1, (this.final - this.first) / 30.4);
    const every = [1, 2, 3, 6, 12].find((count) => count * perMonth > 60) ?? 12;
    for (let day = this.first - parts(this.first).day + 1; day <= this.final; day = addMonths(day, 1)) {
      const { year, month } = parts(day);
      if (day < this.first || month % every || this.x(day) > width - 60) continue;
      text(ctx, month ? monthName(month) : `Jan ${year}`, this.x(day), y, "11px", PALETTE.ink_2);
    }
  }

  /** @type {(event: MouseEvent) => { border: BorderEntry | null, day: number, event: KeyEvent | null } | null} */
  at(event) {
    const { offsetX: x, offsetY: y } = event;
    if (!this.feed || x < LEFT - 8) return null;
    const row = Math.floor((y - TOP) / ROW);
    const border = this.feed.borders[row] ?? null;
    let day = this.dayAt(x);
    if (border) {
      // A bar may be thinner than a pointer is steady: the nearest own figure within four pixels is meant.
      const figure = this.figures(border);
      const near = [...Array(2 * 8 + 1).keys()].map((step) => day + step - 8)
        .filter((found) => Math.abs(this.x(found) - x) < 4 && figure(found)?.own)
        .sort((a, b) => Math.abs(this.x(a) - x) - Math.abs(this.x(b) - x));
      day = near[0] ?? day;
    }
    const near = y < TOP ? this.events.find((key) => Math.abs(this.x(key.day) - x) < 6) ?? null : null;
    return { border, day: near ? near.day : day, event: near };
  }

  /** @type {(event: MouseEvent) => void} */
  say(event) {
    const found = this.at(event);
    if (!found) { this.says.textContent = this.hint(); return; }
    if (found.event) { this.says.textContent = `${shortWords(found.day)}: ${found.event.title}`; return; }
    if (!found.border) return;
    this.says.textContent = `${found.border.name}, ${shortWords(found.day)}: ${this.saidOf(found.border, found.day)}`;
  }

  // The day in words, as the server wrote them.
  /** @type {(border: BorderEntry, day: number) => string} */
  saidOf(border, day) {
    const figure = this.figures(border)(day);
    if (!this.feed || !figure || figure.row === undefined) return figure ? WORDS.reference_hidden : WORDS.not_reported;
    const stand = figureAt(this.feed, figure.row);
    return [toldOf(stand), stand.more].filter(Boolean).join(". ");
  }

  /** @type {(event: MouseEvent) => void} */
  jump(event) {
    const found = this.at(event);
    if (found) this.goTo(found.border, found.day);
  }

  /** @type {(border: BorderEntry | null, day: number) => void} */
  goTo(border, day) {
    const view = this.feed?.views.find(({ name }) => name === border?.name);
    this.channel.post("jump", { day, view: view ? { bounds: view.bounds } : null });
  }

  close() {
    clearTimeout(this.soon);
    this.observer.disconnect();
    this.unpaint();
    this.channel.close();
  }
}

/** @type {(feed: Feed) => KeyEvent[]} */
const keyEvents = (feed) => feed.milestones.events.map(({ day, label, kind }) =>
  ({ day, title: label, category: feed.categories[kind] ?? feed.categories[0] }));
