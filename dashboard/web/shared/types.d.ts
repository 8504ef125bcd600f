// Types that several parts of the page share and that nothing sends.

import type { Messages } from "./messages.d.ts";

/** A window of days; `start` is where "all" counts from. */
export interface Frame {
  first: number;
  last: number;
  window: string;
  start?: number;
}

/** What the clock shows; `final` is the last day of its slider, `newest` that of the newest report. */
export interface ClockState {
  day: number;
  window: string;
  step: string;
  first: number;
  final: number;
  newest: number | null;
}

export type Point = [number, number];

/** Left, top, right, bottom. */
export type Box = [number, number, number, number];

export type Context = CanvasRenderingContext2D;

/** How a mark is drawn. */
export interface Symbol {
  shape: string;
  colour: string;
}

export type Post = <Kind extends keyof Messages>(kind: Kind, message?: Messages[Kind]) => void;

export type Handlers = {
  [Kind in keyof Messages]?: (message: Messages[Kind]) => void;
};

/** The private line between clock, feed and maps. */
export interface Channel {
  post: Post;
  close(): void;
}

/** What the page gives a component at every run. */
export interface Component<Data> {
  parentElement: ParentNode & Node;
  data: Data;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}

/** A feature of a map layer as GeoJSON has it. */
export interface GeoFeature {
  geometry: { type: string; coordinates: unknown[] };
  properties: { [name: string]: unknown };
}

/** A typeface that can be loaded. */
export interface Face {
  load(): Promise<FontFace>;
}

/** A stretch of days with whatever else it holds. */
export interface Span {
  first: number;
  last: number;
}

/** Ascending numbers, in whatever array. */
export type Ascending = ArrayLike<number>;
