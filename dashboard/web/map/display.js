// The canvases of the map, one above the other: draws again what has changed, and knows what lies where.
// @ts-check

import { parts, spanWords } from "../shared/days.js";
import { drawBasemap } from "./basemap.js";
import { isRated } from "./borders.js";
import { createCanvasLayer } from "./canvas.js";
import { createCovers } from "./covers.js";
import { drawBackgrounds, prepareBackgrounds } from "./contexts.js";
import { createCrowd } from "./crowd.js";
import { hitAt } from "./hits.js";
import { drawInset } from "./inset.js";
import { fillFlightKey, fillLegend, markLevels } from "./legend.js";
import { sceneAt, seenIn, wordsOf } from "./scene.js";
import { prepareMarks } from "./marks.js";
import { drawBorders, drawFlights, drawFlow, drawMarks, flowFits } from "./painting.js";
import { FAR, kindsFlown, routeAt } from "./routes.js";
import { nameOf } from "./which.js";
import { drawStores } from "./squares.js";
import { createStores } from "./stores.js";
import { tellStores } from "./store_words.js";
import { drawWords } from "./words.js";
import { drawZones } from "./zones.js";
/** @import { Display, Dom, Features, LayerOptions, LeafletLibrary, LeafletMap, MarkedFeed, Placed, Prepared, RouteHit, Scene, View } from "./types.d.ts" */
/** @import { Context } from "../shared/types.d.ts" */

const UNDER_BORDERS = "405"; // counted squares lie there,
const ABOVE_BORDERS = "415"; // marks that are stamped one by one here

