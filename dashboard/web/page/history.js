// The browser's history: an entry for each place one went to, none for each day stepped over.
// @ts-check

// What a step of the clock changes, and what is no place at all: where the map looks, how long a step is.
const STEPPED = new Set(["date", "window", "from", "to", "at", "step"]);
const MOVED = new Set(["at", "step"]);

export class Trail {
  constructor() {
    /** @type {string[]} dates */
    this.stepped = [];
    this.went = false;
  }

  // The clock tells the server of a date: by a step, or as a place to go to.
  /** @type {(date: string, isStep: boolean) => void} */
  told(date, isStep) {
    if (isStep) this.stepped.push(date);
    else this.went = true;
  }

  // The server wrote a date: it is behind with those stepped to since, and done with those before.
  /** @type {(date: string | null) => void} */
  written(date) {
    this.stepped.splice(0, this.stepped.indexOf(date ?? "") + 1);
  }

  // Whether an address takes the place of the one before it, or stands after it.
  /** @type {(before: string, after: string) => boolean} */
  replaces(before, after) {
    const [from, to] = [new URLSearchParams(before), new URLSearchParams(after)];
    const changed = [...new Set([...from.keys(), ...to.keys()])].filter((name) => from.get(name) !== to.get(name));
    // A list that keeps to what is in view moves with the map.
    const follows = [from, to].every((one) => one.get("select")?.startsWith("view:"));
    /** @type {(names: Set<string>) => boolean} */
    const within = (names) => changed.every((name) => names.has(name) || (name === "select" && follows));
    // The page that was opened names its view when the map has come to rest.
    if (!from.has("date") || within(MOVED)) return true;
    return !this.went && this.stepped.includes(to.get("date") ?? "") && within(STEPPED);
  }

}

/** @type {WeakMap<Window, Trail>} */
const trails = new WeakMap();

// The trail of a window. Streamlit writes every address as a new entry; here it is decided which one stays.
/** @type {(window: Window) => Trail} */
export function trailOf(window) {
  const before = trails.get(window);
  if (before) return before;
  const trail = new Trail();
  const { history } = window;
  const push = history.pushState.bind(history);
  history.pushState = (state, unused, address) => {
    const { pathname, search } = new URL(address ?? "", window.location.href);
    const replaces = pathname === window.location.pathname && trail.replaces(window.location.search, search);
    trail.written(new URLSearchParams(search).get("date"));
    if (replaces) {
      history.replaceState(state, unused, address);
      return;
    }
    trail.went = false;
    push(state, unused, address);
  };
  window.addEventListener("popstate", () => Object.assign(trail, { stepped: [], went: false }));
  trails.set(window, trail);
  return trail;
}
