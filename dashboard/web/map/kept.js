// The part of the map that lists and marks keep to: an outline of dashes, or a soft band along its sections.
// @ts-check

import { PALETTE } from "../shared/look.js";
import { trace, unitX, unitY } from "./mercator.js";
/** @import { Layers, View } from "./types.d.ts" */
/** @import { KeptEntry } from "../shared/feed.d.ts" */
/** @import { Context } from "../shared/types.d.ts" */

const DASH = [8, 4.5];
const BAND = 26; // pixels, wider than a border in its highest class
const SOFT = 0.35;

/** @type {WeakMap<KeptEntry, Float64Array>} */
const outlines = new WeakMap();

/** @type {(kept: KeptEntry) => Float64Array} */
function outlineOf(kept) {
  const before = outlines.get(kept);
  if (before) return before;
  const outline = new Float64Array(kept.ring.flatMap(([lon, lat]) => [unitX(lon), unitY(lat)]));
  outlines.set(kept, outline);
  return outline;
}

/** @type {(ctx: Context, view: View, kept: KeptEntry, layers: Layers) => void} */
export function drawKept(ctx, view, kept, layers) {
  ctx.save();
  ctx.lineJoin = "round";
  ctx.beginPath();
  if (kept.ring.length) {
    trace(ctx, outlineOf(kept), view, true);
    ctx.strokeStyle = PALETTE.paper;
    ctx.lineWidth = 4;
    ctx.stroke();
    ctx.setLineDash(DASH);
    ctx.lineWidth = 2;
  } else {
    for (const { id = "", parts } of layers.border_sections_screen) {
      if (kept.sections.includes(id)) for (const part of parts) trace(ctx, part, view, false);
    }
    ctx.globalAlpha = SOFT;
    ctx.lineWidth = BAND;
  }
  ctx.strokeStyle = PALETTE.accent;
  ctx.stroke();
  ctx.restore();
}

// A short piece of it for the legend.
/** @type {(kept: KeptEntry) => (ctx: Context, x: number, y: number) => void} */
export const keptSample = (kept) => (ctx, x, y) => {
  ctx.strokeStyle = PALETTE.accent;
  ctx.lineWidth = kept.ring.length ? 2 : 9;
  ctx.globalAlpha = kept.ring.length ? 1 : SOFT;
  ctx.setLineDash(kept.ring.length ? DASH : []);
  ctx.beginPath();
  ctx.moveTo(1, y);
  ctx.lineTo(2 * x - 1, y);
  ctx.stroke();
};
