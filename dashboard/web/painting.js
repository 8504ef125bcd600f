// What each canvas of the map shows, from the state of the map.

import { drawArrows } from "./arrows.js";
import { drawBand, drawBorder, drawStretch } from "./borders.js";
import { spanAt } from "./frame.js";
import { drawInset } from "./inset.js";
import { PALETTE } from "./look.js";
import { fadingOf } from "./marks.js";
import { unitX, unitY } from "./mercator.js";
import { drawRoutesOnMap } from "./routes.js";
import { drawStacks, stack } from "./stacks.js";
import { drawCrossing } from "./symbols.js";

const GLOW = 15; // pixels
export const FAR = 5; // at this zoom and below, routes are drawn on the map and the inset rests

export function drawBorders(ctx, view, state) {
  const { feed, layers } = state;
  if (!feed || !state.stands) return;
  for (const { sections, pairs } of state.bands) {
    drawBand(ctx, view, [...layers.border_sections_screen.filter(({ id }) => sections.includes(id)),
      ...layers.border_lines_screen.filter(({ pair }) => pairs.includes(pair))]);
  }
  for (const { sections, level } of state.stretches) {
    drawStretch(ctx, view, layers.border_sections_screen.filter(({ id }) => sections.includes(id)), level, feed.ramp);
  }
  for (const { border, stand } of state.stands) {
    const feature = layers.border_lines_screen.find(({ pair }) => pair === border.pair);
    if (feature) drawBorder(ctx, view, feature, stand, feed.ramp, state.selected.has(border.pair) || state.lit.has(border.pair));
  }
}

// What is chosen, and what a row lights that is pointed at.
const shining = ({ selected, lit }) => (lit.size ? new Set([...selected, ...lit]) : selected);

// A disc under the mark that a row of a list is about.
function drawGlow(ctx, px, py) {
  ctx.beginPath();
  ctx.arc(px, py, GLOW, 0, 2 * Math.PI);
  ctx.fillStyle = PALETTE.halo;
  ctx.fill();
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = PALETTE.ink;
  ctx.stroke();
}

// What moves while the clock plays: the routes, on the map when it is zoomed out, else in the inset.
export function drawMoving(state, dom) {
  const { feed, frame, layers, now } = state;
  state.canvas.flights.redraw();
  state.flightHits = dom.insetCard.hidden ? [] : drawInset(dom.inset, feed, frame, layers, shining(state), now);
}

export function drawFlights(ctx, view, state) {
  const { feed, frame, now } = state;
  state.mapHits = feed && frame && view.zoom <= FAR ? drawRoutesOnMap(ctx, view, feed, frame, shining(state), now) : [];
}

// Schematic arrows say little far out and nothing close by.
export function drawFlow(ctx, view, state, dom) {
  state.arrowBoxes = flowFits(view, state, dom) ? drawArrows(ctx, view, state.stands, state.feed.ramp) : [];
}

export const flowFits = (view, { feed, stands }, dom) => Boolean(feed && stands && dom.arrows.checked && view.zoom >= 5 && view.zoom < 8);

export function drawMarks(ctx, view, state) {
  const { feed, frame } = state;
  if (!feed || !frame || !state.run) return;
  if (view.zoom >= 6) {
    state.crossingSpots = feed.crossings.map((crossing) => {
      const px = unitX(crossing.lon) * view.scale + view.ox;
      const py = unitY(crossing.lat) * view.scale + view.oy;
      if (state.lit.has(crossing.id)) drawGlow(ctx, px, py);
      drawCrossing(ctx, px, py, spanAt(crossing.spans, frame.last)?.status ?? null, view.zoom >= 8 ? 5 : 4);
      return { px, py, crossing };
    });
  } else state.crossingSpots = [];
  state.found = state.crowd.symbols([...state.chosen, ...state.glow]);
  state.stacks = stack(feed, state.units, state.found, view);
  for (const { px, py, marks } of state.stacks) if (marks.some((mark) => state.glow.includes(mark))) drawGlow(ctx, px, py);
  drawStacks(ctx, state.stacks, feed, state.selected, fadingOf(feed, frame));
}

// Counted squares lie under the borders, marks that are stamped one by one above them.
export function drawCrowd(ctx, view, state) {
  if (!state.run) return;
  state.mode = state.crowd.mode;
  state.map.getPane("crowd").style.zIndex = state.mode === "density" ? 405 : 415;
  state.crowd.draw(ctx);
}
