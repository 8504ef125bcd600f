// Days, months and windows: the calendar of the page.

import { addMonths, dayOf, isoOf } from "../../dashboard/web/shared/days.js";
import { frameOf, lowerBound, runOf } from "../../dashboard/web/shared/frame.js";
import { equal, test } from "./harness.js";
import { seeded } from "./made.js";

test("a window finds what a look at every day finds", () => {
  const { whole } = seeded();
  for (let trial = 0; trial < 2000; trial += 1) {
    const days = Uint16Array.from({ length: whole(60) }, () => 18000 + whole(50)).sort();
    const window = ["1d", "7d", "30d", "14d", "all"][whole(5)];
    const frame = frameOf(17990 + whole(80), window, 18000 + whole(20));
    const [from, to] = runOf(days, frame);
    const inside = [...days.keys()].filter((at) => frame.first <= days[at] && days[at] <= frame.last);
    const found = Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
    equal(found, inside, `${JSON.stringify(frame)} in ${days}`);
  }
});

test("the day index holds at both ends and when empty", () => {
  const days = Uint16Array.from([10, 10, 12, 20]);
  const found = [[0, 9], [0, 10], [10, 10], [11, 11], [12, 20], [20, 99], [21, 99]].map(([first, last]) => runOf(days, { first, last }));
  equal(found, [[0, 0], [0, 2], [0, 2], [2, 2], [2, 4], [3, 4], [4, 4]]);
  equal(runOf(new Uint16Array(0), { first: 1, last: 2 }), [0, 0]);
  equal(lowerBound(days, 12), 2);
});

test("days and ISO dates agree with the calendar of Python", async () => {
  const { isos, days } = await given("calendar");
  equal(isos.length > 1000, true);
  equal(isos.map(dayOf), days);
  equal(days.map(isoOf), isos);
});

test("no day is read from a date that does not exist", () => {
  equal(["2023-02-29", "2021-13-01", "2021-1-1", "yesterday", ""].map(dayOf), [null, null, null, null, null]);
});

test("a month on crosses year ends and leap days as a calendar does", async () => {
  const { starts, counts, months } = await given("months");
  equal(starts.length > 500, true);
  equal(starts.map((day) => counts.map((count) => addMonths(day, count))), months);
});

// What Python worked out for a test.
async function given(name) {
  return (await fetch(`/given/${name}.json`)).json();
}
