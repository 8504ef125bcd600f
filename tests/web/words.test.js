// What the page says: figures, legend, strip, flights.

import { STATES, drawStrip, labelWidth } from "../../dashboard/web/clock/strip.js";
import { isRated, isWithheld, saidOf, standing, toldOf } from "../../dashboard/web/map/borders.js";
import { fillFlightKey, fillLegend } from "../../dashboard/web/map/legend.js";
import { besideReference, routesIn, styleOf } from "../../dashboard/web/map/routes.js";
import { tipOf } from "../../dashboard/web/map/tip.js";
import { equal, near, ok, test } from "./harness.js";
import { BORDER, MEASURES, luminance } from "./made.js";

test("the legend names the files of the window as plain text", () => {
  const title = "<img src=x onerror=alert(1)>";
  const feed = {
    ramp: ["#F2CBDD"], measures: MEASURES,
    categories: [{ label: "death", shape: "diamond", colour: "#000000" }, { label: title, shape: "ring", colour: "#332288" },
      { label: "death", shape: "frame-bar", colour: "#117733" }],
    layers: [{ number: 1, label: title, category: 1 }, { number: 2, label: "death", category: 2 }],
  };
  const seen = {
    kinds: [0, 1, 2], files: feed.layers, together: false, crowd: "symbols", mixed: 1, fading: false, bands: [], ended: [], stretches: false, several: false, flown: null, vague: false, owed: [], backgrounds: [], undrawn: [],
    looks: ["average", "hatched"], unrated: [true], statuses: [], stands: [{ border: BORDER, stand: { level: 255 } }],
  };
  const look = (more) => {
    const node = document.createElement("div");
    fillLegend(node, feed, { ...seen, ...more });
    equal(node.querySelectorAll("[onerror]").length, 0, "markup of a title");
    const texts = (selector) => [...node.querySelectorAll(selector)].map(({ textContent }) => textContent);
    return {
      heads: texts("h2"), items: texts(".item"), all: node.textContent,
      pictures: new Set([...node.querySelectorAll("img.swatch")].map(({ src }) => src)).size,
    };
  };
  const known = ["average of a wider count", "this class or a higher one", "not reported"];
  const beside = look({});
  equal(beside.heads, ["Borders: figure a day", "Events in the window", "Your files"]);
  equal(beside.items, [...known, "death", title, "death"]);
  equal(beside.pictures, 6);
  const dense = look({ crowd: "density", kinds: [0] });
  equal(dense.heads.slice(-2), ["Events in the window", "Your files: rows in each square"]);
  equal(dense.items, [...known, "death", title, "death"]);
  ok(look({ kinds: [0], mixed: 0b111 }).all.includes("Rows of a known kind are drawn as events of that kind"), "what merged rows are");
  feed.reference = "hidden";
  const alone = look({
    stands: [{ border: BORDER, stand: { level: 253, value: "reference hidden" } }], looks: [], unrated: [], statuses: [""],
  });
  ok(alone.all.includes("reference hidden") && !alone.all.includes("not reported"), alone.all);
  const filtered = look({ stands: [{ border: BORDER, stand: { level: 252, value: "filtered out" } }], looks: [], unrated: [] });
  equal([filtered.heads[0], filtered.items[0]], ["Borders", "filtered out"]);
  feed.files = { heading: "Brought files" };
  equal(look({}).heads.at(-1), "Brought files");
});

test("a hidden reference is never said to have reported nothing", () => {
  const feed = { reference: "hidden", first: 0, days: 9, windowDays: { "7d": 7 }, columns: {} };
  const frame = { first: 1, last: 2, window: "7d" };
  const stand = standing(feed, "BY-PL", frame);
  const node = document.createElement("div");
  fillFlightKey(node, feed, { routes: [], stops: [] });
  equal([saidOf(stand), isRated(stand)], ["reference hidden", false]);
  equal(tipOf({ feed, frame }, { border: BORDER, stand, section: null }), ["Belarus–Poland", "reference hidden"]);
  equal(tipOf({ feed, frame }, { crossing: { name: "Bruzgi", spans: [] } }), ["Bruzgi", "reference hidden"]);
  ok(!node.textContent.includes("reported"), node.textContent);
});

test("a figure that a filter withholds is filtered out and no other level is", () => {
  const texts = ["3", "attempts a day", "complete: 21 in 7 days", "filtered out", "reference hidden", "not reported", ""];
  const row = (value, level) => ({
    value, unit: value ? 6 : 1, basis: value ? 6 : 2, short: 6, more: 6, level, look: value ? 0 : 1, measure: 0, contested: 0,
    rate: 3, least: NaN, most: NaN,
  });
  const rows = [row(0, 0), row(0, 3), row(3, 252), row(4, 253), row(5, 255)];
  const columns = Object.fromEntries(Object.keys(rows[0]).map((name) => [`figure_${name}`, rows.map((one) => one[name])]));
  const feed = {
    reference: "shown", first: 0, start: 0, days: 5, windowDays: { "7d": 7 }, looks: ["none", "solid"], texts,
    measures: [{ words: "attempts a day" }], columns: { ...columns, "figure:7d:P": Int32Array.from([0, 1, 2, 3, 4]) },
  };
  const found = [0, 1, 2, 3, 4].map((last) => {
    const stand = standing(feed, "P", { last, window: "7d" });
    return [saidOf(stand), isRated(stand), isWithheld(stand)];
  });
  equal(found, [
    ["3 attempts a day", true, false],
    ["3 attempts a day", true, false],
    ["filtered out", false, true],
    ["reference hidden", false, true],
    ["not reported", false, false],
  ]);
});

