// A canvas laid over the Leaflet map: padded so that a drag shows no edge, scaled along while a zoom animates.

const PAD = 0.12; // share of the map's size added on each side; every pixel of it is paid for at every step

// `isEmpty(view)`, where given, says that nothing is to be drawn: an empty canvas is not even cleared twice.
export function createCanvasLayer(L, map, paneName, zIndex, draw, { isEmpty = () => false, margin = PAD } = {}) {
  map.createPane(paneName).style.zIndex = zIndex;
  map.getPane(paneName).style.pointerEvents = "none";
  const canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated", map.getPane(paneName));
  const ctx = canvas.getContext("2d");
  let view = null;
  let topLeft = null;
  let center = null;
  let blank = true;

  function place() {
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
    topLeft = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    center = map.getCenter();
    const origin = map.getPixelOrigin().add(topLeft);
    view = { scale: 256 * 2 ** zoom, ox: -origin.x, oy: -origin.y, width, height, zoom, pad, ratio };
    L.DomUtil.setTransform(canvas, topLeft, 1);
    redraw();
  }

  function redraw() {
    if (!view) return;
    const empty = isEmpty(view);
    if (!(empty && blank)) {
      ctx.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      ctx.clearRect(0, 0, view.width, view.height);
    }
    blank = empty;
    draw(ctx, view);
  }

  // The transform Leaflet's own renderers use, so that canvas and map move as one.
  function animate({ center: target, zoom }) {
    const scale = map.getZoomScale(zoom, view.zoom);
    const half = map.getSize().divideBy(2).add(view.pad);
    const offset = half.multiplyBy(-scale).add(map.project(center, zoom))
      .subtract(map._getNewPixelOrigin(target, zoom));
    L.DomUtil.setTransform(canvas, offset, scale);
  }

  map.on("moveend zoomend viewreset resize", place);
  if (map.options.zoomAnimation) map.on("zoomanim", animate);
  place();
  return { redraw, place, get view() { return view; }, canvas };
}
