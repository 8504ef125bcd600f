// Words on the map: who comes first takes the room, what does not fit is left out, nothing shrinks.
// @ts-check

import { PALETTE, washed } from "../shared/look.js";
/** @import { Align, Line, Room, Side, ValueWords } from "./types.d.ts" */
/** @import { Box, Context } from "../shared/types.d.ts" */

const FACE = "'Source Sans', 'Source Sans 3', sans-serif";

// One frame of labels; `taken` are boxes [x0, y0, x1, y1] nobody may cover.
export class Labeller {
  /**
   * @param {Context} ctx
   * @param {Room} view
   * @param {Box[]} [taken]
   */
  constructor(ctx, view, taken = []) {
    this.ctx = ctx;
    this.taken = [...taken];
    // Words stay inside what the reader sees, not in the padding.
    const { pad, width, height } = view;
    this.bounds = [pad.x + 2, pad.y + 2, width - pad.x - 2, height - pad.y - 2];
  }

  /** @type {(box: Box) => boolean} */
  free([x0, y0, x1, y1]) {
    const [left, top, right, bottom] = this.bounds;
    if (x0 < left || y0 < top || x1 > right || y1 > bottom) return false;
    return this.taken.every(([a, b, c, d]) => x1 < a || x0 > c || y1 < b || y0 > d);
  }

  /** @type {(x: number, y: number) => boolean} */
  inside(x, y) {
    const [left, top, right, bottom] = this.bounds;
    return x >= left && x <= right && y >= top && y <= bottom;
  }

  // Several lines at (x, y), tried at each of the `places` ("right", "left", "above", "below", "center").
  /** @type {(lines: Line[], x: number, y: number, places: Side[], gap?: number) => { box: Box, place: Side } | null} */
  write(lines, x, y, places, gap = 7) {
    const { ctx } = this;
    const sizes = lines.map((line) => {
      ctx.font = fontOf(line);
      if (line.spacing) ctx.letterSpacing = `${line.spacing}px`;
      const width = ctx.measureText(line.text).width;
      ctx.letterSpacing = "0px";
      return width;
    });
    const width = Math.max(...sizes);
    const height = lines.reduce((sum, line) => sum + line.size * 1.2, 0);
    for (const place of places) {
      /** @type {{ [Place in Side]: [number, number, Align] }} */
      const spots = {
        right: [x + gap, y - height / 2, "left"],
        left: [x - gap - width, y - height / 2, "right"],
        above: [x - width / 2, y - gap - height, "center"],
        below: [x - width / 2, y + gap, "center"],
        center: [x - width / 2, y - height / 2, "center"],
      };
      const [x0, y0, align] = spots[place];
      /** @type {Box} */
      const box = [x0 - 2, y0, x0 + width + 2, y0 + height];
      if (!this.free(box)) continue;
      this.taken.push(box);
      let top = y0;
      lines.forEach((line) => {
        if (line.tag) drawTag(ctx, x0, top, sizes[lines.indexOf(line)], line.size * 1.2);
        top += line.size * 1.2;
        const at = { left: x0, right: x0 + width, center: x0 + width / 2 }[align];
        drawText(ctx, line, at, top - line.size * 0.28, align);
      });
      return { box, place };
    }
    return null;
  }

  /** @type {(box: Box) => void} */
  reserve(box) { this.taken.push(box); }
}

// The tag of what reports disagree on, as everywhere: yellow with a dashed edge.
/** @type {(ctx: Context, x: number, y: number, width: number, height: number) => void} */
function drawTag(ctx, x, y, width, height) {
  ctx.save();
  ctx.fillStyle = PALETTE.tag;
  ctx.strokeStyle = PALETTE.ink;
  ctx.lineWidth = 1;
  ctx.setLineDash([3, 2]);
  ctx.fillRect(x - 1, y, width + 2, height);
  ctx.strokeRect(x - 1, y, width + 2, height);
  ctx.restore();
}

/** @type {(line: { size: number, weight?: number, italic?: boolean }) => string} */
const fontOf = ({ weight = 400, size, italic }) => `${italic ? "italic " : ""}${weight} ${size}px ${FACE}`;

/** @type {(ctx: Context, line: Line, x: number, y: number, align: Align) => void} */
export function drawText(ctx, line, x, y, align) {
  ctx.font = fontOf(line);
  ctx.textAlign = align;
  ctx.textBaseline = "alphabetic";
  ctx.letterSpacing = `${line.spacing ?? 0}px`;
  ctx.lineJoin = "round";
  ctx.strokeStyle = washed(PALETTE.paper, 0.92);
  ctx.lineWidth = line.halo ?? 3;
  ctx.strokeText(line.text, x, y);
  ctx.fillStyle = line.colour ?? PALETTE.ink;
  ctx.fillText(line.text, x, y);
  ctx.letterSpacing = "0px";
}

// The block that says a border's figure: class bar, name, number, measure and how it was counted.
/** @type {(labeller: Labeller, x: number, y: number, words: ValueWords, colour: string, look: string, level: number) => Box | null} */
export function writeValue(labeller, x, y, words, colour, look, level) {
  const { ctx } = labeller;
  const lines = [
    { text: words.name, size: 13, weight: 600 },
    words.quiet ? { text: words.value, size: 12.5, colour: PALETTE.ink_2 } : { text: words.value, size: words.big ? 20 : 16, weight: 700 },
    ...(words.measure ? [{ text: words.measure, size: 12.5, colour: PALETTE.ink_2 }] : []),
    ...words.known.map((text) => ({ text, size: 12, colour: PALETTE.ink_2 })),
    ...(words.contested ? [{ text: " contested ", size: 12, weight: 600, tag: true }] : []),
  ];
  const written = labeller.write(lines, x, y, ["right"], 12);
  if (!written) return null;
  const [, top, , bottom] = written.box;
  const bare = look === "none" && !words.quiet;
  drawBar(ctx, x, [top, bottom], bare ? PALETTE.hatch_ground : colour, look, level, bare);
  return [x - 2, top, written.box[2], bottom];
}

// The bar of a class beside the words: hatched where a higher one may hide or nothing is known, with a white core
// for the average of a wider count.
/** @type {(ctx: Context, x: number, ends: [number, number], colour: string, look: string, level: number, bare: boolean) => void} */
function drawBar(ctx, x, [top, bottom], colour, look, level, bare) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, top + 2, 6, bottom - top - 4);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.strokeStyle = PALETTE.ink;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.clip();
  if (look === "hatched" || bare) {
    ctx.strokeStyle = look === "none" ? PALETTE.unknown : level === 0 ? PALETTE.ink : PALETTE.paper;
    ctx.lineWidth = look === "none" ? 1 : 1.8;
    ctx.beginPath();
    for (let at = top - 8; at < bottom; at += look === "none" ? 4 : 5) { ctx.moveTo(x - 1, at + 8); ctx.lineTo(x + 8, at); }
    ctx.stroke();
  }
  if (look === "average") {
    ctx.strokeStyle = PALETTE.paper;
    ctx.lineWidth = 1.8;
    ctx.setLineDash([7, 4]);
    ctx.beginPath();
    ctx.moveTo(x + 3, top + 3);
    ctx.lineTo(x + 3, bottom);
    ctx.stroke();
  }
  ctx.restore();
}
