// The feed on the channel: told to everybody whenever one comes who lacks it, read once by each.

import { hearFeed } from "../../dashboard/web/shared/pack.js";
import { equal, test } from "./harness.js";

// A blob with a name in its header and no columns: 4 bytes length, then JSON.
function blob(name) {
  const text = Uint8Array.from(JSON.stringify({ name, columns: {} }), (letter) => letter.charCodeAt(0));
  const bytes = new Uint8Array(4 + text.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  return bytes;
}

test("a feed that is told again is not read again, another one is", () => {
  const taken = [];
  const hear = hearFeed(({ name }) => taken.push(name));
  for (const [name, number] of [["first", 1], ["first", 1], ["second", 2], ["second", 2], ["first", 3]]) {
    hear({ bytes: blob(name), number });
  }
  equal(taken, ["first", "second", "first"]);
});

test("each who listens takes the feed for itself", () => {
  const taken = [];
  const hears = ["clock", "series"].map((who) => hearFeed(({ name }) => taken.push(`${who} ${name}`)));
  for (const hear of hears) hear({ bytes: blob("first"), number: 1 });
  equal(taken, ["clock first", "series first"]);
});
