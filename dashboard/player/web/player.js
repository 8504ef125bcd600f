// Starts the player: unpacks what the file holds, joins clock and map, shows what was clicked.

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

const TOKEN = "player";
const OPTIONS = {
  minZoom: 4, maxZoom: 14, maxBounds: [[12, -20], [65, 72]], maxBoundsViscosity: 1, zoomSnap: 0.25, zoomDelta: 0.5,
  wheelPxPerZoomLevel: 120, attributionControl: true, preferCanvas: true, zoomControl: false,
};

async function start(L) {
  const [opening, texts, feed] = await Promise.all([unpackedJson("opening"), unpackedJson("texts"), unpacked("feed")]);
  const map = L.map("map", OPTIONS);
  L.control.zoom({ position: "topright" }).addTo(map);
  map.fitBounds(opening.frame, { animate: false });
  const figures = unpack(feed);
  const figureOf = (pair, frame) => {
    const stand = standing(figures, pair, frame);
    return { said: toldOf(stand), more: stand.more };
  };
  const panel = createPanel(document.getElementById("picked"), texts, figureOf);
  const listing = createListing(document.getElementById("listed"), texts, panel.told, (id) => pick({ kind: "events", ids: [id] }));
  let frame = null;
  const channel = openChannel(TOKEN, {
    hello: () => channel.post("feed", { bytes: feed }),
    frame: (told) => {
      frame = told;
      listing.show(told);
      document.getElementById("title").textContent = `${opening.title} ${words(told.last)}`;
    },
  });
  const shadow = document.getElementById("clock").attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(opening.clockStyle);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(document.getElementById("clock-parts").content.cloneNode(true));
  // What a file cannot answer is not asked: other windows and spans are counted by the program.
  if (opening.windows.includes(opening.window)) shadow.querySelector('option[value="days"]').remove();
  for (const part of ["from", "to", "compare", "month", "year"]) {
    const node = shadow.querySelector(`[data-part="${part}"]`);
    (node.closest(".field") ?? node).hidden = true;
  }
  const pick = (value) => {
    const shown = panel.show(value, frame, (span) => overlaps(span, frame));
    channel.post("select", { ids: shown });
  };
  panel.show({ kind: "events", ids: opening.picked }, frame, () => false);
  mount({
    parentElement: shadow,
    data: { token: TOKEN, command: 1, selected: [], compare: null, ...opening.clock },
    setStateValue() {},
    setTriggerValue(name, value) { if (name === "picked") pick(value); },
  });
  await attach(L, map, { token: TOKEN, layers: "", fonts: "", attribution: opening.attribution });
  // The sentence under the title is the map's own.
  const sentence = document.getElementById("sentence");
  const container = map.getContainer();
  const say = () => { sentence.textContent = (container.getAttribute("aria-label") ?? "").replace(/^Map, [^.]*\. /, ""); };
  new MutationObserver(say).observe(container, { attributeFilter: ["aria-label"] });
  say();
  document.documentElement.dataset.ready = "yes";
}

start(globalThis.L).catch((error) => {
  document.getElementById("sentence").replaceChildren(element("b", "", `The player could not start: ${error.message}`));
  throw error;
});
