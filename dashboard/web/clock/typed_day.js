// A date as a reader types it: which day it is, or in words why it is none. The one place that reads typed dates.
// @ts-check

import { dayOf, shortWords } from "../shared/days.js";
/** @import { Month, Read, Reader } from "./types.d.ts" */

const LEAST_YEAR = 2000; // as in an address: years before are slips of the hand
const LAST_YEAR = 2099;
const ENGLISH = [
  "january", "february", "march", "april", "may", "june",
  "july", "august", "september", "october", "november", "december",
];
const FULL = ENGLISH.map((name) => name[0].toUpperCase() + name.slice(1));
/** @type {{ [order: string]: [number, number, number] }} */
const ORDERS = { dmy: [0, 1, 2], mdy: [1, 0, 2], ymd: [2, 1, 0] }; // where day, month and year stand
const EXAMPLE = "Write it as 8 Nov 2021 or 2021-11-08.";

// The order in which a language writes a date in digits: "dmy", "mdy" or "ymd"; where that cannot be told, "dmy".
/** @type {(language: string) => string} */
export function orderOf(language) {
  const shown = new Intl.DateTimeFormat(language, { year: "numeric", month: "numeric", day: "numeric" }).formatToParts(0);
  const order = shown.map(({ type }) => type[0]).filter((type) => "dmy".includes(type)).join("").slice(0, 3);
  return order in ORDERS ? order : "dmy";
}

// Names of the months in English and in the reader's languages, folded, each with its month.
/** @type {(languages: readonly string[]) => Month[]} */
export function monthsOf(languages) {
  const found = ENGLISH.map((name, month) => ({ name, month }));
  for (const language of languages) {
    /** @type {Intl.DateTimeFormatOptions[]} */
    const forms = [{ month: "long" }, { month: "long", day: "numeric" }, { month: "short", day: "numeric" }];
    for (const options of forms) {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
      for (let month = 0; month < 12; month += 1) {
        const name = format.formatToParts(Date.UTC(2021, month, 15)).find(({ type }) => type === "month")?.value;
        const folded = fold(name ?? "").replace(/\.$/, "");
        if (/^\p{L}{3,}$/u.test(folded)) found.push({ name: folded, month });
      }
    }
  }
  return found;
}

// { day } as days since 1970, or { problem } in words. `reader` is { order, months } of the two functions above.
/** @type {(text: string, reader: Reader) => Read} */
export function readDay(text, reader) {
  const typed = fold(text).replace(/\s+/g, " ").trim();
  if (!typed) return { problem: "No date is written." };
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  if (compact) return compactDay(typed, reader);
  const digits = /^(\d{1,4})([ ./-]) ?(\d{1,2})\2 ?(\d{1,4})\.?$/.exec(typed);
  if (digits) return digitsDay(digits[2], [digits[1], digits[3], digits[4]], reader);
  if (/^[\d ./-]+$/.test(typed)) return { problem: `“${cut(text)}” is not a whole date. ${EXAMPLE}` };
  return namedDay(typed, text, reader);
}

// Eight digits in a row: the reading that is a day; where two are, neither.
/** @type {(typed: string, reader: Reader) => Read} */
function compactDay(typed, { order }) {
  const iso = made(typed.slice(0, 4), typed.slice(4, 6), typed.slice(6));
  if (order === "ymd") return iso;
  const pair = [typed.slice(0, 2), typed.slice(2, 4)];
  const own = order === "dmy" ? made(typed.slice(4), pair[1], pair[0]) : made(typed.slice(4), pair[0], pair[1]);
  return oneOf([iso, own], own);
}

/** @type {(between: string, numbers: string[], reader: Reader) => Read} */
function digitsDay(between, numbers, { order }) {
  if (numbers[0].length > 2) return made(numbers[0], numbers[1], numbers[2]);
  if (numbers[2].length < 4) return { problem: `The year needs four digits. ${EXAMPLE}` };
  /** @type {(name: string) => Read} */
  const inOrder = (name) => {
    const [day, month, year] = ORDERS[name].map((at) => numbers[at]);
    return made(year, month, day);
  };
  // With dots the day stands first everywhere; with other signs it stands where the reader's language has it.
  if (between === ".") return inOrder("dmy");
  if (order !== "ymd") {
    const found = inOrder(order);
    if (found.problem && order === "mdy" && Number(numbers[0]) > 12) found.problem += " The month comes first here.";
    return found;
  }
  const year = numbers[2];
  return oneOf([made(year, numbers[1], numbers[0]), made(year, numbers[0], numbers[1])], made(year, numbers[1], numbers[0]));
}

/** @type {(typed: string, text: string, reader: Reader) => Read} */
function namedDay(typed, text, { months }) {
  const words = typed.match(/\p{L}+|\d+/gu) ?? [];
  const left = typed.replace(/[\p{L}\d\s.,/-]/gu, "");
  const names = words.filter((word) => /\p{L}/u.test(word) && !/^(st|nd|rd|th|r|g|m)$/.test(word));
  const numbers = words.filter((word) => /\d/.test(word));
  if (left || names.length !== 1 || numbers.length > 2) return { problem: `“${cut(text)}” is not a date. ${EXAMPLE}` };
  const exact = months.filter(({ name }) => name === names[0]);
  const near = exact.length || names[0].length < 3 ? exact : months.filter(({ name }) => name.startsWith(names[0]));
  const found = [...new Set(near.map(({ month }) => month))];
  if (!found.length) return { problem: `“${cut(numbers.length ? names[0] : text)}” is not a ${numbers.length ? "month" : "date"}. ${EXAMPLE}` };
  if (found.length > 1) return { problem: `“${names[0]}” may be ${found.map((month) => FULL[month]).join(" or ")}. ${EXAMPLE}` };
  if (numbers.length < 2) return { problem: `The ${numbers.some(isYear) ? "day" : "year"} is missing. ${EXAMPLE}` };
  const years = numbers.filter(isYear);
  if (years.length !== 1) return { problem: `The year needs four digits. ${EXAMPLE}` };
  const [day] = numbers.filter((number) => !isYear(number));
  return made(years[0], String(found[0] + 1), day);
}

/** @type {(number: string) => boolean} */
const isYear = (number) => number.length === 4;

// The one reading that is a day; both days named where there are two; the reader's own reading where there is none.
/** @type {(readings: Read[], own: Read) => Read} */
function oneOf(readings, own) {
  const days = [...new Set(readings.flatMap(({ day }) => (day === undefined ? [] : [day])))];
  if (days.length === 1) return { day: days[0] };
  if (!days.length) return own;
  return { problem: `That may be ${days.map(shortWords).join(" or ")}. ${EXAMPLE}` };
}

/** @type {(year: string, month: string, day: string) => Read} */
function made(year, month, day) {
  const [y, m, d] = [year, month, day].map(Number);
  if (year.length !== 4 || y < LEAST_YEAR || y > LAST_YEAR) return { problem: `The year ${year} lies outside ${LEAST_YEAR} to ${LAST_YEAR}.` };
  if (m < 1 || m > 12) return { problem: `There is no month ${m}.` };
  const found = dayOf(`${year}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`);
  if (found !== null) return { day: found };
  if (d < 1) return { problem: "There is no day 0." };
  return { problem: `${FULL[m - 1]}${m === 2 ? ` ${y}` : ""} has ${lengthOf(y, m)} days.` };
}

/** @type {(year: number, month: number) => number} */
function lengthOf(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** @type {(text: string) => string} */
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
/** @type {(text: string) => string} */
const cut = (text) => (text.trim().length > 24 ? `${text.trim().slice(0, 24)}…` : text.trim());
