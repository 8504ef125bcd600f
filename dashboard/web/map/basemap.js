// The base map: sea, land, countries, forest, water and other borders, drawn from the shipped layers.
// @ts-check

import { readLayer } from "../shared/assets.js";
import { boxOf, lonLat, trace, unitParts, unitX, unitY, visible } from "./mercator.js";
import { PALETTE } from "../shared/look.js";
/** @import { Feature, Features, Layers, View } from "./types.d.ts" */
/** @import { Context } from "../shared/types.d.ts" */

// A layer that cannot be read is left out and named; the others are drawn.
/** @type {(base: string, names: string[]) => Promise<Features>} */
export async function loadLayers(base, names) {
  /** @type {Layers} */
  const layers = {};
  /** @type {string[]} */
  const problems = [];
  await Promise.all(names.map(async (name) => {
    layers[name] = [];
    const features = await readLayer(base, name).catch(({ message }) => {
      problems.push(`${name}.geojson: ${message}`);
      return [];
    });
    layers[name] = features.map(({ geometry, properties }) => {
      const parts = unitParts(geometry);
      return { ...properties, parts, box: boxOf(parts), closed: geometry.type.endsWith("Polygon") };
    });
  }));
  return { layers, problems, land: layers.world.map(({ iso, parts }) => ({ iso, rings: parts.map(lonLat) })) };
}

// Inside the detailed frame the coarse world gives way to the sea, and the detailed land is laid on it.
const REGION = [12, 47, 40, 62];

/** @type {(ctx: Context, view: View) => void} */
function coverRegion(ctx, { scale, ox, oy }) {
  const [west, south, east, north] = REGION;
  const [x0, y0, x1, y1] = [unitX(west), unitY(north), unitX(east), unitY(south)];
  ctx.fillStyle = PALETTE.water;
  ctx.fillRect(x0 * scale + ox, y0 * scale + oy, (x1 - x0) * scale, (y1 - y0) * scale);
}

/** @type {(ctx: Context, view: View, layers: Layers, off: ReadonlySet<string>) => void} */
export function drawBasemap(ctx, view, layers, off) {
  ctx.fillStyle = PALETTE.water;
  ctx.fillRect(0, 0, view.width, view.height);
  ctx.lineJoin = "round";
  const near = view.zoom >= 5.5;
  fill(ctx, view, layers.world, () => PALETTE.land);
  stroke(ctx, view, layers.world, near ? PALETTE.land : PALETTE.border, 0.6);
  coverRegion(ctx, view);
  fill(ctx, view, layers.countries_screen, ({ iso }) => (iso === "BY" ? PALETTE.belarus : PALETTE.land));
  if (!off.has("forest")) {
    fill(ctx, view, layers.forest, () => PALETTE.forest);
    ctx.setLineDash([4, 3]);
    stroke(ctx, view, layers.forest, PALETTE.forest_edge, 0.9);
    ctx.setLineDash([]);
  }
  if (near) fill(ctx, view, layers.water_screen, () => PALETTE.water);
  if (view.zoom >= 7) stroke(ctx, view, layers.water_screen, PALETTE.water_line, 0.4);
  stroke(ctx, view, layers.country_borders_screen, PALETTE.border, near ? 0.9 : 0.7);
  stroke(ctx, view, layers.bug_river, PALETTE.water_line, 1);
}

/** @type {(ctx: Context, view: View, features: Feature[], colourOf: (feature: Feature) => string) => void} */
function fill(ctx, view, features, colourOf) {
  for (const feature of features) {
    if (!feature.closed || !visible(feature.box, view)) continue;
    ctx.fillStyle = colourOf(feature);
    ctx.beginPath();
    for (const part of feature.parts) trace(ctx, part, view, true);
    ctx.fill("evenodd");
  }
}

/** @type {(ctx: Context, view: View, features: Feature[], colour: string, width: number) => void} */
function stroke(ctx, view, features, colour, width) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  for (const feature of features) {
    if (!visible(feature.box, view)) continue;
    ctx.beginPath();
    for (const part of feature.parts) trace(ctx, part, view, feature.closed);
    ctx.stroke();
  }
}
