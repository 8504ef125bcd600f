// The browser's history: an entry for each place one went to, none for each day stepped over.

// What a step of the clock changes, and what is no place at all: where the map looks, how long a step is.
const STEPPED = new Set(["date", "window", "from", "to", "at", "step"]);
const MOVED = new Set(["at", "step"]);

export class Trail {
  constructor() {
    Object.assign(this, { stepped: [], went: false });
  }

  // The clock tells the server of a date: by a step, or as a place to go to.
  told(date, isStep) {
    if (isStep) this.stepped.push(date);
    else this.went = true;
  }

  // The server wrote a date: it is behind with those stepped to since, and done with those before.
  written(date) {
    this.stepped.splice(0, this.stepped.indexOf(date) + 1);
  }

  // Whether an address takes the place of the one before it, or stands after it.
  replaces(before, after) {
    const [from, to] = [new URLSearchParams(before), new URLSearchParams(after)];
    const changed = [...new Set([...from.keys(), ...to.keys()])].filter((name) => from.get(name) !== to.get(name));
    const within = (names) => changed.every((name) => names.has(name));
    // The page that was opened names its view when the map has come to rest.
    if (!from.has("date") || within(MOVED)) return true;
    return !this.went && this.stepped.includes(to.get("date")) && within(STEPPED);
  }

}

const trails = new WeakMap();

// The trail of a window. Streamlit writes every address as a new entry; here it is decided which one stays.
export function trailOf(window) {
  if (trails.has(window)) return trails.get(window);
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
