"""Reads days as files write them, and tells when only a person can say which day is meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from events.period import Precision
from events.uploads.columns import day_spans as spans
from events.uploads.columns.clocks import ZONES, Clock, day_in, split_clock
from events.uploads.columns.day_forms import NUMERIC, ORDERS, order_free, orders_in, read_form
from events.uploads.columns.day_ranges import read_range
from events.uploads.columns.day_spans import (
    EPOCH_ORDINAL,
    FIRST_DAY,
    LAST_DAY,
    NO_DAY,
    DayError,
    DaySpan,
    day_of,
)
from events.uploads.columns.day_vocabulary import may_be_day
from events.uploads.columns.month_names import weekdays_named
from events.uploads.values.words import is_open, tidy

_PLAIN = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_CLOCKED = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII
)
_LONGEST = 100
_TRIPLE = re.compile(r"(?<!\d)\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?\d{2,4}(?!\d)", re.ASCII)
_FAR_OFF = re.compile(r"(?:.*\D)?(?:2[2-9]|[3-9]\d)\d\d(?:\D.*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class DayRule:
    """How to read the days of one file.

    ``order`` is one of `ORDERS` or None when no cell needs it. ``zone`` is one of `ZONES`, or any
    zone of the time zone database.
    """

    order: str | None = None
    zone: str = "as written"

    def read(self, text: str) -> DaySpan:
        """Read one cell.

        Raises
        ------
        DayError
            When it is no day by this rule.
        """
        if found := _PLAIN.fullmatch(text):
            return spans.span(day_of(int(found[1]), int(found[2]), int(found[3])))
        text = tidy(text)
        if text.startswith("["):
            return self._listed(text)
        if len(text) > _LONGEST or not may_be_day(text):
            raise DayError("is not a date")
        try:
            return self._span(read_one(text, self.order))
        except DayError as error:
            # A numeric date whose order is not known must not be taken for months of a year.
            told = None if NUMERIC.fullmatch(text) else read_range(text, self._part)
            if told is None:
                raise self._why(text, error) from None
            return told

    def read_end(self, text: str) -> DaySpan:
        """Read one cell of a last day: words for *still*, and years far off, leave it open.

        Raises
        ------
        DayError
            When it is no day by this rule.
        """
        if is_open(text) or _FAR_OFF.fullmatch(text.strip()):
            return DaySpan(0, NO_DAY, Precision.OPEN)
        return self.read(text)

    def _part(self, text: str) -> DaySpan:
        return self._span(read_one(text, self.order))

    def _span(self, told: DaySpan | date | datetime) -> DaySpan:
        if isinstance(told, DaySpan):
            return told
        return spans.span(day_in(told, self.zone) if isinstance(told, datetime) else told)

    def _why(self, text: str, error: DayError) -> DayError:
        """Say by which order a date fails; the reason for a part of it would mislead."""
        if str(error) == "is not a date" and self.order and _TRIPLE.search(text):
            return DayError(f"is not a date written {self.order}")
        return error

    def _listed(self, text: str) -> DaySpan:
        """Read the days of a list, as animated maps keep them: from the first to the last."""
        try:
            cells = json.loads(text)
        except (ValueError, RecursionError):
            raise DayError("is not a date") from None
        if not isinstance(cells, list) or not cells:
            raise DayError("is not a date")
        told = [self.read(str(cell)) for cell in cells if not isinstance(cell, list | dict)]
        if len(told) != len(cells):
            raise DayError("is not a date")
        first, last = min(s.first for s in told), max(s.last for s in told)
        if first == last:
            return told[0]
        return DaySpan(first, last, Precision.RANGE)


def read_one(text: str, order: str | None) -> DaySpan | date | datetime:
    """Return the day, instant or span that a tidy cell stands for, with or without a clock.

    Raises
    ------
    DayError
        When it is none, does not exist, or needs an order it does not fit.
    """
    if found := _CLOCKED.fullmatch(text):
        day = day_of(int(found[1]), int(found[2]), int(found[3]))
        if found[7] is None and found[4] < "24" and found[5] < "60":
            return day
    told = split_clock(text) if ":" in text or not text.isdigit() else None
    if told is None:
        return read_form(text, order)
    try:
        day_text, clock = told
        return _with_clock(read_form(day_text, order), clock)
    except DayError as error:
        # What looked like a time may have been part of the date, as in 8. 11.2021.
        try:
            return read_form(text, order)
        except DayError:
            raise error from None


def _with_clock(told: DaySpan | date | datetime, clock: Clock) -> DaySpan | date | datetime:
    if isinstance(told, DaySpan | datetime):
        raise DayError("is not a date")
    return clock.on(told) or told


def is_day(text: str) -> bool:
    """Tell whether a cell is a day in any order."""
    for order in (None, "dmy", "mdy"):
        try:
            DayRule(order).read(text)
        except (DayError, OverflowError, OSError, ValueError):
            continue
        return True
    return False


def orders_of(text: str) -> frozenset[str]:
    """Return the orders in which a cell is a day; those that need none come with a star.

    A weekday beside the date settles its order, where it fits one of them.
    """
    text = tidy(text)
    if len(text) > _LONGEST:
        return frozenset()
    if NUMERIC.fullmatch(text):
        return orders_in(text)
    if ("/" not in text and "-" not in text) or _TRIPLE.search(text) is None:
        return frozenset()
    fits: dict[str, DaySpan] = {}
    for order in ORDERS:
        try:
            fits[order] = DayRule(order).read(text)
        except (DayError, OverflowError, OSError, ValueError):
            continue
    named = _weekdays_in(text)
    # 1 January 1970 was a Thursday.
    right = {o: s for o, s in fits.items() if (s.first + 3) % 7 in named}
    fits = right or fits
    if len(set(fits.values())) == 1 and len(fits) == len(ORDERS):
        return frozenset()
    return frozenset(fits)


def _weekdays_in(text: str) -> frozenset[int]:
    words = re.findall(r"[^\W\d_]+", text)
    return next((days for days in map(weekdays_named, words) if days), frozenset())


def possible_orders(texts: Iterable[str]) -> tuple[str, ...] | None:
    """Return the orders that fit all numeric dates of a column; None when none needs one.

    Empty: every order fails somewhere, the column mixes several.
    """
    possible: set[str] | None = None
    for text in texts:
        if text[4:5] == "-" or text[:1] == "[":
            continue
        fits = orders_of(text)
        if fits and not order_free(fits):
            possible = set(fits) if possible is None else possible & fits
    return None if possible is None else tuple(o for o in ORDERS if o in possible)


def zones_differ(texts: Iterable[str], order: str | None) -> list[str]:
    """Return the cells whose day depends on the zone they are read in."""
    found: list[str] = []
    for text in texts:
        if len(text) > _LONGEST or (len(text) <= 10 and not text.isdigit()):
            continue
        # Blanks do not change the words of a plain text: it need not be made tidy to be prose.
        if text.isascii() and not may_be_day(text):
            continue
        try:
            plain = tidy(text)
            if not may_be_day(plain):
                continue
            told = read_one(plain, order)
            if isinstance(told, datetime) and len({day_in(told, zone) for zone in ZONES}) > 1:
                found.append(text)
        except (DayError, OverflowError, OSError, ValueError):
            continue
    return found


__all__ = [
    "EPOCH_ORDINAL",
    "FIRST_DAY",
    "LAST_DAY",
    "NO_DAY",
    "ORDERS",
    "ZONES",
    "DayError",
    "DayRule",
    "DaySpan",
    "is_day",
    "orders_of",
    "possible_orders",
    "zones_differ",
]
