// What lies over the map, kept as rectangles: measured when something there changes its size, never at a step.
// @ts-check

/** @import { Covers, LeafletMap } from "./types.d.ts" */
/** @import { Box } from "../shared/types.d.ts" */

const GRID = 8; // pixels: a date that is a letter longer covers no other rectangle

// `nodes` are the cards and controls; `changed` is called when they come to cover something else.
/** @type {(map: LeafletMap, nodes: readonly HTMLElement[], changed: () => void) => Covers} */
export function createCovers(map, nodes, changed) {
  /** @type {Map<HTMLElement, Box>} */
  let boxes = new Map();
  let known = "";
  const measure = () => {
    const { left, top } = map.getContainer().getBoundingClientRect();
    boxes = new Map();
    for (const node of nodes) {
      const box = node.getBoundingClientRect();
      if (!box.width || !box.height) continue; // hidden, or not on this map
      boxes.set(node, [
        Math.floor((box.left - left) / GRID) * GRID, Math.floor((box.top - top) / GRID) * GRID,
        Math.ceil((box.right - left) / GRID) * GRID, Math.ceil((box.bottom - top) / GRID) * GRID,
      ]);
    }
    const text = JSON.stringify([...boxes.values()]);
    const other = text !== known;
    known = text;
    return other;
  };
  // It is told after the page was laid out and before it is painted: nothing is laid out twice.
  const observer = new ResizeObserver(() => { if (measure()) changed(); });
  for (const node of [map.getContainer(), ...nodes]) observer.observe(node);
  measure();
  return {
    boxes: () => [...boxes.values()],
    of: (some) => some.map((node) => boxes.get(node)).filter((box) => box !== undefined),
  };
}
