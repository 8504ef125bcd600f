// The clock: one labelled slider over a histogram of reports, with steps, window and playback.
// @ts-check

import { openChannel } from "../shared/channel.js";
import { MOST_DAYS, dateBoxes, typedDays, writeChoices, writePresets } from "./choices.js";
import { dayIn, spanWords, words } from "../shared/days.js";
import { frameOf, lowerBound } from "../shared/frame.js";
import { showDays } from "../page/heading.js";
import { trailOf } from "../page/history.js";
import { listenTo } from "./controls.js";
import { Label } from "./label.js";
import { chosenIn, fillMenu } from "./menu.js";
import { onScheme } from "../shared/look.js";
import { hearFeed } from "../shared/pack.js";
import { Playback, eventBetween } from "./playback.js";
import { isPreset, stepFrame } from "./presets.js";
import { tieRows } from "../page/rows.js";
import { movedOf, secondFrame, swapped } from "./second.js";
import { drawStrip, fillStripKey, scaleOf } from "./strip.js";
import { Ticks, labelOf } from "./ticks.js";
/** @import { Parts, Stepped } from "./types.d.ts" */
/** @import { Feed } from "../shared/feed.d.ts" */
/** @import { Bounds, ClockData, MapView } from "../shared/messages.d.ts" */
/** @import { Component } from "../shared/types.d.ts" */

const REST_MS = 250; // a key or a wheel is at rest when nothing came for this long
const SAID_MS = 5000;
/** @type {WeakMap<Node, Clock>} */
const clocks = new WeakMap();

/** @type {(component: Component<ClockData>) => void} */
export function mount(component) {
  const { parentElement, data } = component;
  let clock = clocks.get(parentElement);
  if (!clock || clock.token !== data.token) {
    clock?.close();
    clock = new Clock(component);
    clocks.set(parentElement, clock);
  }
  clock.receive(component);
}

/** @type {(component: Component<unknown>) => void} */
export function unmount({ parentElement }) {
  clocks.get(parentElement)?.close();
  clocks.delete(parentElement);
}

export class Clock {
  /** @param {Component<ClockData>} component */
  constructor(component) {
    const { parentElement: root, data } = component;
    this.component = component;
    this.token = data.token;
    /** @type {number | null} */
    this.command = null;
    /** @type {Feed | null} */
    this.feed = null;
    this.loop = false;
    this.halt = false;
    this.went = false;
    this.told = "";
    this.first = 0;
    this.final = 0;
    /** @type {number | null} */
    this.other = null; // the day of the second map
    /** @type {string | null} */
    this.otherWindow = null; // its window; null is as long as the first
    this.fits = false; // a second map is awaited, and both are to frame the borders then
    /** @type {number | null} */
    this.newest = null;
    this.earliest = 0;
    this.latest = 0;
    this.day = 0;
    this.step = data.step;
    this.window = data.window;
    /** @type {MapView | Bounds | null} */
    this.view = null;
    /** @type {string[]} */
    this.selected = [];
    /** @type {string[]} */
    this.hide = []; // layers of the map that are off
    this.timer = 0;
    this.trail = trailOf(window);
    this.root = /** @type {HTMLElement} */ (root.querySelector(".clock"));
    /** @type {NodeListOf<HTMLElement>} */
    const nodes = root.querySelectorAll("[data-part]");
    this.parts = /** @type {Parts} */ (Object.fromEntries([...nodes].map((node) => [node.dataset.part, node])));
    this.playback = new Playback(() => this.advance(), () => this.showPlaying());
    this.boxes = dateBoxes(this.parts, this);
    this.label = new Label(this.parts.said, this.parts.strip);
    this.ticks = new Ticks(this.parts.ticks, {
      go: (event) => this.goTo(event), label: this.label, today: () => this.day,
    });
    this.channel = openChannel(data.token, {
      hello: ({ role }) => {
        this.channel.post("hide", { layers: this.hide });
        this.showFrame();
        this.channel.post("select", { ids: this.selected });
        if (this.view && role !== "other") this.channel.post("go", { view: this.view });
        if (this.fits && role === "other") this.channel.post("fit");
        if (role === "other") this.fits = false;
      },
      ask: () => { this.showFrame(); this.channel.post("select", { ids: this.selected }); },
      feed: hearFeed((feed) => this.takeFeed(feed)),
      jump: ({ day, view }) => { this.goTo({ day }); this.channel.post("go", { view }); },
      span: (days) => this.showSpan(days),
      picked: (message) => { this.rows.opened(message); this.component.setTriggerValue("picked", message.pick); },
      hide: ({ layers }) => { this.hide = layers; this.component.setStateValue("hide", layers); },
      drawn: ({ ring }) => this.component.setTriggerValue("drawn", { ring, at: Date.now() }),
      view: ({ view }) => { this.view = view; this.component.setStateValue("view", view); },
    });
    this.rows = tieRows(document, {
      pick: (ids, day) => this.component.setTriggerValue("picked", { kind: "row", ids, ...(day ? { day } : {}), at: Date.now() }),
      light: (ids) => this.channel.post("light", { ids }),
      back: (role) => this.channel.post("back", { role }),
    });
    fillStripKey(this.parts.stripKey);
    listenTo(this);
    this.unpaint = onScheme(() => this.drawStrip());
    this.observer = new ResizeObserver(() => this.drawStrip());
    this.observer.observe(this.parts.strip);
    this.channel.post("hello");
  }

