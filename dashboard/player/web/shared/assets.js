// Layers, typefaces and reports, unpacked from the page itself.

const held = document.getElementById("held").content;

export async function unpacked(name) {
  const text = held.querySelector(`[data-name="${name}"]`).textContent;
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function unpackedJson(name) {
  return JSON.parse(new TextDecoder().decode(await unpacked(name)));
}

export async function readLayer(base, name) {
  const layers = await (readLayer.all ??= unpackedJson("layers"));
  if (!(name in layers)) throw new Error("the file is missing");
  return layers[name];
}

export function readFace(base, name, weight) {
  return { load: async () => new FontFace("Source Sans", await unpacked(`face-${name}`), { weight }).load() };
}
