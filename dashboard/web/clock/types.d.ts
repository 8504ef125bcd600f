// Types of the clock.

import type { KeyEventEntry } from "../shared/feed.d.ts";
import type { Span } from "../shared/types.d.ts";

/** Day to pixel. */
export type Scale = (day: number) => number;

/** What presets and steps start from; `final` is the last day of the slider, `newest` that of the newest report. */
export interface Clockwork {
  day: number;
  window: string;
  step: string;
  final: number;
  newest: number | null;
}

/** The second of two compared dates and its window; null has the length of the first. */
export interface Second {
  other: number | null;
  otherWindow: string | null;
}

/** Where a step leads; `whole` when the window is a whole calendar month again. */
export interface Stepped {
  day: number;
  window: string;
  whole?: boolean;
}

/** What was chosen in the menu: a day, or a span of days. */
export type Chosen = KeyEventEntry | (Span & { whole?: boolean; day?: undefined });

/** Events whose ticks would touch. */
export interface Tick {
  x: number;
  events: KeyEventEntry[];
}

/** What of the strip does not change with the date. */
export interface Still {
  key: string;
  feed: object;
  back: HTMLCanvasElement;
  front: HTMLCanvasElement;
}

export interface Month {
  name: string;
  month: number;
}

/** How a reader writes dates. */
export interface Reader {
  order: string;
  months: Month[];
}

/** A day as it was read, or in words why it is none. */
export type Read = { day: number; problem?: undefined } | { problem: string; day?: undefined };

/** The parts of the clock's form by their `data-part`. */
export type Parts = { [Name in InputName]: HTMLInputElement } & { [Name in SelectName]: HTMLSelectElement }
  & { [Name in ButtonName]: HTMLButtonElement } & { [Name in NodeName]: HTMLElement } & { strip: HTMLCanvasElement };

type InputName = "date" | "days" | "now" | "from" | "to" | "other" | "otherDays";
type SelectName = "step" | "window" | "named" | "otherWindow";
type ButtonName = "previous" | "next" | "first" | "last" | "earlier" | "later" | "play" | "slower" | "faster" | "compare"
  | "swap" | "loop" | "halt" | "more" | "help" | "latest" | "week" | "month" | "year" | "whole";
type NodeName = "stripKey" | "ticks" | "speed" | "said" | "sheet" | "daysLabel" | "otherLabel" | "otherSpan" | "otherDaysLabel";

export type Clock = import("./clock.js").Clock;
/** What is wrong with a day, in words; nothing when it is right. */
export type Check = (day: number) => string;

export type PresetName = "latest" | "week" | "month" | "year" | "whole";

export type Boxes = { [Name in "now" | "from" | "to" | "other"]: import("./datebox.js").DateBox };
export type Label = import("./label.js").Label;
