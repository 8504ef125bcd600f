// Which of two maps this is, how many days it shows, and which of the two the clock moves.
// @ts-check

/** @import { FrameMessage, Role } from "../shared/messages.d.ts" */

const SIDES = { main: ["A", "the clock moves this one"], other: ["B", "stays"] };

// What a map is called by who does not see it: "Map", and of two "Map A" and "Map B".
/** @type {(frame: { comparing?: boolean, role?: Role }) => string} */
export function nameOf({ comparing, role = "main" }) {
  return comparing ? `Map ${SIDES[role][0]}` : "Map";
}

// The frame a map lies in, in a page, by the same name.
/** @type {(name: string) => void} */
export function nameFrame(name) {
  const frame = window.frameElement;
  if (frame && frame.getAttribute("title") !== name) frame.setAttribute("title", name);
}

// Written only where it says something else: it is asked at every step.
/** @type {(node: HTMLElement, role: Role, frame: FrameMessage) => void} */
export function tellWhich(node, role, { first, last, comparing }) {
  const [letter, moves] = SIDES[role];
  const days = last - first + 1;
  const text = `${letter} · ${days === 1 ? "1 day" : `${days} days`} · ${moves}`;
  if (node.textContent !== text) node.textContent = text;
  if (node.hidden === Boolean(comparing)) node.hidden = !comparing;
}
