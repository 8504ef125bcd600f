// The typed and chosen fields beside the slider: reading what was typed, writing what holds.
// @ts-check

import { DateBox } from "./datebox.js";
import { shortWords, spanWords, stepDay } from "../shared/days.js";
import { frameOf } from "../shared/frame.js";
import { valueFor } from "./menu.js";
import { PRESETS, isPreset } from "./presets.js";
import { secondWords, writeSecond } from "./second.js";
/** @import { Boxes, Check, Clock, Clockwork, Parts, Second } from "./types.d.ts" */
/** @import { Milestones } from "../shared/feed.d.ts" */

export const MOST_DAYS = 366;

// The trailing window that was typed, or null and a word about what is wrong with it.
/** @type {(fields: { days: HTMLInputElement }) => string | null} */
export function typedDays({ days }) {
  const count = Number(days.value);
  const good = Number.isInteger(count) && count >= 1 && count <= MOST_DAYS;
  tell(days, good ? "" : `A whole number of days from 1 to ${MOST_DAYS}.`);
  return good ? `${count}d` : null;
}

// The four boxes of a clock. What each takes is checked here; where it leads is the clock's.
/** @type {(parts: Parts, clock: Clock) => Boxes} */
export function dateBoxes(parts, clock) {
  /** @type {(day: number) => string} */
  const within = (day) => {
    const [low, high] = [Math.min(clock.earliest, clock.first), Math.max(clock.latest, clock.final)];
    return day >= low && day <= high ? "" : `The reports speak of ${shortWords(low)} to ${shortWords(high)}.`;
  };
  /** @type {(first: number, final: number) => string} */
  const span = (first, final) => (first < final ? "" : "The end must come after the start.");
  /** @type {(day: number) => string} */
  const window = (day) => {
    const { first, last } = frameOf(day, clock.window, clock.first);
    return `Still ${spanWords(first, last)}.`;
  };
  const range = () => `Still ${shortWords(clock.first)} to ${shortWords(clock.final)}.`;
  /** @type {(part: keyof Boxes, name: string, calendar: string, check: Check, go: (day: number) => void, still: () => string) => DateBox} */
  const box = (part, name, calendar, check, go, still) => new DateBox(parts[part], {
    name, calendar, still,
    take: (day) => {
      const problem = within(day) || check(day);
      if (!problem) go(day);
      return problem;
    },
    typing: () => clock.playback.stop(),
  });
  return {
    now: box("now", "Date on show", "Calendar: date on show", () => "", (day) => clock.goTo({ day }), () => window(clock.day)),
    from: box("from", "From", "Calendar: first day", (day) => span(day, clock.final), (day) => clock.setSpan(day, clock.final), range),
    to: box("to", "to", "Calendar: last day", (day) => span(clock.first, day), (day) => clock.setSpan(clock.first, day), range),
    other: box("other", "Compare with", "Calendar: second map", () => "", (day) => clock.compare(day), () => secondWords(clock)),
  };
}

/** @type {(field: HTMLInputElement, text: string) => void} */
function tell(field, text) {
  field.setCustomValidity(text);
  field.reportValidity();
}

/** @type {(parts: Parts, boxes: Boxes, clock: Second & { first: number, final: number, window: string }, milestones: Milestones | undefined, trailing: boolean) => void} */
export function writeChoices(parts, boxes, { first, final, window, other, otherWindow }, milestones, trailing) {
  const known = [...parts.window.options].some(({ value }) => value === window);
  parts.window.value = known && !trailing ? window : "days";
  parts.daysLabel.hidden = parts.window.value !== "days";
  parts.days.setCustomValidity("");
  parts.days.value = window === "all" ? "" : String(Number.parseInt(window, 10));
  boxes.from.show(first);
  boxes.to.show(final);
  if (milestones) parts.named.value = valueFor(first, final, milestones);
  parts.compare.setAttribute("aria-pressed", String(other !== null));
  parts.otherLabel.hidden = other === null;
  if (other !== null) boxes.other.show(other);
  writeSecond(parts, { other, otherWindow });
}

// Which presets hold; only what changed is written, since this is asked at every step.
/** @type {(parts: Parts, clock: Clockwork) => void} */
export function writePresets(parts, clock) {
  for (const name of PRESETS) {
    const pressed = String(isPreset(name, clock));
    if (parts[name].getAttribute("aria-pressed") !== pressed) parts[name].setAttribute("aria-pressed", pressed);
  }
}

// The last day of the window before this one; "since start" has none, so a month before.
/** @type {(window: string, day: number) => number} */
export function dayBefore(window, day) {
  return window === "all" ? stepDay(day, "month", -1) : day - Number.parseInt(window, 10);
}
