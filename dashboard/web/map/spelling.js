// Compares what is typed with the names of the feed: as written, in another language, or by its sound.
// @ts-check

/** @import { Feed, PlaceEntry, TimeEntry } from "../shared/feed.d.ts" */
/** @import { FoundName } from "./types.d.ts" */

/**
 * What is typed, as `places` have their names folded (geodata/text.py): the feed says which letters are compared as which.
 * @type {(text: string, letters: Record<string, string>) => string}
 */
export function foldName(text, letters) {
  const small = text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  return [...small].map((letter) => letters[letter] ?? letter).join("").replace(/[ \t\n\v\f\r]+/g, " ").replace(/^ | $/g, "");
}

/**
 * A way to say what a folded name sounds like (`sound` in geodata/text.py); the feed says which letters sound as which.
 * @type {(sounds: Record<string, string>) => (name: string) => string}
 */
export function soundOf(sounds) {
  const longest = Object.keys(sounds).sort((a, b) => b.length - a.length);
  const letters = new RegExp(longest.join("|"), "gu");
  return (name) => name.replace(letters, (found) => sounds[found]).replace(/(.)\1+/gu, "$1");
}

// How well a folded name fits: 0 is the whole of it, 3 its words in whatever order, null not at all (geodata/gazetteer.py).
/** @type {(wanted: string, name: string) => number | null} */
export function fit(wanted, name) {
  if (name === wanted) return 0;
  if (name.startsWith(`${wanted} `)) return 1;
  if (name.startsWith(wanted)) return 2;
  const words = name.split(" ");
  return wanted.split(" ").every((part) => words.some((word) => word.startsWith(part))) ? 3 : null;
}

// A search among the places and named days of a feed; what each sounds like is worked out when first asked for.
/** @type {(feed: Pick<Feed, "places" | "times" | "letters" | "sounds">) => (text: string, most: number) => FoundName[]} */
export function createSearch({ places, times, letters, sounds }) {
  const entries = [...places, ...times];
  const sound = soundOf(sounds);
  /** @type {string[][]} */
  const heard = [];
  /** @type {(wanted: string, namesOf: (entry: PlaceEntry | TimeEntry, at: number) => string[]) => FoundName[]} */
  const ranked = (wanted, namesOf) => {
    /** @type {{ rank: number, at: number, found: FoundName }[]} */
    const found = [];
    entries.forEach((entry, at) => {
      const known = "names" in entry ? entry.folded.length : Infinity;
      let [best, by] = [4, 0];
      namesOf(entry, at).forEach((name, index) => {
        const rank = name && fit(wanted, name);
        if (typeof rank === "number" && rank < best) [best, by] = [rank, index];
      });
      if (best > 3) return;
      const other = "names" in entry && by > 0 && by < known ? entry.names[by - 1] : null;
      found.push({ rank: best, at: Math.min(by, 1), found: { entry, by: other } });
    });
    // Among equals the name on the map comes before others; the rest keep the order of the feed.
    return found.sort((a, b) => a.rank - b.rank || a.at - b.at).map((each) => each.found);
  };
  /** @type {(entry: PlaceEntry | TimeEntry) => string[]} */
  const written = (entry) => ("names" in entry ? [...entry.folded, entry.ends] : entry.folded);
  return (text, most) => {
    const wanted = foldName(text, letters);
    if (!wanted) return [];
    const found = ranked(wanted, written);
    if (found.length) return found.slice(0, most);
    const like = sound(wanted);
    return like ? ranked(like, (entry, at) => (heard[at] ??= written(entry).map(sound))).slice(0, most) : [];
  };
}
