// The base map: sea, land, countries, forest, water and other borders, drawn from the shipped layers.
// @ts-check

import { readLayer } from "../shared/assets.js";
import { boxOf, lonLat, trace, unitParts, unitX, unitY, visible } from "./mercator.js";
/** @import { Feature, Features, Layers, View } from "./types.d.ts" */
/** @import { Context } from "../shared/types.d.ts" */

export const LAYERS = ["world", "countries_screen", "country_borders_screen", "water_screen", "bug_river", "forest",
  "border_lines_screen", "border_sections_screen"];

const COLOUR = {
  sea: "#C9DCE6", land: "#F4F2EC", belarus: "#E9E5DA", border: "#9A958A", coast: "#9DBACB",
  forest: "#C6D8B8", forestEdge: "#8DAA7C",
};

// A layer that cannot be read is left out and named; the others are drawn.
/** @type {(base: string) => Promise<Features>} */
export async function loadLayers(base) {
  /** @type {Layers} */
  const layers = {};
  /** @type {string[]} */
  const problems = [];
  await Promise.all(LAYERS.map(async (name) => {
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
  ctx.fillStyle = COLOUR.sea;
  ctx.fillRect(x0 * scale + ox, y0 * scale + oy, (x1 - x0) * scale, (y1 - y0) * scale);
}

/** @type {(ctx: Context, view: View, layers: Layers) => void} */
export function drawBasemap(ctx, view, layers) {
  ctx.fillStyle = COLOUR.sea;
  ctx.fillRect(0, 0, view.width, view.height);
  ctx.lineJoin = "round";
  const near = view.zoom >= 5.5;
  fill(ctx, view, layers.world, () => COLOUR.land);
  stroke(ctx, view, layers.world, near ? COLOUR.land : COLOUR.border, 0.6);
  coverRegion(ctx, view);
  fill(ctx, view, layers.countries_screen, ({ iso }) => (iso === "BY" ? COLOUR.belarus : COLOUR.land));
  fill(ctx, view, layers.forest, () => COLOUR.forest);
  ctx.setLineDash([4, 3]);
  stroke(ctx, view, layers.forest, COLOUR.forestEdge, 0.9);
  ctx.setLineDash([]);
  if (near) fill(ctx, view, layers.water_screen, () => COLOUR.sea);
  if (view.zoom >= 7) stroke(ctx, view, layers.water_screen, COLOUR.coast, 0.4);
  stroke(ctx, view, layers.country_borders_screen, COLOUR.border, near ? 0.9 : 0.7);
  stroke(ctx, view, layers.bug_river, COLOUR.coast, 1);
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
