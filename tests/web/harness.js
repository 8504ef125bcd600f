// What a test of the scripts is made of: a claim with a body, and the few ways to hold something against something.

const claims = new Map();

export function test(claim, body) {
  if (claims.has(claim)) throw new Error(`two tests claim: ${claim}`);
  claims.set(claim, body);
}

// Run by tests/browser/test_scripts.py, one claim at a time.
export const namesOf = () => [...claims.keys()];
export const run = (claim) => claims.get(claim)();

export function ok(value, what = "what must hold") {
  if (!value) throw new Error(`${what}: ${show(value)}`);
}

// The same by value, arrays of any type and NaN among them.
export function equal(actual, expected, what = "") {
  if (!same(actual, expected)) throw new Error(`${what && `${what}: `}${show(actual)} is not ${show(expected)}`);
}

export function near(actual, expected, by = 1e-9) {
  if (!(Math.abs(actual - expected) <= by)) throw new Error(`${actual} is not within ${by} of ${expected}`);
}

function same(one, other) {
  if (Object.is(one, other)) return true;
  if (isList(one) && isList(other)) return one.length === other.length && Array.from(one).every((value, at) => same(value, other[at]));
  if (!isPlain(one) || !isPlain(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => name in other && same(one[name], other[name]));
}

const isList = (value) => Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
const isPlain = (value) => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const show = (value) => String(JSON.stringify(value, (_, part) => (Number.isNaN(part) ? "NaN" : part))).slice(0, 2000);
