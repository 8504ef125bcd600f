// Moving dashes: few frames a second, only while something plays or is pointed at, never against "reduce motion".
// @ts-check

const FRAME_MS = 1000 / 15;

// `draw(now)` draws one moment, `draw(null)` the picture at rest.
/** @type {(draw: (now: number | null) => void) => { keep(ms: number): void, rest(): void, readonly moves: boolean }} */
export function createMotion(draw) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let until = 0;
  /** @type {number | null} */
  let timer = null;

  function tick() {
    timer = null;
    const now = performance.now();
    if (now > until || document.hidden || calm.matches) { draw(null); return; }
    requestAnimationFrame(() => draw(performance.now()));
    timer = setTimeout(tick, FRAME_MS);
  }

  return {
    // Keeps the dashes moving for so long from now.
    keep(ms) {
      if (calm.matches) return;
      until = Math.max(until, performance.now() + ms);
      timer ??= setTimeout(tick, FRAME_MS);
    },
    rest() { until = 0; },
    get moves() { return timer !== null; },
  };
}
