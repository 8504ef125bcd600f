// What a frame of the map shows, worked out once from the feed and not changed afterwards.
// @ts-check

import { overlaps, spanAt } from "../shared/frame.js";
import { isRated, standing, toldOf } from "./borders.js";
import { calledIn } from "../shared/called.js";
import { LEVELS, MAP_LAYERS, WORDS } from "../shared/look.js";
import { emptyRun, filesIn, hasReference, isVague, kindsOf, lookOf, marksNamed, owedIn, runIn } from "./marks.js";
import { FAR, kindsFlown, routesIn, stopsIn } from "./routes.js";
import { seenStores, storesTold } from "./store_words.js";
/** @import { MarkedFeed, Prepared, Scene, Seen, Stack } from "./types.d.ts" */
/** @import { Frame } from "../shared/types.d.ts" */

// Of a layer that is turned off there is nothing to show, to point at or to explain.
/** @type {(prepared: Prepared, frame: Frame, selected: ReadonlySet<string>, off: ReadonlySet<string>) => Readonly<Scene>} */
export function sceneAt({ feed, units, crowd, backgrounds, stores }, frame, selected, off) {
  const [flown, zoned] = [!off.has("flights"), !off.has("zones")];
  return Object.freeze({
    feed, units, crowd, stores, frame, selected, off,
    backgrounds: off.has("backgrounds") ? [] : backgrounds,
    chosen: off.has("marks") ? [] : chosenIn(feed, selected),
    stands: feed.borders.map((border) => ({ border, stand: standing(feed, border.pair, frame) })),
    run: off.has("marks") ? emptyRun() : runIn(feed, units, frame),
    stretches: feed.stretches.filter((span) => overlaps(span, frame)),
    bands: zoned ? feed.bands.filter((band) => band.first <= frame.last && band.last >= frame.last) : [],
    ended: zoned ? feed.bands.filter((band) => overlaps(band, frame) && band.last < frame.last) : [],
    routes: flown ? routesIn(feed, frame) : [],
    stops: flown ? stopsIn(feed, frame) : [],
    statuses: off.has("crossings") ? [] : feed.crossings.map(({ spans }) => spanAt(spans, frame.last)?.status ?? ""),
  });
}

/** @type {WeakMap<ReadonlySet<string>, { feed: MarkedFeed, marks: number[] }>} */
const chosen = new WeakMap(); // what is selected -> its marks in a feed: a look at every mark, wanted at every step

/** @type {(feed: MarkedFeed, selected: ReadonlySet<string>) => number[]} */
function chosenIn(feed, selected) {
  const before = chosen.get(selected);
  if (before?.feed === feed) return before.marks;
  const marks = marksNamed(feed, selected);
  chosen.set(selected, { feed, marks });
  return marks;
}

// What the legend has to explain at a zoom.
/** @type {(scene: Scene, zoom: number, stacks: Stack[]) => Seen} */
export function seenIn({ feed, units, crowd, backgrounds, stores, frame, stands, run, bands, ended, stretches, routes, stops, statuses, off }, zoom, stacks) {
  const drawn = crowd.mode === "density" ? lookOf(feed, run.apart) : run;
  const figures = stands.map(({ stand }) => stand);
  return {
    stands,
    kinds: kindsOf(drawn, feed.categories),
    backgrounds,
    stores: seenStores(stores),
    files: filesIn(run, feed),
    together: hasReference(run) && !run.apart.length,
    crowd: crowd.mode,
    mixed: units.mixed,
    fading: frame.window !== "1d" && run.count > 0,
    several: stacks.some(({ marks }) => marks.length > 1),
    bands,
    ended,
    stretches: stretches.length > 0,
    flown: zoom <= FAR && !off.has("flights") ? kindsFlown(routes, stops) : null,
    vague: isVague(drawn),
    owed: owedIn(feed, run),
    looks: [...new Set(figures.filter(isRated).map(({ look }) => look))].sort(),
    unrated: figures.filter(({ level }) => level === LEVELS.not_reported).map(({ value }) => value === WORDS.not_reported),
    statuses: zoom >= 6 ? [...new Set(statuses)].sort() : [],
    undrawn: undrawn(off),
  };
}

// The layers that are turned off, by name.
/** @type {(off: ReadonlySet<string>) => string[]} */
const undrawn = (off) => MAP_LAYERS.filter(({ key }) => off.has(key)).map(({ words }) => words);

// The frame in words: how each border stands, what each brought file has in it, and what is turned off.
/** @type {(scene: Scene) => string} */
export function wordsOf({ feed, run, stands, stores, routes, off }) {
  /** @type {(number: number, one: string) => string} */
  const count = (number, one) => `${number.toLocaleString("en-GB")} ${one}${number === 1 ? "" : "s"}`;
  const borders = stands.map(({ border, stand }) => `${border.name}: ${toldOf(stand)}`);
  const files = (feed.layers ?? []).flatMap(({ number, label }) => {
    const flown = routes.filter(({ layer }) => layer === number).length;
    const has = [...(run.counts[number] ? [count(run.counts[number], "mark")] : []), ...(flown ? [count(flown, "route")] : [])];
    return has.length ? [`${calledIn(feed).one} ${label}: ${has.join(" and ")}`] : [];
  });
  const under = off.has("backgrounds") ? [] : (feed.contexts ?? []).map(({ label }) => `background ${label}`);
  const missing = undrawn(off);
  return [...borders, ...files, ...storesTold(stores), ...under, ...(missing.length ? [`${WORDS.not_drawn}: ${missing.join(", ")}`] : [])].join("; ");
}
