// Rows of the lists beside the map: one that is pressed opens what it names, one that is pointed at or has the focus
// lights its mark. One pair of ears for the whole page: its lists are written anew at every answer of the server.
// The focus goes into what was opened, and back to what opened it when that is closed, by its button or by Escape.
// @ts-check

const PATIENCE_MS = 8000; // the detail comes with the server's answer
const GONE_MS = 60;
const ANY = "*"; // whatever opens next
const FRAMED = "[data-testid=stDataFrame]";
const TABLE = /** @type {"canvas"} */ (`${FRAMED} canvas[tabindex]`);
const ABOVE = 44; // pixels of the panel that stay in sight above it: the button that closes it

/** @import { Role, PickedMessage } from "../shared/messages.d.ts" */
/** @typedef {{ pick: (ids: string[], day?: string) => void, light: (ids: string[]) => void, back: (role: Role) => void }} Told */
/** @typedef {{ opened: (message: PickedMessage) => void, untie: () => void }} Tied */

/** @type {(root: Document, told: Told) => Tied} */
export function tieRows(root, { pick, light, back }) {
  let lit = "";
  /** @type {string | null} */
  let wanted = null;
  let since = 0;
  let before = ""; // the detail that stood there when a row of a table was chosen
  /** @type {{ row: string } | { role: Role } | { table: true } | null} */
  let home = null; // where the focus goes when the detail is closed
  let isThere = false; // a detail stands in the page
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
  const goHome = () => {
    const from = home;
    home = null;
    // Who has gone on to something else is not called back.
    if (!from || (root.activeElement && root.activeElement !== root.body)) return;
    if ("role" in from) { back(from.role); return; }
    if ("table" in from) { [...root.querySelectorAll(TABLE)].find((table) => table.getClientRects().length)?.focus(); return; }
    /** @type {NodeListOf<HTMLElement>} */
    const rows = root.querySelectorAll("[data-pick]");
    [...rows].find(({ dataset }) => dataset.pick === from.row)?.focus();
  };
  const follow = () => {
    /** @type {HTMLElement | null} */
    const detail = root.querySelector("[data-detail]");
    // What is drawn anew is gone for a moment: it is closed when it is still gone after that.
    if (isThere && !detail) setTimeout(() => { if (!root.querySelector("[data-detail]")) goHome(); }, GONE_MS);
    isThere = detail !== null;
    if (wanted === null) return;
    if (!detail || !detail.dataset.detail || !(wanted === ANY ? detail.dataset.detail !== before : wanted.startsWith(detail.dataset.detail))) {
      if (performance.now() - since > PATIENCE_MS) wanted = null;
      return;
    }
    wanted = null;
    detail.focus({ preventScroll: true });
    const panel = detail.closest(".st-key-panel");
    // On a narrow page the panel has no height of its own, and the page scrolls.
    if (!panel || getComputedStyle(panel).overflowY === "visible") detail.scrollIntoView({ block: "start" });
    else panel.scrollTop += detail.getBoundingClientRect().top - panel.getBoundingClientRect().top - ABOVE;
    // The page itself may be scrolled so far that the head of the panel lies above the screen.
    if (panel && detail.getBoundingClientRect().top < ABOVE) panel.scrollIntoView({ block: "start" });
  };
  // A table of the framework opens the row that Shift and Space choose, and tells the page nothing of it.
  /** @type {(heard: KeyboardEvent) => void} */
  const chosen = ({ key, shiftKey, target }) => {
    if (key !== " " || !shiftKey || !(target instanceof Element) || !target.closest(FRAMED)) return;
    /** @type {HTMLElement | null} */
    const detail = root.querySelector("[data-detail]");
    [wanted, since, before, home] = [ANY, performance.now(), detail?.dataset.detail ?? "", { table: true }];
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
      home = { row: node.dataset.pick ?? "" };
      pick(idsOf(node, "pick"), node.dataset.day);
    },
    keydown: (heard) => {
      if (!(heard instanceof KeyboardEvent) || heard.key !== "Escape" || heard.defaultPrevented) return;
      const { target } = heard;
      if (target instanceof Element && target.closest("[data-detail]")) root.querySelector(".st-key-close_detail")?.querySelector("button")?.click();
    },
    mouseover: ({ target }) => shine(target),
    mouseleave: () => shine(null),
    focusin: ({ target }) => shine(target),
    focusout: (heard) => shine(heard instanceof FocusEvent ? heard.relatedTarget : null),
  };
  for (const [event, hear] of Object.entries(ears)) root.addEventListener(event, hear);
  root.addEventListener("keydown", chosen, true); // the table lets nobody else hear of it
  return {
    // Something was opened on a map.
    opened({ pick: { ids, section }, role = "main", keyed = false }) {
      home = { role };
      if (keyed) [wanted, since] = [[...ids, ...(section ? [section] : [])].join(), performance.now()];
      if (keyed) follow(); // it may stand there already
    },
    untie() {
      watcher.disconnect();
      for (const [event, hear] of Object.entries(ears)) root.removeEventListener(event, hear);
      root.removeEventListener("keydown", chosen, true);
    },
  };
}
