"""Words that no result may say, and the windows of a test."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from events import Period

FORBIDDEN = re.compile(
    "|".join(
        (
            "the ban halved",
            r"\bp ?<",
            r"\bp ?=",
            "caused",
            "because of",
            "due to",
            r"\bled to\b",
            "hot spot",
            "risk of",
            "illegal",
            "significant",
            "all borders together",
            "three borders together",
            "in all on the borders",
        )
    )
)


def days(first: str, last: str) -> Period:
    return Period.of_days(date.fromisoformat(first), date.fromisoformat(last))


def month(text: str) -> Period:
    year, number = map(int, text.split("-"))
    return days(f"{text}-01", f"{text}-{monthrange(year, number)[1]:02}")
