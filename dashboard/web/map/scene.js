// What a frame of the map shows, worked out once from the feed and not changed afterwards.
// @ts-check

import { overlaps, spanAt } from "../shared/frame.js";
import { isRated, standing, toldOf } from "./borders.js";
import { calledIn } from "../shared/called.js";
import { LEVELS, WORDS } from "../shared/look.js";
import { filesIn, hasReference, isVague, kindsOf, lookOf, marksNamed, owedIn, runIn } from "./marks.js";
import { routesIn, stopsIn } from "./routes.js";
/** @import { MarkedFeed, Prepared, Scene, Seen } from "./types.d.ts" */
/** @import { Frame } from "../shared/types.d.ts" */

/** @type {(prepared: Prepared, frame: Frame, selected: ReadonlySet<string>) => Readonly<Scene>} */
export function sceneAt({ feed, units, crowd, backgrounds }, frame, selected) {
  return Object.freeze({
    feed, units, crowd, backgrounds, frame, selected,
    chosen: chosenIn(feed, selected),
    stands: feed.borders.map((border) => ({ border, stand: standing(feed, border.pair, frame) })),
    run: runIn(feed, units, frame),
    stretches: feed.stretches.filter((span) => overlaps(span, frame)),
    bands: feed.bands.filter((band) => overlaps(band, frame)),
    routes: routesIn(feed, frame),
    stops: stopsIn(feed, frame),
    statuses: feed.crossings.map(({ spans }) => spanAt(spans, frame.last)?.status ?? ""),
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
/** @type {(scene: Scene, zoom: number) => Seen} */
export function seenIn({ feed, units, crowd, backgrounds, frame, stands, run, bands, statuses }, zoom) {
  const drawn = crowd.mode === "density" ? lookOf(feed, run.apart) : run;
  const figures = stands.map(({ stand }) => stand);
  return {
    stands,
    kinds: kindsOf(drawn, feed.categories),
    backgrounds,
    files: filesIn(run, feed),
    together: hasReference(run) && !run.apart.length,
    crowd: crowd.mode,
    mixed: units.mixed,
    fading: frame.window !== "1d" && run.count > 0,
    bands: bands.map(({ title }) => title),
    vague: isVague(drawn),
    owed: owedIn(feed, run),
    looks: [...new Set(figures.filter(isRated).map(({ look }) => look))].sort(),
    unrated: figures.filter(({ level }) => level === LEVELS.not_reported).map(({ value }) => value === WORDS.not_reported),
    statuses: zoom >= 6 ? [...new Set(statuses)].sort() : [],
  };
}

// The frame in words: how each border stands, and what each brought file has in it.
/** @type {(scene: Scene) => string} */
export function wordsOf({ feed, run, stands, routes }) {
  /** @type {(number: number, one: string) => string} */
  const count = (number, one) => `${number.toLocaleString("en-GB")} ${one}${number === 1 ? "" : "s"}`;
  const borders = stands.map(({ border, stand }) => `${border.name}: ${toldOf(stand)}`);
  const files = (feed.layers ?? []).flatMap(({ number, label }) => {
    const flown = routes.filter(({ layer }) => layer === number).length;
    const has = [...(run.counts[number] ? [count(run.counts[number], "mark")] : []), ...(flown ? [count(flown, "route")] : [])];
    return has.length ? [`${calledIn(feed).one} ${label}: ${has.join(" and ")}`] : [];
  });
  const under = (feed.contexts ?? []).map(({ label }) => `background ${label}`);
  return [...borders, ...files, ...under].join("; ");
}
