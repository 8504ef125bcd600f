// Open stores on the map: which zoom of squares is shown, what is counted in the window, what lies under the pointer.
// @ts-check

import { kindsOfCell, shiftTo } from "./counts.js";
import { createHolding } from "./holding.js";
import { yearOf } from "./tiles.js";
/** @import { CountedPlace, Square, StoreView, Stores, TileFile, View } from "./types.d.ts" */
/** @import { StoreEntry } from "../shared/feed.d.ts" */

const LEAST = 12; // pixels of a square
const NEAR_DAYS = 45; // so long before a year begins its tiles are asked for
const ROUND = 0.5; // share of the view on each side of it that is asked for once the view is there,
const AHEAD = -0.375; // and of the next zoom of squares as much of its middle as will fill the view

// The finest zoom whose squares can still be told apart.
/** @type {(zooms: readonly number[], scale: number) => number} */
export const zoomFor = (zooms, scale) => [...zooms].reverse().find((zoom) => scale / 2 ** zoom >= LEAST) ?? zooms[0];

// Which kinds are turned off, as bits; all where the whole store is.
/** @type {(entry: StoreEntry, off: ReadonlySet<string>) => number} */
export function withoutOf({ key, kinds }, off) {
  const whole = 2 ** kinds.length - 1;
  return off.has(key) ? whole : kinds.reduce((bits, _, at) => (off.has(`${key}.${at}`) ? bits | (1 << at) : bits), 0);
}

// Does a file have a share of a part of the unit square, and of some years?
/** @type {(file: TileFile, box: readonly number[], years: readonly number[]) => boolean} */
function meets({ level, x, y, year }, [west, north, east, south], [first, last]) {
  const size = 2 ** -level;
  return x * size < east && (x + 1) * size > west && y * size < south && (y + 1) * size > north
    && (year === null || (year >= first && year <= last));
}

const WORLD = [0, 0, 1, 1];

/** @type {(view: View, share?: number) => number[]} */
function boxOf({ scale, ox, oy, width, height }, share = 0) {
  const [across, down] = [share * width, share * height];
  return [(-ox - across) / scale, (-oy - down) / scale, (width - ox + across) / scale, (height - oy + down) / scale];
}

