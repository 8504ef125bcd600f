// Reads the blob the server packs: 4 bytes length, a JSON header, then aligned columns.

const ARRAYS = { u1: Uint8Array, u2: Uint16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array };

// `bytes` is a Uint8Array, often a view into a larger buffer; columns are views into one copy.
export function unpack(bytes) {
  const buffer = bytes.slice().buffer;
  const length = new DataView(buffer).getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(buffer, 4, length));
  const header = JSON.parse(text);
  const columns = {};
  for (const [name, { type, offset, count }] of Object.entries(header.columns)) {
    columns[name] = new ARRAYS[type](buffer, offset, count);
  }
  return { ...header, columns };
}
