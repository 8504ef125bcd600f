// The hand on the clock: what every button, field and key of the form does.
// @ts-check

import { dayBefore, typedDays } from "./choices.js";
import { frameOfKey } from "./keys.js";
import { PRESETS, presetAt } from "./presets.js";
/** @import { Clock, Parts } from "./types.d.ts" */

/** @type {("loop" | "halt")[]} */
const SWITCHES = ["loop", "halt"];

/** @type {(clock: Clock) => void} */
export function listenTo(clock) {
  const { parts, root } = clock;
  /** @type {(name: keyof Parts, event: string, handler: () => void) => void} */
  const on = (name, event, handler) => parts[name].addEventListener(event, handler);
  on("date", "input", () => { clock.moveTo(Number(parts.date.value)); });
  on("date", "change", () => clock.rest(true));
  on("previous", "click", () => clock.stepBy(-1));
  on("next", "click", () => clock.stepBy(1));
  on("first", "click", () => clock.goTo({ day: clock.first }));
  on("last", "click", () => clock.goTo({ day: clock.final }));
  for (const name of PRESETS) on(name, "click", () => clock.enter(presetAt(name, clock)));
  on("earlier", "click", () => clock.jump(-1));
  on("later", "click", () => clock.jump(1));
  on("play", "click", () => clock.turn());
  on("slower", "click", () => clock.quicken(-1));
  on("faster", "click", () => clock.quicken(1));
  on("step", "change", () => { clock.step = parts.step.value; clock.rest(true); });
  on("window", "change", () => clock.setWindow(parts.window.value === "days" ? clock.window : parts.window.value, true));
  on("days", "change", () => clock.typeDays());
  on("named", "change", () => clock.choose());
  on("compare", "click", () => clock.compare(clock.other === null ? dayBefore(clock.window, clock.day) : null));
  listenToSecond(clock);
  for (const name of SWITCHES) {
    on(name, "click", () => {
      clock[name] = !clock[name];
      parts[name].setAttribute("aria-pressed", String(clock[name]));
    });
  }
  on("more", "click", () => parts.more.setAttribute("aria-expanded", String(root.classList.toggle("open"))));
  on("help", "click", () => parts.help.setAttribute("aria-expanded", String(!parts.sheet.toggleAttribute("hidden"))));
  parts.date.addEventListener("keydown", (event) => sliderKey(clock, event));
  root.addEventListener("keydown", (event) => shortcut(clock, event));
}

// The second of two dates: how many days it shows, and which of the two the clock moves.
/** @type {(clock: Clock) => void} */
function listenToSecond(clock) {
  const { parts } = clock;
  /** @type {(window: string | null) => void} */
  const choose = (window) => {
    clock.otherWindow = window;
    clock.settle();
  };
  parts.swap.addEventListener("click", () => clock.swap());
  parts.otherWindow.addEventListener("change", () => {
    const { value } = parts.otherWindow;
    if (value !== "days") {
      choose(value || null);
      return;
    }
    parts.otherDaysLabel.hidden = false;
    parts.otherDays.value ||= String(Number.parseInt(clock.window, 10) || 7);
    parts.otherDays.focus();
  });
  parts.otherDays.addEventListener("change", () => {
    const window = typedDays({ days: parts.otherDays });
    if (window) choose(window);
  });
}

/** @type {(clock: Clock, event: KeyboardEvent) => void} */
function sliderKey(clock, event) {
  const next = frameOfKey(event.key, clock);
  if (next === null) return;
  event.preventDefault();
  clock.stepTo(next);
}

// Keys that hold wherever the focus is in the clock, but where somebody types.
/** @type {(clock: Clock, event: KeyboardEvent) => void} */
function shortcut(clock, event) {
  const { parts } = clock;
  const target = /** @type {HTMLElement} */ (event.target);
  if (["SELECT", "INPUT"].includes(target.tagName) && target !== parts.date) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === " " && target.tagName !== "BUTTON") {
    event.preventDefault();
    clock.turn();
  } else if (event.key === "[") clock.quicken(-1);
  else if (event.key === "]") clock.quicken(1);
  else if (event.key === "?" || (event.key === "Escape" && !parts.sheet.hidden)) parts.help.click();
}
