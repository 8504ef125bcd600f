// The two dates of a comparison: the days of the second, its window in the form, and what the server hears of both.
// @ts-check

import { isoOf, spanWords } from "../shared/days.js";
import { frameOf } from "../shared/frame.js";
/** @import { Clock, Parts, Second } from "./types.d.ts" */
/** @import { Moved } from "../shared/messages.d.ts" */
/** @import { Frame } from "../shared/types.d.ts" */

// The days on the second map; its window is that of the first, unless it has one of its own.
/** @type {(clock: Second & { day: number, first: number, window: string }) => Frame} */
export function secondFrame({ other, otherWindow, day, first, window }) {
  return frameOf(other ?? day, otherWindow ?? window, first);
}

// What the server is told when the hand rests: both dates, each with its window, and the slider.
/** @type {(clock: Second & { day: number, first: number, final: number, window: string, step: string }) => Moved} */
export function movedOf({ day, first, final, window, step, other, otherWindow }) {
  return {
    date: isoOf(day), start: isoOf(first), end: isoOf(final), window, step,
    compare: other === null ? null : isoOf(other), compareWindow: otherWindow,
  };
}

// The two dates in each other's place, each with its window.
/** @type {(clock: Second & { day: number, window: string }) => Second & { day: number, window: string }} */
export function swapped({ day, window, other, otherWindow }) {
  return {
    day: other ?? day,
    window: otherWindow ?? window,
    other: other === null ? null : day,
    otherWindow: otherWindow === null ? null : window,
  };
}

/** @type {(clock: Clock) => string} */
export function secondWords(clock) {
  const { first, last } = secondFrame(clock);
  return `Still ${spanWords(first, last)}.`;
}

/** @type {(parts: Parts, second: Second) => void} */
export function writeSecond(parts, { other, otherWindow }) {
  parts.otherSpan.hidden = other === null;
  const chosen = otherWindow ?? "";
  const known = [...parts.otherWindow.options].some(({ value }) => value === chosen);
  parts.otherWindow.value = known ? chosen : "days";
  parts.otherDaysLabel.hidden = known;
  parts.otherDays.setCustomValidity("");
  if (otherWindow && otherWindow !== "all") parts.otherDays.value = String(Number.parseInt(otherWindow, 10));
}
