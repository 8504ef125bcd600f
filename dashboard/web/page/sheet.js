// The sheet from below that holds what was picked on a small screen: pulled or pressed, it folds, opens and fills the screen.
// @ts-check

const PULL = 40; // pixels that are meant
const STATES = ["folded", "open", "full"];
/** @type {WeakSet<Window>} */
const known = new WeakSet();

// Heard for the whole page: the server draws the sheet anew at every pick.
/** @type {(window: Window) => void} */
export function tendSheet(window) {
  if (known.has(window)) return;
  known.add(window);
  const { document } = window;
  const root = document.documentElement;
  let from = NaN;
  let moved = 0;
  /** @type {(by: number) => void} */
  const turn = (by) => {
    const at = STATES.indexOf(root.dataset.sheet ?? "open") + by;
    root.dataset.sheet = STATES[Math.max(0, Math.min(STATES.length - 1, at))];
    for (const grip of document.querySelectorAll(".grip")) grip.setAttribute("aria-expanded", String(root.dataset.sheet !== "folded"));
  };
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Element) || !event.target.matches(".grip")) return;
    [from, moved] = [event.clientY, 0];
    event.target.setPointerCapture(event.pointerId);
  });
  document.addEventListener("pointermove", (event) => {
    if (Number.isNaN(from)) return;
    moved = event.clientY - from;
    root.style.setProperty("--sheet-pull", `${Math.max(0, moved)}px`);
  });
  /** @type {(isMeant: boolean) => void} */
  const release = (isMeant) => {
    if (Number.isNaN(from)) return;
    from = NaN;
    root.style.removeProperty("--sheet-pull");
    if (isMeant && Math.abs(moved) >= PULL) turn(moved > 0 ? -1 : 1);
  };
  document.addEventListener("pointerup", () => release(true));
  document.addEventListener("pointercancel", () => release(false));
  // A press folds what is open and opens what is folded; a pull has done its part.
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.matches(".grip")) return;
    if (Math.abs(moved) < PULL) turn(root.dataset.sheet === "folded" ? 1 : -STATES.length);
    moved = 0;
  });
  keepClear(document);
}

// How much of the screen the clock takes at its foot: the sheet and the page's end keep clear of it.
/** @type {(document: Document) => void} */
function keepClear(document) {
  const measured = new ResizeObserver(([{ target }]) => {
    const fixed = getComputedStyle(target).position === "fixed";
    document.documentElement.style.setProperty("--clock-high", fixed ? `${target.getBoundingClientRect().height}px` : "0px");
  });
  /** @type {Element | null} */
  let clock = null;
  const look = () => {
    const now = document.querySelector(".st-key-clock_box");
    if (!now || now === clock) return;
    if (clock) measured.unobserve(clock);
    clock = now;
    measured.observe(now);
  };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}
