// Shapes of the event categories, as paths around (0, 0); `r` is half the height of a disc of equal weight.
// @ts-check

/** @import { Context, Point, Symbol } from "./types.d.ts" */

const TURN = 2 * Math.PI;

/** @type {(ctx: Context, sides: number, r: number, turn: number) => void} */
function polygon(ctx, sides, r, turn) {
  for (let corner = 0; corner < sides; corner += 1) {
    const angle = turn + (corner / sides) * TURN;
    const [x, y] = [r * Math.cos(angle), r * Math.sin(angle)];
    if (corner) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
  }
  ctx.closePath();
}

const HOLE = 0.42; // of the outline

// Brought files have hollow forms: an outline, and the same outline smaller, the other way round.
/** @type {(ctx: Context, points: Point[], r: number) => void} */
function frame(ctx, points, r) {
  /** @type {(point: number[], index: number) => void} */
  const corner = ([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y));
  points.map(([x, y]) => [x * r, y * r]).forEach(corner);
  ctx.closePath();
  points.toReversed().map(([x, y]) => [x * r * HOLE, y * r * HOLE]).forEach(corner);
  ctx.closePath();
}

/** @type {(sides: number, reach: number | number[], turn: number) => Point[]} */
const turned = (sides, reach, turn) => Array.from({ length: sides }, (_, corner) => {
  const angle = turn + (corner / sides) * TURN;
  const far = Array.isArray(reach) ? reach[corner % reach.length] : reach;
  return [far * Math.cos(angle), far * Math.sin(angle)];
});
/** @type {(x: number, y: number) => Point[]} */
const box = (x, y) => [[x, y], [-x, y], [-x, -y], [x, -y]];
/** @type {Point[]} */
const PLUS = [[1.35, 0.55], [0.55, 0.55], [0.55, 1.35], [-0.55, 1.35], [-0.55, 0.55], [-1.35, 0.55],
  [-1.35, -0.55], [-0.55, -0.55], [-0.55, -1.35], [0.55, -1.35], [0.55, -0.55], [1.35, -0.55]];

/** @type {{ [shape: string]: (ctx: Context, r: number) => void }} */
const SHAPES = {
  disc: (ctx, r) => ctx.arc(0, 0, r, 0, TURN),
  triangle: (ctx, r) => polygon(ctx, 3, r * 1.25, -TURN / 4),
  "triangle-left": (ctx, r) => polygon(ctx, 3, r * 1.2, TURN / 2),
  square: (ctx, r) => ctx.rect(-r * 0.88, -r * 0.88, r * 1.76, r * 1.76),
  diamond: (ctx, r) => polygon(ctx, 4, r * 1.2, 0),
  pentagon: (ctx, r) => polygon(ctx, 5, r * 1.1, -TURN / 4),
  hexagon: (ctx, r) => polygon(ctx, 6, r * 1.08, 0),
  comb: (ctx, r) => {
    ctx.rect(-r * 1.1, r * 0.2, r * 2.2, r * 0.45);
    for (const at of [-0.95, -0.15, 0.65]) ctx.rect(r * at, -r * 0.9, r * 0.3, r * 1.1);
  },
  star: (ctx, r) => {
    for (let corner = 0; corner < 10; corner += 1) {
      const reach = corner % 2 ? r * 0.52 : r * 1.3;
      const angle = -TURN / 4 + (corner / 10) * TURN;
      const [x, y] = [reach * Math.cos(angle), reach * Math.sin(angle)];
      if (corner) ctx.lineTo(x, y);
      else ctx.moveTo(x, y);
    }
    ctx.closePath();
  },
  plane: (ctx, r) => {
    const outline = [[0, -1.2], [0.18, -0.9], [0.18, -0.3], [1.15, 0.3], [1.15, 0.55], [0.18, 0.25],
      [0.14, 0.75], [0.45, 1], [0.45, 1.15], [0, 1.02]];
    outline.forEach(([x, y], index) => (index ? ctx.lineTo(x * r, y * r) : ctx.moveTo(x * r, y * r)));
    outline.toReversed().forEach(([x, y]) => ctx.lineTo(-x * r, y * r));
    ctx.closePath();
  },
  ring: (ctx, r) => {
    ctx.arc(0, 0, r * 1.05, 0, TURN);
    ctx.moveTo(r * 1.05 * HOLE, 0);
    ctx.arc(0, 0, r * 1.05 * HOLE, 0, -TURN, true);
  },
  "frame-diamond": (ctx, r) => frame(ctx, turned(4, 1.3, 0), r),
  "frame-triangle-down": (ctx, r) => frame(ctx, turned(3, 1.4, TURN / 4), r),
  "frame-bar": (ctx, r) => frame(ctx, box(1.4, 0.8), r),
  "frame-triangle-right": (ctx, r) => frame(ctx, turned(3, 1.4, 0), r),
  "frame-pillar": (ctx, r) => frame(ctx, box(0.8, 1.4), r),
  "frame-plus": (ctx, r) => {
    PLUS.forEach(([x, y], index) => (index ? ctx.lineTo(x * r, y * r) : ctx.moveTo(x * r, y * r)));
    ctx.closePath();
    ctx.moveTo(r * 0.3, 0);
    ctx.arc(0, 0, r * 0.3, 0, -TURN, true);
  },
  "frame-spark": (ctx, r) => frame(ctx, turned(8, [1.5, 0.75], 0), r),
};

/** @type {(ctx: Context, shape: string, r: number) => void} */
export function tracePath(ctx, shape, r) {
  ctx.beginPath();
  SHAPES[shape](ctx, r);
}

/** @type {(ctx: Context, x: number, y: number, symbol: Symbol, r: number, ink?: string) => void} */
export function drawSymbol(ctx, x, y, { shape, colour }, r, ink = "#1E2329") {
  ctx.save();
  ctx.translate(x, y);
  tracePath(ctx, shape, r);
  ctx.lineJoin = "round";
  ctx.strokeStyle = "#FFFFFF";
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
  ctx.strokeStyle = "#1E2329";
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
  const fills = { open: "#FFFFFF", closed: "#1E2329", restricted: "#FFFFFF" };
  ctx.fillStyle = fills[status ?? ""] ?? "#E4E4E4";
  ctx.strokeStyle = status ? "#1E2329" : "#8B9096";
  ctx.beginPath();
  ctx.rect(-r, -r, 2 * r, 2 * r);
  ctx.fill();
  ctx.stroke();
  if (status === "closed") {
    ctx.strokeStyle = "#FFFFFF";
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
