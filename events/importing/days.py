"""Reads days as files write them, and tells when only a person can say which day is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from events.importing.month_names import month_number
from events.period import Precision

ORDERS = ("dmy", "mdy", "ymd")
ZONES = ("as written", "UTC", "Europe/Warsaw", "Europe/Vilnius", "Europe/Minsk")
"""Answers offered for instants whose day depends on the clock that is read."""

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2149, 6, 5)
"""Days the map can number."""

EPOCH_ORDINAL = FIRST_DAY.toordinal()

_CLOCK = (
    r"(?:[T ,]\s*(?P<h>\d{1,2}):(?P<mi>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<z>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?"
)
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})" + _CLOCK, re.ASCII)
_NUMERIC = re.compile(
    r"(?P<a>\d{1,4})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{1,4})\.?" + _CLOCK, re.ASCII
)
_LETTER = r"[A-Za-z\u00c0-\u024f\u0400-\u04ff]"
# 8 November 2021 and 8 listopada 2021 r.; November 8, 2021; 2021 m. lapkričio 8 d.;
# 2021. gada 8. novembrī.
_WORDS = re.compile(
    rf"(?:{_LETTER}{{3,14}},?\s+)?(?:"
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[ -](?P<mon>{_LETTER}{{3,14}})\.?,?[ -](?P<y>\d{{4}})"
    rf"(?: ?(?:r|г|roku|года|gada)\.?)?"
    rf"|(?P<mon2>{_LETTER}{{3,14}})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    rf"|(?P<y3>\d{{4}}) ?m\.? (?P<mon3>{_LETTER}{{3,14}}) (?P<d3>\d{{1,2}})(?: ?d\.?)?"
    rf"|(?P<y4>\d{{4}})\. ?gada (?P<d4>\d{{1,2}})\. ?(?P<mon4>{_LETTER}{{3,14}}))" + _CLOCK,
    re.ASCII,
)
_MONTH = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})", re.ASCII)
_NAMED_MONTH = re.compile(rf"(?P<mon>{_LETTER}{{3,14}})[ -]?(?P<y>\d{{4}})", re.ASCII)
_COMPACT = re.compile(r"(?P<y>(?:19|20|21)\d\d)(?P<m>\d\d)(?P<d>\d\d)", re.ASCII)
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?", re.ASCII)
_MILLISECONDS = re.compile(r"\d{12,13}", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)


class DayError(ValueError):
    """A cell that is no day; its text says why."""


@dataclass(frozen=True, slots=True)
class DaySpan:
    """First and last day as days since 1970, both included, and how sharp they are."""

    first: int
    last: int
    precision: Precision


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
        text = text.strip()
        if len(text) == 10 and text[4] == "-" == text[7]:
            return _span(_day(int_of(text[:4]), int_of(text[5:7]), int_of(text[8:])))
        instant, day = parts_of(text, self.order)
        if instant is not None:
            day = day_in(instant, self.zone)
        if day is not None:
            return _span(day)
        if found := _MONTH.fullmatch(text):
            return _month(int(found["y"]), int(found["m"]))
        named = _NAMED_MONTH.fullmatch(text)
        number = month_number(named["mon"]) if named else None
        if named and number is not None:
            return _month(int(named["y"]), number)
        if re.fullmatch(r"(?:19|20|21)\d\d", text, re.ASCII):
            year = int(text)
            return _span(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
        if _SERIAL.fullmatch(text):
            raise DayError("is a spreadsheet's serial number, not a date: format the column first")
        raise DayError("is not a date")


def int_of(text: str) -> int:
    """Return a plain number of ASCII digits; anything else is no part of a date."""
    if not (text.isascii() and text.isdigit()):
        raise DayError("is not a date")
    return int(text)


def parts_of(text: str, order: str | None) -> tuple[datetime | None, date | None]:
    """Return the instant or the plain day a cell stands for; neither when it is neither.

    Raises
    ------
    DayError
        When it looks like a date that does not exist, or needs an order it does not fit.
    """
    if found := _ISO.fullmatch(text):
        return _with_clock(found, _day(int(found["y"]), int(found["m"]), int(found["d"])))
    if found := _NUMERIC.fullmatch(text):
        fits = orders_of(text)
        chosen = order if order in fits else next(iter(fits)) if len(fits) == 1 else None
        # An order that was chosen binds every cell that does not name its own.
        if chosen is None or (order not in (None, chosen) and not order_free(fits)):
            wanted = "a date that exists" if order is None else f"a date written {order}"
            raise DayError(f"is not {wanted}")
        return _with_clock(found, _ordered(found, chosen))
    if found := _WORDS.fullmatch(text):
        number, name, year = (
            next(found[part + turn] for turn in ("", "2", "3", "4") if found[part + turn])
            for part in ("d", "mon", "y")
        )
        month = month_number(name)
        if month is None:
            raise DayError("names no month")
        return _with_clock(found, _day(int(year), month, int(number)))
    if found := _COMPACT.fullmatch(text):
        return None, _day(int(found["y"]), int(found["m"]), int(found["d"]))
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(float(text), UTC), None
    if _MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC), None
    return None, None


def order_free(fits: frozenset[str]) -> bool:
    """Tell whether the writing itself names the order: a four-digit year in front, or dots."""
    return fits in (frozenset({"ymd*"}), frozenset({"dmy*"}))


def orders_of(text: str) -> frozenset[str]:
    """Return the orders in which a numeric date exists.

    A year in front settles the order, and so do dots, which are written day first wherever they
    are written; these come back marked with a star.
    """
    found = _NUMERIC.fullmatch(text.strip())
    if found is None:
        return frozenset()
    if len(found["a"]) == 4:
        candidates: tuple[str, ...] = ("ymd*",)
    elif len(found["c"]) == 4:
        candidates = ("dmy*",) if found["sep"] == "." else ("dmy", "mdy")
    elif len(found["a"]) <= 2 and len(found["c"]) == 2:
        candidates = ("dmy*",) if found["sep"] == "." else ("dmy", "mdy", "ymd")
    else:
        candidates = ()
    fits: set[str] = set()
    for order in candidates:
        try:
            _ordered(found, order)
        except DayError:
            continue
        fits.add(order)
    return frozenset(fits)


def possible_orders(texts: Iterable[str]) -> tuple[str, ...] | None:
    """Return the orders that fit all numeric dates of a column; None when none needs one.

    Empty: every order fails somewhere, the column mixes several.
    """
    possible: set[str] | None = None
    for text in texts:
        fits = orders_of(text)
        if fits and not order_free(fits):
            possible = set(fits) if possible is None else possible & fits
    return None if possible is None else tuple(o for o in ORDERS if o in possible)


def zones_differ(texts: Iterable[str], order: str | None) -> str | None:
    """Return a cell whose day depends on the zone it is read in; None when none does."""
    for text in texts:
        try:
            instant, _ = parts_of(text.strip(), order)
            if instant is not None and len({day_in(instant, zone) for zone in ZONES}) > 1:
                return text
        except (DayError, OverflowError, OSError, ValueError):
            continue
    return None


def day_in(instant: datetime, zone: str) -> date:
    """Return the day of an instant on the clocks of a zone.

    Raises
    ------
    DayError
        For a zone that does not exist.
    """
    if zone == "as written":
        return instant.date()
    try:
        clock: tzinfo = UTC if zone == "UTC" else ZoneInfo(zone)
        return instant.astimezone(clock).date()
    except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):
        raise DayError(f'cannot be read in the time zone "{zone}"') from None


def _with_clock(found: re.Match[str], day: date) -> tuple[datetime | None, date | None]:
    if found["h"] is None:
        return None, day
    hour, minute, second = int(found["h"]), int(found["mi"]), int(found["s"] or 0)
    if hour > 24 or minute > 59 or second > 60:
        raise DayError("has a time of day that does not exist")
    zone = found["z"]
    if zone is None:
        return None, day
    offset = timedelta(0)
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        offset = -offset if zone[0] == "-" else offset
    if abs(offset) >= timedelta(hours=24):
        raise DayError("has an offset that does not exist")
    from datetime import timezone

    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone(offset))
    return midnight + timedelta(hours=hour, minutes=minute, seconds=min(second, 59)), None


def _ordered(found: re.Match[str], order: str) -> date:
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
    year, month, day = {"d": (c, b, a), "m": (c, a, b), "y": (a, b, c)}[order[0]]
    if year < 100:
        year += 2000 if year < 70 else 1900
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DayError("is a date that does not exist") from None


def _month(year: int, month: int) -> DaySpan:
    first = _day(year, month, 1)
    following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return _span(first, following - timedelta(days=1), Precision.MONTH)


def _span(first: date, last: date | None = None, precision: Precision = Precision.DAY) -> DaySpan:
    last = last or first
    if first < FIRST_DAY or last > LAST_DAY:
        raise DayError(f"lies outside {FIRST_DAY.year} to {LAST_DAY.year}")
    return DaySpan(first.toordinal() - EPOCH_ORDINAL, last.toordinal() - EPOCH_ORDINAL, precision)
