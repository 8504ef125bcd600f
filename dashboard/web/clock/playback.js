// Playback: a step every so often, until there is nowhere further to go or the hand takes over.
// @ts-check

/** @import { KeyEventEntry } from "../shared/feed.d.ts" */

const SPEEDS = [0.5, 1, 2, 4, 8, 15, 30]; // steps a second

export class Playback {
  // `step()` makes one step and says whether there is another; `ended()` hears of every end.
  /**
   * @param {() => boolean} step
   * @param {() => void} ended
   */
  constructor(step, ended) {
    this.step = step;
    this.ended = ended;
    this.speed = 4;
    this.running = false;
  }

  start() {
    this.running = true;
    let due = performance.now() + 1000 / this.speed;
    /** @type {(now: number) => void} */
    const tick = (now) => {
      if (!this.running) return;
      if (now >= due - 1) {
        // Kept to the beat: a frame a hair early must not cost the next one; a long stall is not caught up.
        const beat = 1000 / this.speed;
        due = now - due > beat ? now + beat : due + beat;
        if (!this.step()) { this.stop(); return; }
      }
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }

  stop() {
    if (!this.running) return;
    this.running = false;
    this.ended();
  }

  /** @type {(change: number) => number} */
  quicken(change) {
    const at = SPEEDS.indexOf(this.speed) + change;
    this.speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at))];
    return this.speed;
  }
}

// The first key event a step from `day` to `next` would run over, or null.
/** @type {(events: KeyEventEntry[], day: number, next: number) => KeyEventEntry | null} */
export function eventBetween(events, day, next) {
  return events.find((event) => event.day > day && event.day <= next) ?? null;
}
