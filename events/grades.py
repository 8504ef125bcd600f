"""Credibility of a report by a written rule; what no rule judges stays 6, *not judged*.

The rule is that of ``docs/grading.md``, in this order:

5  an evident misprint;
4  a claim that a report from a better-graded publisher contradicts as a whole;
2  two publishers graded A to C give the same about an event that nobody contests;
6  everything else.

1, *confirmed by an independent source*, is never given by rule: two papers that quote one border
guard agree, but they are not independent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from events.model import Event, Report, Status

if TYPE_CHECKING:
    from events.ledger import Ledger

NOT_JUDGED = 6
CREDIBILITY = {
    1: "confirmed by an independent source",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "not judged",
}
RELIABILITY = {
    "A": "official body on its own count",
    "B": "agency, or national newsroom",
    "C": "regional, specialist or relaying press",
    "D": "party to the matter, opinion, or named copy",
    "E": "documented as spreading one side's claims",
    "F": "not judged",
}
_FAIR = frozenset("ABC")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Credibility of one report and the rule it comes from."""

    report_id: str
    credibility: int
    reason: str


def judge_by_rule(ledger: Ledger) -> dict[str, Judgement]:
    """Return the credibility of every report, by id.

    The tables store what this rule gives; a test compares the two.
    """
    verdicts = {
        report_id: Judgement(report_id, NOT_JUDGED, CREDIBILITY[NOT_JUDGED])
        for report_id in ledger.reports
    }
    for found in (_agreeing(ledger), _contradicted(ledger), _misprints(ledger)):
        verdicts.update((judgement.report_id, judgement) for judgement in found)
    return verdicts


def _agreeing(ledger: Ledger) -> Iterator[Judgement]:
    for event in ledger.events:
        if event.contested:
            continue
        groups: dict[object, list[Report]] = {}
        for report in ledger.reports_of(event):
            if _reliability(ledger, report) in _FAIR and report.id not in event.corrections:
                groups.setdefault(_said(report, event), []).append(report)
        for group in groups.values():
            publishers = {ledger.sources[r.source_id].publisher_name for r in group}
            if len(publishers) < 2:
                continue
            for report in group:
                yield Judgement(report.id, 2, f"the same in {' and '.join(sorted(publishers))}")


def _contradicted(ledger: Ledger) -> Iterator[Judgement]:
    for claim in ledger.contradictions:
        if claim.start is not None:
            continue
        own = _reliability(ledger, ledger.reports[claim.report_id])
        best = min(_reliability(ledger, ledger.reports[r]) for r in claim.contradicted_by)
        if best < own:
            yield Judgement(claim.report_id, 4, claim.reason)


def _misprints(ledger: Ledger) -> Iterator[Judgement]:
    for report in ledger.reports.values():
        if report.status is Status.MISPRINT:
            yield Judgement(report.id, 5, "an evident misprint")


def _said(report: Report, event: Event) -> object:
    # Incidents are told in words: belonging to one uncontested event is the agreement.
    if report.kind == "incident":
        return event.id
    return report.quantity, report.figure, report.period, report.place.id, _flight_key(report)


def _flight_key(report: Report) -> object:
    facts = report.flight
    if facts is None:
        return None
    return (
        facts.kind,
        facts.airline,
        facts.origin_iata,
        facts.destination_iata,
        facts.flights_a_week,
        facts.passengers,
        facts.stop_kind,
    )


def _reliability(ledger: Ledger, report: Report) -> str:
    return ledger.sources[report.source_id].reliability


GRADES_OF_KIND = {
    "official": "A",
    "wire": "BC",
    "press": "BCF",
    "NGO": "C",
    "opinion": "DF",
    "data set": "C",
    "copy site": "DF",
    "state-linked": "CDE",
}
"""Letters a publisher of a kind may have, by the table of ``docs/grading.md``."""
