// Says that a card goes on above or below its edge, and lets keys scroll it while it does.
// @ts-check

import { element } from "./legend.js";

// `content` is the last thing in the card; what is seen of its two ends is told by the browser, nothing is measured.
/** @type {(card: HTMLElement, content: HTMLElement) => void} */
export function tellOverflow(card, content) {
  const [first, last] = ["above", "below"].map((side) => {
    const end = element("i", "bm-end");
    end.dataset.end = side;
    end.setAttribute("aria-hidden", "true");
    return end;
  });
  const cue = element("div", "bm-more", "more below");
  cue.setAttribute("aria-hidden", "true");
  card.prepend(first);
  content.after(last, cue);
  const observer = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      card.toggleAttribute(`data-${/** @type {HTMLElement} */ (target).dataset.end}`, !isIntersecting);
    }
    const goesOn = card.hasAttribute("data-above") || card.hasAttribute("data-below");
    if (goesOn) card.tabIndex = 0;
    else card.removeAttribute("tabindex");
  }, { root: card });
  for (const end of [first, last]) observer.observe(end);
}
