// A label above the strip: what stands at a place of it, within its ends.
// @ts-check

export class Label {
  /**
   * @param {HTMLElement} node
   * @param {HTMLElement} strip
   */
  constructor(node, strip) {
    this.node = node;
    this.strip = strip;
    this.timer = 0;
  }

  // Shows a text with its middle at x, for good or for so many milliseconds.
  /** @type {(text: string, x: number, ms?: number) => void} */
  show(text, x, ms) {
    clearTimeout(this.timer);
    const { node, strip } = this;
    node.hidden = false;
    node.textContent = text;
    const room = strip.clientWidth - node.offsetWidth;
    node.style.left = `${Math.max(0, Math.min(room, x - node.offsetWidth / 2))}px`;
    if (ms) this.timer = setTimeout(() => this.hide(), ms);
  }

  hide() {
    clearTimeout(this.timer);
    this.node.hidden = true;
  }
}
