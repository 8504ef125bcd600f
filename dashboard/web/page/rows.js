// Rows of the lists beside the map: one that is pressed opens what it names, one that is pointed at or has the focus
// lights its mark. One pair of ears for the whole page: its lists are written anew at every answer of the server.
// @ts-check

const PATIENCE_MS = 8000; // the detail comes with the server's answer
const ABOVE = 44; // pixels of the panel that stay in sight above it: the button that closes it

/** @typedef {{ pick: (ids: string[], day?: string) => void, light: (ids: string[]) => void }} Told */

/** @type {(root: Document, told: Told) => () => void} */
export function tieRows(root, { pick, light }) {
  let lit = "";
  /** @type {string | null} */
  let wanted = null;
  let since = 0;
  /** @type {(node: HTMLElement | SVGElement | null, name: string) => string[]} */
  const idsOf = (node, name) => node?.dataset[name]?.split(",") ?? [];
  /** @type {(target: EventTarget | null) => void} */
  const shine = (target) => {
    /** @type {HTMLElement | null} */
    const row = target instanceof Element ? target.closest("[data-row]") : null;
    const ids = row?.dataset.row ?? "";
    if (ids === lit) return;
    lit = ids;
    light(idsOf(row, "row"));
  };
  const follow = () => {
    if (wanted === null) return;
    /** @type {HTMLElement | null} */
    const detail = root.querySelector("[data-detail]");
    if (!detail || detail.dataset.detail !== wanted) {
      if (performance.now() - since > PATIENCE_MS) wanted = null;
      return;
    }
    wanted = null;
    detail.focus({ preventScroll: true });
    const panel = detail.closest(".st-key-panel");
    // On a narrow page the panel has no height of its own, and the page scrolls.
    if (!panel || getComputedStyle(panel).overflowY === "visible") detail.scrollIntoView({ block: "start" });
    else panel.scrollTop += detail.getBoundingClientRect().top - panel.getBoundingClientRect().top - ABOVE;
  };
  const watcher = new MutationObserver(follow);
  watcher.observe(root.body, { childList: true, subtree: true });
  /** @type {{ [event: string]: (heard: Event) => void }} */
  const ears = {
    click: (heard) => {
      // A drawing lies in a tree of its own, of which the page sees only the edge as target.
      const node = /** @type {HTMLElement | SVGElement | undefined} */ (
        heard.composedPath().find((passed) => passed instanceof Element && passed.matches("[data-pick]")));
      if (!node) return;
      [wanted, since] = [node.dataset.pick ?? null, performance.now()];
      pick(idsOf(node, "pick"), node.dataset.day);
    },
    mouseover: ({ target }) => shine(target),
    mouseleave: () => shine(null),
    focusin: ({ target }) => shine(target),
    focusout: (heard) => shine(heard instanceof FocusEvent ? heard.relatedTarget : null),
  };
  for (const [event, hear] of Object.entries(ears)) root.addEventListener(event, hear);
  return () => {
    watcher.disconnect();
    for (const [event, hear] of Object.entries(ears)) root.removeEventListener(event, hear);
  };
}
