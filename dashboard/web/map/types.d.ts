// Types of the map: what is loaded, what a frame shows, what was placed where.

import type * as Leaflet from "leaflet";
import type {
  AirportEntry, Band, BorderEntry, Columns, ContextEntry, CrossingEntry, Feed, Header, LayerEntry, MeasureEntry, PlaceEntry, RouteSpan, StopSpan, StoreEntry,
  Stretch, TimeEntry,
} from "../shared/feed.d.ts";
import type { FrameMessage, LookMessage, Picked, Role } from "../shared/messages.d.ts";
import type { Box, Context, Frame, Point } from "../shared/types.d.ts";

/** What fits a typed name: a place or days, and the other name of it that fits. */
export interface FoundName {
  entry: PlaceEntry | TimeEntry;
  by: string | null;
}

export type ControlPosition = Leaflet.ControlPosition;
export type MapOptions = Leaflet.MapOptions;
export type LatLng = Leaflet.LatLng;
export type Offset = Leaflet.Point;
export type LeafletLibrary = typeof Leaflet;

/** The map; what begins with an underscore is private to the pinned Leaflet 1.9.4. */
export interface LeafletMap extends Leaflet.Map {
  _rawPanBy(offset: Leaflet.Point): void;
  setView(center: Leaflet.LatLngExpression, zoom: number, options?: Leaflet.ZoomPanOptions & { reset?: boolean }): this;
  _animatingZoom?: boolean;
  _onZoomTransitionEnd(): void;
}

/** Room for words: size in pixels, and what of it lies outside the reader's sight. */
export interface Room {
  pad: { x: number; y: number };
  width: number;
  height: number;
}

/** What a canvas shows: unit square to pixels by `scale`, `ox`, `oy`. */
export interface View extends Room {
  scale: number;
  ox: number;
  oy: number;
  zoom: number;
  ratio: number;
}

/** A feature of a layer: parts as x, y in the unit square, one after the other. */
export interface Feature {
  parts: Float64Array[];
  box: Box;
  closed: boolean;
  id?: string;
  iso?: string;
  name?: string;
  pair?: string;
}

export interface Land {
  iso?: string;
  rings: Point[][];
}

export interface Layers {
  [name: string]: Feature[];
}

/** The shipped layers, and what could not be read of them. */
export interface Features {
  layers: Layers;
  problems: string[];
  /** The world in degrees. */
  land: Land[];
}

/** One figure as the server wrote it. */
export interface Figure {
  value: string;
  unit: string;
  basis: string;
  short: string;
  more: string;
  level: number;
  look: string;
  rate: number;
  least: number;
  most: number;
  measure?: MeasureEntry;
  contested?: boolean;
}

/** How one border stands. */
export interface Standing {
  border: BorderEntry;
  stand: Figure;
}

/** Words of each mark (-1 for none) and their weight, beside what was sent. */
export interface MarkColumns extends Columns {
  mark_word: Int32Array;
  mark_weight: Uint8Array;
}

export interface MarkedFeed extends Header {
  columns: MarkColumns;
}

/** Marks of more than a day, ascending. */
export interface LongMarks {
  marks: Int32Array;
  last: Int32Array;
  latest: Int32Array;
  known: { first: number | null; held: Int32Array; apart: Int32Array };
}

/** Marks made ready to be placed and counted. */
export interface Units {
  x: Float32Array;
  y: Float32Array;
  x0: number;
  y0: number;
  kinds: Int32Array;
  layers: Int32Array;
  tallies: Uint32Array;
  mixed: number;
  apart: Int32Array;
  long: LongMarks;
}

/** Kinds and layers of some marks, as bits. */
export interface Kinds {
  kinds: number;
  layers: number;
}

/** The marks of a frame: those from..to, and the long ones that began before. */
export interface Run extends Kinds {
  from: number;
  to: number;
  long: Int32Array;
  count: number;
  counts: Uint32Array;
  apart: number[];
}

/** Where every mark lies on the screen, and in which square. */
export interface Grid {
  px: Int16Array;
  py: Int16Array;
  cell: Uint16Array;
  columns: number;
  rows: number;
  unit: number;
  dx: number;
  dy: number;
  lists?: { starts: Uint32Array; order: Uint32Array };
}

