// Longitude and latitude to the unit square of the Web Mercator screen map, and back.
// @ts-check

/** @import { View } from "./types.d.ts" */
/** @import { Box, Context, GeoFeature, Point } from "../shared/types.d.ts" */

/** @type {(lon: number) => number} */
export const unitX = (lon) => (lon + 180) / 360;

/** @type {(lat: number) => number} */
export function unitY(lat) {
  const sin = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

/** @type {{ [type: string]: number }} */
const DEPTHS = { LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };

// Flattens the coordinates of any line or polygon geometry to one Float64Array of x, y a part.
/** @type {(geometry: GeoFeature["geometry"]) => Float64Array[]} */
export function unitParts(geometry) {
  /** @type {Float64Array[]} */
  const parts = [];
  /** @type {(coordinates: unknown[], depth: number) => void} */
  const walk = (coordinates, depth) => {
    if (depth > 1) { coordinates.forEach((inner) => walk(/** @type {unknown[]} */ (inner), depth - 1)); return; }
    const part = new Float64Array(coordinates.length * 2);
    /** @type {Point[]} */ (coordinates).forEach(([lon, lat], index) => {
      part[2 * index] = unitX(lon);
      part[2 * index + 1] = unitY(lat);
    });
    parts.push(part);
  };
  walk(geometry.coordinates, DEPTHS[geometry.type]);
  return parts;
}

// A part of a feature in the unit square, back in degrees.
/** @type {(part: Float64Array) => Point[]} */
export function lonLat(part) {
  /** @type {Point[]} */
  const ring = [];
  for (let at = 0; at < part.length; at += 2) {
    const y = Math.PI * (1 - 2 * part[at + 1]);
    ring.push([part[at] * 360 - 180, (Math.atan(Math.sinh(y)) * 180) / Math.PI]);
  }
  return ring;
}

/** @type {(parts: Float64Array[]) => Box} */
export function boxOf(parts) {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 2) {
      box[0] = Math.min(box[0], part[at]);
      box[1] = Math.min(box[1], part[at + 1]);
      box[2] = Math.max(box[2], part[at]);
      box[3] = Math.max(box[3], part[at + 1]);
    }
  }
  return box;
}

// Adds a part to the current path, in pixels of the view.
/** @type {(ctx: Context, part: Float64Array, view: View, closed: boolean) => void} */
export function trace(ctx, part, view, closed) {
  const { scale, ox, oy } = view;
  ctx.moveTo(part[0] * scale + ox, part[1] * scale + oy);
  let lastX = Infinity;
  let lastY = Infinity;
  for (let at = 2; at < part.length; at += 2) {
    const x = part[at] * scale + ox;
    const y = part[at + 1] * scale + oy;
    // Vertices closer than half a pixel draw nothing new.
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.7 && at < part.length - 2) continue;
    ctx.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
  if (closed) ctx.closePath();
}

/** @type {(box: Box, view: View) => boolean} */
export function visible(box, view) {
  const { scale, ox, oy, width, height } = view;
  return box[2] * scale + ox > 0 && box[0] * scale + ox < width
    && box[3] * scale + oy > 0 && box[1] * scale + oy < height;
}
