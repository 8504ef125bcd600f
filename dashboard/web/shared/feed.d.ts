// Written by scripts/build-docs from dashboard.feed.look_entries and dashboard.feed.store_entry and dashboard.feed.header; not to be edited.

/** The rule as the browser is given it: ages in days, outlines and colours of each step. */
export interface FadingEntry {
  since_start: number[];
  by_days: number[][];
  inks: string[];
  tints: { [name: string]: string[] };
}

/**
 * A closed line as the browser is given it: corners, or a circle around 0, 0.
 *
 * A hole is drawn the other way round.
 */
export interface OutlineEntry {
  corners?: number[][];
  circle?: number;
  hole?: boolean;
}

/** How zones are drawn, in CSS pixels; paper draws each `MM_A_PIXEL` millimetres wide. */
export interface ZoneLook {
  inner: number;
  row: number;
  step: number;
  stroke: number;
  dot: number;
  patterns: { [name: string]: string };
}

/** Codes of the classes of a border; those below `rated_below` have a rate. */
export interface Levels {
  zero: number;
  filtered: number;
  hidden: number;
  pending: number;
  not_reported: number;
  rated_below: number;
}

/** Words for what has no figure, and for the ways a figure is known. */
export interface LookWords {
  not_reported: string;
  reference_hidden: string;
  filtered_out: string;
  no_rate: string;
  status_not_reported: string;
  fading: string;
  zone_not_placed: string;
  own_stretch: string;
  several: string;
  not_drawn: string;
  ours: string;
  death: string;
  looks: { [name: string]: string };
}

/** A layer of the map that can be turned off: for its box, and for a sentence. */
export interface MapLayerEntry {
  key: string;
  label: string;
  words: string;
}

/** The dark scheme: its palette, what its colours of classes and kinds are, its fading. */
export interface DarkEntry {
  palette: { [name: string]: string };
  tones: { [name: string]: string };
  inks: string[];
  tints: { [name: string]: string[] };
}

/** What scripts draw and write as Python does: colours, outlines, fading, levels, words. */
export interface LookEntry {
  palette: { [name: string]: string };
  dark: DarkEntry;
  outlines: { [name: string]: OutlineEntry[] };
  fading: FadingEntry;
  levels: Levels;
  words: LookWords;
  zones: ZoneLook;
  map_layers: MapLayerEntry[];
}

/** Squares of one zoom that a store counts: the least number of events of each class. */
export interface StoreZoom {
  zoom: number;
  breaks: number[];
}

/**
 * An open store; its tiles lie in the folder `base` beside that of the map's layers.
 *
 * `shares` and `alphas` are side and cover of a square of each class, `counted` says what
 * its counts are, `days` which it has; `id` stands before zoom, column and row of a square.
 */
export interface StoreEntry {
  key: string;
  id: string;
  mark: string;
  label: string;
  colour: string;
  words: string;
  counted: string;
  days: string;
  base: string;
  kinds: string[];
  zooms: StoreZoom[];
  shares: number[];
  alphas: number[];
}

/** A kind of mark: its name, and how it is drawn. */
export interface Category {
  label: string;
  shape: string;
  colour: string;
}

/** A brought file: its number in the marks' flags, its place among the categories. */
export interface LayerEntry {
  number: number;
  key: string;
  label: string;
  category: number;
}

/** A background of a brought file; `rows` and `told` are empty where there are too many. */
export interface ContextEntry {
  id: string;
  label: string;
  colour: string;
  fill: number;
  words: string;
  rows: string[];
  told: string[];
}

/** A rated border; its words may stand at one of the anchors. */
export interface BorderEntry {
  pair: string;
  name: string;
  short: string;
  anchors: [number, number][];
  measure: string;
}

/** What is counted at a border, and the least rate a day of each class. */
export interface MeasureEntry {
  id: string;
  label: string;
  words: string;
  breaks: number[];
}

/** Words of the marks that have some; `index` says which mark each stands for. */
export interface MarkWords {
  index: number[];
  id: string[];
  title: string[];
  place: string[];
  when: string[];
  weight: number[];
}

/** What a licence obliges to name, with the marks that owe it, ascending. */
export interface OwedLine {
  words: string;
  marks: number[];
}

/** First and last day, both included. */
export interface Days {
  first: number;
  last: number;
}

/** A count over several days as a rate a day. */
export interface Step {
  first: number;
  last: number;
  pair: string;
  rate: number;
}

/** Days on which a route was flown; `layer` is the brought file that tells of it. */
export interface RouteSpan {
  first: number;
  last: number;
  pair: string;
  lane: string;
  via: string[];
  status: string;
  flights_a_week: number | null;
  width_a_week: number | null;
  event: string;
  layer?: number;
}

/** Days on which flights to an airport were suspended, banned or barred. */
export interface StopSpan {
  first: number;
  last: number;
  airport: string;
  kind: string;
  event: string;
}

/** Sections of a border with a class of their own. */
export interface Stretch {
  first: number;
  last: number;
  sections: string[];
  level: number;
}

/**
 * An emergency or a buffer zone along whole borders or sections; neither is *not reported*.
 *
 * It lies in a `row` on the ground of a `state`; beside the anchors its name may stand.
 */
