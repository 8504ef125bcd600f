// The line between clock, feed and map when all three live in one page: no other page can listen.

const lines = new Set();

export function openChannel(token, handlers) {
  const line = { handlers };
  lines.add(line);
  return {
    post(kind, message = {}) {
      for (const other of [...lines]) if (other !== line) queueMicrotask(() => other.handlers[kind]?.({ ...message, kind }));
    },
    close() { lines.delete(line); },
  };
}
