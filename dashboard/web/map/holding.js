// The tiles of one store that are held: asked for as they are wanted, the nearest first, let go when there are too many.
// @ts-check

import { clear } from "./counts.js";
import { decodeTile, filesIn, plainBytes } from "./tiles.js";
import { readTile } from "../shared/assets.js";
/** @import { CountedPlace, Holding, TileFile } from "./types.d.ts" */

const AT_ONCE = 6; // as many as a browser opens to one host
const MOST_BYTES = 96 << 20;

/** @type {(base: string, arrived: () => void) => Holding} */
export function createHolding(base, arrived) {
  /** @type {Map<number, TileFile[] | null>} */
  const indexes = new Map(); // zoom -> its files; null while they are asked for
  /** @type {Map<string, CountedPlace>} */
  const places = new Map();
  /** @type {Map<string, number>} */
  const held = new Map(); // path -> bytes, the longest unused first
  /** @type {Set<string>} */
  const failed = new Set();
  /** @type {Set<number>} */
  const broken = new Set(); // zooms without an index
  /** @type {TileFile[]} */
  let queue = [];
  /** @type {Set<string>} */
  let wanted = new Set();
  /** @type {Set<string>} */
  const coming = new Set();
  let bytes = 0;
  let problem = "";

  /** @type {(file: TileFile) => string} */
  const keyOf = ({ zoom, level, x, y }) => `${zoom}/${level}/${x}/${y}`;

  /** @type {(zoom: number) => void} */
  function readIndex(zoom) {
    indexes.set(zoom, null);
    readTile(base, `${zoom}.json`).then(
      (found) => { indexes.set(zoom, filesIn(JSON.parse(new TextDecoder().decode(found)))); arrived(); },
      // Where its index is missing a zoom has no file, and what it would count is not known.
      (error) => { problem = told(error); broken.add(zoom); indexes.set(zoom, []); arrived(); },
    );
  }

  /** @type {(error: unknown) => string} */
  const told = (error) => (error instanceof Error ? error.message : String(error));

  /** @type {(file: TileFile) => CountedPlace} */
  function placeOf(file) {
    const key = keyOf(file);
    let place = places.get(key);
    if (!place) {
      const side = 2 ** (file.zoom - file.level);
      place = { zoom: file.zoom, level: file.level, x: file.x, y: file.y, side, sums: new Uint32Array(side * side), total: 0, without: 0, tiles: [] };
      places.set(key, place);
    }
    return place;
  }

  async function read() {
    const file = queue.find(({ path }) => !coming.has(path) && !held.has(path) && !failed.has(path));
    if (!file || coming.size >= AT_ONCE) return;
    coming.add(file.path);
    read();
    try {
      const tile = decodeTile(await plainBytes(await readTile(base, file.path)));
      tile.path = file.path;
      placeOf(file).tiles.push(tile);
      held.set(file.path, tile.bytes);
      bytes += tile.bytes;
      letGo();
    } catch (error) {
      failed.add(file.path);
      problem = told(error);
    }
    coming.delete(file.path);
    arrived();
    read();
  }

  function letGo() {
    for (const [path, size] of held) {
      if (bytes <= MOST_BYTES) return;
      if (wanted.has(path)) continue;
      held.delete(path);
      bytes -= size;
      for (const [key, place] of places) {
        const rest = place.tiles.filter((tile) => tile.path !== path);
        if (rest.length === place.tiles.length) continue;
        clear(place);
        place.tiles = rest;
        if (!rest.length) places.delete(key);
      }
    }
  }

  return {
    files(zoom) {
      if (!indexes.has(zoom)) readIndex(zoom);
      return indexes.get(zoom) ?? null;
    },
    want(files) {
      queue = files;
      wanted = new Set(files.map(({ path }) => path));
      for (const path of wanted) {
        const size = held.get(path);
        if (size === undefined) continue;
        held.delete(path);
        held.set(path, size);
      }
      read();
    },
    isSound: (zoom, files) => !broken.has(zoom) && !files.some(({ path }) => failed.has(path)),
    has: ({ path }) => held.has(path) || failed.has(path),
    placesOf: (files) => [...new Set(files.map(keyOf))].flatMap((key) => places.get(key) ?? []),
    get problem() { return problem; },
  };
}
