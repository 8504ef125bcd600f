// Types of the series.

import type { BorderEntry, Category } from "../shared/feed.d.ts";
import type { Span } from "../shared/types.d.ts";

/** What is known of one day: a row of the table of figures, or the level at which one is out of sight. */
export interface DayFigure {
  row?: number;
  withheld?: number;
  level: number;
  rate: number;
  own: boolean;
  derived: boolean;
  /** The figure is of another measure than the border's own. */
  other: boolean;
}

export type DayOf = (day: number) => DayFigure | null;

/** Neighbouring days that say the same. */
export interface DayRun extends Span {
  figure: DayFigure;
}

export interface KeyEvent {
  day: number;
  title: string;
  category: Category;
}

/** What keys and tables ask of the series. */
export interface Read {
  borders(): readonly BorderEntry[];
  runs(border: BorderEntry): DayRun[];
  said(border: BorderEntry, day: number): string;
  today(): number;
  ends(): [number, number];
  /** Writes what is told, and marks where it stands. */
  show(text: string, row: number, day: number): void;
  go(border: BorderEntry, day: number): void;
}
