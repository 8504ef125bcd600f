// The cards of a map: each folds under its heading. What the hand has folded or opened stays so at the next visit.
// @ts-check

import { element } from "./legend.js";
/** @import { Card, Cards } from "./types.d.ts" */

const KEPT = "border-monitor-cards"; // name in the browser's own storage

/** @type {() => Record<string, boolean>} */
function recall() {
  try {
    const told = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    return Object.fromEntries(Object.entries(told).filter(([, open]) => typeof open === "boolean"));
  } catch {
    return {}; // a browser that keeps nothing, or what somebody else wrote there
  }
}

/** @type {(name: string, open: boolean) => void} */
function remember(name, open) {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...recall(), [name]: open }));
  } catch {
    // A browser that keeps nothing: the card folds all the same.
  }
}

// `whose` follows the title in the name of each card, where a second map has the same cards.
/** @type {(whose?: string) => Cards} */
export function createCards(whose = "") {
  /** @type {Record<string, Card>} */
  const cards = {};
  const set = recall();
  /** @type {(() => void)[]} */
  const heard = [];
  return {
    set,
    // `alone` says that there is room for one card: to open it folds the others.
    add(name, title, open, alone = () => false) {
      const node = element("section", `bm-card bm-${name}`);
      const head = element("h2", "bm-head");
      const button = element("button", "", title);
      const body = element("div", "bm-body");
      button.type = "button";
      body.id = `bm-${name}-body`;
      button.setAttribute("aria-controls", body.id);
      head.append(button);
      node.append(head, body);
      node.setAttribute("aria-label", title + whose);
      /** @type {(is: boolean) => void} */
      const show = (is) => {
        body.hidden = !is;
        node.classList.toggle("folded", !is);
        button.setAttribute("aria-expanded", String(is));
      };
      button.addEventListener("click", () => {
        const is = body.hidden;
        if (is && alone()) for (const other of Object.values(cards)) if (other !== card) other.show(false);
        show(is);
        set[name] = is;
        remember(name, is);
        for (const hear of heard) hear();
      });
      const card = { node, body, button, show, get open() { return !body.hidden; } };
      cards[name] = card;
      show(set[name] ?? open);
      return card;
    },
    // Those that the hand left alone stand open or folded as is told.
    arrange(open, among) {
      for (const name of among) if (set[name] === undefined) cards[name].show(open.includes(name));
    },
    openOf: (names) => names.filter((name) => cards[name]?.open),
    onFold: (hear) => { heard.push(hear); },
  };
}
