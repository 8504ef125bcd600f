// A square of a store that was clicked: what it holds in the days on show, counted from the tiles in the file.
// @ts-check

import { kindsOfCell, shiftTo } from "./map/counts.js";
import { squareTip } from "./map/store_words.js";
import { withoutOf } from "./map/stores.js";
import { decodeTile, filesIn, plainBytes } from "./map/tiles.js";
import { readTile } from "./shared/assets.js";
/** @import { CountedPlace, Square } from "./map/types.d.ts" */
/** @import { StoreEntry } from "./shared/feed.d.ts" */
/** @import { Frame } from "./shared/types.d.ts" */

// The lines that stand under the pointer as well; null for what is no square.
/** @type {(stores: readonly StoreEntry[], id: string, frame: Frame, off: ReadonlySet<string>) => Promise<string[]> | null} */
export function squareTold(stores, id, frame, off) {
  const entry = stores.find((store) => id.startsWith(`${store.id}-`));
  if (!entry) return null;
  const [zoom, x, y] = id.slice(entry.id.length + 1).split("-").map(Number);
  return countsOf(entry, zoom, x, y, frame, withoutOf(entry, off)).then((kinds) => {
    const count = kinds.reduce((sum, many) => sum + many, 0);
    const square = /** @type {Square} */ (/** @type {unknown} */ ({ store: { entry }, count, kinds: () => kinds }));
    return squareTip(square, frame);
  });
}

/** @type {(entry: StoreEntry, zoom: number, x: number, y: number, frame: Frame, without: number) => Promise<number[]>} */
async function countsOf({ base, kinds }, zoom, x, y, { first, last }, without) {
  const found = new Array(kinds.length).fill(0);
  const index = JSON.parse(new TextDecoder().decode(await readTile(base, `${zoom}.json`)));
  for (const file of filesIn(index)) {
    const side = 2 ** (zoom - file.level);
    const [left, top] = [x - file.x * side, y - file.y * side];
    if (left < 0 || top < 0 || left >= side || top >= side) continue;
    const tile = decodeTile(await plainBytes(await readTile(base, file.path)));
    /** @type {CountedPlace} */
    const place = { ...file, side, sums: new Uint32Array(side * side), total: 0, without, tiles: [tile] };
    shiftTo(place, first, last, without);
    kindsOfCell(place, top * side + left, kinds.length).forEach((many, at) => { found[at] += many; });
  }
  return found;
}
