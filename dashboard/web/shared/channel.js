// The private line between clock, feed and maps of one session; its name carries the session's token.
// @ts-check

/** @import { Messages } from "./messages.d.ts" */
/** @import { Channel, Handlers } from "./types.d.ts" */

/** @type {(token: string, handlers: Handlers) => Channel} */
export function openChannel(token, handlers) {
  const channel = new BroadcastChannel(`border-monitor-${token}`);
  channel.onmessage = ({ data }) => {
    const { kind } = /** @type {{ kind: keyof Messages }} */ (data);
    handlers[kind]?.(data);
  };
  return {
    post: (kind, message) => channel.postMessage({ ...message, kind }),
    close: () => channel.close(),
  };
}
