// The pen of a canvas.
// @ts-check

/** @import { Context } from "./types.d.ts" */

/** @type {(canvas: HTMLCanvasElement, settings?: CanvasRenderingContext2DSettings) => Context} */
export function contextOf(canvas, settings) {
  const ctx = canvas.getContext("2d", settings);
  if (!ctx) throw new Error("this browser gives no canvas to draw on");
  return ctx;
}
