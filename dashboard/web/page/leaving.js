// Leaving the page: what was brought to it and not saved would be lost, and the browser asks first.
// @ts-check

/** @type {WeakSet<Window>} */
const known = new WeakSet();

/** @type {(window: Window) => void} */
export function askBeforeLeaving(window) {
  if (known.has(window)) return;
  known.add(window);
  window.addEventListener("beforeunload", (event) => {
    if (window.document.querySelector("[data-unsaved]")) event.preventDefault();
  });
}
