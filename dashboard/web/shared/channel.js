// The private line between clock, feed and maps of one session; its name carries the session's token.

export function openChannel(token, handlers) {
  const channel = new BroadcastChannel(`border-monitor-${token}`);
  channel.onmessage = ({ data }) => handlers[data.kind]?.(data);
  return {
    post: (kind, message = {}) => channel.postMessage({ ...message, kind }),
    close: () => channel.close(),
  };
}
