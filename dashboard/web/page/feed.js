// Holds the packed events of one session and hands them to whoever says hello on the channel.
// @ts-check

import { openChannel } from "../shared/channel.js";
import { askBeforeLeaving } from "./leaving.js";
import { watchServer } from "./lost.js";
import { tendOverlays } from "./overlays.js";
import { keepMaps } from "./paper.js";
import { tendSheet } from "./sheet.js";
import { offerSkips } from "./skips.js";
import { tellChanges } from "./telling.js";
/** @import { Component } from "../shared/types.d.ts" */

const TOKEN = 32; // characters before what is packed
/** @typedef {{ sent: Uint8Array, bytes: Uint8Array | null, closed: boolean, close: () => void }} Held */
/** @type {WeakMap<Node, Held>} */
const live = new WeakMap();
let number = 0; // of the feed on show: whoever has it already does not read it again

/** @type {(component: Component<Uint8Array | ArrayBuffer>) => void} */
export function mount({ data, parentElement }) {
  keepMaps(window);
  askBeforeLeaving(window);
  tendSheet(window);
  offerSkips(window);
  tendOverlays(window);
  tellChanges(window);
  watchServer(window);
  const sent = data instanceof Uint8Array ? data : new Uint8Array(data);
  const before = live.get(parentElement);
  // Streamlit mounts again at every rerun; the same bytes need not travel again.
  if (before && same(before.sent, sent)) return;
  before?.close();
  const copy = sent.slice();
  const token = new TextDecoder().decode(copy.subarray(0, TOKEN));
  /** @type {Held} */
  const held = { sent: copy, bytes: null, closed: false, close: () => { held.closed = true; channel.close(); } };
  number += 1;
  const own = number;
  const tell = () => { if (held.bytes && !held.closed) channel.post("feed", { bytes: held.bytes, number: own }); };
  const channel = openChannel(token, { hello: tell });
  live.set(parentElement, held);
  inflated(copy.subarray(TOKEN)).then((bytes) => { held.bytes = bytes; tell(); });
}

/** @type {(component: Component<unknown>) => void} */
export function unmount({ parentElement }) {
  live.get(parentElement)?.close();
  live.delete(parentElement);
}

/** @type {(bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>} */
async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @type {(a: Uint8Array, b: Uint8Array) => boolean} */
function same(a, b) {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
