// A frame: the window of days that is on show, and the look-ups that find what lies in it.
// @ts-check

/** @import { Ascending, Frame, Span } from "./types.d.ts" */

// `window` is "all" or a number of days with a d ("1d", "7d", "30d"); `first` is where the clock starts.
/** @type {(day: number, window: string, first: number) => Frame} */
export function frameOf(day, window, first) {
  if (window === "all") return { first: Math.min(first, day), last: day, window };
  return { first: day - Number.parseInt(window, 10) + 1, last: day, window };
}

// First index whose value is not below `value`, in an ascending array.
/** @type {(values: Ascending, value: number) => number} */
export function lowerBound(values, value) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The run [from, to) of an ascending day column that lies in the frame: two look-ups.
/** @type {(days: Ascending, frame: Span) => [number, number]} */
export function runOf(days, frame) {
  return [lowerBound(days, frame.first), lowerBound(days, frame.last + 1)];
}

/** @type {(span: Span, frame: Span) => boolean} */
export function overlaps(span, frame) {
  return span.first <= frame.last && span.last >= frame.first;
}

// The one span of a list that says how things stood at the end of the frame, or null.
/** @type {<Held extends Span>(spans: Held[], day: number) => Held | null} */
export function spanAt(spans, day) {
  for (const span of spans) if (span.first <= day && day <= span.last) return span;
  return null;
}
