"""Looks over all figures: what cannot all be true, and how well the days are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np

from events.agreement import overruns
from events.bounds.evidence import Evidence, evidence
from events.bounds.figure import DAY_STATES, WAYS, DayState, Way
from events.bounds.rule import answer
from events.bounds.window_facts import span
from events.figure_summary import contest_values
from events.ledger import Ledger
from events.model import BORDERS
from events.plain_values import period_values, report_values
from events.series import IN_FORCE
from events.words import BORDER_NAMES

_OWN = (DAY_STATES.index(DayState.REPORTED), DAY_STATES.index(DayState.DERIVED))


def build_audit(ledger: Ledger) -> dict[str, Any]:
    """Return what a look over all figures finds, as JSON-ready values.

    ``measures`` has one entry for each border and measure in force: how its reports stand
    together, its ``contests``, and for the days from the first to the newest day figure how many
    are known exactly and which step of the rule answers each. ``overruns`` names every part that
    is larger than its whole. ``reports`` holds each report named, by its id.
    """
    measures = [
        _measure(evidence(ledger, border, measure), until)
        for border in BORDERS
        for measure, until in _in_force(border)
    ]
    larger = [
        {"part": part.id, "whole": whole.id}
        for part, whole in overruns([r for r in ledger.reports.values() if ledger.shows(r.id)])
    ]
    named = {pair[role] for pair in larger for role in ("part", "whole")}
    for entry in measures:
        for contest in entry["contests"]:
            named |= {contest["report"], *contest["against"]}
    return {
        "measures": measures,
        "overruns": larger,
        "reports": {id_: report_values(ledger, ledger.report(id_)) for id_ in sorted(named)},
    }


def _in_force(border: str) -> Iterator[tuple[Any, date]]:
    steps = IN_FORCE[border]
    for index, (_, measure) in enumerate(steps):
        yield measure, steps[index + 1][0] if index + 1 < len(steps) else date.max


def _measure(found: Evidence, until: date) -> dict[str, Any]:
    bounds = found.bounds
    return {
        "border": found.border,
        "measure": found.measure.key,
        "reports_together": len(bounds.kept),
        "reports_that_agree": len(bounds.beside),
        "reports_contested": len(bounds.aside),
        "reports_left_out": len(bounds.left_out),
        "contests": [contest_values(contest) for contest in bounds.contests],
        "days": _days(found, until),
    }


def _days(found: Evidence, until: date) -> dict[str, Any] | None:
    """Count the days from the first to the newest with a figure; None where there is none."""
    own = np.flatnonzero(np.isin(found.days.state, _OWN)) + found.days.first
    own = own[own < until.toordinal()]
    if not len(own):
        return None
    # A measure that has a first day is counted from there, reported or not.
    first = int(own[0]) if found.since == date.min else found.since.toordinal()
    last = int(own[-1])
    starts = np.arange(first, last + 1)
    answers = answer(found, starts, starts + 1)
    exact = answers.least == answers.most
    alone = (answers.way == WAYS.index(Way.DAYS)) & (answers.coverage == 0)
    return {
        "period": period_values(span(first, last + 1)),
        "known_exactly": int(exact.sum()),
        "by_step": {way.value: int((answers.way == code).sum()) for code, way in enumerate(WAYS)},
        "by_bounds_alone": int(alone.sum()),
    }


def to_text(audit: dict[str, Any]) -> str:
    """Write an audit as lines for a terminal."""
    lines: list[str] = []
    for entry in audit["measures"]:
        lines += [f"{BORDER_NAMES[entry['border']]}: {entry['measure']}", *_measure_lines(entry)]
        for contest in entry["contests"]:
            lines.append(f"  cannot be true with the rest: {_line(audit, contest['report'])}")
            lines += [f"      against {_line(audit, id_)}" for id_ in contest["against"]]
        lines.append("")
    lines.append(f"Parts larger than their whole: {len(audit['overruns'])}")
    for pair in audit["overruns"]:
        lines.append(f"  {_line(audit, pair['part'])}")
        lines.append(f"      in {_line(audit, pair['whole'])}")
    return "\n".join(lines)


def _measure_lines(entry: dict[str, Any]) -> list[str]:
    lines = [
        f"  {entry['reports_together']:,} reports stand together, {entry['reports_that_agree']:,} "
        f"more agree with them, {entry['reports_contested']:,} are contested"
    ]
    if entry["reports_left_out"]:
        lines.append(f"  {entry['reports_left_out']:,} less trusted ones are too many to weigh")
    days = entry["days"]
    if days is None:
        return [*lines, "  no day has a figure"]
    count = days["period"]["days"]
    lines.append(
        f"  {days['period']['words']}, {count:,} days: "
        f"{days['known_exactly'] / count:.1%} known exactly"
    )
    shares = ", ".join(f"{way} {number / count:.1%}" for way, number in days["by_step"].items())
    return [*lines, f"  by step: {shares}", f"  by bounds alone: {days['by_bounds_alone']:,} days"]


def _line(audit: dict[str, Any], report_id: str) -> str:
    report = audit["reports"][report_id]
    source = report["source"]
    return (
        f"{report_id}: {report['words']}, {report['period']['words']}, {report['place']} "
        f"[{source['grade']}] {source['title']}"
    )
