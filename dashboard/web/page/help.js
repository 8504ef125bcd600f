// Help one key away: what the words mean, the keys, and the guide of four steps that the first visit opens with.
// @ts-check

import { openChannel } from "../shared/channel.js";
/** @import { HelpData } from "../shared/messages.d.ts" */
/** @import { Component } from "../shared/types.d.ts" */

/** @type {WeakMap<Node, Help>} */
const helps = new WeakMap();

/** @type {(component: Component<HelpData>) => void} */
export function mount({ parentElement, data }) {
  const before = helps.get(parentElement);
  if (before && before.token === data.token) return;
  before?.close();
  helps.set(parentElement, new Help(parentElement, data));
}

/** @type {(component: Component<unknown>) => void} */
export function unmount({ parentElement }) {
  helps.get(parentElement)?.close();
  helps.delete(parentElement);
}

class Help {
  /** @param {Component<HelpData>["parentElement"]} root @param {HelpData} data */
  constructor(root, data) {
    this.token = data.token;
    this.steps = data.steps;
    this.name = data.seen;
    this.at = 0;
    /** @type {Element | null} */
    this.former = null;
    /** @type {NodeListOf<HTMLElement>} */
    const nodes = root.querySelectorAll("[data-part]");
    this.parts = Object.fromEntries([...nodes].map((node) => [node.dataset.part, node]));
    fill(this.parts.words, data.words);
    fill(this.parts.keys, data.keys);
    /** @type {(name: string, hear: () => void) => void} */
    const on = (name, hear) => this.parts[name].addEventListener("click", hear);
    on("open", () => this.turn());
    on("close", () => this.turn(false));
    on("again", () => { this.turn(false); this.guide(0); });
    on("skip", () => this.end());
    on("back", () => this.guide(this.at - 1));
    on("next", () => (this.at + 1 < this.steps.length ? this.guide(this.at + 1) : this.end()));
    this.parts.word.addEventListener("input", () => this.narrow());
    /** @type {(event: KeyboardEvent) => void} */
    this.key = (event) => this.hear(event);
    // Before the clock hears it: there "?" opens its own line where no help is.
    document.addEventListener("keydown", this.key, true);
    // A map is a page of its own: what is pressed there is told.
    this.channel = openChannel(data.token, { help: () => this.turn() });
    if (window.top === window && !seen(this.name)) this.guide(0);
  }

  get open() { return !this.parts.help.hidden && this.parts.help.matches(":popover-open"); }

  get guiding() { return this.parts.guide.matches(":popover-open"); }

  /** @param {KeyboardEvent} event */
  hear(event) {
    if (event.key === "Escape" && (this.open || this.guiding)) {
      if (this.open) this.turn(false);
      else this.end();
      event.stopPropagation();
    }
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    event.preventDefault();
    event.stopPropagation();
    this.turn();
  }

  // Opens or closes the help; what had the focus before gets it back.
  /** @param {boolean} [open] */
  turn(open = !this.open) {
    if (open === this.open) return;
    if (open && this.guiding) this.end();
    this.parts.help.togglePopover(open);
    this.parts.open.setAttribute("aria-expanded", String(open));
    if (open) {
      this.former = focused();
      this.parts.word.focus();
      return;
    }
    const former = /** @type {HTMLElement | null} */ (this.former);
    (former && former !== document.body ? former : this.parts.open).focus();
  }

  narrow() {
    const wanted = /** @type {HTMLInputElement} */ (this.parts.word).value.trim().toLowerCase();
    let left = 0;
    for (const term of this.parts.words.querySelectorAll("dt")) {
      const meaning = /** @type {HTMLElement} */ (term.nextElementSibling);
      const fits = `${term.textContent} ${meaning.textContent}`.toLowerCase().includes(wanted);
      term.hidden = meaning.hidden = !fits;
      left += Number(fits);
    }
    this.parts.none.textContent = left ? "" : "No word of the glossary has this.";
  }

  /** @param {number} at */
  guide(at) {
    this.at = at;
    const { title, text, part } = this.steps[at];
    this.parts.count.textContent = `Guide, ${at + 1} of ${this.steps.length}`;
    this.parts.title.textContent = title;
    this.parts.text.textContent = text;
    this.parts.back.hidden = at === 0;
    this.parts.guide.dataset.step = part;
    this.parts.next.textContent = at + 1 < this.steps.length ? "Next" : "Done";
    point(part);
    if (!this.guiding) this.parts.guide.showPopover();
  }

  end() {
    point(null);
    if (this.guiding) this.parts.guide.hidePopover();
    remember(this.name);
  }

  close() {
    point(null);
    document.removeEventListener("keydown", this.key, true);
    this.channel.close();
  }
}

/** @type {(list: HTMLElement, pairs: string[][]) => void} */
function fill(list, pairs) {
  const cell = (/** @type {"dt" | "dd"} */ tag, /** @type {string} */ text) => {
    const node = document.createElement(tag);
    node.textContent = text;
    return node;
  };
  list.replaceChildren(...pairs.flatMap(([term, meaning]) => [cell("dt", term), cell("dd", meaning)]));
}

// Frames the part of the page that a step speaks of, be it drawn already or not; none, and the frame is gone.
/** @type {(part: string | null) => void} */
function point(part) {
  if (part) document.documentElement.dataset.guide = part;
  else delete document.documentElement.dataset.guide;
}

// What has the focus, within the shadow of a component too.
function focused() {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return node;
}

/** @type {(event: KeyboardEvent) => boolean} */
function isTyping(event) {
  const target = event.composedPath()[0];
  const fields = "input:not([type=range], [type=checkbox], [type=radio]), select, textarea, [contenteditable=true], canvas";
  return target instanceof Element && target.matches(fields);
}

// Where nothing may be kept, the guide is not shown: it would stand there at every visit.
/** @type {(name: string) => boolean} */
function seen(name) {
  try {
    return window.localStorage.getItem(name) !== null;
  } catch {
    return true;
  }
}

/** @type {(name: string) => void} */
function remember(name) {
  try {
    window.localStorage.setItem(name, "seen");
  } catch {
    // It is closed for this visit.
  }
}
