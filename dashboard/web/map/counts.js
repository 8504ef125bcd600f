// Counts of a window by cell: the entries of the days that enter are added, those of the days that leave taken off.
// @ts-check

/** @import { CountedPlace, Tile } from "./types.d.ts" */

// Where in ascending days the first one at or after a day stands.
/** @type {(days: Int32Array, day: number) => number} */
function placeOf(days, day) {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Which entries of a tile lie in a window, both days counted.
/** @type {(tile: Tile, first: number, last: number) => [number, number]} */
export function entriesIn({ days, starts }, first, last) {
  const low = placeOf(days, first);
  return [starts[low], starts[Math.max(low, placeOf(days, last + 1))]];
}

/** @type {(place: CountedPlace, tile: Tile, from: number, to: number, sign: 1 | -1) => void} */
function add(place, { counts, cells, kinds }, from, to, sign) {
  const { sums, without } = place;
  let total = 0;
  for (let at = from; at < to; at += 1) {
    if (without & (1 << kinds[at])) continue;
    sums[cells[at]] += sign * counts[at];
    total += counts[at];
  }
  place.total += sign * total;
}

// Brings a square to a window: by what changed, or anew where that is less. Tells whether anything is another.
/** @type {(place: CountedPlace, first: number, last: number, without: number) => boolean} */
export function shiftTo(place, first, last, without) {
  let changed = false;
  if (place.without !== without) {
    clear(place);
    place.without = without;
    changed = true;
  }
  for (const tile of place.tiles) {
    const [from, to] = entriesIn(tile, first, last);
    if (from === tile.from && to === tile.to) continue;
    changed = true;
    if (from >= tile.to || to <= tile.from) {
      add(place, tile, tile.from, tile.to, -1);
      add(place, tile, from, to, 1);
    } else {
      if (from < tile.from) add(place, tile, from, tile.from, 1);
      else add(place, tile, tile.from, from, -1);
      if (to > tile.to) add(place, tile, tile.to, to, 1);
      else add(place, tile, to, tile.to, -1);
    }
    tile.from = from;
    tile.to = to;
  }
  return changed;
}

// Nothing of any tile is counted.
/** @type {(place: CountedPlace) => void} */
export function clear(place) {
  place.sums.fill(0);
  place.total = 0;
  for (const tile of place.tiles) tile.from = tile.to = 0;
}

// How many events of each kind one cell has in what is counted.
/** @type {(place: CountedPlace, cell: number, kinds: number) => number[]} */
export function kindsOfCell({ tiles, without }, cell, kinds) {
  const found = new Array(kinds).fill(0);
  for (const tile of tiles) {
    for (let at = tile.from; at < tile.to; at += 1) {
      if (tile.cells[at] === cell && !(without & (1 << tile.kinds[at]))) found[tile.kinds[at]] += tile.counts[at];
    }
  }
  return found;
}
