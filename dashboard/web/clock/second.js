// The second of two compared dates: the days it shows by its own window, and that window in the form.
// @ts-check

import { spanWords } from "../shared/days.js";
import { frameOf } from "../shared/frame.js";
/** @import { Clock, Parts, Second } from "./types.d.ts" */
/** @import { Frame } from "../shared/types.d.ts" */

// The days on the second map; its window is that of the first, unless it has one of its own.
/** @type {(clock: Second & { day: number, first: number, window: string }) => Frame} */
export function secondFrame({ other, otherWindow, day, first, window }) {
  return frameOf(other ?? day, otherWindow ?? window, first);
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
