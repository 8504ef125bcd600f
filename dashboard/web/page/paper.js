// The page on paper: a map keeps the size it has on the screen, and is made smaller as a whole.
// @ts-check

const ROOM = { wide: 1040, high: 590 }; // pixels of A4 across, 10 mm of margin and the title taken off
/** @type {WeakSet<Window>} */
const known = new WeakSet();

// While a page is printed its frames are laid out anew, but what they draw is not drawn again.
/** @type {(window: Window) => void} */
export function keepMaps(window) {
  if (known.has(window)) return;
  known.add(window);
  window.addEventListener("beforeprint", () => {
    const maps = window.document.querySelector(".st-key-maps");
    const frame = maps?.querySelector("iframe");
    if (!maps || !frame) return;
    const [wide, high] = [maps.getBoundingClientRect().width, frame.getBoundingClientRect().height];
    const scale = Math.min(1, ROOM.wide / wide, ROOM.high / high);
    const { style } = window.document.documentElement;
    style.setProperty("--maps-wide", `${wide}px`);
    style.setProperty("--maps-high", `${high}px`);
    style.setProperty("--maps-scale", String(scale));
  });
}
