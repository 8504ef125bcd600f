// Fading with age: within a window the older marks are lighter, in four steps, never too light to read.
// @ts-check

const STEPS = [0, 0.25, 0.45, 0.6]; // how far towards white a colour goes at each step
const SINCE = [7, 30, 90]; // since the start there is no window to share out: these many days are young

// The outline carries the shape, so it keeps at least 3:1 against land at every step (WCAG 2.2, 1.4.11).
export const INKS = ["#1E2329", "#3C424A", "#565D66", "#6F767E"];

// 0 is young, 3 is old. `age` counts days back from the frame's last day; a window of one day has no age.
/** @type {(age: number, window: string) => number} */
export function fadeStep(age, window) {
  if (window === "all") return SINCE.filter((days) => age >= days).length;
  const days = Number.parseInt(window, 10);
  if (days <= 1 || age <= 0) return 0;
  return Math.min(STEPS.length - 1, Math.floor((STEPS.length * age) / days));
}

/** @type {(colour: string, step: number) => string} */
export function tint(colour, step) {
  const share = STEPS[step];
  const mixed = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16);
    return Math.round(value + (255 - value) * share).toString(16).padStart(2, "0");
  });
  return `#${mixed.join("")}`;
}

export const FADES = STEPS.length;
