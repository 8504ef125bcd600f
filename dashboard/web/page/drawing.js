// Shows one of several drawings of the same thing: the widest that there is room for.
// @ts-check

/** @import { DrawingData } from "../shared/messages.d.ts" */
/** @import { Component } from "../shared/types.d.ts" */

/** @type {WeakMap<Node, Drawing>} */
const live = new WeakMap();

/** @type {(component: Component<DrawingData>) => void} */
export function mount({ parentElement, data }) {
  let drawing = live.get(parentElement);
  if (!drawing) {
    const holder = parentElement.querySelector('[data-part="drawing"]');
    if (!holder) return;
    drawing = new Drawing(holder);
    live.set(parentElement, drawing);
  }
  drawing.take(data.drawings);
}

/** @type {(component: Component<unknown>) => void} */
export function unmount({ parentElement }) {
  live.get(parentElement)?.close();
  live.delete(parentElement);
}

// Reads a drawing; what is no SVG is none, and is left out.
/** @type {(text: string) => Element | null} */
export function readDrawing(text) {
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return root.localName === "svg" ? root : null;
}

// The widest drawing that fits a width, else the narrowest: it is made smaller.
/** @type {(drawings: Element[], room: number) => Element | undefined} */
export function fitting(drawings, room) {
  const byWidth = [...drawings].sort((one, other) => widthOf(other) - widthOf(one));
  return byWidth.find((drawing) => widthOf(drawing) <= room) ?? byWidth.at(-1);
}

/** @type {(drawing: Element) => number} */
function widthOf(drawing) {
  return Number(drawing.getAttribute("width"));
}

export class Drawing {
  /** @param {Element} holder */
  constructor(holder) {
    this.holder = holder;
    /** @type {Element[]} */
    this.drawings = [];
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(holder);
  }

  /** @type {(texts: string[]) => void} */
  take(texts) {
    this.drawings = texts.map(readDrawing).filter((drawing) => drawing !== null);
    this.draw();
  }

  draw() {
    const room = this.holder.clientWidth;
    if (!room) return;
    const drawing = fitting(this.drawings, room);
    if (drawing && drawing === this.holder.firstElementChild) return;
    this.holder.replaceChildren(...(drawing ? [document.importNode(drawing, true)] : []));
  }

  close() { this.observer.disconnect(); }
}
