"""One report in a panel: value, source with link, grade, date, id."""

from __future__ import annotations

from dashboard.page.panels.rows import lead, lit
from dashboard.scene.markup import Markup, join, link, tag
from dashboard.scene.words.reports import NO_FIGURE, read_words, statement_words, value_words
from events import Ledger, Report, owed, period_in_words


def grade_box(ledger: Ledger, report: Report) -> Markup:
    """Draw the Admiralty grade; F6, not judged, is dashed."""
    grade = ledger.grade(report)
    judged = grade != "F6"
    meaning = "reliability of the source, credibility of the report" if judged else "not judged"
    return tag("span", grade, class_="grade" if judged else "grade f6", title=meaning)


def source_words(ledger: Ledger, report: Report) -> Markup:
    """Name publisher and title, with the link; without an address it says so."""
    source = ledger.source_of(report)
    words = link(source.title, source.address)
    if source.address is None:
        words = join([words, f" ({source.address_note or 'no address'})"])
    return words


def report_markup(ledger: Ledger, report: Report, *, leads: bool = False) -> Markup:
    """Write one report as a claim: what it says and who says it.

    Parameters
    ----------
    ledger : Ledger
        Knows its source, grade and event.
    report : Report
        What is written.
    leads : bool
        Whether its words lead to its event; there they lead nowhere.
    """
    value = value_words(report)
    statement = statement_words(report)
    event = ledger.event_for(report.id).id
    return tag(
        "div",
        tag("div", value, class_="number") if value != NO_FIGURE else None,
        tag("div", lead(statement, event) if leads else statement),
        tag("div", grade_box(ledger, report), source_words(ledger, report), class_="source"),
        tag("div", report.note, class_="note") if report.note else None,
        *(tag("div", line, class_="note") for line in owed(ledger, (report.id,))),
        tag(
            "div",
            " · ".join(
                filter(None, (period_in_words(report.period), read_words(report), report.id))
            ),
            class_="id",
        ),
        class_="claim",
        data_row=lit((event,)) if leads else None,
    )
