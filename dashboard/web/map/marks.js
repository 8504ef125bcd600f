// Event marks: which lie in the frame, what kinds and files these are of, and what each is called.
// @ts-check

import { fadeStep } from "./fading.js";
import { lowerBound, runOf } from "../shared/frame.js";
import { unitX, unitY } from "./mercator.js";
/** @import { Kinds, LongMarks, MarkedFeed, Run, Units } from "./types.d.ts" */
/** @import { Feed, LayerEntry, OwedLine } from "../shared/feed.d.ts" */
/** @import { Frame, Span } from "../shared/types.d.ts" */

const RING = 1; // flag: the place is known only to a section or a border
const REFERENCE = 0; // a mark's layer number; 1 and up are files that were brought
const LAYERS = 16; // the flags hold the number in four bits
const VAGUE = 31; // bit of a day's layers that stands for the ring
const BLOCK = 256; // so many long marks share one look at how late the latest of them ends
const NONE = new Int32Array(0);
const MOST_APART = 1500; // so many marks of the reference keep their symbols among a file's thousands

/** @type {(flags: number) => boolean} */
export const isRing = (flags) => (flags & RING) !== 0;
/** @type {(flags: number) => number} */
export const layerNumber = (flags) => (flags >> 1) & (LAYERS - 1);

// Positions as small offsets from the middle of the marks, so that 4 bytes are finer than a pixel at every zoom;
// what kinds and layers each day holds, so that the legend need not look at every mark of a window; and, for the
// marks that have words, where these stand.
/** @type {(feed: Feed) => Units} */
export function prepareMarks(feed) {
  const { mark_lon: lon, mark_lat: lat, mark_day: day, mark_kind: kind, mark_flags: flags } = feed.columns;
  const count = lon.length;
  const days = count ? day[count - 1] - day[0] + 1 : 0;
  const x0 = count ? unitX(lon[0]) : 0;
  const y0 = count ? unitY(lat[0]) : 0;
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const kinds = new Int32Array(days);
  const layers = new Int32Array(days);
  const tallies = new Uint32Array((days + 1) * LAYERS); // marks of each layer up to each day
  let mixed = 0; // layers that have marks of the reference's kinds
  const own = new Int16Array(LAYERS).fill(-1);
  for (const { number, category } of feed.layers ?? []) own[number] = category;
  for (let mark = 0; mark < count; mark += 1) {
    x[mark] = unitX(lon[mark]) - x0;
    y[mark] = unitY(lat[mark]) - y0;
    const at = day[mark] - day[0];
    const layer = layerNumber(flags[mark]);
    kinds[at] |= 1 << kind[mark];
    layers[at] |= (1 << layer) | (isRing(flags[mark]) ? 1 << VAGUE : 0);
    tallies[(at + 1) * LAYERS + layer] += 1;
    if (own[layer] !== kind[mark]) mixed |= 1 << layer;
  }
  for (let at = LAYERS; at < tallies.length; at += 1) tallies[at] += tallies[at - LAYERS];
  // The same object, which the caller goes on with: a feed may be as large as a million marks.
  const marked = /** @type {MarkedFeed} */ (feed);
  Object.assign(marked.columns, wordsOf(feed, count));
  return { x, y, x0, y0, kinds, layers, tallies, mixed, apart: referenceAmong(feed), long: prepareLong(feed) };
}

// The marks of the reference where files lie beside it: whatever a file brings, these stay what they were.
/** @type {(feed: Feed) => Int32Array} */
function referenceAmong({ layers = [], columns: { mark_flags: flags } }) {
  if (!layers.length) return NONE;
  const found = [];
  for (let mark = 0; mark < flags.length && found.length <= MOST_APART; mark += 1) if (layerNumber(flags[mark]) === REFERENCE) found.push(mark);
  return found.length > MOST_APART ? NONE : Int32Array.from(found);
}