/** Pixels of one view, and what is stamped in them when that only grows. */
export interface Picture {
  image: ImageData;
  pixels: Uint32Array;
  stamped: { first: number; to: number } | null;
  scratch?: HTMLCanvasElement;
}

export type Mode = "symbols" | "stamps" | "density";
export type Crowd = ReturnType<typeof import("./crowd.js").createCrowd>;
export type Dom = ReturnType<typeof import("./stage.js").buildDom>;

/** A lane as it is drawn, with every event that tells of it. */
export interface Route extends RouteSpan {
  events: string[];
}

/** Ways of drawing routes, and kinds of stops. */
export interface Flown {
  routes: string[];
  stops: string[];
}

export interface Stop extends StopSpan {
  events: string[];
}

export interface Airport extends AirportEntry {
  code: string;
  stops: Stop[];
}

/** Where the name of an airport stands; null when its dot lies out of sight. */
export interface NamedAirport {
  code: string;
  box: Box | null;
}

export interface LineStyle {
  colour: string;
  width: number;
  dash: number[];
}

/** Marks drawn as one. */
export interface Stack {
  px: number;
  py: number;
  marks: number[];
  kind: number;
  vague: boolean;
  files: number[];
}

export interface CrossingSpot {
  px: number;
  py: number;
  crossing: CrossingEntry;
}

/** Where a route lies, in pixels. */
export interface RouteHit {
  route: Route;
  line: Point[];
}

/** What the canvas of the marks placed. */
export interface PlacedMarks {
  stacks: Stack[];
  crossings: CrossingSpot[];
}

/** One event of a heap: whose row it is (0: of no brought file), and whether its kind is death. */
export interface Heaped {
  layer: number;
  isDeath: boolean;
}

/** All that was placed on the map's canvases. */
export interface Placed extends PlacedMarks {
  routes: RouteHit[];
  arrows: Box[];
}

/** One mark among many, and how many share its square. */
export interface CrowdMark {
  mark: number;
  count: number;
}

/** A point, a line or an area (with its holes) of a background, in the unit square. */
export interface BackgroundShape {
  kind: number;
  row: number;
  parts: Float64Array[];
  box: Box;
}

/** A brought file without days, made ready to be drawn. */
export interface Background {
  entry: ContextEntry;
  shapes: BackgroundShape[];
}

/** A file of a store, and the square of the map that it covers: of a year, or of all. */
export interface TileFile {
  path: string;
  zoom: number;
  level: number;
  x: number;
  y: number;
  year: number | null;
}

/** What a file counts; its entries `from`..`to` are those that are counted at the moment. */
export interface Tile {
  path?: string;
  days: Int32Array;
  starts: Uint32Array;
  counts: Uint16Array;
  cells: Uint8Array | Uint16Array;
  kinds: Uint8Array;
  bytes: number;
  from: number;
  to: number;
}

/** A square of the map with the events of a window in each of its cells; `without` are kinds left out, as bits. */
export interface CountedPlace {
  zoom: number;
  level: number;
  x: number;
  y: number;
  side: number;
  sums: Uint32Array;
  total: number;
  without: number;
  tiles: Tile[];
}

/** The tiles of a store that are held. */
export interface Holding {
  /** The files of a zoom; null until its index is there. */
  files(zoom: number): TileFile[] | null;
  /** Asks for files, the first ones first. */
  want(files: TileFile[]): void;
  /** Whether a file needs not be waited for: it is there, or could not be read. */
  has(file: TileFile): boolean;
  /** Whether an index and all of some of its files could be read, as far as they were asked for. */
  isSound(zoom: number, files: TileFile[]): boolean;
  placesOf(files: TileFile[]): CountedPlace[];
  readonly problem: string;
}

