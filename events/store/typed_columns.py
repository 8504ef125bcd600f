"""Columns of a Parquet file as days, numbers and words: what their cells say, told all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from events.uploads import Role, TextColumn
from events.uploads.columns.conversion import with_ends
from events.uploads.columns.days import FIRST_DAY, LAST_DAY, ZONES, DayError, DayRule, DaySpan
from events.uploads.columns.numbers import LARGEST
from events.uploads.formats.parquet import is_text, texts_of
from events.uploads.values.encodings import is_whole
from events.uploads.values.imported import PRECISIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SMALLEST = 1e-4
"""A smaller number is written with an exponent, which texts are read by another rule for."""


AS_WRITTEN = ZONES[0]
"""The answer that an instant belongs to the day that its own clock shows."""


class OddError(Exception):
    """Something in a piece is for the reader of any file to judge."""


def is_number(kind: Any) -> bool:
    """Tell whether a type is one of numbers whose texts are those numbers again."""
    import pyarrow as pa  # type: ignore[import-untyped]

    types = pa.types
    small = types.is_float32(kind) or types.is_float64(kind)
    return bool(types.is_integer(kind) or small)


def _day_numbers(
    column: Any, zone: str | None
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return days since 1970 of a column of days or instants; which are blank, which far off."""
    import pyarrow as pa
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    kind = column.type
    if pa.types.is_timestamp(kind):
        column = pc.cast(_on_clocks(column, zone), pa.date32(), safe=False)
    elif pa.types.is_date64(kind):
        column = pc.cast(column, pa.date32(), safe=False)
    elif not pa.types.is_date32(kind):
        raise OddError
    blank = column.is_null().to_numpy(zero_copy_only=False)
    days = pc.fill_null(column.cast(pa.int32()), 0).to_numpy(zero_copy_only=False)
    days = days.astype(np.int64)
    far = (days < 0) | (days > (LAST_DAY - FIRST_DAY).days)
    return np.where(far, 0, days), blank, far


def _on_clocks(column: Any, zone: str | None) -> Any:
    """Return the start of the day of each instant, by the clocks that a person chose."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if column.type.tz is not None:
        if zone is None:
            raise OddError
        try:
            if zone != AS_WRITTEN:
                column = column.cast(pa.timestamp(column.type.unit, zone))
            column = pc.local_timestamp(column)
        except pa.ArrowException:
            raise OddError from None
    return pc.floor_temporal(column, unit="day")


def _spans(
    days: NDArray[np.int64], read: Callable[[str], DaySpan]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]:
    """Read each different day once, as the text it would be."""
    different, back = np.unique(days, return_inverse=True)
    try:
        spans: list[DaySpan] = [
            read(text) for text in different.astype("datetime64[D]").astype(str).tolist()
        ]
    except DayError:
        raise OddError from None
    return (
        np.array([span.first for span in spans], np.int32)[back],
        np.array([span.last for span in spans], np.int32)[back],
        np.array([PRECISIONS.index(span.precision) for span in spans], np.uint8)[back],
    )


def days_of(
    columns: Mapping[str, Any], zone: str | None
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8], NDArray[np.bool_]]:
    """Return first day, last day and precision of rows, as `convert` does, and odd rows.

    Parameters
    ----------
    columns : mapping of str to pyarrow.Array
        By role; one is of days.
    zone : str, optional
        On whose clocks instants are read; None where nobody chose.

    Raises
    ------
    OddError
        A column is of something else.
    """
    # Neither an order nor a zone changes how a plain date is read.
    rule = DayRule()
    days, blank, far = _day_numbers(columns[Role.DAY.value], zone)
    odd = blank | far
    first, last, precision = _spans(days, rule.read)
    if Role.LAST_DAY.value in columns:
        ends, none, far = _day_numbers(columns[Role.LAST_DAY.value], zone)
        _, until, _ = _spans(ends, rule.read_end)
        odd |= far
        odd[with_ends(first, last, precision, ~none, until)] = True
    return first, last, precision, odd


def numbers_in(column: Any, count: int) -> NDArray[np.float64]:
    """Return a column of numbers, NaN for a blank.

    Raises
    ------
    OddError
        One of them needs a rule to be read by.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if column is None:
        return np.full(count, np.nan)
    if not is_number(column.type):
        raise OddError
    found = pc.fill_null(column.cast(pa.float64(), safe=False), np.nan)
    # As a text -0 is 0.
    numbers: NDArray[np.float64] = found.to_numpy(zero_copy_only=False) + 0.0
    size = np.abs(numbers)
    if ((size >= LARGEST) | ((size < _SMALLEST) & (size != 0))).any():
        raise OddError
    return numbers


def kinds_of(column: Any, count: int) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Return the word of each row, as its place in a list, and the list.

    Raises
    ------
    OddError
        A word is none.
    """
    import pyarrow.compute as pc

    if column is None:
        return np.zeros(count, np.int32), ("",)
    if not hasattr(column, "dictionary"):
        column = column.dictionary_encode()
    # Words that are written alike are one, and a blank is the empty one.
    words = texts_of(column.dictionary)
    if not is_whole("".join(words)):
        raise OddError
    index: dict[str, int] = {}
    codes = np.array([index.setdefault(word, len(index)) for word in (*words, "")], np.int32)
    places = pc.fill_null(column.indices.cast("int32"), len(words)).to_numpy(zero_copy_only=False)
    return codes[places], tuple(index)


def texts_in(column: Any) -> TextColumn:
    """Return a column of texts; a blank is an empty one.

    Raises
    ------
    OddError
        It is one of something else.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if hasattr(column, "dictionary"):
        column = column.dictionary_decode()
    if not is_text(column.type):
        raise OddError
    column = pc.fill_null(column.cast(pa.large_string()), "")
    _, ends, data = column.buffers()
    at = np.frombuffer(ends, np.int64)[column.offset : column.offset + len(column) + 1]
    held = data.to_pybytes()[at[0] : at[-1]] if data is not None and len(column) else b""
    return TextColumn(held, at[1:] - at[0])
