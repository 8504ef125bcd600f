// Shapes of the event categories, as paths around (0, 0); `r` is half the height of a disc of equal weight.
// @ts-check

import { OUTLINES, PALETTE } from "./look.js";
/** @import { Context, Symbol } from "./types.d.ts" */

const TURN = 2 * Math.PI;

/** @type {(ctx: Context, shape: string, r: number) => void} */
export function tracePath(ctx, shape, r) {
  ctx.beginPath();
  for (const { corners, circle = 0, hole } of OUTLINES[shape]) {
    if (corners) corners.forEach(([x, y], at) => (at ? ctx.lineTo(x * r, y * r) : ctx.moveTo(x * r, y * r)));
    else {
      ctx.moveTo(circle * r, 0);
      ctx.arc(0, 0, circle * r, 0, hole ? -TURN : TURN, hole);
    }
    ctx.closePath();
  }
}

/** @type {(ctx: Context, x: number, y: number, symbol: Symbol, r: number, ink?: string) => void} */
export function drawSymbol(ctx, x, y, { shape, colour }, r, ink = PALETTE.ink) {
  ctx.save();
  ctx.translate(x, y);
  tracePath(ctx, shape, r);
  ctx.lineJoin = "round";
  ctx.strokeStyle = PALETTE.paper;
  ctx.lineWidth = 3.4;
  ctx.stroke();
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.strokeStyle = ink;
  ctx.lineWidth = 1.2;
  ctx.stroke();
  ctx.restore();
}

/** @type {(ctx: Context, x: number, y: number, r: number) => void} */
export function drawRing(ctx, x, y, r) {
  ctx.save();
  ctx.setLineDash([3, 2.4]);
  ctx.lineWidth = 1.3;
  ctx.strokeStyle = PALETTE.ink;
  ctx.beginPath();
  ctx.arc(x, y, r, 0, TURN);
  ctx.stroke();
  ctx.restore();
}

// Open, closed, or not reported on that date.
/** @type {(ctx: Context, x: number, y: number, status: string | null, r?: number) => void} */
export function drawCrossing(ctx, x, y, status, r = 4) {
  ctx.save();
  ctx.translate(x, y);
  ctx.lineWidth = 1.4;
  /** @type {{ [status: string]: string }} */
  const fills = { open: PALETTE.paper, closed: PALETTE.ink, restricted: PALETTE.paper };
  ctx.fillStyle = fills[status ?? ""] ?? PALETTE.unknown_ground;
  ctx.strokeStyle = status ? PALETTE.ink : PALETTE.unknown;
  ctx.beginPath();
  ctx.rect(-r, -r, 2 * r, 2 * r);
  ctx.fill();
  ctx.stroke();
  if (status === "closed") {
    ctx.strokeStyle = PALETTE.paper;
    ctx.beginPath();
    ctx.moveTo(-r * 0.55, -r * 0.55);
    ctx.lineTo(r * 0.55, r * 0.55);
    ctx.moveTo(r * 0.55, -r * 0.55);
    ctx.lineTo(-r * 0.55, r * 0.55);
    ctx.stroke();
  } else if (status === "restricted") {
    ctx.beginPath();
    ctx.moveTo(-r, r);
    ctx.lineTo(r, -r);
    ctx.stroke();
  }
  ctx.restore();
}