// Words stand with some marks only: all of the reference, and as many rows of a file as a page can carry.
/** @type {(feed: Feed, count: number) => { mark_word: Int32Array, mark_weight: Uint8Array }} */
function wordsOf({ marks }, count) {
  const word = new Int32Array(count).fill(-1);
  const weight = new Uint8Array(count);
  marks?.index.forEach((mark, at) => {
    word[mark] = at;
    weight[mark] = marks.weight[at];
  });
  return { mark_word: word, mark_weight: weight };
}

// Marks of more than a day, ascending; of each block of them, the last day any of it reaches.
/** @type {(feed: Feed) => LongMarks} */
function prepareLong({ columns: { long_mark: marks = NONE, long_last: last = NONE } }) {
  const latest = new Int32Array(Math.ceil(marks.length / BLOCK));
  for (let at = 0; at < marks.length; at += 1) {
    const block = Math.floor(at / BLOCK);
    latest[block] = at % BLOCK ? Math.max(latest[block], last[at]) : last[at];
  }
  return { marks, last, latest, known: { first: null, held: NONE, apart: NONE } };
}

// The long marks that began before a mark, and before a day, and still hold on that day; all, and those kept apart.
/** @type {(units: Units, from: number, first: number) => LongMarks["known"]} */
function heldOn({ long, apart }, from, first) {
  const { marks, last, latest, known } = long;
  if (!marks.length || known.first === first) return known;
  const end = lowerBound(marks, from);
  const found = new Int32Array(end);
  let count = 0;
  for (let block = 0; block * BLOCK < end; block += 1) {
    if (latest[block] < first) continue;
    const stop = Math.min(end, (block + 1) * BLOCK);
    for (let at = block * BLOCK; at < stop; at += 1) if (last[at] >= first) { found[count] = marks[at]; count += 1; }
  }
  // A copy of its own length: the page may keep it, and most of a long file is over by then.
  const held = count ? found.slice(0, count) : NONE;
  long.known = { first, held, apart: apart.length ? held.filter((mark) => apart[lowerBound(apart, mark)] === mark) : NONE };
  return long.known;
}

// The marks in the frame: the run [from, to) of those that begin in it, and the long ones that began before.
/** @type {(feed: Feed, units: Units, frame: Span) => Run} */
export function runIn(feed, units, frame) {
  const { mark_day: day, mark_kind: kind, mark_flags: flags } = feed.columns;
  const [from, to] = runOf(day, frame);
  const { held: long, apart } = heldOn(units, from, frame.first);
  let [kinds, layers] = [0, 0];
  const begin = Math.max(0, Math.min(units.kinds.length, frame.first - day[0]));
  const end = Math.max(begin, Math.min(units.kinds.length, frame.last + 1 - day[0]));
  for (let at = begin; at < end; at += 1) { kinds |= units.kinds[at]; layers |= units.layers[at]; }
  const counts = new Uint32Array(LAYERS);
  for (let layer = 0; day.length && layer < LAYERS; layer += 1) {
    counts[layer] = units.tallies[end * LAYERS + layer] - units.tallies[begin * LAYERS + layer];
  }
  for (const mark of long) {
    const layer = layerNumber(flags[mark]);
    kinds |= 1 << kind[mark];
    layers |= (1 << layer) | (isRing(flags[mark]) ? 1 << VAGUE : 0);
    counts[layer] += 1;
  }
  return {
    from, to, long, count: to - from + long.length, kinds, layers, counts,
    apart: [...apart, ...units.apart.subarray(lowerBound(units.apart, from), lowerBound(units.apart, to))],
  };
}

/** @type {() => Run} */
export const emptyRun = () => ({
  from: 0, to: 0, long: new Int32Array(0), count: 0, kinds: 0, layers: 0, counts: new Uint32Array(LAYERS), apart: [],
});

/** @type {(run: Run) => number[]} */
export function marksOf({ from, to, long }) {
  const found = [...long];
  for (let mark = from; mark < to; mark += 1) found.push(mark);
  return found;
}

