"""What is known of one border in one window, as plain values with every report behind it."""

from __future__ import annotations

from dataclasses import fields
from math import inf
from typing import Any

from events.bounds.figure import Contest, DayFigure, WiderCount
from events.figure_words import figure_words
from events.ledger import Ledger
from events.period import Period
from events.plain_values import number_value, period_values, report_values
from events.pressure import change


def border_values(ledger: Ledger, border: str, window: Period) -> dict[str, Any]:
    """Return the figure of one border, and every report that it or its bounds rest on.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    border : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    window : Period
        The days to speak of, half-open, with an end.
    """
    compared = change(ledger, border, window)
    figure = compared.now
    words = figure_words(ledger, figure)
    named = {*figure.report_ids, *figure.least_ids, *figure.most_ids}
    reports = [
        r
        for r in ledger.reports.values()
        if r.kind == "flow"
        and r.measure is figure.measure
        and border in r.borders
        and (r.period.overlaps(window) or r.id in named)
    ]
    return {
        "border": border,
        "measure": figure.measure.key,
        "measure_label": figure.measure.label,
        "unit": figure.measure.unit,
        "step": figure.step,
        "way": figure.way.value,
        "rate_per_day": figure.rate_per_day,
        "rate_low": figure.rate_low,
        "rate_high": figure.rate_high,
        "total": figure.total,
        "own_days": None if figure.own is None else period_values(figure.own),
        "counted_days": figure.counted_days,
        "derived": figure.derived,
        "least": figure.least,
        "most": figure.most,
        "value_kind": None if figure.kind is None else figure.kind.value,
        "coverage_days": figure.coverage_days,
        "window_days": figure.window_days,
        "contested": figure.contested,
        "per_km": figure.per_km,
        "length_km": figure.length_km,
        "length_source": figure.length_source,
        "words": {field.name: getattr(words, field.name) for field in fields(words)},
        "used": list(figure.report_ids),
        "behind_least": list(figure.least_ids),
        "behind_most": list(figure.most_ids),
        "beside": list(figure.beside_ids),
        "contests": [contest_values(contest) for contest in figure.contests],
        "days": [_day(day) for day in figure.days],
        "context": None if figure.context is None else _wider(figure.context),
        "change": {
            "difference_per_day": compared.difference_per_day,
            "low": compared.low,
            "high": compared.high,
            "ratio": compared.ratio,
            "no_comparison": compared.reason,
        },
        "reports": [report_values(ledger, r) for r in reports],
    }


def contest_values(contest: Contest) -> dict[str, Any]:
    """Return a report that was put aside; "most" is None where nothing limits its days."""
    return {
        "report": contest.report_id,
        "against": list(contest.against),
        "least": contest.least,
        "most": None if contest.most == inf else contest.most,
    }


def _day(day: DayFigure) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "value": number_value(day.value),
        "value_kind": day.kind.value,
        "state": day.state.value,
        "reports": list(day.report_ids),
    }


def _wider(wider: WiderCount) -> dict[str, Any]:
    return {
        "period": period_values(wider.period),
        "total": number_value(wider.total),
        "value_kind": wider.kind.value,
        "reports": list(wider.report_ids),
    }
