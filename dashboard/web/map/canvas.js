// A canvas laid over the Leaflet map: padded so that a drag shows no edge, scaled along while a zoom animates.
// @ts-check

import { contextOf } from "../shared/context.js";
/** @import { CanvasLayer, LatLng, LayerOptions, LeafletLibrary, LeafletMap, Offset, View } from "./types.d.ts" */
/** @import { Context } from "../shared/types.d.ts" */

const PAD = 0.12; // share of the map's size added on each side; every pixel of it is paid for at every step

// `isEmpty(view)`, where given, says that nothing is to be drawn: an empty canvas is not even cleared twice.
/** @template Result @param {LeafletLibrary} L @param {LeafletMap} map @param {string} paneName @param {number} zIndex @param {(ctx: Context, view: View) => Result} draw @param {LayerOptions} [options] @returns {CanvasLayer<Result>} */
export function createCanvasLayer(L, map, paneName, zIndex, draw, { isEmpty = () => false, margin = PAD } = {}) {
  const pane = map.createPane(paneName);
  pane.style.zIndex = String(zIndex);
  pane.style.pointerEvents = "none";
  const canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated", pane);
  const ctx = contextOf(canvas);
  let blank = true;
  let center = map.getCenter();
  let view = seen();
  let placed = paint();

  // What the map shows now, the padding with it; the canvas is made as large and laid there.
  function seen() {
    const size = map.getSize();
    const ratio = devicePixelRatio || 1;
    const pad = size.multiplyBy(margin).round();
    const width = size.x + 2 * pad.x;
    const height = size.y + 2 * pad.y;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const zoom = map.getZoom();
    const topLeft = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    center = map.getCenter();
    const origin = map.getPixelOrigin().add(topLeft);
    L.DomUtil.setTransform(canvas, topLeft, 1);
    return { scale: 256 * 2 ** zoom, ox: -origin.x, oy: -origin.y, width, height, zoom, pad, ratio };
  }

  function place() {
    view = seen();
    redraw();
  }

  /** @type {(target: LatLng, zoom: number) => Offset} */
  // Where a map that looks there would begin: Leaflet's own rule, from what it makes public.
  function originAt(target, zoom) {
    const moved = L.DomUtil.getPosition(map.getPanes().mapPane);
    return map.project(target, zoom).subtract(map.getSize().divideBy(2)).add(moved).round();
  }

  function redraw() {
    placed = paint();
  }

  function paint() {
    const empty = isEmpty(view);
    if (!(empty && blank)) {
      ctx.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      ctx.clearRect(0, 0, view.width, view.height);
    }
    blank = empty;
    return draw(ctx, view);
  }

  // The transform Leaflet's own renderers use, so that canvas and map move as one.
  /** @type {(told: { center: LatLng, zoom: number }) => void} */
  function animate({ center: target, zoom }) {
    const scale = map.getZoomScale(zoom, view.zoom);
    const half = map.getSize().divideBy(2).add(L.point(view.pad));
    const offset = half.multiplyBy(-scale).add(map.project(center, zoom))
      .subtract(originAt(target, zoom));
    L.DomUtil.setTransform(canvas, offset, scale);
  }

  map.on("moveend zoomend viewreset resize", place);
  if (map.options.zoomAnimation) map.on("zoomanim", animate);
  // `placed` is what the last drawing returned.
  return { redraw, pane, get view() { return view; }, get placed() { return placed; } };
}