test("a figure is told with how it is known", () => {
  equal(toldOf({ value: "90.3", unit: "attempts a day", basis: "about 2,800 in 31 days" }), "90.3 attempts a day (about 2,800 in 31 days)");
  equal(toldOf({ value: "2 and 12", unit: "attempts", basis: "2 reported days of 30" }), "2 and 12 attempts (2 reported days of 30)");
  equal(toldOf({ value: "filtered out", unit: "", basis: "" }), "filtered out");
});

test("the strip draws four states of a day by their height", () => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas.style, { width: "900px", height: "133px" });
  document.body.append(canvas);
  const days = 40;
  const states = Uint8Array.from({ length: days }, (_, day) => Math.floor(day / 8));
  const feed = {
    first: 0, days, reference: "shown", borders: [{ pair: "P", short: "Poland" }],
    columns: { "state:P": states, report_count: new Uint16Array(days) },
  };
  drawStrip(canvas, feed, 0, days - 1, { first: -9, last: -8 }, null);
  const ratio = devicePixelRatio;
  const left = labelWidth(900);
  const x = (day) => Math.round((left + (day / (days - 1)) * (900 - left - 12)) * ratio);
  const top = Math.round((133 - 18 - 17 + 4) * ratio);
  const ctx = canvas.getContext("2d");
  const solid = ([r, g, b, a]) => a === 255 && Math.max(r, g, b) - Math.min(r, g, b) < 20 && r < 170;
  const heights = [4, 12, 20, 28, 36].map((day) => {
    const { data } = ctx.getImageData(x(day), top, 1, Math.round(10 * ratio));
    let count = 0;
    for (let at = 0; at < data.length; at += 4) if (solid(data.slice(at, at + 4))) count += 1;
    return count / ratio;
  });
  canvas.remove();
  ok(heights[0] > heights[1] && heights[1] > heights[2] && heights[2] > 0, String(heights));
  equal(heights[4], 0);
  equal(STATES.map(({ words }) => words), ["reported day", "follows exactly from other reports", "inside a wider count", "nothing"]);
});

test("flights of a file have a line and words of their own", () => {
  const span = { pair: "IST-MSQ", via: [], first: 10, last: 20, flights_a_week: null, width_a_week: null };
  const own = { ...span, lane: "IST-MSQ-own-3f2a", status: "brought", layer: 2, event: "own-3f2a-IST-MSQ" };
  const feed = {
    airports: { IST: { city: "Istanbul" }, MSQ: { city: "Minsk" } }, layers: [{ number: 2, key: "3f2a", label: "my flights" }],
    routes: [
      { ...span, lane: "IST-MSQ", status: "scheduled", flights_a_week: 84, width_a_week: 14, event: "e1" },
      { ...span, lane: "IST-MSQ", status: "scheduled", flights_a_week: 7, width_a_week: 7, event: "e1" },
      own, { ...own },
    ],
  };
  const [reference, brought] = routesIn(feed, { first: 12, last: 13 });
  equal(brought.events, ["own-3f2a-IST-MSQ"]);
  equal(tipOf({ feed }, { route: brought }), ["Istanbul → Minsk", "flights in my flights"]);
  const node = document.createElement("div");
  fillFlightKey(node, feed, { routes: ["scheduled", "brought"], stops: [] });
  ok(node.textContent.includes("flight in a brought file"), node.textContent);
  const [plain, other] = [styleOf(reference), styleOf(brought)];
  ok(luminance(other.colour) < luminance(plain.colour), "darker");
  equal(plain.dash, []);
  ok(other.dash.length > 0, "dashed");
  near(plain.width, 0.8 + 0.5 * 14);
  const line = [[0, 0], [100, 0]];
  ok(besideReference(feed, reference, line) === line, "the reference's own stays");
  const bowed = besideReference(feed, brought, line);
  ok(Math.max(...bowed.map(([, y]) => Math.abs(y))) > 5, "far enough aside");
  equal(bowed[0], [0, 0]);
  const contested = besideReference(feed, { ...reference, status: "contested" }, line);
  ok(Math.max(...contested.map(([, y]) => Math.abs(y))) > 5, "a contested one lies beside a wide line");
  ok(contested[8][1] * bowed[8][1] < 0, "and on the other side than a file's");
  near(bowed.at(-1)[0], 100);
  near(bowed.at(-1)[1], 0, 1e-6);
});
