// Which of two maps this is, how many days it shows, and which of the two the clock moves.
// @ts-check

/** @import { FrameMessage, Role } from "../shared/messages.d.ts" */

const SIDES = { main: ["A", "the clock moves this one"], other: ["B", "stays"] };

// Written only where it says something else: it is asked at every step.
/** @type {(node: HTMLElement, role: Role, frame: FrameMessage) => void} */
export function tellWhich(node, role, { first, last, comparing }) {
  const [letter, moves] = SIDES[role];
  const days = last - first + 1;
  const text = `${letter} · ${days === 1 ? "1 day" : `${days} days`} · ${moves}`;
  if (node.textContent !== text) node.textContent = text;
  if (node.hidden === Boolean(comparing)) node.hidden = !comparing;
}
