// Calendar days as whole numbers: day 0 is 1 January 1970, no clock time, no time zone.
// @ts-check

const MS = 86400000;
const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

/** @type {(iso: string) => number | null} */
export function dayOf(iso) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number);
  const number = Date.UTC(year, month - 1, day) / MS;
  return isoOf(number) === iso ? number : null;
}

// A day that the server wrote: it writes no other.
/** @type {(iso: string) => number} */
export function dayIn(iso) {
  const day = dayOf(iso);
  if (day === null) throw new Error(`${iso} is no date`);
  return day;
}

/** @type {(day: number) => string} */
export function isoOf(day) {
  return new Date(day * MS).toISOString().slice(0, 10);
}

/** @type {(day: number) => { year: number, month: number, day: number }} */
export function parts(day) {
  const date = new Date(day * MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

/** @type {(day: number) => string} */
export function words(day) {
  const { year, month, day: number } = parts(day);
  return `${number} ${MONTHS[month]} ${year}`;
}

/** @type {(day: number) => string} */
export function shortWords(day) {
  const { year, month, day: number } = parts(day);
  return `${number} ${MONTHS[month].slice(0, 3)} ${year}`;
}

/** @type {(first: number, last: number) => string} */
export function spanWords(first, last) {
  if (first === last) return shortWords(last);
  const a = parts(first);
  const b = parts(last);
  if (a.year !== b.year) return `${shortWords(first)} – ${shortWords(last)}`;
  if (a.month !== b.month) {
    return `${a.day} ${MONTHS[a.month].slice(0, 3)} – ${shortWords(last)}`;
  }
  return `${a.day}–${shortWords(last)}`;
}

/** @type {(month: number) => string} */
export function monthName(month) {
  return MONTHS[month].slice(0, 3);
}

// One calendar month on or back; 31 January goes to the last day of February.
/** @type {(day: number, count: number) => number} */
export function addMonths(day, count) {
  const { year, month, day: number } = parts(day);
  const first = new Date(Date.UTC(year, month + count, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return first.getTime() / MS + Math.min(number, length) - 1;
}

/** @type {(day: number, step: string, count: number) => number} */
export function stepDay(day, step, count) {
  if (step === "month") return addMonths(day, count);
  return day + count * (step === "week" ? 7 : 1);
}
