// Types of the player: the words that its file holds.

import type { ClockData, Picked } from "./shared/messages.d.ts";
import type { ControlPosition, MapOptions } from "./map/types.d.ts";
import type { Frame, Span } from "./shared/types.d.ts";

export interface ReportText {
  value: string;
  says: string;
  grade: string;
  source: string;
  note: string;
  when: string;
}

export interface EventText extends Span {
  title: string;
  when: string;
  place: string;
  why: string;
  contested: boolean;
  kind: string;
  border: string | null;
  reports: string[];
  more: number;
}

export interface SourceText {
  title: string;
  publisher: string;
  address: string | null;
  note: string;
}

/** Places in a table, or ids, with the days of each. */
export interface Spans<Place> {
  at: Place[];
  first: number[];
  last: number[];
}

/** Rows of a brought file as columns: where in `words` and `sources` each one's stand. */
export interface RowTable {
  id: string;
  grade: string;
  read: string;
  words: string[];
  sources: string[];
  position: number[];
  title: number[];
  place: number[];
  when: number[];
  value: number[];
  note: number[];
  source: number[];
  listed: Spans<number>;
  flights: Spans<number>;
}

export interface HeldStatus extends Span {
  status: string;
  since: number;
  note: string;
  reports: string[];
  sources: string[];
}

export interface Texts {
  events: { [id: string]: EventText };
  reports: { [id: string]: ReportText };
  rows: RowTable[];
  sources: { [id: string]: SourceText };
  borders: { [pair: string]: { name: string; measure: string } };
  crossings: { [id: string]: { name: string; note: string; spans: HeldStatus[] } };
  stretches: { [id: string]: string };
  listed: Spans<string>;
  reference: "shown" | "hidden";
}

/** How the player opens. */
export interface Opening {
  title: string;
  frame: [[number, number], [number, number]];
  map: MapOptions;
  zoomAt: ControlPosition;
  layerNames: string[];
  attribution: string;
  window: string;
  windows: string[];
  picked: string[];
  clockStyle: string;
  clock: Omit<ClockData, "token" | "command" | "compare" | "compareWindow" | "selected">;
}

/** What is told of an event or a row: its reports by id, or as they stand. */
export interface ToldEvent {
  title: string;
  when: string;
  place: string;
  why?: string;
  contested?: boolean;
  more?: number;
  reports: (string | ReportText)[];
}

export interface ListedEvent extends ToldEvent {
  by: HTMLElement[];
}

export interface ListedSpan extends Span {
  id: string;
}

export type Overlapping = (span: Span) => boolean;
export type FigureOf = (pair: string, frame: Frame) => { said: string; more: string };

export interface Panel {
  told(id: string): ListedEvent | null;
  /** Lines of what was clicked, the first as its heading. */
  say(lines: string[]): void;
  show(pick: Picked, frame: Frame | null, overlapping: Overlapping): string[];
}
