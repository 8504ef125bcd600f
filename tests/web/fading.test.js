// Marks fade with age, never too far to be read.

import { fadeStep, inkOf, tint } from "../../dashboard/web/map/fading.js";
import { fadingOf } from "../../dashboard/web/map/marks.js";
import { equal, ok, test } from "./harness.js";
import { luminance } from "./made.js";

test("older marks are lighter and a single day does not fade", () => {
  const week = [0, 1, 2, 3, 4, 5, 6].map((age) => fadeStep(age, "7d"));
  equal(week, week.toSorted());
  equal([week[0], week[6], fadeStep(400, "7d")], [0, 3, 3]);
  equal([fadeStep(0, "1d"), fadeStep(-3, "7d")], [0, 0]);
  equal([0, 6, 7, 29, 30, 89, 90, 5000].map((age) => fadeStep(age, "all")), [0, 0, 1, 1, 2, 2, 3, 3]);
});

test("no mark fades below the contrast that a shape needs", () => {
  const inks = [0, 1, 2, 3].map(inkOf);
  equal(new Set(inks).size, 4);
  for (const land of ["#F4F2EC", "#E9E5DA", "#C6D8B8"]) {
    for (const ink of inks) ok((luminance(land) + 0.05) / (luminance(ink) + 0.05) >= 3, `${ink} on ${land}`);
  }
  const tints = [0, 1, 2, 3].map((step) => tint("#D55E00", step));
  equal(tints[0].toUpperCase(), "#D55E00");
  equal(tints, tints.toSorted((a, b) => luminance(a) - luminance(b)));
  equal(new Set(tints).size, 4);
});

test("a mark that goes on is as young as the day and fades when it ends", () => {
  const columns = { mark_day: Uint16Array.from([100, 100]), long_mark: Int32Array.from([1]), long_last: Int32Array.from([120]) };
  const steps = (last) => {
    const fade = fadingOf({ columns }, { first: last - 29, last, window: "30d" });
    return [fade(0), fade(1)];
  };
  equal([steps(120), steps(121)], [[2, 0], [2, 2]]);
});
