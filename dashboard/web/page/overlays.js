// Menus and drawers of the framework by keys: a menu that a key opens takes the focus, what is closed gives it back.
// The framework writes a menu at the end of the page, so that the next stop after its button would be anything else.
// @ts-check

const MENU = "[data-testid=stPopoverBody]";
const OPENER = "[data-testid=stPopoverButton][aria-expanded=true]";
const DRAWER = "[data-testid=stDialog]";
const STOPS = "button:not([disabled]), input:not([disabled]), select, textarea, a[href], summary, [tabindex='0']";
const GONE_MS = 300; // a drawer that is drawn anew is gone for a moment
const OWED_MS = 4000; // the server's answer to the closing may write the button anew once more
/** @type {WeakSet<Window>} */
const known = new WeakSet();

/** @type {(window: Window) => void} */
export function tendOverlays(window) {
  if (known.has(window)) return;
  known.add(window);
  const { document: page } = window;
  let keyed = false; // the last thing done was done by a key
  /** @type {HTMLElement | null} */
  let former = null; // had the focus last outside of any drawer
  let key = ""; // of the framework's container that it stands in
  /** @type {HTMLElement | null} */
  let pressed = null; // what of a menu a key pressed, until another key
  /** @type {Element | null} */
  let menu = null;
  let isDrawn = false; // a drawer stands open
  let owed = 0; // until when the focus goes back to what had it before the drawer
  page.addEventListener("pointerdown", () => { keyed = false; owed = 0; pressed = null; }, true);
  page.addEventListener("keydown", (event) => {
    keyed = true;
    owed = 0;
    pressed = ["Enter", " "].includes(event.key) && event.target instanceof HTMLElement && event.target.closest(MENU) ? event.target : null;
    if (event.key === "Tab") goRound(event);
  }, true);
  page.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement) || target.closest(DRAWER)) return;
    if (target.closest(MENU)) return;
    former = target;
    key = [...target.closest("[class*=st-key-]")?.classList ?? []].find((name) => name.startsWith("st-key-")) ?? "";
  });

  // Past either end of a menu stands the button that opened it.
  /** @type {(event: KeyboardEvent) => void} */
  const goRound = (event) => {
    const { target } = event;
    const body = target instanceof Element ? target.closest(MENU) : null;
    if (!(target instanceof HTMLElement) || !body) return;
    const stops = stopsIn(body);
    const isFirst = target === body || target === stops[0] || isInSameGroup(target, stops[0]);
    const isLast = target === stops.at(-1) || isInSameGroup(target, stops.at(-1));
    if (event.shiftKey ? !isFirst : !isLast) return;
    event.preventDefault();
    page.querySelector(/** @type {"button"} */ (OPENER))?.focus();
  };

  const follow = () => {
    const now = page.querySelector(/** @type {"div"} */ (MENU));
    const opener = page.querySelector(OPENER);
    // It is met once there is something in it to go on to.
    if (now !== menu && (!now || stopsIn(now).length)) {
      menu = now;
      if (now && keyed && opener && page.activeElement === opener) {
        now.tabIndex = -1;
        now.focus();
      }
    }
    if (now && pressed && page.activeElement === page.body) again(now, pressed);
    const drawn = page.querySelector(DRAWER) !== null;
    if (isDrawn && !drawn) {
      owed = performance.now() + OWED_MS;
      setTimeout(giveBack, GONE_MS);
    }
    isDrawn = drawn;
    if (owed) giveBack();
  };
  // A button that makes a file cannot be pressed, or is another one, until it is made: then it has the focus again.
  /** @type {(body: HTMLElement, { textContent, tagName }: HTMLElement) => void} */
  const again = (body, { textContent, tagName }) => {
    stopsIn(body).find((node) => node.tagName === tagName && node.textContent === textContent)?.focus();
  };
  // Written anew, a button may be called otherwise; the container that the page has named stays.
  const giveBack = () => {
    if (performance.now() > owed || page.querySelector(DRAWER)) return;
    if (!former || (page.activeElement && page.activeElement !== page.body)) return;
    const there = former.isConnected || !key ? former : page.querySelector(/** @type {"button"} */ (`.${key} ${former.tagName}`));
    there?.focus();
  };
  new MutationObserver(follow).observe(page.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
}

/** @type {(body: Element) => HTMLElement[]} */
const stopsIn = (body) => [...body.querySelectorAll(/** @type {"button"} */ (STOPS))]
  .filter((node) => node.tabIndex >= 0 && node.getClientRects().length > 0);

// Choices of which one is taken are one stop: the tab key leaves them from whichever has the focus.
/** @type {(a: HTMLElement, b: HTMLElement | undefined) => boolean} */
const isInSameGroup = (a, b) => {
  const group = a.closest("[role=radiogroup]");
  return group !== null && group.contains(b ?? null);
};
