"""Days from one to another in one cell, where either end may leave out what the other says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from events.period import Precision
from events.uploads.columns.day_spans import EPOCH_ORDINAL, NO_DAY, DayError, DaySpan
from events.uploads.values.words import is_open, word_set

_LONGEST = 90
_MOST_MARKS, _MOST_PARTS = 8, 12
_LIKELY = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)|[./]\d|[^\W\d_]")
_BETWEEN = re.compile(
    r"\s*(?:\.\.\.?|--?|/|,?\s(?:to|do|till|until|thru|through|iki|l[iī]dz|по|до|да|and|i|ir|un|и)\s)"
    r"\s*",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:from|since|between|od|z|nuo|no|с|со|от|від|з|ад|between the|dnia|w dniach)\s+(?=\S)",
    re.IGNORECASE,
)
RANGE_WORDS = word_set(
    "to do till until thru through iki lidz по до да and ir un from since between od nuo no со от "
    "від ад the dnia w dniach pd ptd",
    " ",
)
"""Words that stand beside the ends of a range, folded."""

_LENGTH = re.compile(r"P(?:(?P<w>\d{1,3})W)?(?:(?P<d>\d{1,4})D)?(?:T[\dHMS.]*)?", re.ASCII)
_PARTS = re.compile(r"\d+|[^\W\d_]+|\s+|\S")
_MARKS = frozenset("-/., ")

Read = Callable[[str], DaySpan]


def read_range(text: str, read: Read) -> DaySpan | None:
    """Read a cell as first and last day; None when it is no such thing.

    ``8-10.11.2021`` leaves out month and year of its first day, ``2021-11-08/10`` those of its
    last: an end is completed by the fewest parts of the other that make it a date.

    Parameters
    ----------
    text : str
        Tidy.
    read : callable
        Reads one end, and raises `DayError` for what is none.
    """
    # What holds neither a year nor a mark or word of a date is a telephone number, or the like.
    if len(text) > _LONGEST or _LIKELY.search(text) is None:
        return None
    begun = _FROM.match(text)
    body = text[begun.end() :] if begun else text
    if begun:
        first = _try(read, body)
        # "From 8 November" says when it began and nothing of an end; a month has an end itself.
        if first is not None and first.precision is Precision.DAY:
            return DaySpan(first.first, NO_DAY, Precision.OPEN)
    marks = list(islice(_BETWEEN.finditer(body), _MOST_MARKS + 1))
    for mark in marks if len(marks) <= _MOST_MARKS else ():
        left, right = body[: mark.start()].strip(" ,"), body[mark.end() :].strip(" ,")
        if not left:
            continue
        told = _open(left, right, read) or _lasting(left, right, read) or _ends(left, right, read)
        if told is not None:
            return told
    return None


def _try(read: Read, text: str) -> DaySpan | None:
    try:
        return read(text)
    except (DayError, OverflowError, OSError, ValueError):
        return None


def _open(left: str, right: str, read: Read) -> DaySpan | None:
    if right and not is_open(right):
        return None
    first = _try(read, left)
    # A mark alone at the end is a slip of the hand; before a word it means "still".
    return first and DaySpan(first.first, NO_DAY, Precision.OPEN)


def _lasting(left: str, right: str, read: Read) -> DaySpan | None:
    """Read an interval of ISO 8601 that gives its length in days or weeks."""
    for length, end, forward in ((right, left, True), (left, right, False)):
        found = _LENGTH.fullmatch(length)
        if found is None or not (found["w"] or found["d"]):
            continue
        day = _try(read, end)
        if day is None:
            continue
        days = timedelta(weeks=int(found["w"] or 0), days=int(found["d"] or 0)).days
        # The end of an interval is a moment: three days from the 8th end as the 11th begins.
        if forward:
            return _from_to(day.first, day.first + max(days - 1, 0))
        return _from_to(day.last - max(days - 1, 0), day.last)
    return None


def _ends(left: str, right: str, read: Read) -> DaySpan | None:
    whole = _try(read, right)
    if whole is not None:
        for text in _completed(left, right):
            first = _try(read, text)
            if first is not None and first.precision is whole.precision:
                return _join(first, whole)
        return None
    for text in _begun(left, right):
        last = _try(read, text)
        if last is None:
            continue
        for start in _completed(left, text):
            first = _try(read, start)
            if first is not None and first.precision is last.precision:
                return _join(first, last)
    return None


def _completed(left: str, right: str) -> Iterator[str]:
    """Give the left end with more and more of the right one behind it."""
    yield left
    parts = _PARTS.findall(right)
    base = left.rstrip(". ")
    for start in range(len(parts) - 1, max(0, len(parts) - _MOST_PARTS), -1):
        tail = "".join(parts[start:])
        yield f"{base}{tail}"
        if tail[0] not in _MARKS:
            yield f"{base} {tail}"


def _begun(left: str, right: str) -> Iterator[str]:
    """Give the right end with more and more of the left one before it."""
    parts = _PARTS.findall(left)
    for stop in range(1, min(len(parts), _MOST_PARTS)):
        yield f"{''.join(parts[:stop])}{right}"


def _join(first: DaySpan, last: DaySpan) -> DaySpan | None:
    if last.last == NO_DAY or first.last == NO_DAY or last.last < first.first:
        return None
    return _from_to(first.first, last.last)


def _from_to(first: int, last: int) -> DaySpan:
    if first < 0 or first > last:
        raise DayError("ends before it begins")
    precision = Precision.DAY if first == last else Precision.RANGE
    return DaySpan(first, last, precision)


__all__ = ["EPOCH_ORDINAL", "read_range"]
