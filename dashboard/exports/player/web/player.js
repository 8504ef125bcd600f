// Starts the player: unpacks what the file holds, joins clock and map, shows what was clicked.
// @ts-check

import { unpacked, unpackedJson } from "./shared/assets.js";
import { standing, toldOf } from "./map/borders.js";
import { openChannel } from "./shared/channel.js";
import { mount } from "./clock/clock.js";
import { words } from "./shared/days.js";
import { overlaps } from "./shared/frame.js";
import { element } from "./map/legend.js";
import { attach } from "./map/map.js";
import { unpack } from "./shared/pack.js";
import { createListing } from "./listed.js";
import { createPanel } from "./panel.js";
import { squareTold } from "./square.js";
/** @import { FigureOf, Opening, Texts } from "./types.d.ts" */
/** @import { LeafletLibrary, LeafletMap } from "./map/types.d.ts" */
/** @import { Picked } from "./shared/messages.d.ts" */
/** @import { Frame } from "./shared/types.d.ts" */

const TOKEN = "player";

/** @type {(L: LeafletLibrary) => Promise<void>} */
async function start(L) {
  const [told, held, feed] = await Promise.all([unpackedJson("opening"), unpackedJson("texts"), unpacked("feed")]);
  const opening = /** @type {Opening} */ (told);
  const texts = /** @type {Texts} */ (held);
  const map = /** @type {LeafletMap} */ (L.map("map", opening.map));
  L.control.zoom({ position: opening.zoomAt }).addTo(map);
  map.fitBounds(opening.frame, { animate: false });
  const figures = unpack(feed);
  /** @type {FigureOf} */
  const figureOf = (pair, frame) => {
    const stand = standing(figures, pair, frame);
    return { said: toldOf(stand), more: stand.more };
  };
  const panel = createPanel(part("picked"), texts, figureOf, figures.layers ?? []);
  const listing = createListing(/** @type {HTMLDetailsElement} */ (part("listed")), texts, panel.told, (id) => pick({ kind: "events", ids: [id] }));
  /** @type {Frame | null} */
  let frame = null;
  let off = new Set(opening.clock.hide);
  let picked = 0; // how often something was: what was counted for an earlier one is not told
  const channel = openChannel(TOKEN, {
    hello: () => channel.post("feed", { bytes: feed, number: 1 }),
    hide: ({ layers }) => { off = new Set(layers); },
    frame: (days) => {
      frame = days;
      listing.show(days);
      part("title").textContent = `${opening.title} ${words(days.last)}`;
    },
  });
  const shadow = part("clock").attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(opening.clockStyle);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(/** @type {HTMLTemplateElement} */ (part("clock-parts")).content.cloneNode(true));
  // What a file cannot answer is not asked: other windows and spans are counted by the program.
  if (opening.windows.includes(opening.window)) shadow.querySelector('option[value="days"]')?.remove();
  for (const name of ["from", "to", "compare", "month", "year"]) {
    const node = /** @type {HTMLElement} */ (shadow.querySelector(`[data-part="${name}"]`));
    /** @type {HTMLElement} */ (node.closest(".field") ?? node).hidden = true;
  }
  /** @type {(value: Picked) => void} */
  const pick = (value) => {
    const days = frame;
    const number = ++picked;
    const square = days && squareTold(figures.stores ?? [], value.ids[0] ?? "", days, off);
    if (square) {
      channel.post("select", { ids: value.ids });
      square.catch((error) => [error.message]).then((lines) => { if (number === picked) panel.say(lines); });
      return;
    }
    const shown = panel.show(value, days, (span) => days !== null && overlaps(span, days));
    channel.post("select", { ids: shown });
  };
  panel.show({ kind: "events", ids: opening.picked }, frame, () => false);
  mount({
    parentElement: shadow,
    data: { token: TOKEN, command: 1, selected: [], compare: null, compareWindow: null, ...opening.clock },
    setStateValue() {},
    setTriggerValue(name, value) { if (name === "picked") pick(/** @type {Picked} */ (value)); },
  });
  await attach(L, map, { token: TOKEN, layers: "", layerNames: opening.layerNames, fonts: "", attribution: opening.attribution });
  // The sentence under the title is the map's own.
  const sentence = part("sentence");
  const container = map.getContainer();
  const say = () => { sentence.textContent = (container.getAttribute("aria-label") ?? "").replace(/^Map, [^.]*\. /, ""); };
  new MutationObserver(say).observe(container, { attributeFilter: ["aria-label"] });
  say();
  document.documentElement.dataset.ready = "yes";
}

// An element of the page that the player is written into.
/** @type {(id: string) => HTMLElement} */
function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

start(/** @type {{ L: LeafletLibrary }} */ (/** @type {unknown} */ (globalThis)).L).catch((error) => {
  part("sentence").replaceChildren(element("b", "", `The player could not start: ${error.message}`));
  throw error;
});
