// Holds the packed events of one session and hands them to whoever says hello on the channel.

import { openChannel } from "./channel.js";

const live = new WeakMap();

export function mount({ data, parentElement }) {
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data);
  const before = live.get(parentElement);
  // Streamlit mounts again at every rerun; the same bytes need not travel again.
  if (before && same(before.bytes, bytes)) return;
  before?.channel.close();
  const copy = bytes.slice();
  const token = headerToken(copy);
  const channel = openChannel(token, { hello: () => channel.post("feed", { bytes: copy }) });
  live.set(parentElement, { bytes: copy, channel });
  channel.post("feed", { bytes: copy });
}

export function unmount({ parentElement }) {
  live.get(parentElement)?.channel.close();
  live.delete(parentElement);
}

function headerToken(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))).token;
}

function same(a, b) {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}
