"""The newest day with a figure of its own on each border: how far the data is current."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np

from dashboard.scene.symbology import BORDERS
from dashboard.scene.words.dates import short_day
from events import DAY_STATES, DayState, Ledger, day_states

OWN = tuple(DAY_STATES.index(state) for state in (DayState.REPORTED, DayState.DERIVED))
"""A day told for itself, or that follows exactly; a day inside a wider count is neither."""


def newest_days(ledger: Ledger) -> dict[str, date]:
    """Return the newest day that has a figure of its own, by border pair; none is left out.

    Parameters
    ----------
    ledger : Ledger
        The reports, without a filter.
    """
    if not ledger.reports:
        return {}
    first = ledger.first_day
    found = {}
    for style in BORDERS:
        own = np.flatnonzero(np.isin(day_states(ledger, style.pair, first, ledger.last_day), OWN))
        if len(own):
            found[style.pair] = first + timedelta(days=int(own[-1]))
    return found


def newest_words(days: Mapping[str, date], today: date) -> str:
    """Say the newest day of each border and how old it is, in the order of the borders."""
    names = [(style.short, days[style.pair]) for style in BORDERS if style.pair in days]
    told = [f"{name} {short_day(day)} ({_age(today - day)})" for name, day in names]
    return " · ".join(told)


def _age(passed: timedelta) -> str:
    days = max(0, passed.days)
    return "today" if not days else f"{days:,} day{'' if days == 1 else 's'} ago"
