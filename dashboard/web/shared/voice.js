// What is said to who does not see it: one quiet line that a screen reader reads out, at most once a second.
// @ts-check

export const PAUSE_MS = 1000; // between two things said; of what comes meanwhile the last is said

// `node` is where the words stand; it is made a polite live region. A text that is said twice in a row is said once.
/** @type {(node: HTMLElement) => { say: (text: string) => void, close: () => void }} */
export function createVoice(node) {
  let timer = 0;
  let free = 0; // when the next may be said
  node.setAttribute("role", "status");
  node.setAttribute("aria-live", "polite");
  node.dataset.liveAnnouncer = "true"; // a drawer of the framework silences all else on the page while it is open
  return {
    say(text) {
      clearTimeout(timer);
      const wait = Math.max(0, free - performance.now());
      timer = setTimeout(() => {
        free = performance.now() + PAUSE_MS;
        if (node.textContent !== text) node.textContent = text;
      }, wait);
    },
    close() { clearTimeout(timer); },
  };
}