  // Called at every rerun of the page. What the hand does wins over an echo of what it did before;
  // only a new command number (a reset, a link, a click on a chart) moves the clock from outside.
  /** @type {(component: Component<ClockData>) => void} */
  receive(component) {
    this.component = component;
    const { data } = component;
    this.selected = data.selected;
    this.earliest = dayIn(data.earliest);
    this.latest = dayIn(data.latest);
    this.newest = data.newest ? dayIn(data.newest) : null;
    this.parts.latest.hidden = this.newest === null;
    if (data.command === this.command) {
      this.channel.post("select", { ids: data.selected });
      return;
    }
    this.command = data.command;
    this.playback.stop();
    this.first = dayIn(data.start);
    this.final = dayIn(data.end);
    this.other = data.compare ? dayIn(data.compare) : null;
    this.otherWindow = data.compareWindow;
    this.step = data.step;
    this.window = data.window;
    this.view = data.view;
    this.hide = data.hide ?? [];
    this.channel.post("hide", { layers: this.hide });
    // "Since start" counts from the slider's first day: a comparison before it needs an earlier one.
    if (this.other !== null && this.other < this.first) { this.first = this.other; this.restSoon(); }
    this.parts.step.value = this.step;
    this.showChoices();
    this.setDay(dayIn(data.date));
    this.channel.post("select", { ids: data.selected });
    if (this.view) this.channel.post("go", { view: this.view });
  }

  /** @type {(feed: Feed) => void} */
  takeFeed(feed) {
    this.feed = feed;
    fillMenu(this.parts.named, feed.milestones);
    if (this.command === null) return;
    this.showChoices();
    this.drawStrip();
  }

  /** @type {(day: number) => void} */
  moveTo(day) {
    this.playback.stop();
    this.setDay(day);
    this.restSoon();
  }

  /** @type {(count: number) => void} */
  stepBy(count) {
    this.stepTo(stepFrame(this, this.step, count));
  }

  /** @type {(step: Stepped) => void} */
  stepTo(step) {
    this.playback.stop();
    this.take(step);
    this.restSoon();
  }

  // Shows the frame of a step. A whole month stays whole: one that reaches over the slider's end widens it.
  /** @type {(step: Stepped) => void} */
  take({ day, window, whole }) {
    const inside = day - Number.parseInt(window, 10) + 1 <= this.final && day >= this.first;
    if (whole && !inside) return;
    if (whole) this.final = Math.max(this.final, day);
    const other = window !== this.window;
    this.window = window;
    if (other || whole) this.showChoices();
    this.setDay(day);
  }

  // A window of the calendar.
  /** @type {(preset: { day: number, window: string, step: string } | null) => void} */
  enter(preset) {
    if (!preset) return;
    const { day, window, step } = preset;
    this.playback.stop();
    this.window = window;
    this.step = step;
    this.day = day;
    this.parts.step.value = step;
    this.widen(day);
    this.settle();
  }

  // To the next date that has a report; with none left, to the end of the slider.
  /** @type {(direction: number) => void} */
  jump(direction) {
    const days = this.feed?.columns.report_day ?? new Int32Array(0);
    const at = direction > 0 ? lowerBound(days, this.day + 1) : lowerBound(days, this.day) - 1;
    this.moveTo(days[at] ?? (direction > 0 ? this.final : this.first));
  }

  // To a day as a place, not as the next one.
  /** @type {(event: { day: number }) => void} */
  goTo({ day }) {
    this.widen(day);
    this.moveTo(day);
    this.went = true;
  }

  choose() {
    const chosen = this.feed && chosenIn(this.parts.named.value, this.feed.milestones);
    if (!chosen) return;
    if (chosen.day !== undefined) { this.goTo(chosen); this.showChoices(); return; }
    this.playback.stop();
    [this.first, this.final] = [chosen.first, chosen.last];
    if (!chosen.whole) [this.window, this.day] = ["all", chosen.last]; // at a glance; play starts at its first day
    this.settle();
  }

  // Days with a name: their window, or all of a slider that is as long, where no window is.
  /** @type {(days: { first: number, last: number }) => void} */
  showSpan({ first, last }) {
    const days = last - first + 1;
    if (days === 1) { this.goTo({ day: last }); return; }
    if (days > MOST_DAYS) [this.first, this.final] = [first, last];
    else this.widen(first);
    this.enter({ day: last, window: days > MOST_DAYS ? "all" : `${days}d`, step: this.step });
  }

