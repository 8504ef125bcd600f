// Schematic arrows from Minsk towards each border: that a figure is reported, in its own class; never a path or a volume.
// @ts-check

import { isRated } from "./borders.js";
import { drawText } from "./labels.js";
import { PALETTE } from "../shared/look.js";
import { unitX, unitY } from "./mercator.js";
/** @import { Standing, View } from "./types.d.ts" */
/** @import { Box, Context, Point } from "../shared/types.d.ts" */

/** @type {Point} */
const MINSK = [27.56, 53.9];
// Where each arrow ends: in Belarus, short of the border, clear of the crossings; and how far it bends.
/** @type {{ [pair: string]: [number, number, number] }} */
const ENDS = { "BY-PL": [24.45, 53.2, 0.1], "BY-LT": [26.15, 54.2, -0.12], "BY-LV": [28.0, 55.55, 0.12] };
const WIDTHS = [2, 4, 5.5, 7, 8.5, 10];

// Draws the arrows and returns the boxes they cover, so that words keep clear of them.
/** @type {(ctx: Context, view: View, stands: Standing[], ramp: string[]) => Box[]} */
export function drawArrows(ctx, view, stands, ramp) {
  /** @type {Box[]} */
  const boxes = [];
  /** @type {(place: Point) => Point} */
  const at = ([lon, lat]) => [unitX(lon) * view.scale + view.ox, unitY(lat) * view.scale + view.oy];
  for (const { border, stand } of stands) {
    if (!isRated(stand) || !ENDS[border.pair]) continue;
    const [lon, lat, bend] = ENDS[border.pair];
    const colour = stand.level === 0 ? PALETTE.paper : ramp[stand.level - 1];
    boxes.push(...drawArrow(ctx, at(MINSK), at([lon, lat]), bend, WIDTHS[stand.level], colour));
  }
  return boxes;
}

/** @type {(ctx: Context, from: Point, to: Point, bend: number, width: number, colour: string) => Box[]} */
function drawArrow(ctx, [ax, ay], [bx, by], bend, width, colour) {
  /** @type {Point} */
  const control = [(ax + bx) / 2 + (by - ay) * bend, (ay + by) / 2 - (bx - ax) * bend];
  const angle = Math.atan2(by - control[1], bx - control[0]);
  const head = width * 1.1 + 6;
  const neck = [bx - Math.cos(angle) * head, by - Math.sin(angle) * head];
  /** @type {Point} */
  const start = [ax + (control[0] - ax) * 0.18, ay + (control[1] - ay) * 0.18];
  /** @type {(reach: number) => Point} */
  const across = (reach) => [Math.sin(angle) * reach, -Math.cos(angle) * reach];
  ctx.save();
  ctx.lineJoin = "round";
  ctx.beginPath();
  // A shaft that widens from nothing: it begins at no exact place.
  const [sx, sy] = across(width / 2);
  ctx.moveTo(...start);
  ctx.quadraticCurveTo(control[0] + sx * 0.6, control[1] + sy * 0.6, neck[0] + sx, neck[1] + sy);
  const [hx, hy] = across(width / 2 + 5);
  ctx.lineTo(neck[0] + hx, neck[1] + hy);
  ctx.lineTo(bx, by);
  ctx.lineTo(neck[0] - hx, neck[1] - hy);
  ctx.lineTo(neck[0] - sx, neck[1] - sy);
  ctx.quadraticCurveTo(control[0] - sx * 0.6, control[1] - sy * 0.6, ...start);
  ctx.closePath();
  ctx.globalAlpha = 0.85;
  ctx.strokeStyle = PALETTE.paper;
  ctx.lineWidth = 4;
  ctx.stroke();
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.strokeStyle = PALETTE.ink;
  ctx.lineWidth = 1.1;
  ctx.setLineDash([4, 2.5]);
  ctx.stroke();
  ctx.restore();
  const [middleX, middleY] = [0, 1].map((axis) => (start[axis] + 2 * control[axis] + neck[axis]) / 4);
  // The label lies along the shaft, right way up.
  const tilt = Math.atan2(neck[1] - start[1], neck[0] - start[0]);
  ctx.save();
  ctx.translate(middleX, middleY);
  ctx.rotate(Math.abs(tilt) > Math.PI / 2 ? tilt + Math.PI : tilt);
  drawText(ctx, { text: "schematic", size: 11, colour: PALETTE.ink_2 }, 0, -width / 2 - 4, "center");
  ctx.restore();
  return boxesAlong(start, control, [bx, by], width / 2 + 9);
}

/** @type {(start: Point, control: Point, end: Point, reach: number) => Box[]} */
function boxesAlong(start, control, end, reach) {
  /** @type {Box[]} */
  const boxes = [];
  for (let share = 0; share <= 1; share += 0.08) {
    const [x, y] = [0, 1].map((axis) => (1 - share) ** 2 * start[axis] + 2 * share * (1 - share) * control[axis] + share ** 2 * end[axis]);
    boxes.push([x - reach, y - reach, x + reach, y + reach]);
  }
  return boxes;
}
