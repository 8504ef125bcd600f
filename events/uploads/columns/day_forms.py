"""The forms in which one day, week, month, quarter or year is written, without its clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from events.uploads.columns import day_spans as spans
from events.uploads.columns.day_spans import DayError, DaySpan
from events.uploads.columns.month_names import month_number, roman_number, weekdays_named
from events.uploads.values.words import word_set
from geodata import fold

ORDERS = ("dmy", "mdy", "ymd")

NUMERIC = re.compile(
    r"(?P<a>\d{1,4})\s?(?P<sep>[./-])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?(?P<c>\d{1,4})\.?", re.ASCII
)
_COMPACT = re.compile(r"(?P<y>(?:19|20|21)\d\d)(?P<m>\d\d)(?P<d>\d\d)", re.ASCII)
_INSTANT = re.compile(r"(?P<whole>\d{9,19})(?:\.\d*)?", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?(?:09|9|1[0-8])", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_YEAR_MONTH = re.compile(r"(?P<y>\d{4})\s?[-/.]\s?(?P<m>\d{1,2})\.?", re.ASCII)
_MONTH_YEAR = re.compile(r"(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4})", re.ASCII)
_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)
_WEEK = re.compile(r"(?P<y>\d{4})-?w(?P<w>\d{1,2})(?:-?(?P<d>[1-7]))?", re.IGNORECASE | re.ASCII)
_TOKENS = re.compile(r"\d+|[^\W\d_]+['’ʼ]?[^\W\d_]*|\S")
_BESIDE = re.compile(r"[^\d/-]*[^\W\d_][^\d/-]*")
_LONGEST = 60
_SECONDS, _MILLI, _MICRO, _NANO = 11, 14, 17, 20

# Words that stand in a date and say nothing of their own, folded.
_SAYS_NOTHING = word_set(
    "st nd rd th of the on r roku rok г года году год годa р року рік рики m metu metai d diena "
    "dnia w dniu gada gads y year",
    " ",
)
_MARKS = frozenset(".,-/'’")
_WEEKS = word_set(
    "week wk w kw tydzien tygodnia tydz savaite sav nedela nedelja неделя недели нед тыдзень "
    "тиждень тижня",
    " ",
)
_QUARTERS = word_set(
    "q qtr quarter kwartal kwartalu kw ketvirtis ketv ceturksnis cet квартал кв квартала", " "
)
_HALVES = word_set("h half polrocze polrocza pol pusmetis pusgads полугодие півріччя", " ")
FORM_WORDS = _SAYS_NOTHING | _WEEKS | _QUARTERS | _HALVES
"""Words that stand in a date beside its month, folded."""


def read_form(text: str, order: str | None) -> DaySpan | date | datetime:
    """Read a cell without a clock: a day, an instant, or the span of a longer time.

    Parameters
    ----------
    text : str
        Tidy: without marks nobody sees, with one kind of hyphen.
    order : str or None
        One of `ORDERS`; None where no cell of the column needs it.

    Raises
    ------
    DayError
        When it is none of these, or does not exist.
    """
    if found := NUMERIC.fullmatch(text):
        return _numeric(text, found, order)
    if text.isdigit() or "." in text or "," in text:
        told = _figures(text)
        if told is not None:
            return told
    if found := _YEAR_MONTH.fullmatch(text):
        return spans.months(int(found["y"]), int(found["m"]))
    if found := _MONTH_YEAR.fullmatch(text):
        return spans.months(int(found["y"]), int(found["m"]))
    if found := _WEEK.fullmatch(text):
        if found["d"] is None:
            return spans.week(int(found["y"]), int(found["w"]))
        try:
            return date.fromisocalendar(int(found["y"]), int(found["w"]), int(found["d"]))
        except ValueError:
            raise DayError("names a week that does not exist") from None
    if len(text) <= _LONGEST:
        told = _words(text, order)
        if told is not None:
            return told
    raise DayError("is not a date")


def _figures(text: str) -> DaySpan | date | datetime | None:
    """Read a cell of digits: a compact date, an instant since 1970, or a year."""
    if found := _COMPACT.fullmatch(text):
        return spans.day_of(int(found["y"]), int(found["m"]), int(found["d"]))
    if _YEAR.fullmatch(text):
        return spans.year(int(text))
    if found := _INSTANT.fullmatch(text):
        digits = len(found["whole"])
        number = float(text)
        for length, unit in ((_SECONDS, 1), (_MILLI, 1e3), (_MICRO, 1e6), (_NANO, 1e9)):
            if digits < length:
                return datetime.fromtimestamp(number / unit, UTC)
    if _SCIENTIFIC.fullmatch(text):
        raise DayError("is a number that lost its last digits, not a date: format the column first")
    if _SERIAL.fullmatch(text):
        raise DayError("is a spreadsheet's serial number, not a date: format the column first")
    return None


def orders_in(text: str) -> frozenset[str]:
    """Return the orders in which a cell that is one numeric date exists.

    A year in front settles the order, and so do dots, which are written day first wherever they
    are written; these come back marked with a star.
    """
    found = NUMERIC.fullmatch(text)
    if found is None:
        return frozenset()
    a, c = len(found["a"]), len(found["c"])
    if a == 4:
        candidates: tuple[str, ...] = ("ymd*",)
    elif c == 4:
        candidates = ("dmy*",) if found["sep"] == "." else ("dmy", "mdy")
    elif a <= 2 and c == 2:
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


def order_free(fits: frozenset[str]) -> bool:
    """Tell whether the writing itself names the order: a four-digit year in front, or dots."""
    return fits in (frozenset({"ymd*"}), frozenset({"dmy*"}))


def _numeric(text: str, found: re.Match[str], order: str | None) -> date:
    fits = orders_in(text)
    chosen = order if order in fits else next(iter(fits)) if len(fits) == 1 else None
    # An order that was chosen binds every cell that does not name its own.
    if chosen is None or (order not in (None, chosen) and not order_free(fits)):
        wanted = "a date that exists" if order is None else f"a date written {order}"
        raise DayError(f"is not {wanted}")
    return _ordered(found, chosen)


def _ordered(found: re.Match[str], order: str) -> date:
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
    year, month, day = {"d": (c, b, a), "m": (c, a, b), "y": (a, b, c)}[order[0]]
    return spans.day_of(spans.full_year(year), month, day)


def _words(text: str, order: str | None) -> DaySpan | date | None:
    """Read a date that names its month, or a week, quarter or half-year; by its words."""
    tokens: list[str] = _TOKENS.findall(text)
    kept = [token for token in tokens if token not in _MARKS and token not in "()"]
    parts: list[str | int] = []
    kinds = ""
    for token in kept:
        kind, value = _kind(token)
        if kind == "?":
            return None
        if kind:
            kinds += kind
            parts.append(value)
    # A weekday beside a date says nothing more, and may stand before or after it.
    kinds, parts = _without(kinds, parts, "w")
    if any(kind in kinds for kind in "kqh"):
        return _count(kinds, parts)
    numbers = [part for part in parts if isinstance(part, int)]
    if kinds in ("nMY", "MnY", "nmY"):
        day, month, year = (parts[1], parts[0], parts[2]) if kinds == "MnY" else parts
        return _day(year, month, day)
    if kinds == "YMn":
        return _day(parts[0], parts[1], parts[2])
    if kinds == "YnM":
        return _day(parts[0], parts[2], parts[1])
    if kinds in ("nMn", "Mnn"):
        day, month, year = parts if kinds == "nMn" else (parts[1], parts[0], parts[2])
        if kinds == "nMn" and int(day) > 31:
            day, year = year, day
        return _day(spans.full_year(int(year)), month, day)
    if kinds in ("MY", "YM"):
        month, year = parts if kinds == "MY" else parts[::-1]
        return spans.months(int(year), int(month))
    if kinds == "Mn":
        # "Nov-21" and "lis.21" are what spreadsheets make of a month; "Nov 21" may be a day.
        if re.search(r"[^\W\d_]\s?[-./'’]\s?\d\d$", text):
            return spans.months(spans.full_year(numbers[1]), numbers[0])
        raise DayError("may be a day without a year, or a month of a year: write all four digits")
    if kinds in ("nM", "M"):
        raise DayError("names no year")
    if kinds == "Y":
        return spans.year(numbers[0])
    if kinds in ("nnY", "Ynn", "nnn"):
        # A weekday stands beside a numeric date, or a word like "r." behind it.
        plain = NUMERIC.search(text)
        rest = text if plain is None else text[: plain.start()] + text[plain.end() :]
        if plain is None or not _BESIDE.fullmatch(rest):
            return None
        alone = NUMERIC.fullmatch(plain[0])
        return None if alone is None else _numeric(plain[0], alone, order)
    if kinds in ("nY", "Yn"):
        month, year = numbers if kinds == "nY" else numbers[::-1]
        return spans.months(year, month) if re.search(r"\d\s?[-/.]\s?\d", text) else None
    return None


def _kind(token: str) -> tuple[str, str | int]:
    if token.isdigit():
        if not token.isascii():
            return "?", token
        if len(token) == 4:
            return "Y", int(token)
        return ("n", int(token)) if len(token) <= 2 else ("?", token)
    month = month_number(token)
    if month is not None:
        return "M", month
    if weekdays_named(token):
        return "w", token
    if (roman := roman_number(token)) is not None:
        return "M", roman
    word = fold(token)
    # "kw." is a quarter in Polish and a week in German: only the Polish one is meant here.
    for kind, words in (("q", _QUARTERS), ("k", _WEEKS), ("h", _HALVES)):
        if word in words:
            return kind, token
    return ("", token) if word in _SAYS_NOTHING else ("?", token)


def _without(kinds: str, parts: list[str | int], kind: str) -> tuple[str, list[str | int]]:
    kept = [i for i, k in enumerate(kinds) if k != kind]
    return "".join(kinds[i] for i in kept), [parts[i] for i in kept]


def _count(kinds: str, parts: list[str | int]) -> DaySpan | None:
    """Read a week, a quarter or a half-year: its number and its year, in either order."""
    unit = next(kind for kind in "kqh" if kind in kinds)
    kinds, parts = _without(kinds, parts, unit)
    if kinds in ("nY", "MY"):
        number, year = parts
    elif kinds in ("Yn", "YM"):
        year, number = parts
    else:
        return None
    make = {"k": spans.week, "q": spans.quarter, "h": spans.half}[unit]
    return make(int(year), int(number))


def _day(year: str | int, month: str | int, day: str | int) -> date:
    return spans.day_of(int(year), int(month), int(day))
