// Layers, typefaces and reports, unpacked from the page itself.
// @ts-check

/** @import { Face, GeoFeature } from "./types.d.ts" */

const held = /** @type {HTMLTemplateElement} */ (document.getElementById("held")).content;
/** @type {Promise<unknown> | undefined} */
let layers; // unpacked once
/** @type {ReturnType<typeof heldTiles> | undefined} */
let tiles; // likewise

/** @type {(name: string) => Promise<Uint8Array<ArrayBuffer>>} */
export async function unpacked(name) {
  const text = held.querySelector(`[data-name="${name}"]`)?.textContent ?? "";
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @type {(name: string) => Promise<unknown>} */
export async function unpackedJson(name) {
  return JSON.parse(new TextDecoder().decode(await unpacked(name)));
}

/** @type {(base: string, name: string) => Promise<GeoFeature[]>} */
export async function readLayer(_base, name) {
  layers ??= unpackedJson("layers");
  const known = /** @type {{ [name: string]: GeoFeature[] }} */ (await layers);
  if (!(name in known)) throw new Error("the file is missing");
  return known[name];
}

// All files of stores lie in one piece: a table of where each is, then they.
async function heldTiles() {
  const bytes = await unpacked("tiles");
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  /** @type {{ [path: string]: [number, number] }} */
  const table = JSON.parse(new TextDecoder().decode(bytes.subarray(4, end)));
  return { table, files: bytes.subarray(end) };
}

/** @type {(base: string, path: string) => Promise<Uint8Array<ArrayBuffer>>} */
export async function readTile(base, path) {
  tiles ??= heldTiles();
  const { table, files } = await tiles;
  const found = table[`${base.slice(base.lastIndexOf("/") + 1)}/${path}`];
  if (!found) throw new Error(`${path} is not in this file`);
  return files.slice(found[0], found[0] + found[1]);
}

/** @type {(base: string, name: string, weight: string) => Face} */
export function readFace(_base, name, weight) {
  return { load: async () => new FontFace("Source Sans", await unpacked(`face-${name}`), { weight }).load() };
}
