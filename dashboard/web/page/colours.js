// Light or dark by hand; the choice is kept in this browser, and is no part of a view.
// @ts-check

/** @import { Component } from "../shared/types.d.ts" */

const KEEP = "border-monitor-scheme"; // the head of the page reads it, before anything is painted
/** @type {WeakSet<Node>} */
const live = new WeakSet();

/** @type {(component: Component<unknown>) => void} */
export function mount({ parentElement }) {
  if (live.has(parentElement)) return;
  live.add(parentElement);
  const choice = /** @type {HTMLSelectElement} */ (parentElement.querySelector('[data-part="scheme"]'));
  choice.value = kept();
  choice.addEventListener("change", () => keep(choice.value));
}

/** @type {(component: Component<unknown>) => void} */
export function unmount({ parentElement }) {
  live.delete(parentElement);
}

function kept() {
  try {
    const name = window.localStorage.getItem(KEEP);
    return name === "light" || name === "dark" ? name : "";
  } catch {
    return "";
  }
}

/** @type {(name: string) => void} */
function keep(name) {
  try {
    if (name) window.localStorage.setItem(KEEP, name);
    else window.localStorage.removeItem(KEEP);
  } catch {
    return; // where nothing may be kept, the device decides
  }
  window.dispatchEvent(new Event(KEEP));
}
