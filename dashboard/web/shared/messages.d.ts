// Written by scripts/build-docs from dashboard.feed.messages; not to be edited.

export type Role = "main" | "other";

/** Where a map looks; `shows` is what it shows there: west, south, east, north. */
export interface MapView {
  lon: number;
  lat: number;
  zoom: number;
  shows?: number[];
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
  compareWindow: string | null;
  selected: string[];
  view: MapView | null;
  hide?: string[];
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

/** What the server gives the drawing of routes over time. */
export interface RouteLinesData {
  drawings: string[];
  token: string;
}

/** What the clock tells the server when the hand rests. */
export interface Moved {
  date: string;
  start: string;
  end: string;
  window: string;
  step: string;
  compare: string | null;
  compareWindow: string | null;
}

/**
 * What was clicked; `of` is how many marks a heap has, `at` makes two clicks two.
 *
 * `day` is the day of a row or a drawing that was pressed, where it tells one.
 */
export interface Picked {
  kind: "events" | "mark" | "crossing" | "route" | "border" | "row" | "nothing";
  ids: string[];
  of?: number;
  index?: number;
  section?: string | null;
  day?: string;
  at?: number;
}

/** Somebody arrived, and is given what it lacks. */
export interface HelloMessage {
  role?: "main" | "other";
}

/** Somebody who came late asks which days are on show, and what is marked. */
export interface AskMessage {
}

/** The packed events, and the number that tells them from those of before, from 1. */
export interface FeedMessage {
  bytes: Uint8Array;
  number: number;
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

/** Which layers of the map are off; told by the box that was pressed, or by the clock. */
export interface HideMessage {
  layers: string[];
}

/** Where the map is to look; without a view it stays. */
export interface GoMessage {
  view: MapView | Bounds | null;
}

/** The maps are to frame the borders anew: a second one has come beside the first. */
export interface FitMessage {
}

/** A click on the series: a day to go to, and where to look. */
export interface JumpMessage {
  view: MapView | Bounds | null;
  day: number;
}

/** The corners of an area that was drawn by hand. */
export interface DrawnMessage {
  ring: [number, number][];
}

/** Days that were found by a name: first and last. */
export interface SpanMessage {
  first: number;
  last: number;
}

/** The key of the help was pressed on a map. */
export interface HelpMessage {
}

/** What was opened on a map is closed: the focus goes back to where it was there. */
export interface BackMessage {
  role: "main" | "other";
}

/** Where the map came to rest. */
export interface ViewMessage {
  view: MapView;
}

/** What was opened on a map; `keyed` by a key, so that the focus follows into the detail. */
export interface PickedMessage {
  pick: Picked;
  role?: "main" | "other";
  keyed?: boolean;
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
  ask: AskMessage;
  feed: FeedMessage;
  fit: FitMessage;
  frame: FrameMessage;
  select: SelectMessage;
  light: LightMessage;
  hide: HideMessage;
  go: GoMessage;
  jump: JumpMessage;
  span: SpanMessage;
  help: HelpMessage;
  back: BackMessage;
  view: ViewMessage;
  picked: PickedMessage;
  drawn: DrawnMessage;
  look: LookMessage;
}
