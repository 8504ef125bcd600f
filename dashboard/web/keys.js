// The keys of the slider: where each one leads.

import { stepDay } from "./days.js";

// The day a key leads to from { day, step, first, final }; null for a key that is none of the slider's.
export function dayOfKey(key, { day, step, first, final }) {
  switch (key) {
    case "ArrowLeft": case "ArrowDown": return stepDay(day, step, -1);
    case "ArrowRight": case "ArrowUp": return stepDay(day, step, 1);
    case "PageDown": return stepDay(day, "month", -1);
    case "PageUp": return stepDay(day, "month", 1);
    case "Home": return first;
    case "End": return final;
    default: return null;
  }
}