/** A store as the map shows it. */
export interface StoreView {
  entry: StoreEntry;
  /** Events in the squares that the reader sees. */
  inView: number;
  /** Another whenever there is something else to draw. */
  version: number;
  without: number;
  readonly zoom: number;
  readonly breaks: readonly number[];
  readonly places: CountedPlace[];
  readonly loading: boolean;
  readonly problem: string;
  /** Events of the window; null while that is not known. */
  readonly inWindow: number | null;
  /** Whether all that is shown of it could be read. */
  readonly isSound: boolean;
  follow(view: View, frame: Frame, off: ReadonlySet<string>): void;
}

/** A square of a store that has events. */
export interface Square {
  store: StoreView;
  count: number;
  id: string;
  kinds(): number[];
}

/** The open stores of a map. */
export interface Stores {
  readonly list: readonly StoreView[];
  take(entries: readonly StoreEntry[]): void;
  follow(view: View, frame: Frame, off: ReadonlySet<string>): number[];
  at(view: View, px: number, py: number): Square | null;
}

/** What the legend says of a store; `at` is its place among those of the feed. */
export interface SeenStore {
  at: number;
  zoom: number;
  without: number;
  loading: boolean;
  problem: string;
}

/** What a part of the legend is made with. */
export interface LegendParts {
  element(tag: "div" | "h2" | "p", className?: string, text?: string): HTMLElement;
  ramp(entry: StoreEntry, breaks: readonly number[]): HTMLElement;
}

/** What lies under the pointer: one of these. */
export interface Hit {
  square?: Square;
  background?: { entry: ContextEntry; row: number };
  stack?: { marks: number[] };
  mark?: CrowdMark;
  crossing?: CrossingEntry;
  route?: Route;
  border?: BorderEntry;
  stand?: Figure;
  section?: Feature | null;
}

export interface PickedHit extends Hit {
  pick: Picked;
}

/** What the map is of; all else follows from it. */
export interface State {
  feed: Feed | null;
  frame: FrameMessage | null;
  selected: ReadonlySet<string>;
  lit: ReadonlySet<string>;
  view: object | null;
  off: ReadonlySet<string>;
}

/** What a frame shows, worked out once and not changed afterwards. */
export interface Scene {
  feed: MarkedFeed;
  units: Units;
  crowd: Crowd;
  backgrounds: Background[];
  stores: Stores;
  frame: Frame;
  selected: ReadonlySet<string>;
  /** Layers that are turned off. */
  off: ReadonlySet<string>;
  chosen: number[];
  stands: Standing[];
  run: Run;
  stretches: Stretch[];
  /** Zones that hold on the last day, and those that ended within the window. */
  bands: Band[];
  ended: Band[];
  routes: Route[];
  stops: Stop[];
  statuses: string[];
}

/** What the legend has to explain. */
export interface Seen {
  stands: Standing[];
  kinds: number[];
  backgrounds: Background[];
  stores: SeenStore[];
  files: LayerEntry[];
  together: boolean;
  crowd: Mode;
  mixed: number;
  fading: boolean;
  vague: boolean;
  several: boolean;
  bands: Band[];
  ended: Band[];
  stretches: boolean;
  /** Flights that are drawn on the map itself; null while the inset has them and their key. */
  flown: Flown | null;
  statuses: string[];
  looks: string[];
  unrated: boolean[];
  owed: string[];
  undrawn: string[];
}

export interface Line {
  text: string;
  size: number;
  weight?: number;
  italic?: boolean;
  colour?: string;
  spacing?: number;
  halo?: number;
  tag?: boolean;
}

/** The words of a border's figure. */
export interface ValueWords {
  name: string;
  value: string;
  big: boolean;
  quiet: boolean;
  measure: string | undefined;
  known: string[];
  contested?: boolean;
}

export type Align = "left" | "right" | "center";
export type Side = "right" | "left" | "above" | "below" | "center";

/** Degrees to pixels. */
export type At = (lon: number, lat: number) => Point;
export type DrawAt = (ctx: Context, x: number, y: number) => void;
export type Stroke = (colour: string, width: number, dash?: number[]) => void;

export interface CanvasLayer<Result> {
  /** Draws anew what is in view. */
  redraw(): void;
  readonly view: View;
  /** What the last drawing placed. */
  readonly placed: Result;
  readonly pane: HTMLElement;
}

