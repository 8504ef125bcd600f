// The page's own heading and title while the clock moves: the days on show, and that the words beside them wait.
// @ts-check

const SIGN = " · ";
const WAIT = 120; // milliseconds: laid out with every frame, the head of the page would take a third of its time

let shown = ""; // what is to be written
let waiting = 0;

// Writes the days into the heading and the browser's tab soon after the map; the server writes the same when the hand rests.
/** @type {(page: Document, days: string, playing: boolean) => void} */
export function showDays(page, days, playing) {
  shown = days;
  if (playing !== page.documentElement.hasAttribute("data-playing")) {
    write(page, shown); // who hears that it starts or stops reads there where
    page.documentElement.toggleAttribute("data-playing", playing);
  }
  waiting ||= setTimeout(() => {
    waiting = 0;
    write(page, shown);
  }, WAIT);
}

/** @type {(page: Document, days: string) => void} */
function write(page, days) {
  const heading = page.querySelector(".st-key-top h1 span");
  if (heading && heading.textContent !== days) heading.textContent = days;
  const at = page.title.lastIndexOf(SIGN);
  if (at >= 0 && page.title.slice(0, at) !== days) page.title = days + page.title.slice(at);
}
