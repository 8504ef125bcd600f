// The page's own heading and title while the clock moves: the days on show, and that the words beside them wait.
// @ts-check

const SIGN = " · ";

// Writes the days into the heading and the browser's tab; the server writes the same when the hand rests.
/** @type {(page: Document, days: string, playing: boolean) => void} */
export function showDays(page, days, playing) {
  const shown = page.querySelector(".st-key-top h1 span");
  if (shown && shown.textContent !== days) shown.textContent = days;
  const at = page.title.lastIndexOf(SIGN);
  if (at >= 0 && page.title.slice(0, at) !== days) page.title = days + page.title.slice(at);
  page.documentElement.toggleAttribute("data-playing", playing);
}
