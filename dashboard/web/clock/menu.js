// The menu of named periods and key events: the same ways in, for the keyboard and for a finger.
// @ts-check

import { shortWords } from "../shared/days.js";
/** @import { Chosen } from "./types.d.ts" */
/** @import { Milestones } from "../shared/feed.d.ts" */

/** @type {(select: HTMLSelectElement, milestones: Milestones) => void} */
export function fillMenu(select, { periods, events, first, last }) {
  /** @type {(value: string, text: string) => HTMLOptionElement} */
  const option = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });
  /** @type {(label: string, options: HTMLOptionElement[]) => HTMLOptGroupElement} */
  const group = (label, options) => {
    const node = document.createElement("optgroup");
    node.label = label;
    node.append(...options);
    return node;
  };
  const chosen = select.value;
  select.replaceChildren(
    option("", "Named dates…"),
    option("whole", `All dates, ${shortWords(first)} – ${shortWords(last)}`),
    group("Periods", periods.map(({ id, label }) => option(`period:${id}`, label))),
    group("Key events", events.map(({ day, label }, index) => option(`event:${index}`, `${shortWords(day)}: ${label}`))),
  );
  select.value = chosen;
}

// What a choice of the menu means: a period { first, last }, an event { day }, or null.
/** @type {(value: string, milestones: Milestones) => Chosen | null} */
export function chosenIn(value, milestones) {
  const [kind, id] = value.split(":");
  if (kind === "whole") return { first: milestones.first, last: milestones.last, whole: true };
  if (kind === "period") return milestones.periods.find((period) => period.id === id) ?? null;
  if (kind === "event") return milestones.events[Number(id)] ?? null;
  return null;
}

// The menu names the span of the slider when it has a name.
/** @type {(first: number, final: number, milestones: Milestones) => string} */
export function valueFor(first, final, milestones) {
  if (first === milestones.first && final === milestones.last) return "whole";
  const period = milestones.periods.find((each) => each.first === first && each.last === final);
  return period ? `period:${period.id}` : "";
}