export interface LayerOptions {
  isEmpty?: (view: View) => boolean;
  margin?: number;
}

export interface Told {
  title: string;
  when: string;
  place: string | null;
  layer: LayerEntry | null;
}

export interface PaintLook {
  categories: readonly { shape: string; colour: string }[];
  kind: Uint8Array;
}


/** A feed with its marks made ready. */
export interface Prepared {
  feed: MarkedFeed;
  units: Units;
  crowd: Crowd;
  backgrounds: Background[];
  stores: Stores;
}

export interface Display {
  readonly scene: Scene | null;
  take(feed: Feed): void;
  show(frame: Frame & { playing?: boolean; comparing?: boolean; role?: Role }, selected: ReadonlySet<string>): void;
  /** Takes over which layers are off. */
  hide(layers: ReadonlySet<string>): void;
  /** Where some of what lies over the map lies. */
  covered(nodes: readonly HTMLElement[]): Box[];
  forget(): void;
  /** Draws from now on in the colours of another scheme. */
  recolour(): void;
  move(moment: number | null): void;
  showArrows(): void;
  hitAt(point: { x: number; y: number }, reach: number): PickedHit | null;
  insetRouteAt(x: number, y: number): Route | null;
}

/** Pixels of a map that lie under something, from each edge. */
export interface Edges {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** A map with what lies over it: what always stands there, and the cards by name as they are when open. */
export interface Stage {
  width: number;
  height: number;
  bars: readonly Box[];
  cards: Readonly<Record<string, Box>>;
}

/** Unit square to pixels by `scale`, `ox`, `oy`. */
export interface Framed {
  zoom: number;
  scale: number;
  ox: number;
  oy: number;
}

/** A card that folds under its heading. */
export interface Card {
  node: HTMLElement;
  body: HTMLElement;
  button: HTMLButtonElement;
  show(is: boolean): void;
  readonly open: boolean;
}

export interface Cards {
  /** What the hand has folded (false) or opened (true), now or at a visit before. */
  readonly set: Readonly<Record<string, boolean>>;
  add(name: string, title: string, open: boolean, alone?: () => boolean): Card;
  arrange(open: readonly string[], among: readonly string[]): void;
  openOf(names: readonly string[]): string[];
  onFold(hear: () => void): void;
}

export interface Covers {
  boxes(): Box[];
  of(some: readonly HTMLElement[]): Box[];
}

export interface Switches {
  fill(hidden: ReadonlySet<string>, stores: readonly StoreEntry[]): void;
  show(hidden: ReadonlySet<string>): void;
}

/** What the page tells a map when it starts it. */
export interface Options {
  token: string;
  role?: Role;
  layers: string;
  layerNames: string[];
  fonts: string;
  attribution: string;
  /** Whether an area can be drawn: somebody hears of it. */
  draws?: boolean;
}

/** What a pointer may do. */
export interface Hand {
  pick(pick: Picked): void;
  point(hit: Hit | null): void;
}

export interface Mirror {
  share(on: boolean): void;
  follow(message: LookMessage): void;
  answer(from: Role | undefined): void;
}

/** Land as drawn for one scale, and where it puts a place. */
export interface Fit {
  key: string;
  at: At;
}

/** A stop at an airport with its date. */
export interface StopDate {
  kind: string;
  text: string;
}

/** Row, column and colour of a pixel of a stamp. */
export type Pixel = [number, number, number];

/** A stamp as offsets into a picture. */
export interface Stamp {
  solid: { offsets: Int32Array; colours: Uint32Array };
  edge: { offsets: Int32Array; colours: Uint32Array };
}

export type Labeller = import("./labels.js").Labeller;

/** One thing in view: what is said of it, what opens it, what lights it. */
export interface InViewItem {
  text: string;
  pick: Picked;
  light: string[];
}

/** Things of one sort in view. */
export interface InView {
  name: string;
  items: InViewItem[];
}

/** The list of what is in view. */
export interface Roving {
  changed(): void;
  tell(): void;
  picked(): void;
  back(): void;
}
