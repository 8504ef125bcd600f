// Reads the blob the server packs: 4 bytes length, a JSON header, then aligned columns.
// @ts-check

import { colourFeed, takeLook } from "./look.js";
/** @import { Feed, LookEntry } from "./feed.d.ts" */
/** @import { FeedMessage } from "./messages.d.ts" */

const ARRAYS = { u1: Uint8Array, u2: Uint16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array };

// Hears the feed, which is told to everybody whenever somebody comes who lacks it: taken once, not read again.
/** @type {(take: (feed: Feed) => void) => (message: FeedMessage) => void} */
export function hearFeed(take) {
  let last = 0; // none has this number
  return ({ bytes, number }) => {
    if (number === last) return;
    last = number;
    take(unpack(bytes));
  };
}

// `bytes` is a Uint8Array, often a view into a larger buffer; columns are views into one copy.
/** @type {(bytes: Uint8Array) => Feed} */
export function unpack(bytes) {
  const buffer = bytes.slice().buffer;
  const length = new DataView(buffer).getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(buffer, 4, length));
  /** @type {{ look?: LookEntry, columns: { [name: string]: { type: keyof typeof ARRAYS, offset: number, count: number } } }} */
  const header = JSON.parse(text);
  if (header.look) takeLook(header.look);
  /** @type {{ [name: string]: ArrayLike<number> }} */
  const columns = {};
  for (const [name, { type, offset, count }] of Object.entries(header.columns)) {
    columns[name] = new ARRAYS[type](buffer, offset, count);
  }
  const feed = /** @type {Feed} */ (/** @type {unknown} */ ({ ...header, columns }));
  if (header.look) colourFeed(feed);
  return feed;
}
