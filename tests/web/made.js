// Marks, files and views made up for the tests, the same at every run.

// A linear congruential generator: each test begins its own, and none depends on another.
export function seeded(start = 12345) {
  let seed = start;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  return { random, whole: (most) => Math.floor(random() * most) };
}

export function makers() {
  const { random, whole } = seeded();

  // A feed of so many marks of the reference over some days, a few of which hold on.
  const marks = (count, { days = 40, longs = 3 } = {}) => {
    const lon = Float32Array.from({ length: count }, () => 21.4 + random() * 8.2);
    const lat = Float32Array.from({ length: count }, () => 51.35 + random() * 5);
    const day = Uint16Array.from({ length: count }, () => 18900 + whole(days)).sort();
    const kind = Uint8Array.from({ length: count }, () => whole(8));
    const feed = {
      categories: Array.from({ length: 8 }, () => ({ shape: "disc", colour: "#009E73" })),
      columns: { mark_lon: lon, mark_lat: lat, mark_day: day, mark_kind: kind, mark_flags: new Uint8Array(count) },
    };
    const long = Int32Array.from(new Set(Array.from({ length: Math.min(longs, count) }, () => whole(count)))).sort();
    feed.columns.long_mark = long;
    feed.columns.long_last = Int32Array.from(long, (mark) => (whole(9) ? day[mark] + 1 + whole(30) : 65000));
    return feed;
  };

  // The same feed with a share of its marks brought by two files.
  const withFiles = (feed, share = 0.5) => {
    const { mark_flags: flags, mark_kind: kind, mark_day: day } = feed.columns;
    feed.categories.push({ shape: "ring", colour: "#332288", label: "mine" }, { shape: "frame-bar", colour: "#117733", label: "**b**" });
    feed.columns.mark_row = new Int32Array(flags.length);
    const index = [];
    const next = [0, 0, 0];
    for (let mark = 0; mark < flags.length; mark += 1) {
      const layer = random() < share ? 1 + whole(2) : 0;
      flags[mark] = (layer << 1) | whole(2);
      feed.columns.mark_row[mark] = layer ? next[layer] : 0;
      next[layer] += 1;
      if (layer) kind[mark] = 7 + layer;
      else index.push(mark);
    }
    return Object.assign(feed, {
      layers: [{ number: 1, key: "3f2a91bc0d1e", label: "mine", category: 8 }, { number: 2, key: "aaaaaaaaaaaa", label: "**b**", category: 9 }],
      marks: {
        index, id: index.map((mark) => `e${mark}`), title: index.map((mark) => `title ${mark}`), place: index.map(() => "Kuźnica"),
        when: index.map((mark) => `day ${day[mark]}`), weight: index.map((mark) => mark % 100),
      },
    });
  };

  return { random, whole, marks, withFiles };
}

export function viewAt(zoom, ratio = 1) {
  const scale = 256 * 2 ** zoom;
  const [cx, cy] = [(23.9 + 180) / 360, 0.3245];
  return {
    scale, ox: Math.round(768 - cx * scale), oy: Math.round(450 - cy * scale), width: 1536, height: 900,
    zoom, ratio, pad: { x: 0, y: 0 },
  };
}

export const BORDER = { pair: "BY-PL", name: "Belarus–Poland", short: "Poland", measure: "BY-PL:attempts", anchors: [] };
export const MEASURES = [{ id: "BY-PL:attempts", label: "attempts", words: "attempts a day", breaks: [1, 50, 100, 200, 400] }];

// How light a colour is, as WCAG 2.2 has it.
export function luminance(colour) {
  const linear = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}
