// The ways past the page: the first stops of the tab key lead to map, clock, lists and series.
// @ts-check

const SOONEST = "input:not([type=hidden]), select, button, a[href], summary, [tabindex='0']";
/** @type {readonly { name: string, to: (page: Document) => HTMLElement | null }[]} */
const WAYS = [
  { name: "To the map", to: (page) => frameOf(page)?.querySelector(".leaflet-container") ?? null },
  { name: "To the clock", to: (page) => within(page.querySelector(".st-key-clock_box"), '[aria-label="Date on show"]', SOONEST) },
  { name: "To the lists", to: (page) => within(page.querySelector(".st-key-panel"), "[role=tab][aria-selected=true]") },
  { name: "To the series", to: (page) => within(page.querySelector(".st-key-series_box"), SOONEST) },
];
/** @type {WeakSet<Window>} */
const known = new WeakSet();

// Said once for the whole page, before everything that the framework writes.
/** @type {(window: Window) => void} */
export function offerSkips(window) {
  if (known.has(window)) return;
  known.add(window);
  const { document: page } = window;
  const node = page.createElement("nav");
  node.className = "bm-skips";
  node.setAttribute("aria-label", "Parts of the page");
  node.append(...WAYS.map(({ name, to }) => {
    const button = page.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => {
      const there = to(page);
      there?.focus();
      there?.scrollIntoView({ block: "nearest" });
    });
    return button;
  }));
  page.body.prepend(node);
}

/** @type {(page: Document) => Document | null} */
const frameOf = (page) => page.querySelector(/** @type {"iframe"} */ (".st-key-maps iframe"))?.contentDocument ?? null;

// The first that is to be seen of what one selector finds, or else the next, in the trees of components too.
/** @type {(root: Element | null, ...selectors: string[]) => HTMLElement | null} */
function within(root, ...selectors) {
  for (const selector of selectors) {
    const found = root && all(root, selector).find((node) => node.getClientRects().length > 0);
    if (found) return found;
  }
  return null;
}

/** @type {(root: Element | ShadowRoot, selector: string) => HTMLElement[]} */
const all = (root, selector) => [
  .../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector)),
  ...[...root.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot ? all(shadowRoot, selector) : [])),
];
