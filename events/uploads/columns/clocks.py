"""Tells a time of day apart from the day beside it: clocks of 12 and 24 hours, zones, words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from events.uploads.columns.day_spans import DayError
from events.uploads.values.words import word_set

ZONES = ("as written", "UTC", "Europe/Warsaw", "Europe/Vilnius", "Europe/Minsk")
"""Answers offered for instants whose day depends on the clock that is read."""

_OFFSETS = {
    **{"z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "cest": 2, "met": 1},
    **{"mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "мск": 3, "trt": 3, "ast": 3},
}
"""Hours ahead of UTC of the zones that are told by letters."""

CLOCK_WORDS = frozenset(_OFFSETS) | word_set(
    "am pm o at um ok об в у а godz godzina hour plkst pulksten val гадз год uhr on dnia w dniu "
    "central eastern western european europe standard summer daylight time moscow greenwich mean "
    "coordinated universal",
    " ",
)
"""Words that stand beside a time of day, folded."""

# "o godz. 14.30", "at 2 pm", "plkst. 14:30", "в 14:30", "14:30 val."
_WORD = r"(?:(?:o|at|um|ok|о|об|в|у|а|g|г|godz|godzina|hour|plkst|pulksten|val|гадз|год)\.?\s*)"
_TIME = (
    r"(?P<h>\d{1,2})(?:(?P<dot>[:.h])(?P<mi>\d\d)(?:[:.](?P<s>\d\d)(?:[.,:]\d{1,9})?)?)?"
    r"(?:\s*(?P<ap>[ap])\.?\s?m\.?)?"
)
_UNTIL = r"(?:\s*-\s*\d{1,2}[:.]\d\d)?"
_ZONE = (
    r"(?:\s*\(?(?P<z>(?:utc|gmt)?[+-]\d{1,2}(?::?\d\d)?|[a-zмск]{1,4}(?![a-z/])|"
    r"[a-z]+/[a-z_]+)\)?(?:\.\d{1,6})?)?"
    r"(?:\s*\[(?P<place>[a-z]+/[a-z_]+)\])?(?:\s*\([a-z0-9 :+,/_-]*\))?"
)
_TAIL = re.compile(
    rf"(?P<day>.*?[^\s,])(?P<gap>t|\s*,\s*|\s+-\s+|\s+|(?<=г\.)|(?<=r\.))"
    rf"(?P<word>{_WORD}{{0,2}}){_TIME}{_UNTIL}"
    rf"\s*(?:val|h|год|гадз|г|uhr)?\.?{_ZONE}",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"(?P<word>{_WORD}?){_TIME}{_UNTIL}{_ZONE},?\s+(?:(?:on|dnia|w dniu)\s+)?(?P<day>\S.*)",
    re.IGNORECASE,
)
# Mon Nov 08 14:30:00 +0000 2021, as social networks and Unix write.
_INSIDE = re.compile(
    r"(?P<week>[A-Za-z]{3}) (?P<mon>[A-Za-z]{3}) +(?P<d>\d{1,2}) (?P<time>\d\d:\d\d:\d\d)"
    r"(?: (?P<z>[+-]\d{4}|[A-Z]{3,4}))? (?P<y>\d{4})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``zone`` is None where the cell names none."""

    hours: int
    minutes: int
    seconds: int
    zone: tzinfo | None

    def on(self, day: date) -> datetime | None:
        """Return the instant on a day; None where no zone is named, and the day is plain."""
        if self.zone is None:
            return None
        midnight = datetime(day.year, day.month, day.day, tzinfo=self.zone)
        return midnight + timedelta(hours=self.hours, minutes=self.minutes, seconds=self.seconds)


def split_clock(text: str) -> tuple[str, Clock] | None:
    """Return the text of the day and the time beside it; None where there is no time.

    Raises
    ------
    DayError
        The time does not exist.
    """
    if found := _INSIDE.fullmatch(text):
        text = f"{found['mon']} {found['d']}, {found['y']} {found['time']} {found['z'] or ''}"
        text = text.rstrip()
    for pattern in (_TAIL, _HEAD):
        found = pattern.fullmatch(text)
        if found is None or not any(c.isdigit() for c in found["day"]):
            continue
        # A bare number is an hour only where a word or a half of the day says so.
        told = found["ap"] or (found["word"] or "").strip()
        if found["mi"] is None and not told:
            continue
        return found["day"].rstrip(" ,-"), _clock(found)
    return None


def _clock(found: re.Match[str]) -> Clock:
    hours, minutes, seconds = int(found["h"]), int(found["mi"] or 0), int(found["s"] or 0)
    half = (found["ap"] or "").casefold()
    if half:
        # "14:30 PM" is written by programs that mean half past two.
        if hours > 12 and half == "a":
            raise DayError("has a time of day that does not exist")
        hours = hours % 12 + (12 if half == "p" else 0) if hours <= 12 else hours
    if hours > 24 or minutes > 59 or seconds > 60:
        raise DayError("has a time of day that does not exist")
    place, zone = found["place"], found["z"]
    if place or (zone and "/" in zone):
        return Clock(hours, minutes, min(seconds, 59), _named(place or zone))
    return Clock(hours, minutes, min(seconds, 59), _offset(zone) if zone else None)


def _named(name: str) -> tzinfo:
    try:
        return ZoneInfo("/".join(part.title() for part in name.split("/")))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise DayError("names a time zone that is not known") from None


def _offset(zone: str) -> tzinfo:
    folded = zone.casefold()
    if folded in _OFFSETS:
        return timezone(timedelta(hours=_OFFSETS[folded]))
    digits = folded.removeprefix("utc").removeprefix("gmt")
    if digits[:1] not in ("+", "-"):
        raise DayError("names a time zone that is not known")
    plain = digits[1:].replace(":", "")
    plain = plain.zfill(2).ljust(4, "0") if len(plain) < 3 else plain.zfill(4)
    offset = timedelta(hours=int(plain[:2]), minutes=int(plain[2:]))
    if offset >= timedelta(hours=24):
        raise DayError("has an offset that does not exist")
    return timezone(-offset if digits[0] == "-" else offset)


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
