// The clock: one labelled slider over a histogram of reports, with steps, window and playback.

import { openChannel } from "./channel.js";
import { dateBoxes, dayBefore, typedDays, writeChoices, writePresets } from "./choices.js";
import { dayOf, isoOf, shortWords, spanWords, words } from "./days.js";
import { frameOf, lowerBound } from "./frame.js";
import { showDays } from "./heading.js";
import { trailOf } from "./history.js";
import { frameOfKey } from "./keys.js";
import { chosenIn, fillMenu } from "./menu.js";
import { unpack } from "./pack.js";
import { Playback, eventBetween } from "./playback.js";
import { PRESETS, isPreset, presetAt, stepFrame } from "./presets.js";
import { tieRows } from "./rows.js";
import { drawStrip, fillStripKey, scaleOf } from "./strip.js";
import { Ticks } from "./ticks.js";

const REST_MS = 250; // a key or a wheel is at rest when nothing came for this long
const SAID_MS = 5000;
const clocks = new WeakMap();

export function mount(component) {
  const { parentElement, data } = component;
  let clock = clocks.get(parentElement);
  if (!clock || clock.token !== data.token) {
    clock?.close();
    clock = new Clock(parentElement, data);
    clocks.set(parentElement, clock);
  }
  clock.receive(component);
}

export function unmount({ parentElement }) {
  clocks.get(parentElement)?.close();
  clocks.delete(parentElement);
}

