// Two maps that share one view: the one under the hand leads, the other follows at once and keeps quiet.
// @ts-check

/** @import { LeafletMap, Mirror } from "./types.d.ts" */
/** @import { LookMessage, MapView, Role } from "../shared/messages.d.ts" */
/** @import { Post } from "../shared/types.d.ts" */

const QUIET_MS = 150;
const ANIMATED_MS = 450; // Leaflet's zoom takes 250 ms and ends with a move of its own

/** @type {(map: LeafletMap, role: Role, post: Post) => Mirror} */
export function createMirror(map, role, post) {
  let quietUntil = 0;
  let following = false; // a slow screen takes longer to draw what it follows than any quiet lasts
  let shared = false;
  let settled = role === "main"; // the second map has no view to tell of until it was told one
  const view = () => {
    const { lng, lat } = map.getCenter();
    return { lon: lng, lat, zoom: map.getZoom() };
  };
  /** @type {(how: LookMessage["how"], target?: MapView) => void} */
  const tell = (how, target = view()) => {
    if (shared && settled && !following && performance.now() >= quietUntil) post("look", { from: role, view: target, how });
  };
  map.on("move", () => tell("drag"));
  map.on("moveend", () => tell("rest"));
  // A pinch tells every moment of itself; only a zoom with an end in view is worth animating.
  map.on("zoomanim", ({ center, zoom, noUpdate }) => tell(noUpdate ? "rest" : "zoom", { lon: center.lng, lat: center.lat, zoom }));
  return {
    share(on) { shared = on; },
    follow({ from, view: { lon, lat, zoom }, how }) {
      if (from === role) return;
      settled = true;
      following = true;
      if (how === "zoom") map.setView([lat, lon], zoom, { animate: true });
      else if (how === "drag" && zoom === map.getZoom()) drag(map, [lat, lon]);
      else map.setView([lat, lon], zoom, { reset: true }); // exact to the fraction of a pixel
      following = false;
      quietUntil = performance.now() + (how === "zoom" ? ANIMATED_MS : QUIET_MS);
    },
    // The second map asks on arrival where to look.
    answer(from) { if (role === "main" && from === "other") post("look", { from: role, view: view(), how: "rest" }); },
  };
}

// As under a hand: the drawn canvases move along and are drawn anew only at rest. Leaflet's public
// panBy ends every pixel with "moveend", hence its own handlers' way.
/** @type {(map: LeafletMap, center: [number, number]) => void} */
function drag(map, center) {
  map._rawPanBy(map.project(center).subtract(map.project(map.getCenter())).round());
  map.fire("move");
}
