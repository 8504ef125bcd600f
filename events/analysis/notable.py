"""What stands out in a window: few lines, each with its reports, and a floor for small numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from events.analysis.levels import levels, shift_words
from events.analysis.result import Table, Words, unique, words_of
from events.analysis.tiles import Tile, day_tiles
from events.bounds.evidence import Evidence
from events.bounds.known import asked
from events.conditions import CROSSING_KINDS
from events.errors import PeriodError
from events.figure_basis import dates, plural
from events.figure_words import figure_words
from events.ledger import Ledger
from events.model import BORDERS
from events.period import Period
from events.pressure import pressure
from events.quantity import ValueKind
from events.words import BORDER_NAMES, KIND_WORDS, day_in_words, number_in_words

FLOOR = 20
"""Figures of fewer people, and differences of fewer, do not stand out."""

FEWEST_BEFORE = 10
"""A highest figure needs so many earlier days with a figure that it tops."""

FEWEST_DAYS = 30
"""And the last that was as high lies at least so many days back."""

WEEK = 7
AROUND = timedelta(days=180)
"""A shift is looked for among so many days on both sides of the window."""

NOT_SHOWN = (
    "what nobody reported, since a day without a report may have been the worst of all; and how "
    "grave anything is."
)


class NoteKind(StrEnum):
    """Why something stands out."""

    HIGHEST = "highest figure"
    EMPTY_WEEK = "week without anyone"
    SHIFT = "shift"
    CONTESTED = "contested figure"
    CROSSING = "crossing"
    KEY_EVENT = "key event"


@dataclass(frozen=True, slots=True)
class Note:
    """One line: what stands out, when, where, and who says so. A border is not always named."""

    kind: NoteKind
    day: date
    border: str | None
    text: str
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notable:
    """What stands out in a window, by day."""

    window: Period
    notes: tuple[Note, ...]
    reason: str | None
    report_ids: tuple[str, ...]
    words: Words
    table: Table


def notable(ledger: Ledger, window: Period) -> Notable:
    """Return what stands out in a window.

    Raises
    ------
    PeriodError
        For a window without an end.
    """
    if window.end is None:
        raise PeriodError("what stands out needs a window with an end.")
    found = [note for border in BORDERS for note in _of_border(ledger, border, window)]
    found += [*_crossings(ledger, window), *_key_events(ledger, window)]
    notes = tuple(sorted(found, key=lambda note: (note.day, note.border or "", note.kind)))
    reason = None if notes else "no key event, crossing or figure in these days stands out"
    return Notable(
        window=window,
        notes=notes,
        reason=reason,
        report_ids=unique(*(note.report_ids for note in notes)),
        words=words_of(
            reason,
            f"What stands out, {dates(window)}",
            f"{dates(window)}: {plural(len(notes), 'thing')} "
            f"{'stands' if len(notes) == 1 else 'stand'} out. "
            + " ".join(f"{note.text}." for note in notes),
            NOT_SHOWN,
        ),
        table=Table(
            ("day", "what", "reports"),
            tuple(
                (
                    day_in_words(note.day),
                    f"{note.kind.value}: {note.text}",
                    ", ".join(note.report_ids),
                )
                for note in notes
            ),
        ),
    )


def _of_border(ledger: Ledger, border: str, window: Period) -> Iterator[Note]:
    found, counted = asked(ledger, border, window)
    yield from _highest(found, counted)
    yield from _empty_week(found, counted)
    figure = pressure(ledger, border, window)
    if figure.contested and figure.total is not None and figure.total >= FLOOR:
        words = figure_words(ledger, figure)
        ids = unique(figure.report_ids, (one.report_id for one in figure.contests))
        told = f": {words.contested}" if words.contested else ", contested by others"
        yield Note(
            NoteKind.CONTESTED,
            counted.start,
            border,
            f"{BORDER_NAMES[border]}: {words.value} a day ({words.basis}){told}",
            ids,
        )
    yield from _shifts(ledger, border, window)


def _highest(found: Evidence, window: Period) -> Iterator[Note]:
    """Find the highest day of the window, if no day for long before was as high."""
    tiles = day_tiles(found, window)
    top = max(tiles, key=lambda tile: (tile.total, -tile.start), default=None)
    if top is None or top.total < FLOOR:
        return
    start = max(found.since.toordinal(), found.days.first)
    if start >= top.start:
        return
    earlier = day_tiles(found, Period(date.fromordinal(start), date.fromordinal(top.start)))
    as_high = [tile for tile in earlier if tile.total >= top.total]
    last = as_high[-1].start if as_high else None
    topped = [tile for tile in earlier if last is None or tile.start > last]
    if len(topped) < FEWEST_BEFORE or (last is not None and top.start - last < FEWEST_DAYS):
        return
    since = (
        "of all days with a figure until then"
        if last is None
        else (f"with a figure since {day_in_words(date.fromordinal(last))}")
    )
    yield Note(
        NoteKind.HIGHEST,
        date.fromordinal(top.start),
        found.border,
        f"{BORDER_NAMES[found.border]}: {_told(top)} {found.measure.label} on "
        f"{day_in_words(date.fromordinal(top.start))}, the highest day {since} "
        f"({len(topped)} days compared)",
        top.report_ids,
    )


def _told(tile: Tile) -> str:
    kind = ValueKind.ABOUT if tile.rough else ValueKind.EXACT
    return KIND_WORDS[kind] + number_in_words(tile.total)


def _empty_week(found: Evidence, window: Period) -> Iterator[Note]:
    """Find the first week in which nobody was counted, if there was none for a year before."""
    assert window.end is not None
    ends = np.arange(window.start.toordinal() + 1, window.end.toordinal() + 1)
    starts = ends - WEEK
    empty = _nobody(found, starts, ends) & (starts >= found.since.toordinal())
    if not empty.any():
        return
    end = int(ends[empty][0])
    back = np.arange(end - 365, end)
    before = _nobody(found, back - WEEK, back) & (back - WEEK >= found.since.toordinal())
    if before.any():
        return
    first = date.fromordinal(end - WEEK)
    yield Note(
        NoteKind.EMPTY_WEEK,
        date.fromordinal(end - 1),
        found.border,
        f"{BORDER_NAMES[found.border]}: nobody counted in "
        f"{dates(Period(first, date.fromordinal(end)))} ({found.measure.label}), "
        "the first such week known for a year",
        found.most_ids(end - WEEK, end),
    )


def _nobody(found: Evidence, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    _, most = found.bounds.closure.between(starts, ends)
    return np.asarray(most == 0)


def _shifts(ledger: Ledger, border: str, window: Period) -> Iterator[Note]:
    assert window.end is not None
    span = Period(window.start - AROUND, min(window.end + AROUND, ledger.last_day))
    if span.end is None or span.end < window.end:
        span = Period(window.start - AROUND, window.end)
    found = levels(ledger, border, span)
    for shift in found.shifts:
        inside = shift.before >= window.start and shift.after < window.end
        if shift.drawn and inside and max(shift.from_rate, shift.to_rate) >= FLOOR:
            yield Note(
                NoteKind.SHIFT,
                shift.after,
                border,
                f"{BORDER_NAMES[border]}, {found.measure.label}: a clear shift "
                f"{shift_words(shift)}; a steady change would look the same",
                shift.report_ids,
            )


def _crossings(ledger: Ledger, window: Period) -> Iterator[Note]:
    for condition in ledger.conditions:
        ids = _shown(ledger, condition.report_ids)
        if condition.kind in CROSSING_KINDS and window.holds(condition.period.start) and ids:
            yield Note(
                NoteKind.CROSSING,
                condition.period.start,
                condition.borders[0] if len(condition.borders) == 1 else None,
                f"{condition.title} ({CROSSING_KINDS[condition.kind]} from "
                f"{day_in_words(condition.period.start)})",
                ids,
            )


def _key_events(ledger: Ledger, window: Period) -> Iterator[Note]:
    for event in ledger.key_events:
        ids = _shown(ledger, event.report_ids)
        if window.holds(event.day) and ids:
            text = f"{event.label} ({day_in_words(event.day)})"
            yield Note(NoteKind.KEY_EVENT, event.day, None, text, ids)


def _shown(ledger: Ledger, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some reports that a filter lets through."""
    return tuple(id_ for id_ in ids if ledger.shows(id_))
