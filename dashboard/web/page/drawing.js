// Shows one of several drawings of the same thing: the widest that there is room for.

const live = new WeakMap();

export function mount({ parentElement, data }) {
  let drawing = live.get(parentElement);
  if (!drawing) {
    drawing = new Drawing(parentElement.querySelector('[data-part="drawing"]'));
    live.set(parentElement, drawing);
  }
  drawing.take(data.drawings);
}

export function unmount({ parentElement }) {
  live.get(parentElement)?.close();
  live.delete(parentElement);
}

/** Read a drawing; what is no SVG is none, and is left out. */
export function readDrawing(text) {
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return root.localName === "svg" ? root : null;
}

/** The widest drawing that fits a width, else the narrowest: it is made smaller. */
export function fitting(drawings, room) {
  const byWidth = [...drawings].sort((one, other) => widthOf(other) - widthOf(one));
  return byWidth.find((drawing) => widthOf(drawing) <= room) ?? byWidth.at(-1);
}

function widthOf(drawing) {
  return Number(drawing.getAttribute("width"));
}

class Drawing {
  constructor(holder) {
    this.holder = holder;
    this.drawings = [];
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(holder);
  }

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
