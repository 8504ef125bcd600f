// Written by scripts/build-docs from dashboard.feed.messages; not to be edited.

export type Role = "main" | "other";

/** Where a map looks. */
export interface MapView {
  lon: number;
  lat: number;
  zoom: number;
}

/** What a map is to show: west, south, east, north. */
export interface Bounds {
  bounds: number[];
}

/**
 * What the server gives the clock at every run of the page.
 *
 * A date is obeyed only with a `command` that is another than before.
 */
export interface ClockData {
  token: string;
  command: number;
  date: string;
  start: string;
  end: string;
  earliest: string;
  latest: string;
  newest?: string | null;
  window: string;
  step: string;
  compare: string | null;
  selected: string[];
  view: MapView | null;
}

/** What the server gives the series: ends of the slider as ISO dates. */
export interface SeriesData {
  token: string;
  start: string;
  end: string;
}

/** A step of the guide; `part` is the key of what it speaks of. */
export interface GuideStep {
  title: string;
  text: string;
  part: string;
}

/**
 * What the server gives the help: words and keys with what they mean, steps of the guide.
 *
 * Under `seen` the browser remembers that the guide was seen.
 */
export interface HelpData {
  token: string;
  words: string[][];
  keys: string[][];
  steps: GuideStep[];
  seen: string;
}

/** What the server gives a drawing: the same thing in several widths, as SVG. */
export interface DrawingData {
  drawings: string[];
}

/** What the clock tells the server when the hand rests. */
export interface Moved {
  date: string;
  start: string;
  end: string;
  window: string;
  step: string;
  compare: string | null;
}

/** What was clicked; `of` is how many marks a heap has, `at` makes two clicks two. */
export interface Picked {
  kind: "events" | "mark" | "crossing" | "route" | "border" | "row" | "nothing";
  ids: string[];
  of?: number;
  index?: number;
  section?: string | null;
  at?: number;
}

/** Somebody arrived, and is given what it lacks. */
export interface HelloMessage {
  role?: "main" | "other";
}

/** The packed events. */
export interface FeedMessage {
  bytes: Uint8Array;
}

/** The days on show, and from when "all" counts. */
export interface FrameMessage {
  first: number;
  last: number;
  window: string;
  start?: number;
  playing?: boolean;
  comparing?: boolean;
  role?: "main" | "other";
}

/** What is marked on the map. */
export interface SelectMessage {
  ids: string[];
}

/** What a row of a list is about that is pointed at or has the focus. */
export interface LightMessage {
  ids: string[];
}

/** Where the map is to look; without a view it stays. */
export interface GoMessage {
  view: MapView | Bounds | null;
}

/** A click on the series: a day to go to, and where to look. */
export interface JumpMessage {
  view: MapView | Bounds | null;
  day: number;
}

/** Days that were found by a name: first and last. */
export interface SpanMessage {
  first: number;
  last: number;
}

/** The key of the help was pressed on a map. */
export interface HelpMessage {
}

/** Where the map came to rest. */
export interface ViewMessage {
  view: MapView;
}

/** What was clicked on a map. */
export interface PickedMessage {
  pick: Picked;
}

/** One of two maps that share a view moved. */
export interface LookMessage {
  from: "main" | "other";
  view: MapView;
  how: "drag" | "rest" | "zoom";
}

/** Every message of the channel by its kind. */
export interface Messages {
  hello: HelloMessage;
  feed: FeedMessage;
  frame: FrameMessage;
  select: SelectMessage;
  light: LightMessage;
  go: GoMessage;
  jump: JumpMessage;
  span: SpanMessage;
  help: HelpMessage;
  view: ViewMessage;
  picked: PickedMessage;
  look: LookMessage;
}