/** @type {(L: LeafletLibrary, map: LeafletMap, dom: Dom, features: Features, base: string, arrived: () => void) => Display} */
export function createDisplay(L, map, dom, features, base, arrived) {
  /** @type {ReadonlySet<string>} */
  let off = new Set(); // layers that are turned off
  const covers = createCovers(map, dom.covering, () => canvas.words.redraw());
  const stores = createStores(base, arrived);
  /** @type {Prepared | null} */
  let prepared = null;
  /** @type {Scene | null} */
  let scene = null;
  /** @type {{ [part: string]: string }} */
  let shown = {}; // part -> what it was last drawn for
  /** @type {number | null} */
  let now = null; // moment of the dashes that move
  let hasBase = false; // the base map has been drawn
  /** @type {RouteHit[]} */
  let insetHits = [];
  /**
   * @template Result
   * @param {string} name
   * @param {number} height
   * @param {(ctx: Context, view: View) => Result} draw
   * @param {LayerOptions} [options]
   */
  const layer = (name, height, draw, options) => createCanvasLayer(L, map, name, height, draw, options);
  const canvas = {
    base: layer("base", 200, (ctx, view) => {
      if (!prepared) return;
      drawBasemap(ctx, view, features.layers, off);
      hasBase = true;
    }, { margin: 0.25 }),
    backgrounds: layer("backgrounds", 401, (ctx, view) => { if (scene) drawBackgrounds(ctx, view, scene.backgrounds, scene.selected); },
      { isEmpty: () => !scene?.backgrounds.length }),
    zones: layer("zones", 402, (ctx, view) => (scene ? drawZones(ctx, view, scene.bands, features.layers) : []),
      { isEmpty: () => !scene?.bands.length }),
    stores: layer("stores", 403, (ctx, view) => { if (scene) drawStores(ctx, view, scene.stores, scene.selected); },
      { isEmpty: () => !scene?.stores.list.length }),
    borders: layer("borders", 410, (ctx, view) => (scene ? drawBorders(ctx, view, scene, features.layers) : [])),
    crowd: layer("crowd", 405, (ctx) => {
      if (!scene) return;
      canvas.crowd.pane.style.zIndex = scene.crowd.mode === "density" ? UNDER_BORDERS : ABOVE_BORDERS;
      scene.crowd.draw(ctx);
    },
      { isEmpty: (view) => !scene || scene.crowd.follow(view, scene.run, scene.frame) === "symbols" }),
    arrows: layer("arrows", 404, (ctx, view) => (scene && flowFits(view, dom.arrows.checked) ? drawFlow(ctx, view, scene) : []),
      { isEmpty: (view) => !scene || !flowFits(view, dom.arrows.checked) }),
    flights: layer("flights", 418, (ctx, view) => (scene && view.zoom <= FAR ? drawFlights(ctx, view, scene, now) : []),
      { isEmpty: (view) => view.zoom > FAR }),
    marks: layer("marks", 420, (ctx, view) => (scene ? drawMarks(ctx, view, scene) : { stacks: [], crossings: [] })),
    words: layer("words", 430, (ctx, view) => { if (scene) drawWords(ctx, view, scene, placed(), features.layers, covers.boxes()); }),
  };

  /** @type {() => Placed} */
  function placed() {
    return { ...canvas.marks.placed, routes: canvas.flights.placed, arrows: canvas.arrows.placed };
  }

  // What moves while the clock plays: the routes, on the map when it is zoomed out, else in the inset.
  function drawMoving() {
    canvas.flights.redraw();
    insetHits = scene && !dom.insetCard.hidden ? drawInset(dom.inset, scene, features.land, now).routes : [];
  }

  /** @type {(part: string, ...says: unknown[]) => boolean} */
  const changed = (part, ...says) => {
    const text = JSON.stringify(says);
    const is = shown[part] !== text;
    shown[part] = text;
    return is;
  };

  // Squares of stores are counted anew at each step, and drawn where that is another picture.
  /** @type {(at: Scene, chosen: string[]) => void} */
  function showStores({ frame }, chosen) {
    const versions = stores.follow(canvas.stores.view, frame, off);
    if (changed("stores", versions, versions.length ? chosen : [])) canvas.stores.redraw();
  }

  // One frame. Each part is drawn again only when what it shows has changed: what costs a frame is the canvases touched.
  /** @type {Display["show"]} */
  function show(frame, selected) {
    if (!prepared) return;
    scene = sceneAt(prepared, frame, selected, off);
    const { feed, crowd, run, stands, bands, stretches, routes, stops, statuses } = scene;
    const mode = crowd.follow(canvas.crowd.view, run, frame);
    const symbols = crowd.symbols(scene.chosen);
    const zoom = map.getZoom();
    const chosen = [...selected];
    const figures = stands.map(({ stand }) => stand);
    const levels = figures.map((stand) => [stand.level, stand.look, stand.measure?.id]);
    dom.insetCard.hidden = zoom <= FAR || off.has("flights") || !dom.insetCard.isConnected;
    canvas.crowd.redraw();
    showStores(scene, chosen);
    if (changed("marks", zoom, chosen, statuses, mode, symbols.length) || mode === "symbols" || symbols.length) canvas.marks.redraw();
    const flown = kindsFlown(routes, stops);
    if (changed("flight key", flown)) fillFlightKey(dom.flightKey, feed, flown);
    if (changed("flights", zoom, chosen, dom.insetCard.hidden, frame.playing, routes, stops)) drawMoving();
    const seen = seenIn(scene, zoom, canvas.marks.placed.stacks);
    const scales = figures.map(({ level, measure }) => [isRated({ level }) || level, measure?.id]);
    if (changed("legend", scales, { ...seen, stands: null, backgrounds: null })) fillLegend(dom.legend, feed, seen);
    else if (changed("levels", levels)) markLevels(dom.legend, stands);
    if (stores.list.length) tellStores(dom.legend, stores);
    /** @type {[keyof typeof canvas, unknown[]][]} */
    const quiet = [
      ["backgrounds", [chosen, scene.backgrounds.length]], ["zones", [zoom, bands]],
      ["borders", [zoom, chosen, levels, stretches]], ["arrows", [zoom, figures]],
    ];
    for (const [name, hangsOn] of quiet) if (changed(name, ...hangsOn)) canvas[name].redraw();
    const words = spanWords(frame.first, frame.last);
    dom.date.textContent = words;
    map.getContainer().setAttribute("aria-label", `${nameOf(frame)}, ${words}. ${wordsOf(scene)}`);
    // Words come last: they keep clear of what the others placed.
    const years = [frame.first, frame.last].map((day) => parts(day).year);
    if (changed("words", zoom, chosen, figures, mode, symbols, years, bands, zoom <= FAR ? [routes, stops] : [])) canvas.words.redraw();
  }

  return {
    show,
    get scene() { return scene; },
    // The marks of a feed, made ready once; what was drawn before is not this feed's.
    take(sent) {
      const isFirst = !prepared;
      const units = prepareMarks(sent);
      const feed = /** @type {MarkedFeed} */ (sent); // with the words of its marks
      prepared = { feed, units, crowd: createCrowd(feed, units), backgrounds: prepareBackgrounds(sent), stores };
      stores.take(sent.stores ?? []);
      shown = {};
      // The colours of the base map came with the feed. Where the map is framed for it now, that draws it.
      if (isFirst) requestAnimationFrame(() => { if (!hasBase) canvas.base.redraw(); });
    },
    // In other colours: what of them is kept is made anew.
    recolour() {
      if (prepared) prepared = { ...prepared, crowd: createCrowd(prepared.feed, prepared.units) };
      shown = {};
      if (prepared) canvas.base.redraw();
    },
    covered: (nodes) => covers.of(nodes),
    hide(layers) {
      if (layers.size === off.size && [...layers].every((name) => off.has(name))) return;
      off = new Set(layers);
      shown = {};
      if (prepared) canvas.base.redraw();
    },
    // The next frame draws every part.
    forget() { shown = {}; },
    move(moment) {
      now = moment;
      if (scene) drawMoving();
    },
    showArrows() {
      canvas.arrows.redraw();
      canvas.words.redraw();
    },
    hitAt: (point, reach) => scene && hitAt(scene, placed(), features.layers, canvas.marks.view, point, reach),
    insetRouteAt: (x, y) => routeAt(insetHits, x, y),
  };
}
