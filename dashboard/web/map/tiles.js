// Tiles of a store: which files an index names, and what a file of counts says (docs/store.md has its table).
// @ts-check

/** @import { Tile, TileFile } from "./types.d.ts" */

const DAY_MS = 864e5;
const HEAD = 32; // bytes before the days of a tile

/** @type {(day: number) => number} */
export const yearOf = (day) => new Date(day * DAY_MS).getUTCFullYear();

// The files of one zoom, each with the square of the map that it covers.
/** @type {(index: { zoom: number, files: { [path: string]: unknown } }) => TileFile[]} */
export function filesIn({ zoom, files }) {
  return Object.keys(files).map((path) => {
    const [level, x, y, year] = path.split("/");
    return { path: `${zoom}/${path}.gz`, zoom, level: +level, x: +x, y: +y, year: year === "all" ? null : +year };
  });
}

// A plain file server hands out what lies there; one that knows of gzip has the browser unpack it.
/** @type {(bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>} */
export async function plainBytes(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.slice().buffer;
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

// Views into the file: of each day where its entries begin, of each entry its count, cell and kind.
/** @type {(buffer: ArrayBuffer) => Tile} */
export function decodeTile(buffer) {
  const head = new DataView(buffer);
  const magic = String.fromCharCode(...new Uint8Array(buffer, 0, 4));
  if (magic !== "BMT2") throw new Error("it is no tile");
  const width = head.getUint8(7);
  const [many, n] = [head.getUint32(16, true), head.getUint32(20, true)];
  const starts = HEAD + 4 * many;
  const counts = starts + 4 * (many + 1);
  return {
    days: new Int32Array(buffer, HEAD, many),
    starts: new Uint32Array(buffer, starts, many + 1),
    counts: new Uint16Array(buffer, counts, n),
    cells: width === 1 ? new Uint8Array(buffer, counts + 2 * n, n) : new Uint16Array(buffer, counts + 2 * n, n),
    kinds: new Uint8Array(buffer, counts + (2 + width) * n, n),
    bytes: buffer.byteLength,
    from: 0,
    to: 0,
  };
}
