// Fading with age: the rule and its colours come with the feed, the same as on paper.
// @ts-check

import { FADING } from "../shared/look.js";

export const fades = () => FADING.inks.length; // steps, the young first

// 0 is young, 3 is old. `age` counts days back from the frame's last day.
/** @type {(age: number, window: string) => number} */
export function fadeStep(age, window) {
  const starts = window === "all" ? FADING.since_start : FADING.by_days[Number.parseInt(window, 10)];
  return starts.filter((start) => age >= start).length;
}

/** @type {(colour: string, step: number) => string} */
export const tint = (colour, step) => FADING.tints[colour][step];
/** @type {(step: number) => string} */
export const inkOf = (step) => FADING.inks[step];
