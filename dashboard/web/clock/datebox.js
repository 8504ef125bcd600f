// A box for one date: typed, or chosen from a calendar; taken on Enter or on leaving; never changed under the hand.
// @ts-check

import { dayOf, isoOf, shortWords } from "../shared/days.js";
import { monthsOf, orderOf, readDay } from "./typed_day.js";
/** @import { Check, Reader } from "./types.d.ts" */

const CALENDAR = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 1h2v2h6V1h2v2h2v12H1V3h2zM3 7v6h10V7z"/></svg>';

export class DateBox {
  // `take(day)` goes there and returns nothing, or says in words why not; `still()` says what holds when it does not.
  /**
   * @param {HTMLInputElement} input
   * @param {{ name: string, calendar: string, take: Check, still: () => string, typing: () => void }} options
   */
  constructor(input, { name, calendar, take, still, typing }) {
    this.input = input;
    this.take = take;
    this.still = still;
    this.typing = typing;
    /** @type {number | null} */
    this.day = null;
    this.shown = "";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.setAttribute("aria-label", name);
    this.note = Object.assign(document.createElement("p"), { className: "refused", id: `refused-${input.dataset.part}` });
    this.note.setAttribute("role", "alert");
    this.picker = Object.assign(document.createElement("input"), { type: "date", className: "picker", tabIndex: -1 });
    this.picker.setAttribute("aria-hidden", "true");
    this.opener = Object.assign(document.createElement("button"), { type: "button", className: "opener", innerHTML: CALENDAR, title: "Choose from a calendar" });
    this.opener.setAttribute("aria-label", calendar);
    const room = document.createElement("span");
    room.className = "datebox";
    input.replaceWith(room);
    room.append(input, this.picker, this.opener, this.note);
    const languages = navigator.languages?.length ? navigator.languages : ["en-GB"];
    /** @type {Reader} */
    this.reader = { order: orderOf(languages[0]), months: monthsOf(languages) };
    input.addEventListener("input", () => { this.quiet(); this.typing(); });
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.commit());
    input.addEventListener("focus", () => input.select());
    this.opener.addEventListener("click", () => this.choose());
    this.picker.addEventListener("keydown", (event) => event.preventDefault()); // chosen only: typing is the box's
    this.picker.addEventListener("change", () => { 
      const day = dayOf(this.picker.value);
      if (day !== null) this.go(day);
    });
  }

  // What the box says when nobody types in it. A text that was typed and not yet taken stays.
  /** @type {(day: number | null) => void} */
  show(day) {
    const moved = day !== this.day;
    this.day = day;
    if (this.held || (this.isRefused && !moved)) return;
    this.write();
  }

  // Whether a hand is in the box: what it shows is then the hand's alone.
  get held() {
    return /** @type {Document | ShadowRoot} */ (this.input.getRootNode()).activeElement === this.input;
  }

  get isRefused() {
    return this.input.getAttribute("aria-invalid") === "true";
  }

  write() {
    this.shown = this.day === null ? "" : shortWords(this.day);
    if (this.input.value !== this.shown) this.input.value = this.shown;
    this.quiet();
  }

  /** @type {(event: KeyboardEvent) => void} */
  key(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      this.commit();
    } else if (event.key === "Escape" && (this.isRefused || this.input.value !== this.shown)) {
      event.stopPropagation();
      this.write();
      this.input.select();
    }
  }

  commit() {
    if (this.input.value === this.shown) {
      if (!this.held) this.write(); // the clock went on while the hand lay here
      return;
    }
    const found = readDay(this.input.value, this.reader);
    if (found.day === undefined) this.refuse(found.problem);
    else this.go(found.day);
  }

  /** @type {(day: number) => void} */
  go(day) {
    const problem = this.take(day);
    if (problem) { this.refuse(problem); return; }
    this.day = day;
    this.write();
  }

  /** @type {(problem: string) => void} */
  refuse(problem) {
    const what = document.createElement("b");
    what.textContent = problem;
    this.note.replaceChildren(what, ` ${this.still()}`);
    this.input.setAttribute("aria-invalid", "true");
    this.input.setAttribute("aria-describedby", this.note.id);
  }

  quiet() {
    if (!this.isRefused) return;
    this.note.replaceChildren();
    this.input.removeAttribute("aria-invalid");
    this.input.removeAttribute("aria-describedby");
  }

  choose() {
    this.picker.value = this.day === null ? "" : isoOf(this.day);
    this.picker.showPicker?.();
  }
}
