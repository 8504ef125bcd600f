// Light or dark: stands in the head of the page and decides before anything is painted or loaded.
// @ts-check

(() => {
  const KEEP = "border-monitor-scheme"; // "light" or "dark" where chosen by hand; nothing else of it is kept
  const DARK = "(prefers-color-scheme: dark)";
  const root = document.documentElement;
  const ask = window.matchMedia.bind(window);
  const device = ask(DARK);
  const paper = ask("print");
  let printing = false;

  const chosen = () => {
    try {
      return window.localStorage.getItem(KEEP);
    } catch {
      return null; // where nothing may be kept, the device decides
    }
  };

  // What the framework is told when it asks which scheme is wanted: it then follows a choice as it does the device.
  class Wanted extends EventTarget {
    media = DARK;

    /** @type {MediaQueryList["onchange"]} */
    onchange = null;

    get matches() {
      const by = chosen();
      return by === "dark" || (by !== "light" && device.matches);
    }

    /** @param {EventListener} hear */
    addListener(hear) { this.addEventListener("change", hear); }

    /** @param {EventListener} hear */
    removeListener(hear) { this.removeEventListener("change", hear); }
  }
  const wanted = new Wanted();
  let was = wanted.matches;

  function show() {
    const name = wanted.matches && !printing ? "dark" : "light";
    if (root.dataset.scheme === name) return;
    root.dataset.scheme = name;
    root.style.colorScheme = name;
  }

  function changed() {
    show();
    const { matches } = wanted;
    if (matches === was) return;
    was = matches;
    wanted.dispatchEvent(new MediaQueryListEvent("change", { matches, media: DARK }));
  }

  /** @type {(is: boolean) => void} */
  function print(is) {
    printing = is;
    show();
  }

  window.matchMedia = (query) => (query.replaceAll(" ", "") === DARK.replaceAll(" ", "") ? wanted : ask(query));
  device.addEventListener("change", changed);
  window.addEventListener("storage", ({ key }) => { if (key === KEEP || key === null) changed(); });
  window.addEventListener("border-monitor-scheme", changed); // chosen on this page
  window.addEventListener("beforeprint", () => print(true));
  window.addEventListener("afterprint", () => print(false));
  paper.addEventListener("change", ({ matches }) => print(matches));
  show();
})();
