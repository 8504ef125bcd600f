// Layers, typefaces and reports, unpacked from the page itself.
// @ts-check

/** @import { Face, GeoFeature } from "./types.d.ts" */

const held = /** @type {HTMLTemplateElement} */ (document.getElementById("held")).content;
/** @type {Promise<unknown> | undefined} */
let layers; // unpacked once

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

// No tile of a store lies in the file: the map says so where they would be drawn.
/** @type {(base: string, path: string) => Promise<Uint8Array<ArrayBuffer>>} */
export async function readTile() {
  throw new Error("the counts of this store are not in this file");
}

/** @type {(base: string, name: string, weight: string) => Face} */
export function readFace(_base, name, weight) {
  return { load: async () => new FontFace("Source Sans", await unpacked(`face-${name}`), { weight }).load() };
}
