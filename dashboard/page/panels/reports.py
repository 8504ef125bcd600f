"""One report in a panel: value, source with link, grade, date, id."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.page.panels.rows import lead, lit
from dashboard.scene.markup import Markup, join, link, tag
from dashboard.scene.words.reports import NO_FIGURE, read_words, statement_words, value_words
from events import Ledger, Report, owed, period_in_words


def grade_box(ledger: Ledger, report: Report) -> Markup:
    """Draw the Admiralty grade; F6, not judged, is dashed."""
    grade = ledger.grade(report)
    judged = grade != "F6"
    meaning = "reliability of the source, credibility of the report" if judged else "not judged"
    box = tag("span", grade, class_="grade" if judged else "grade f6", title=meaning)
    return join([tag("span", "grade ", class_="called"), box])


def source_words(ledger: Ledger, report: Report) -> Markup:
    """Name publisher and title, with the link; without an address it says so."""
    source = ledger.source_of(report)
    words = link(source.title, source.address)
    if source.address is None:
        words = join([words, f" ({source.address_note or 'no address'})"])
    return words


def claims_markup(ledger: Ledger, reports: Iterable[Report], *, leads: bool = False) -> Markup:
    """Write reports side by side, as a list.

    Parameters
    ----------
    ledger : Ledger
        Knows their sources, grades and events.
    reports : iterable of Report
        In their order.
    leads : bool
        As of `report_markup`.
    """
    claims = (report_markup(ledger, one, leads=leads, role="listitem") for one in reports)
    return tag("div", *claims, class_="claims", role="list")


def report_markup(
    ledger: Ledger, report: Report, *, leads: bool = False, role: str | None = None
) -> Markup:
    """Write one report as a claim: what it says and who says it.

    Parameters
    ----------
    ledger : Ledger
        Knows its source, grade and event.
    report : Report
        What is written.
    leads : bool
        Whether its words lead to its event; there they lead nowhere.
    role : str or None
        Of the element, where it is one of several.
    """
    value = value_words(report)
    statement = statement_words(report)
    event = ledger.event_for(report.id).id
    days = period_in_words(report.period)
    # Said alone, the same statement of six days is six times the same button.
    called = f"{statement}: {value}, {days}" if value != NO_FIGURE else f"{statement}, {days}"
    return tag(
        "div",
        tag("div", value, class_="number") if value != NO_FIGURE else None,
        tag("div", lead(statement, event, name=called) if leads else statement),
        tag("div", grade_box(ledger, report), source_words(ledger, report), class_="source"),
        tag("div", report.note, class_="note") if report.note else None,
        *(tag("div", line, class_="note") for line in owed(ledger, (report.id,))),
        tag(
            "div",
            " · ".join(filter(None, (days, read_words(report), report.id))),
            class_="id",
        ),
        class_="claim",
        role=role,
        data_row=lit((event,)) if leads else None,
    )
