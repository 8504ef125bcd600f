"""Puts the figure of a window into words: the same on page, paper, slide, film and command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from events.bounds.evidence import evidence
from events.bounds.figure import Pressure, Way
from events.bounds.window_facts import Reading
from events.figure_basis import (
    FigureFacts,
    as_sharp,
    dates,
    listed,
    plural,
    range_in_words,
    values_in_words,
)
from events.ledger import Ledger
from events.period import Period
from events.words import KIND_WORDS, in_words, number_in_words, period_in_words

NOT_REPORTED = "not reported"


@dataclass(frozen=True, slots=True)
class FigureWords:
    """What stands beside a figure; each is empty where there is nothing to say.

    Attributes
    ----------
    value : str
        ``562.8``, ``11.3 to 13.4``, ``2 and 12``, ``not reported``.
    basis : str
        How it is known: ``complete: 17,447 in 31 days``, ``mean of 4 reported days of 7``,
        ``between 339 and 402 in 30 days``, ``inside a wider count: 763 in 35 days, …``.
    short : str
        The same for a small screen: ``all 31 days``, ``4 of 7 days``, ``wider count``.
    bounds : str
        What all reports together allow, where it says more than the figure.
    beside : str
        What else is told of the same days and agrees.
    contested : str
        What else is told and cannot be true as well.
    context : str
        The narrowest wider count, where there is no figure.
    """

    value: str
    basis: str
    short: str
    bounds: str
    beside: str
    contested: str
    context: str


def figure_words(ledger: Ledger, found: Pressure | Reading) -> FigureWords:
    """Return the words that stand beside a figure."""
    facts = FigureFacts(found)
    return FigureWords(
        value=value_words(found),
        basis=facts.basis() + _left_words(ledger, found),
        short=facts.short(),
        bounds=facts.bounds(),
        beside=_beside_words(ledger, found, facts.own),
        contested=_contested_words(ledger, found, facts.own),
        context=_context_words(found),
    )


def _left_words(ledger: Ledger, found: Pressure | Reading) -> str:
    """Say that a filter left some reports of this border and measure out of the figure."""
    if ledger.reserve is None or ledger.counted is None or found.way is Way.NONE:
        return ""
    told, whole = (
        len(evidence(one, found.border, found.measure).ordered) for one in (ledger, ledger.reserve)
    )
    return ", of the reports left" if told < whole else ""


def value_words(found: Pressure | Reading) -> str:
    """Write the figure itself: a rate, a range of rates, single days, or *not reported*."""
    rate, low, high = found.rate_per_day, found.rate_low, found.rate_high
    if rate is not None:
        return rate_in_words(rate)
    if low is not None and high is not None:
        ends = dict.fromkeys([rate_in_words(low), rate_in_words(high)])
        return " to ".join(ends)
    if found.way is Way.NONE:
        return NOT_REPORTED
    if found.coverage_days:
        return values_in_words(found.day_values)
    assert found.most is not None  # bounds alone are told only where both are known
    return range_in_words(found.least, found.most, "to")


def rate_in_words(rate: float) -> str:
    """Write a rate with one decimal at most, a half going up; what is not zero never reads 0."""
    if 0 < rate < 0.05:
        return "under 0.1"
    return number_in_words(int(rate * 10 + 0.5) / 10)


def _beside_words(ledger: Ledger, found: Pressure | Reading, own: Period) -> str:
    """List what agrees and is not the same number."""
    shown = ""
    if found.total is not None and found.kind is not None:
        shown = KIND_WORDS[found.kind] + number_in_words(found.total)
    others = [words for words in _said(ledger, found.beside_ids, own) if words != shown]
    return f"also told as {listed(others)}" if others else ""


def _contested_words(ledger: Ledger, found: Pressure | Reading, own: Period) -> str:
    said = _said(ledger, [contest.report_id for contest in found.contests], own)
    return f"contested: {listed(said)}" if said else ""


def _said(ledger: Ledger, ids: Sequence[str], own: Period) -> list[str]:
    """Return what reports say, each once, with their own days where these are others."""
    words: list[str] = []
    for report in map(ledger.report, ids):
        assert report.quantity is not None
        said = in_words(report.quantity)
        if (report.period.start, report.period.end) != (own.start, own.end):
            said = f"{said} ({period_in_words(report.period)})"
        words.append(said)
    return list(dict.fromkeys(words))


def _context_words(found: Pressure | Reading) -> str:
    wider = found.context
    if wider is None:
        return ""
    total = KIND_WORDS[wider.kind] + number_in_words(as_sharp(wider.total, wider.kind))
    days = plural(wider.period.days, "day")
    return f"narrowest wider count: {total} in {days}, {dates(wider.period)}"
