// The line between clock, feed and map when all three live in one page: no other page can listen.
// @ts-check

/** @import { Channel, Handlers } from "./types.d.ts" */

/** @type {Set<{ handlers: Handlers }>} */
const lines = new Set();

/** @type {(token: string, handlers: Handlers) => Channel} */
export function openChannel(_token, handlers) {
  const line = { handlers };
  lines.add(line);
  return {
    post(kind, message) {
      const told = /** @type {NonNullable<typeof message>} */ ({ ...message });
      for (const other of [...lines]) if (other !== line) queueMicrotask(() => other.handlers[kind]?.(told));
    },
    close() { lines.delete(line); },
  };
}