export interface Band {
  first: number;
  last: number;
  id: string;
  title: string;
  name: string;
  when: string;
  kind: string;
  state: string;
  row: number;
  pairs: string[];
  sections: string[];
  anchors: [number, number][];
}

/** Days over which a crossing is reported open, closed or restricted. */
export interface StatusSpan {
  first: number;
  last: number;
  status: string;
}

/** A crossing and what is reported of it. */
export interface CrossingEntry {
  id: string;
  name: string;
  lon: number;
  lat: number;
  spans: StatusSpan[];
}

/** A day with a name; `kind` is a category. */
export interface KeyEventEntry {
  day: number;
  label: string;
  kind: number;
}

/** Days with a name. */
export interface NamedPeriodEntry {
  first: number;
  last: number;
  id: string;
  label: string;
}

/** What the clock can name, and the span its slider opens with. */
export interface Milestones {
  first: number;
  last: number;
  events: KeyEventEntry[];
  periods: NamedPeriodEntry[];
}

/** A place on the map. */
export interface Spot {
  lon: number;
  lat: number;
}

/** An airport by its city. */
export interface AirportEntry {
  lon: number;
  lat: number;
  city: string;
}

/** A town, named from zoom `rank` on. */
export interface TownEntry {
  lon: number;
  lat: number;
  name: string;
  capital: boolean;
  rank: number;
}

/** A country's name, written between two zooms. */
export interface CountryEntry {
  lon: number;
  lat: number;
  name: string;
  least: number;
  most: number;
}

/** A part of the map to go to: west, south, east, north. */
export interface ViewEntry {
  name: string;
  bounds: number[];
}

/**
 * A place that can be found, in the order in which equals stand.
 *
 * `names` are its other names as written, `folded` the one on the map and those as they are
 * compared, `ends` the names of both ends of a crossing or a section.
 */
export interface PlaceEntry {
  lon: number;
  lat: number;
  name: string;
  what: string;
  names: string[];
  folded: string[];
  ends: string;
}

/** Days that can be found by a name; `folded` are the ways to write it. */
export interface TimeEntry {
  first: number;
  last: number;
  name: string;
  what: string;
  folded: string[];
}

/** What brought files are called, where they are not the reader's own. */
export interface FileWords {
  heading: string;
  one: string;
  rows: string;
}

/** What lists and marks keep to: corners of an outline, or sections of a border. */
export interface KeptEntry {
  words: string;
  ring: number[][];
  sections: string[];
}

/** The part of the header that no report changes. */
export interface Geography {
  airports: { [name: string]: AirportEntry };
  towns: TownEntry[];
  countries: CountryEntry[];
  forest: Spot;
  views: ViewEntry[];
  places: PlaceEntry[];
  letters: { [name: string]: string };
  sounds: { [name: string]: string };
}

/**
 * The header of the feed.
 *
 * `first` is the day of the first row of each figure column, `days` how many there are;
 * from `start` the window "all" is counted. A window of `windowDays` without a number
 * begins there.
 */
export interface Header {
  airports: { [name: string]: AirportEntry };
  towns: TownEntry[];
  countries: CountryEntry[];
  forest: Spot;
  views: ViewEntry[];
  places: PlaceEntry[];
  letters: { [name: string]: string };
  sounds: { [name: string]: string };
  version: number;
  first: number;
  days: number;
  start: number;
  looks: string[];
  texts: string[];
  steps: Step[];
  windowDays: { [name: string]: number | null };
  look: LookEntry;
  ramp: string[];
  categories: Category[];
  layers: LayerEntry[];
  contexts: ContextEntry[];
  stores?: StoreEntry[];
  reference: "shown" | "hidden";
  borders: BorderEntry[];
  measures: MeasureEntry[];
  marks: MarkWords;
  owed: OwedLine[];
  routes: RouteSpan[];
  stops: StopSpan[];
  stretches: Stretch[];
  bands: Band[];
  crossings: CrossingEntry[];
  milestones: Milestones;
  times: TimeEntry[];
  files?: FileWords;
  kept?: KeptEntry;
}

/** The columns of numbers; where a number is none it is NaN. */
export interface Columns {
  [name: `figure:${string}:${string}`]: Int32Array;
  [name: `state:${string}`]: Uint8Array;
  figure_value: Int32Array;
  figure_unit: Int32Array;
  figure_basis: Int32Array;
  figure_short: Int32Array;
  figure_more: Int32Array;
  figure_level: Uint8Array;
  figure_look: Uint8Array;
  figure_measure: Uint8Array;
  figure_contested: Uint8Array;
  figure_rate: Float32Array;
  figure_least: Float32Array;
  figure_most: Float32Array;
  report_count: Uint16Array;
  report_day: Int32Array;
  mark_lon: Float32Array;
  mark_lat: Float32Array;
  mark_day: Uint16Array;
  mark_kind: Uint8Array;
  mark_flags: Uint8Array;
  mark_row?: Int32Array;
  long_mark: Int32Array;
  long_last: Int32Array;
  context_layer?: Uint8Array;
  context_kind?: Uint8Array;
  context_row?: Int32Array;
  context_end?: Int32Array;
  context_lon?: Float32Array;
  context_lat?: Float32Array;
}

/** The feed as a script has it: the header, and the columns as arrays. */
export type Feed = Header & { columns: Columns };
