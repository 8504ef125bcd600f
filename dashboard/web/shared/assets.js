// Where layers and typefaces come from: the same machine. In a player they are in the file itself.
// @ts-check

/** @import { Face, GeoFeature } from "./types.d.ts" */

/** @type {(base: string, name: string) => Promise<GeoFeature[]>} */
export async function readLayer(base, name) {
  const answer = await fetch(`${base}/${name}.geojson`);
  if (!answer.ok) throw new Error(answer.status === 404 ? "the file is missing" : `the server answered ${answer.status}`);
  return (await answer.json()).features;
}

// A file of a store: an index, or counts, packed or not. What the server says of one that is damaged is passed on.
/** @type {(base: string, path: string) => Promise<Uint8Array<ArrayBuffer>>} */
export async function readTile(base, path) {
  const answer = await fetch(`${base}/${path}`);
  if (!answer.ok) throw new Error(answer.status === 409 ? await answer.text() : `${path}: the server answered ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** @type {(base: string, name: string, weight: string) => Face} */
export function readFace(base, name, weight) {
  return new FontFace("Source Sans", `url(${new URL(`${base}/SourceSansPro-${name}.ttf`, document.baseURI)})`, { weight });
}