/** @type {(run: Kinds, categories: readonly unknown[]) => number[]} */
export const kindsOf = ({ kinds }, categories) => categories.map((_, kind) => kind).filter((kind) => kinds & (1 << kind));

// What the licences of the marks in the frame oblige to name.
/** @type {(feed: { owed?: OwedLine[] }, run: Run) => string[]} */
export function owedIn({ owed = [] }, { from, to, long }) {
  /** @type {(marks: number[], mark: number) => boolean} */
  const holds = (marks, mark) => marks[lowerBound(marks, mark)] === mark;
  return owed.filter(({ marks }) => lowerBound(marks, from) < lowerBound(marks, to) || long.some((mark) => holds(marks, mark))).map(({ words }) => words);
}

// Kinds and rings of some marks alone.
/** @type {(feed: Feed, marks: number[]) => Kinds} */
export function lookOf({ columns: { mark_kind: kind, mark_flags: flags } }, marks) {
  return marks.reduce(({ kinds, layers }, mark) => ({ kinds: kinds | (1 << kind[mark]), layers: layers | (isRing(flags[mark]) ? 1 << VAGUE : 0) }),
    { kinds: 0, layers: 0 });
}

/** @type {(run: Kinds) => boolean} */
export const isVague = ({ layers }) => (layers & (1 << VAGUE)) !== 0;

// The brought files that have marks in a run, and whether the reference has.
/** @type {(run: Kinds, feed: Feed) => LayerEntry[]} */
export const filesIn = ({ layers }, feed) => (feed.layers ?? []).filter(({ number }) => layers & (1 << number));
/** @type {(run: Kinds) => boolean} */
export const hasReference = ({ layers }) => (layers & (1 << REFERENCE)) !== 0;

// How far a mark has faded: by its first day, but what still goes on is as young as today.
/** @type {(feed: Feed, frame: Frame) => (mark: number) => number} */
export function fadingOf(feed, frame) {
  const { mark_day: day, long_mark: long = NONE, long_last: last } = feed.columns;
  /** @type {(mark: number) => number} */
  const byDay = (mark) => fadeStep(frame.last - day[mark], frame.window);
  if (!long.length) return byDay;
  return (mark) => {
    const at = lowerBound(long, mark);
    return long[at] === mark && last[at] >= frame.last ? 0 : byDay(mark);
  };
}

/** @type {(feed: Feed, mark: number) => LayerEntry | null} */
export function layerOf(feed, mark) {
  const number = layerNumber(feed.columns.mark_flags[mark]);
  return number === REFERENCE ? null : feed.layers?.find((layer) => layer.number === number) ?? null;
}

// The id a mark goes by: its words', its row's; null for one that has neither, as made-up ones.
/** @type {(feed: MarkedFeed, mark: number) => string | null} */
export function nameOf(feed, mark) {
  const { mark_word: word, mark_row: row } = feed.columns;
  if (word[mark] >= 0) return feed.marks.id[word[mark]];
  const layer = layerOf(feed, mark);
  return layer && row ? `own-${layer.key}-${row[mark]}` : null;
}

// The marks that go by any of these names.
/** @type {(feed: MarkedFeed, names: ReadonlySet<string>) => number[]} */
export function marksNamed(feed, names) {
  const { mark_flags: flags, mark_row: row } = feed.columns;
  /** @type {number[]} */
  const found = [];
  feed.marks?.id.forEach((id, at) => { if (names.has(id)) found.push(feed.marks.index[at]); });
  const told = new Set(found);
  if (!row) return found;
  for (const { number, key } of feed.layers ?? []) {
    const begin = `own-${key}-`;
    const wanted = new Set([...names].filter((id) => id.startsWith(begin)).map((id) => Number(id.slice(begin.length))));
    if (!wanted.size) continue;
    for (let mark = 0; mark < flags.length; mark += 1) {
      if (layerNumber(flags[mark]) === number && wanted.has(row[mark]) && !told.has(mark)) found.push(mark);
    }
  }
  return found;
}
