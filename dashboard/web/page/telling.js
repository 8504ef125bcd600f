// What the page says to who does not see it: days and sentence once the hand rests, and when playback starts and stops.
// @ts-check

import { createVoice } from "../shared/voice.js";

const REST_MS = 900; // the sentence follows the days when the server has answered
/** @type {WeakSet<Window>} */
const known = new WeakSet();

// The heading is what is watched: whatever changes what is on show (a step, a filter, a file) is written there.
/** @type {(window: Window) => void} */
export function tellChanges(window) {
  if (known.has(window)) return;
  known.add(window);
  const { document: page } = window;
  const node = page.createElement("p");
  node.className = "bm-voice";
  page.body.append(node);
  const voice = createVoice(node);
  let timer = 0;
  let told = headingOf(page);
  let playing = false;
  const look = () => {
    const plays = page.documentElement.hasAttribute("data-playing");
    if (plays !== playing) voice.say(plays ? "Playing" : `Stopped at ${daysOf(page)}`);
    playing = plays;
    clearTimeout(timer);
    if (plays) return;
    timer = setTimeout(() => {
      const now = headingOf(page);
      if (now && told && now !== told) voice.say(now);
      told = now;
    }, REST_MS);
  };
  const watcher = new MutationObserver(look);
  const follow = () => {
    const top = page.querySelector(".st-key-top");
    if (!top) { setTimeout(follow, REST_MS); return; }
    watcher.observe(top, { childList: true, subtree: true, characterData: true });
    watcher.observe(page.documentElement, { attributes: true, attributeFilter: ["data-playing"] });
    look();
  };
  follow();
}

/** @type {(page: Document) => string} */
const daysOf = (page) => page.querySelector(".st-key-top h1 span")?.textContent ?? "";

/** @type {(page: Document) => string} */
function headingOf(page) {
  const sentence = page.querySelector(".st-key-top .heading > p")?.textContent ?? "";
  return sentence ? `${daysOf(page)}. ${sentence}` : "";
}
