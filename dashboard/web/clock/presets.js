// Windows of the calendar, as the trailing windows that they are: a week, a month, a year, the whole slider, the newest.
// @ts-check

import { addMonths, parts, stepDay } from "../shared/days.js";
/** @import { Clockwork, PresetName, Stepped } from "./types.d.ts" */

/** @type {PresetName[]} */
export const PRESETS = ["latest", "week", "month", "year", "whole"];
const SUNDAY = 0;
const WEEKDAY_OF_DAY_0 = 4; // 1 January 1970 was a Thursday

/** @type {(day: number) => number} */
const weekday = (day) => (((day + WEEKDAY_OF_DAY_0) % 7) + 7) % 7;
/** @type {(day: number) => number} */
const monthStart = (day) => day - parts(day).day + 1;
/** @type {(day: number) => number} */
const monthEnd = (day) => addMonths(monthStart(day), 1) - 1;
/** @type {(day: number) => number} */
const yearStart = (day) => addMonths(monthStart(day), -parts(day).month);
/** @type {(day: number) => number} */
const yearEnd = (day) => addMonths(yearStart(day), 12) - 1;
/** @type {(first: number, last: number) => string} */
const trailing = (first, last) => `${last - first + 1}d`;

// Where a preset leads from a clock { day, window, step, final, newest }: { day, window, step }; null when nowhere.
/** @type {(name: string, clock: Clockwork) => { day: number, window: string, step: string } | null} */
export function presetAt(name, { day, window, step, final, newest }) {
  switch (name) {
    case "latest": return newest === null ? null : { day: newest, window: window === "all" ? "7d" : window, step };
    case "week": { const last = day + ((7 - weekday(day)) % 7); return { day: last, window: "7d", step: "week" }; }
    case "month": return { day: monthEnd(day), window: trailing(monthStart(day), monthEnd(day)), step: "month" };
    case "year": return { day: yearEnd(day), window: trailing(yearStart(day), yearEnd(day)), step };
    default: return { day: final, window: "all", step };
  }
}

// Whether what is on show is the window of a preset, however it came about.
/** @type {(name: string, clock: Clockwork) => boolean} */
export function isPreset(name, clock) {
  if (name === "week") return clock.window === "7d" && weekday(clock.day) === SUNDAY;
  const found = presetAt(name, clock);
  return found !== null && found.day === clock.day && found.window === clock.window;
}

// One step on or back; from a whole calendar month a month's step leads to a whole calendar month.
/** @type {(clock: Clockwork, by: string, count: number) => Stepped} */
export function stepFrame({ day, window, step, final, newest }, by, count) {
  if (by !== "month" || !isPreset("month", { day, window, step, final, newest })) return { day: stepDay(day, by, count), window, whole: false };
  const first = addMonths(monthStart(day), count);
  return { day: monthEnd(first), window: trailing(first, monthEnd(first)), whole: true };
}