class Clock {
  constructor(root, data) {
    Object.assign(this, { token: data.token, command: null, feed: null, loop: false, halt: false, went: false, told: "" });
    this.trail = trailOf(window);
    this.root = root.querySelector(".clock");
    this.parts = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((node) => [node.dataset.part, node]));
    this.playback = new Playback(() => this.advance(), () => this.showPlaying());
    this.boxes = dateBoxes(this.parts, this);
    this.ticks = new Ticks(this.parts.ticks, {
      go: (event) => this.goTo(event), say: (text, x) => this.say(text, x), today: () => this.day,
    });
    this.channel = openChannel(data.token, {
      hello: ({ role }) => {
        this.showFrame();
        this.channel.post("select", { ids: this.selected ?? [] });
        if (this.view && role !== "other") this.channel.post("go", { view: this.view });
      },
      feed: ({ bytes }) => this.takeFeed(unpack(bytes)),
      jump: ({ day, view }) => {
        this.goTo({ day });
        this.channel.post("go", { view });
      },
      picked: ({ pick }) => this.component.setTriggerValue("picked", pick),
      view: ({ view }) => { this.view = view; this.component.setStateValue("view", view); },
    });
    this.untie = tieRows(document, {
      pick: (ids) => this.component.setTriggerValue("picked", { kind: "row", ids, at: Date.now() }),
      light: (ids) => this.channel.post("light", { ids }),
    });
    fillStripKey(this.parts.stripKey);
    this.listen();
    this.observer = new ResizeObserver(() => this.drawStrip());
    this.observer.observe(this.parts.strip);
    this.channel.post("hello");
  }

  // Called at every rerun of the page. What the hand does wins over an echo of what it did before;
  // only a new command number (a reset, a link, a click on a chart) moves the clock from outside.
  receive(component) {
    this.component = component;
    const { data } = component;
    this.selected = data.selected;
    this.earliest = dayOf(data.earliest);
    this.latest = dayOf(data.latest);
    this.newest = data.newest ? dayOf(data.newest) : null;
    this.parts.latest.hidden = this.newest === null;
    if (data.command === this.command) {
      this.channel.post("select", { ids: data.selected });
      return;
    }
    this.command = data.command;
    this.playback.stop();
    Object.assign(this, {
      first: dayOf(data.start), final: dayOf(data.end), other: data.compare ? dayOf(data.compare) : null,
      step: data.step, window: data.window, view: data.view,
    });
    // "Since start" counts from the slider's first day: a comparison before it needs an earlier one.
    if (this.other !== null && this.other < this.first) { this.first = this.other; this.restSoon(); }
    this.parts.step.value = this.step;
    this.showChoices();
    this.setDay(dayOf(data.date));
    this.channel.post("select", { ids: data.selected });
    if (this.view) this.channel.post("go", { view: this.view });
  }

  takeFeed(feed) {
    this.feed = feed;
    fillMenu(this.parts.named, feed.milestones);
    if (this.day === undefined) return;
    this.showChoices();
    this.drawStrip();
  }

  listen() {
    const { parts } = this;
    const on = (name, event, handler) => parts[name].addEventListener(event, handler);
    on("date", "input", () => { this.moveTo(Number(parts.date.value)); });
    on("date", "change", () => this.rest(true));
    on("date", "keydown", (event) => this.key(event));
    on("previous", "click", () => this.stepBy(-1));
    on("next", "click", () => this.stepBy(1));
    on("first", "click", () => this.goTo({ day: this.first }));
    on("last", "click", () => this.goTo({ day: this.final }));
    for (const name of PRESETS) on(name, "click", () => this.enter(presetAt(name, this)));
    on("earlier", "click", () => this.jump(-1));
    on("later", "click", () => this.jump(1));
    on("play", "click", () => this.turn());
    on("slower", "click", () => this.quicken(-1));
    on("faster", "click", () => this.quicken(1));
    on("step", "change", () => { this.step = parts.step.value; this.rest(true); });
    on("window", "change", () => this.setWindow(parts.window.value === "days" ? this.window : parts.window.value, true));
    on("days", "change", () => this.typeDays());
    on("named", "change", () => this.choose());
    on("compare", "click", () => this.compare(this.other === null ? dayBefore(this.window, this.day) : null));
    for (const name of ["loop", "halt"]) {
      on(name, "click", () => {
        this[name] = !this[name];
        parts[name].setAttribute("aria-pressed", String(this[name]));
      });
    }
    on("more", "click", () => parts.more.setAttribute("aria-expanded", String(this.root.classList.toggle("open"))));
    on("help", "click", () => parts.help.setAttribute("aria-expanded", String(!parts.sheet.toggleAttribute("hidden"))));
    this.root.addEventListener("keydown", (event) => this.shortcut(event));
  }

  key(event) {
    const next = frameOfKey(event.key, this);
    if (next === null) return;
    event.preventDefault();
    this.playback.stop();
    this.take(next);
    this.restSoon();
  }

  shortcut(event) {
    if (["SELECT", "INPUT"].includes(event.target.tagName) && event.target !== this.parts.date) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " && event.target.tagName !== "BUTTON") {
      event.preventDefault();
      this.turn();
    } else if (event.key === "[") this.quicken(-1);
    else if (event.key === "]") this.quicken(1);
    else if (event.key === "?" || (event.key === "Escape" && !this.parts.sheet.hidden)) this.parts.help.click();
  }

  moveTo(day) {
    this.playback.stop();
    this.setDay(day);
    this.restSoon();
  }

  stepBy(count) {
    this.playback.stop();
    this.take(stepFrame(this, this.step, count));
    this.restSoon();
  }

  // Shows the frame of a step. A whole month stays whole: one that reaches over the slider's end widens it.
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
  enter({ day, window, step }) {
    this.playback.stop();
    Object.assign(this, { window, step, day });
    this.parts.step.value = step;
    this.widen(day);
    this.settle();
  }

  // To the next date that has a report; with none left, to the end of the slider.
  jump(direction) {
    const days = this.feed?.columns.report_day ?? [];
    const at = direction > 0 ? lowerBound(days, this.day + 1) : lowerBound(days, this.day) - 1;
    this.moveTo(days[at] ?? (direction > 0 ? this.final : this.first));
  }

  // To a day as a place, not as the next one.
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
    this.first = chosen.first;
    this.final = chosen.last;
    if (!chosen.whole) this.window = "all"; // the whole period at a glance; play starts at its first day
    if (!chosen.whole) this.day = chosen.last;
    this.settle();
  }

  // A day outside the slider widens it.
  widen(day) {
    this.first = Math.min(this.first, day);
    this.final = Math.max(this.final, day);
    this.showChoices();
  }

  typeDays() {
    const days = typedDays(this.parts);
    if (days) this.setWindow(days, true);
  }

  setWindow(window, typing = false) {
    this.window = window;
    this.settle(typing && this.parts.window.value === "days");
  }

  // Something beside the date was chosen: show it, keep the day within the slider, tell the server.
  settle(trailing = false) {
    this.showChoices(trailing);
    this.setDay(this.day);
    this.rest();
  }

  // First and last day of the slider; where all of it is on show, it stays all of it.
  setSpan(first, final) {
    const whole = isPreset("whole", this);
    Object.assign(this, { first, final }, whole && { day: final });
    this.settle();
  }

  compare(day) {
    this.other = day;
    if (day !== null) this.widen(day);
    this.settle();
  }

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
    this.say(`${shortWords(event.day)}: ${event.label}`, this.x(event.day));
    clearTimeout(this.saying);
    this.saying = setTimeout(() => this.say(null), SAID_MS);
    this.restSoon();
    return false;
  }

  quicken(change) {
    this.parts.speed.textContent = `${this.playback.quicken(change)}/s`;
  }

  showPlaying() {
    const { running } = this.playback;
    this.parts.play.setAttribute("aria-pressed", String(running));
    this.parts.play.setAttribute("aria-label", running ? "Pause" : "Play");
    this.showFrame();
  }

  x(day) {
    return scaleOf(this.parts.strip.clientWidth, this.first, this.final)(day);
  }

  say(text, x = 0) {
    const { said, strip } = this.parts;
    clearTimeout(this.saying);
    said.hidden = !text;
    if (!text) return;
    said.textContent = text;
    const room = strip.clientWidth - said.offsetWidth;
    said.style.left = `${Math.max(0, Math.min(room, x - said.offsetWidth / 2))}px`;
  }

  setDay(day) {
    this.day = Math.max(this.first, Math.min(this.final, day));
    const { date } = this.parts;
    date.min = this.first;
    date.max = this.final;
    date.value = this.day;
    date.setAttribute("aria-valuetext", words(this.day));
    this.boxes.now.show(this.day);
    writePresets(this.parts, this);
    this.showFrame();
    this.drawStrip();
  }

  showFrame() {
    if (this.day === undefined) return;
    const { first, last } = frameOf(this.day, this.window, this.first);
    showDays(document, spanWords(first, last), this.playback.running);
    const common = { start: this.first, playing: this.playback.running, comparing: this.other !== null };
    for (const [role, last] of [["main", this.day], ["other", this.other]]) {
      if (last !== null) this.channel.post("frame", { ...frameOf(last, this.window, this.first), ...common, role });
    }
  }

  drawStrip() {
    const { strip } = this.parts;
    if (!this.feed || this.day === undefined || !strip.clientWidth) return;
    const frame = frameOf(this.day, this.window, this.first);
    drawStrip(strip, this.feed, this.first, this.final, frame, this.other);
    this.ticks.draw(this.feed, (day) => this.x(day), this.first, this.final, strip.clientWidth);
  }

  restSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(true), REST_MS);
  }

  // The hand rests: only now does the server hear of the date, and the history whether it was stepped to.
  rest(isStep = false) {
    clearTimeout(this.timer);
    const moved = {
      date: isoOf(this.day), start: isoOf(this.first), end: isoOf(this.final), window: this.window, step: this.step,
      compare: this.other === null ? null : isoOf(this.other),
    };
    const text = JSON.stringify(moved);
    if (text !== this.told) this.trail.told(moved.date, isStep && !this.went);
    Object.assign(this, { told: text, went: false });
    this.component.setStateValue("moved", moved);
  }

  close() {
    this.playback.stop();
    clearTimeout(this.timer);
    clearTimeout(this.saying);
    this.observer.disconnect();
    this.untie();
    this.channel.close();
  }
}
