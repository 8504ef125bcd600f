// What the shipped rule finds in a feed on some dates, for tests/browser/test_conformance.py to hold against the scene.

import { isRing, marksOf, nameOf, prepareMarks } from "../../dashboard/web/map/marks.js";
import { sceneAt } from "../../dashboard/web/map/scene.js";
import { frameOf } from "../../dashboard/web/shared/frame.js";
import { unpack } from "../../dashboard/web/shared/pack.js";

export function foundIn(bytes, asked) {
  const feed = unpack(bytes);
  const units = prepareMarks(feed);
  const prepared = { feed, units, crowd: null, backgrounds: [] };
  return asked.map(({ day, window, start }) => told(sceneAt(prepared, { ...frameOf(day, window, start), start }, new Set(), new Set())));
}

function told({ feed, stands, run, routes, stops, statuses, stretches, bands }) {
  const { mark_kind: kind, mark_weight: weight, mark_word: word, mark_flags: flags } = feed.columns;
  const { title, when, place } = feed.marks;
  return {
    borders: stands.map(({ border, stand: { value, unit, basis, short, level, look, measure, contested } }) =>
      [border.pair, value, unit, basis, short, level, look, measure.id, contested]),
    marks: marksOf(run).map((mark) =>
      [nameOf(feed, mark), title[word[mark]], when[word[mark]], place[word[mark]], weight[mark], kind[mark], isRing(flags[mark])]),
    routes: routes.map(({ lane, status, flights_a_week: flights }) => [lane, status, flights]),
    stops: stops.map(({ airport, kind: how, first }) => [airport, how, first]),
    crossings: feed.crossings.map(({ id }, at) => [id, statuses[at]]),
    stretches: stretches.map(({ sections, level }) => [sections, level]),
    bands: bands.map(({ title, state, row, when }) => [title, state, row, when]),
  };
}