  // A day outside the slider widens it.
  /** @type {(day: number) => void} */
  widen(day) {
    this.first = Math.min(this.first, day);
    this.final = Math.max(this.final, day);
    this.showChoices();
  }

  typeDays() {
    const days = typedDays(this.parts);
    if (days) this.setWindow(days, true);
  }

  /** @type {(window: string, typing?: boolean) => void} */
  setWindow(window, typing = false) {
    this.window = window;
    this.settle(typing && this.parts.window.value === "days");
  }

  // Something beside the date was chosen: show it, keep the day within the slider, tell the server.
  /** @type {(trailing?: boolean) => void} */
  settle(trailing = false) {
    this.showChoices(trailing);
    this.setDay(this.day);
    this.rest();
  }

  // First and last day of the slider; where all of it is on show, it stays all of it.
  /** @type {(first: number, final: number) => void} */
  setSpan(first, final) {
    const whole = isPreset("whole", this);
    this.first = first;
    this.final = final;
    if (whole) this.day = final;
    this.settle();
  }

  /** @type {(day: number | null) => void} */
  compare(day) {
    this.fits = day !== null && (this.fits || this.other === null);
    this.other = day;
    if (day === null) this.otherWindow = null;
    else this.widen(day);
    this.settle();
  }

  // The two dates change places, each with its window: the clock moves the other one from now on.
  swap() {
    this.playback.stop();
    Object.assign(this, swapped(this));
    this.settle();
  }

  /** @type {(trailing?: boolean) => void} */
  showChoices(trailing = false) {
    writeChoices(this.parts, this.boxes, this, this.feed?.milestones, trailing);
  }

  turn() {
    if (this.playback.running) { this.playback.stop(); this.rest(true); return; }
    if (this.day >= this.final) this.setDay(this.first);
    this.playback.start();
    this.showPlaying();
  }

  // One step of playback; false when it was the last.
  /** @type {() => boolean} */
  advance() {
    if (this.day >= this.final) {
      if (this.loop) { this.setDay(this.first); return true; }
      this.restSoon();
      return false;
    }
    const next = stepFrame(this, this.step, 1);
    const event = this.halt && this.feed ? eventBetween(this.feed.milestones.events, this.day, Math.min(this.final, next.day)) : null;
    if (!event) { this.take(next); return true; }
    this.setDay(event.day);
    this.label.show(labelOf([event]), this.x(event.day), SAID_MS);
    this.restSoon();
    return false;
  }

  /** @type {(change: number) => void} */
  quicken(change) { this.parts.speed.textContent = `${this.playback.quicken(change)}/s`; }

  showPlaying() {
    const { running } = this.playback;
    this.parts.play.setAttribute("aria-pressed", String(running));
    this.parts.play.setAttribute("aria-label", running ? "Pause" : "Play");
    this.showFrame();
  }

  /** @type {(day: number) => number} */
  x(day) {
    return scaleOf(this.parts.strip.clientWidth, this.first, this.final)(day);
  }

  /** @type {(day: number) => void} */
  setDay(day) {
    this.day = Math.max(this.first, Math.min(this.final, day));
    const { date } = this.parts;
    date.min = String(this.first);
    date.max = String(this.final);
    date.value = String(this.day);
    date.setAttribute("aria-valuetext", words(this.day));
    this.boxes.now.show(this.day);
    writePresets(this.parts, this);
    this.showFrame();
    this.drawStrip();
  }

  showFrame() {
    if (this.command === null) return;
    const { first, last } = frameOf(this.day, this.window, this.first);
    showDays(document, spanWords(first, last), this.playback.running);
    const common = { start: this.first, playing: this.playback.running, comparing: this.other !== null };
    this.channel.post("frame", { ...frameOf(this.day, this.window, this.first), ...common, role: "main" });
    if (this.other !== null) this.channel.post("frame", { ...secondFrame(this), ...common, role: "other" });
  }

  drawStrip() {
    const { strip } = this.parts;
    if (!this.feed || this.command === null || !strip.clientWidth) return;
    const frame = frameOf(this.day, this.window, this.first);
    drawStrip(strip, this.feed, this.first, this.final, frame, this.other === null ? null : secondFrame(this));
    this.ticks.draw(this.feed, (day) => this.x(day), this.first, this.final, strip.clientWidth);
  }

  restSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(true), REST_MS);
  }

  // The hand rests: only now does the server hear of the date, and the history whether it was stepped to.
  /** @type {(isStep?: boolean) => void} */
  rest(isStep = false) {
    clearTimeout(this.timer);
    const moved = movedOf(this);
    const text = JSON.stringify(moved);
    if (text !== this.told) this.trail.told(moved.date, isStep && !this.went);
    this.told = text;
    this.went = false;
    this.component.setStateValue("moved", moved);
  }

  close() {
    this.playback.stop(); clearTimeout(this.timer); this.label.hide();
    this.unpaint(); this.rows.untie(); this.observer.disconnect(); this.channel.close();
  }
}
