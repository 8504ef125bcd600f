// The typed and chosen fields beside the slider: reading what was typed, writing what holds.

import { dayOf, isoOf, stepDay } from "./days.js";
import { valueFor } from "./menu.js";

const MOST_DAYS = 366;

// The trailing window that was typed, or null and a word about what is wrong with it.
export function typedDays({ days }) {
  const count = Number(days.value);
  const good = Number.isInteger(count) && count >= 1 && count <= MOST_DAYS;
  return good && tell(days, "") ? `${count}d` : tell(days, `A whole number of days from 1 to ${MOST_DAYS}.`);
}

// First and last day that were typed, or null and a word about what is wrong with them.
export function typedSpan({ from, to }) {
  const span = [dayOf(from.value), dayOf(to.value)];
  const good = !span.includes(null) && span[0] < span[1];
  return good && tell(to, "") ? span : tell(to, "The end must come after the start.");
}

function tell(field, text) {
  field.setCustomValidity(text);
  field.reportValidity();
  return text ? null : true;
}

export function writeChoices(parts, { first, final, window, other }, milestones, trailing) {
  const known = [...parts.window.options].some(({ value }) => value === window);
  parts.window.value = known && !trailing ? window : "days";
  parts.daysLabel.hidden = parts.window.value !== "days";
  parts.days.setCustomValidity("");
  parts.days.value = window === "all" ? "" : Number.parseInt(window, 10);
  parts.from.value = isoOf(first);
  parts.to.value = isoOf(final);
  parts.to.setCustomValidity("");
  if (milestones) parts.named.value = valueFor(first, final, milestones);
  parts.compare.setAttribute("aria-pressed", String(other !== null));
  parts.otherLabel.hidden = other === null;
  if (other !== null) parts.other.value = isoOf(other);
}

// The last day of the window before this one; "since start" has none, so a month before.
export function dayBefore(window, day) {
  return window === "all" ? stepDay(day, "month", -1) : day - Number.parseInt(window, 10);
}