/** @type {(entry: StoreEntry, base: string, arrived: () => void) => StoreView} */
function createStore(entry, base, arrived) {
  const zooms = entry.zooms.map(({ zoom }) => zoom);
  let fresh = true; // something arrived since it was looked what there is to show
  const holding = createHolding(`${base}/../${entry.base}`, () => { fresh = true; arrived(); });
  let asked = ""; // for which part of the map and which years
  /** @type {Map<string, TileFile[]>} */
  const lists = new Map(); // the files of each, looked for once
  /** @type {{ zoom: number, places: CountedPlace[], coarse: CountedPlace[], loading: boolean, isCounted: boolean, isSound: boolean }} */
  let found = { zoom: zooms[0], places: [], coarse: [], loading: true, isCounted: false, isSound: true };

  // The files of a zoom that have a share of a part of the map and of some years; none before its index is there.
  /** @type {(zoom: number, part: readonly number[], span: readonly number[]) => TileFile[]} */
  function filesAt(zoom, part, span) {
    const key = `${zoom} ${part} ${span}`;
    const files = holding.files(zoom);
    if (files && !lists.has(key)) lists.set(key, files.filter((file) => meets(file, part, span)));
    return lists.get(key) ?? [];
  }

  /** @type {(zoom: number, part: readonly number[], span: readonly number[]) => boolean} */
  const isWhole = (zoom, part, span) => holding.files(zoom) !== null && filesAt(zoom, part, span).every(holding.has);

  // What is not in view yet: the year that is near, what lies round, and the middle of the next zoom of squares.
  /** @type {(view: View, fine: number, years: readonly number[], near: readonly number[]) => TileFile[]} */
  function nextFiles(view, fine, years, near) {
    const finer = zooms[zooms.indexOf(fine) + 1];
    return [
      ...filesAt(fine, boxOf(view), near),
      ...filesAt(fine, boxOf(view, ROUND), years),
      ...(finer === undefined ? [] : filesAt(finer, boxOf(view, AHEAD), years)),
    ];
  }

  /** @type {(view: View, years: readonly number[], near: readonly number[]) => void} */
  function look(view, years, near) {
    const box = boxOf(view);
    const fine = zoomFor(zooms, view.scale);
    const coarse = filesAt(zooms[0], WORLD, years);
    const isThere = isWhole(zooms[0], WORLD, years) && isWhole(fine, box, years);
    holding.want([...coarse, ...filesAt(fine, box, years), ...(isThere ? nextFiles(view, fine, years, near) : [])]);
    // What is whole is shown: the finest zoom of which the view has everything, until the one that is wanted is there.
    const known = [fine, found.zoom, zooms[0]].filter((zoom) => zoom <= fine);
    const zoom = known.find((one) => isWhole(one, box, years)) ?? fine;
    found = {
      zoom,
      places: holding.placesOf(filesAt(zoom, box, years)),
      coarse: holding.placesOf(coarse),
      loading: !isThere,
      isCounted: isWhole(zooms[0], WORLD, years) && holding.isSound(zooms[0], coarse),
      isSound: holding.isSound(zoom, filesAt(zoom, box, years)),
    };
  }

  return {
    entry,
    inView: 0,
    version: 0,
    without: 0,
    get zoom() { return found.zoom; },
    get breaks() { return entry.zooms.find(({ zoom }) => zoom === found.zoom)?.breaks ?? []; },
    get places() { return found.places; },
    get loading() { return found.loading; },
    get problem() { return holding.problem; },
    get isSound() { return found.isSound; },
    // Until all of the coarsest zoom is there, and where some of it cannot be read, nobody knows.
    get inWindow() { return found.isCounted ? found.coarse.reduce((sum, { total }) => sum + total, 0) : null; },
    // Nothing is asked of the map here, nor of the server while the tiles of view and years are there.
    follow(view, { first, last }, off) {
      this.without = withoutOf(entry, off);
      const years = [yearOf(first), yearOf(last)];
      const near = [yearOf(first - NEAR_DAYS), yearOf(last + NEAR_DAYS)];
      const key = `${view.scale} ${view.ox} ${view.oy} ${view.width} ${view.height} ${years} ${near}`;
      if (fresh || key !== asked) {
        if (key !== asked) lists.clear();
        asked = key;
        fresh = false;
        look(view, years, near);
        this.version += 1;
      }
      for (const place of new Set([...found.coarse, ...found.places])) if (shiftTo(place, first, last, this.without)) this.version += 1;
    },
  };
}

/** @type {(base: string, arrived: () => void) => Stores} */
export function createStores(base, arrived) {
  /** @type {StoreView[]} */
  let list = [];
  return {
    get list() { return list; },
    // Of a store that is shown already all that is held stays.
    take(entries) {
      list = entries.map((entry) => {
        const known = list.find((store) => store.entry.base === entry.base && store.entry.mark === entry.mark);
        if (!known) return createStore(entry, base, arrived);
        known.entry = entry;
        return known;
      });
    },
    follow(view, frame, off) {
      for (const store of list) store.follow(view, frame, off);
      return list.map(({ version }) => version);
    },
    at: (view, px, py) => squareAt(list, view, px, py),
  };
}

// The square under a point of the screen, of the store that is drawn last.
/** @type {(list: readonly StoreView[], view: View, px: number, py: number) => Square | null} */
function squareAt(list, { scale, ox, oy }, px, py) {
  const [x, y] = [(px - ox) / scale, (py - oy) / scale];
  for (const store of [...list].reverse()) {
    const column = Math.floor(x * 2 ** store.zoom);
    const row = Math.floor(y * 2 ** store.zoom);
    for (const place of store.places) {
      const [left, top] = [column - place.x * place.side, row - place.y * place.side];
      if (left < 0 || top < 0 || left >= place.side || top >= place.side) continue;
      const cell = top * place.side + left;
      const count = place.sums[cell];
      if (count) return { store, count, id: `${store.entry.id}-${store.zoom}-${column}-${row}`, kinds: () => kindsOfCell(place, cell, store.entry.kinds.length) };
    }
  }
  return null;
}
