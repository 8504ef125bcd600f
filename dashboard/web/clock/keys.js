// The keys of the slider: where each one leads.
// @ts-check

import { stepFrame } from "./presets.js";
/** @import { Clockwork, Stepped } from "./types.d.ts" */

// The frame a key leads to from a clock { day, window, step, first, final }; null for a key that is none of the slider's.
/** @type {(key: string, clock: Clockwork & { first: number }) => Stepped | null} */
export function frameOfKey(key, clock) {
  const { window, step, first, final } = clock;
  switch (key) {
    case "ArrowLeft": case "ArrowDown": return stepFrame(clock, step, -1);
    case "ArrowRight": case "ArrowUp": return stepFrame(clock, step, 1);
    case "PageDown": return stepFrame(clock, "month", -1);
    case "PageUp": return stepFrame(clock, "month", 1);
    case "Home": return { day: first, window };
    case "End": return { day: final, window };
    default: return null;
  }
}
