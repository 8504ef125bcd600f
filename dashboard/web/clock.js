// The clock: one labelled slider over a histogram of reports, with steps, window and playback.

import { openChannel } from "./channel.js";
import { dayOf, isoOf, shortWords, stepDay, words } from "./days.js";
import { frameOf, lowerBound } from "./frame.js";
import { drawStrip } from "./strip.js";
import { unpack } from "./pack.js";

const REST_MS = 250; // a key or a wheel is at rest when nothing came for this long
const SPEEDS = [0.5, 1, 2, 4, 8, 15, 30]; // steps a second
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
    this.token = data.token;
    this.command = null;
    this.playing = false;
    this.speed = 4;
    this.feed = null;
    const find = (name) => root.querySelector(`[data-part="${name}"]`);
    this.parts = Object.fromEntries(
      ["first", "previous", "play", "next", "last", "slower", "speed", "faster", "step", "window",
       "from", "to", "date", "strip", "now", "sheet", "help"].map((name) => [name, find(name)]),
    );
    this.channel = openChannel(data.token, {
      hello: () => { this.showFrame(); this.channel.post("select", { ids: this.selected ?? [] }); this.sendView(); },
      feed: ({ bytes }) => { this.feed = unpack(bytes); this.drawStrip(); },
      picked: ({ pick }) => this.component.setTriggerValue("picked", pick),
      view: ({ view }) => this.component.setStateValue("view", view),
    });
    this.listen(root);
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
    if (data.command === this.command) {
      this.channel.post("select", { ids: data.selected });
      return;
    }
    this.command = data.command;
    this.pause(false);
    Object.assign(this, {
      day: dayOf(data.date), first: dayOf(data.start), final: dayOf(data.end),
      step: data.step, window: data.window, view: data.view,
    });
    this.parts.step.value = this.step;
    this.parts.window.value = this.window;
    this.parts.from.value = data.start;
    this.parts.to.value = data.end;
    this.setDay(this.day);
    this.channel.post("select", { ids: data.selected });
    this.sendView();
  }

  sendView() {
    if (this.view) this.channel.post("go", { view: this.view });
  }

  listen(root) {
    const { parts } = this;
    const on = (name, event, handler) => parts[name].addEventListener(event, handler);
    on("date", "input", () => { this.pause(false); this.setDay(Number(parts.date.value)); this.restSoon(); });
    on("date", "change", () => this.rest());
    on("date", "keydown", (event) => this.key(event));
    on("previous", "click", () => this.move(-1));
    on("next", "click", () => this.move(1));
    on("first", "click", () => this.jump(-1));
    on("last", "click", () => this.jump(1));
    on("play", "click", () => (this.playing ? this.pause(true) : this.play()));
    on("slower", "click", () => this.setSpeed(-1));
    on("faster", "click", () => this.setSpeed(1));
    on("step", "change", () => { this.step = parts.step.value; this.rest(); });
    on("window", "change", () => { this.window = parts.window.value; this.setDay(this.day); this.rest(); });
    for (const name of ["from", "to"]) on(name, "change", () => this.setDomain());
    on("help", "click", () => parts.sheet.toggleAttribute("hidden"));
    root.querySelector(".clock").addEventListener("keydown", (event) => this.shortcut(event));
  }

  key(event) {
    const moves = {
      ArrowLeft: [this.step, -1], ArrowDown: [this.step, -1],
      ArrowRight: [this.step, 1], ArrowUp: [this.step, 1],
      PageDown: ["month", -1], PageUp: ["month", 1],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    this.pause(false);
    this.setDay(stepDay(this.day, ...move));
    this.restSoon();
  }

  shortcut(event) {
    if (["SELECT", "INPUT"].includes(event.target.tagName) && event.target !== this.parts.date) return;
    if (event.key === " " && event.target.tagName !== "BUTTON") {
      event.preventDefault();
      this.parts.play.click();
    } else if (event.key === "[") this.setSpeed(-1);
    else if (event.key === "]") this.setSpeed(1);
    else if (event.key === "?") this.parts.help.click();
  }

  move(count) {
    this.pause(false);
    this.setDay(stepDay(this.day, this.step, count));
    this.restSoon();
  }

  // To the next date that has a report; with none left, to the end of the slider.
  jump(direction) {
    this.pause(false);
    const days = this.feed?.columns.report_day ?? [];
    const at = direction > 0 ? lowerBound(days, this.day + 1) : lowerBound(days, this.day) - 1;
    const found = days[at];
    this.setDay(found ?? (direction > 0 ? this.final : this.first));
    this.restSoon();
  }

  setSpeed(change) {
    const at = SPEEDS.indexOf(this.speed) + change;
    this.speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at))];
    this.parts.speed.textContent = `${this.speed}/s`;
  }

  setDomain() {
    const from = dayOf(this.parts.from.value);
    const to = dayOf(this.parts.to.value);
    const good = from !== null && to !== null && from < to;
    this.parts.to.setCustomValidity(good ? "" : "The end must come after the start.");
    this.parts.to.reportValidity();
    if (!good) return;
    this.first = from;
    this.final = to;
    this.setDay(this.day);
    this.rest();
  }

  play() {
    if (this.day >= this.final) this.setDay(this.first);
    this.playing = true;
    this.parts.play.setAttribute("aria-pressed", "true");
    this.parts.play.setAttribute("aria-label", "Pause");
    let due = performance.now() + 1000 / this.speed;
    const tick = (now) => {
      if (!this.playing) return;
      if (now >= due) {
        due = Math.max(now, due) + 1000 / this.speed;
        if (this.day >= this.final) { this.pause(true); return; }
        this.setDay(stepDay(this.day, this.step, 1));
      }
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  pause(commit) {
    if (!this.playing) return;
    this.playing = false;
    this.parts.play.setAttribute("aria-pressed", "false");
    this.parts.play.setAttribute("aria-label", "Play");
    if (commit) this.rest();
  }

  setDay(day) {
    this.day = Math.max(this.first, Math.min(this.final, day));
    const { date, now } = this.parts;
    date.min = this.first;
    date.max = this.final;
    date.value = this.day;
    date.setAttribute("aria-valuetext", words(this.day));
    now.textContent = shortWords(this.day);
    this.showFrame();
    this.drawStrip();
  }

  showFrame() {
    if (this.day === undefined) return;
    this.channel.post("frame", frameOf(this.day, this.window, this.first));
  }

  drawStrip() {
    if (!this.feed || this.day === undefined) return;
    drawStrip(this.parts.strip, this.feed, this.first, this.final, frameOf(this.day, this.window, this.first));
  }

  restSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(), REST_MS);
  }

  // The hand rests: only now does the server hear of the date.
  rest() {
    clearTimeout(this.timer);
    this.component.setStateValue("moved", {
      date: isoOf(this.day), start: isoOf(this.first), end: isoOf(this.final),
      window: this.window, step: this.step,
    });
  }

  close() {
    this.playing = false;
    clearTimeout(this.timer);
    this.observer.disconnect();
    this.channel.close();
  }
}
