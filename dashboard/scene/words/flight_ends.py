"""How long what a flight report says is drawn, and which report says so, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from events import Ending, FlightEnd, Ledger, day_in_words, flight_endings

_A_DAY = timedelta(days=1)


def end_of_flights(ledger: Ledger, report_ids: Iterable[str]) -> str:
    """Say when the last of some flight reports ends and who says so; empty for none of the tables.

    Parameters
    ----------
    ledger : Ledger
        Knows the reports and where each ends.
    report_ids : iterable of str
        Of one route or one stop: the one that is drawn longest decides.
    """
    known = flight_endings(ledger)
    endings = [known[id_] for id_ in report_ids if id_ in known]
    if not endings:
        return ""
    return _words(ledger, max(endings, key=lambda ending: ending.day))


def _words(ledger: Ledger, ending: Ending) -> str:
    last = day_in_words(ending.day - _A_DAY)
    if ending.how is FlightEnd.REPORTED:
        return f"to {last}, as reported"
    later = "" if ending.by is None else _later(ledger, ending.by)
    if ending.how is FlightEnd.LATER_REPORT:
        return f"to {last}: {later}"
    told = f"end not reported: drawn for 180 days, to {last}"
    return f"{told}; {later}" if later else told


def _later(ledger: Ledger, report_id: str) -> str:
    report = ledger.report(report_id)
    day = day_in_words(report.period.start)
    return f"a report of {day} ends it ({ledger.source_of(report).title})"
