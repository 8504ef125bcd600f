"""What the event tables hold: reports, measures, precision, grades, what is contested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from docs.data_page.markdown import count_or_none, share, to_table
from events import (
    BORDERS,
    Ledger,
    Measure,
    Precision,
    Report,
    Status,
    ValueKind,
    day_in_words,
    in_words,
    period_in_words,
)

KINDS = ("flow", "flight", "incident")
GRADES = {
    "A": "official body on its own count or decision",
    "B": "agency, national newsroom, public international broadcaster",
    "C": "regional, trade and relaying press; NGOs on what they document",
    "D": "party to the matter, opinion, named copy site",
    "E": "documented as spreading one side's claims",
    "F": "not judged",
}
DIGITS = {
    1: "confirmed by an independent source (never given by rule)",
    2: "probably true: two publishers graded A to C agree",
    3: "possibly true (never given by rule)",
    4: "doubtful: contradicted as a whole by a better-graded publisher",
    5: "improbable: an evident misprint",
    6: "not judged",
}


def overview_section(ledger: Ledger) -> str:
    """Count the rows of every table."""
    reports = ledger.reports.values()
    kinds = Counter(report.kind for report in reports)
    rows: list[tuple[object, ...]] = [
        ("flow reports", kinds["flow"], "how many were counted, on a border, in a period"),
        ("flight reports", kinds["flight"], "routes, frequencies, stops, returns"),
        ("incident reports", kinds["incident"], "dated incidents with a place"),
        ("sources", len(ledger.sources), "one page, document or broadcast each"),
        ("publishers", len(ledger.publishers), "graded once for all their pages"),
        ("events", len(ledger.events), "one thing reported on, with every report about it"),
        ("of these contested", sum(e.contested for e in ledger.events), "the reports disagree"),
        ("conditions", len(ledger.conditions), "what holds from one date to another"),
        ("places of reports", len(ledger.places), "located on a point, section, stretch or border"),
        ("stretches", len(ledger.stretches), "named parts of a border that are not one section"),
        (
            "key events",
            len(ledger.key_events),
            "a day with a name; its marks get their label first",
        ),
        ("named periods", len(ledger.named_periods), "a span of days with a name"),
    ]
    months = {date.fromisoformat(f"{report.read_on}-01") for report in reports}
    read = " and ".join(day_in_words(month).split(" ", 1)[1] for month in sorted(months))
    return (
        "## What there is\n\n"
        f"Reports on {day_in_words(ledger.first_day)} to {day_in_words(ledger.last_day)}; "
        f"the pages were read in {read}. A row is one report by one source.\n\n"
        + to_table(("table", "rows", "one row is"), rows)
    )


def measures_section(ledger: Ledger) -> str:
    """Say what every measure counts, and who counts."""
    used = Counter(report.measure for report in ledger.reports.values())
    rows = [
        (m.label, m.one_is, m.counted_by, "yes" if m.sums else "no", used[m])
        for m in Measure
        if used[m]
    ]
    return (
        "## What is counted\n\n"
        "Figures of two measures are never added, ranked or coloured on one scale. Even within a "
        "measure only disjoint periods may be added, and levels and deaths never.\n\n"
        + to_table(("measure", "one unit is", "counted by", "may be added", "reports"), rows)
    )


def counts_section(ledger: Ledger) -> str:
    """Count the reports by border."""
    flows = _by_border(ledger, "flow", lambda report: report.measure.label)
    incidents = _by_border(ledger, "incident", lambda r: r.incident.category if r.incident else "")
    flights = Counter(r.flight.kind for r in ledger.reports.values() if r.flight is not None)
    head = (*BORDERS, "several", "elsewhere", "all")
    return "\n\n".join(
        (
            "## Reports by border",
            'A report counts under "several" when it speaks of more than one border together, and '
            'under "elsewhere" when it names none.',
            "### Flow reports by measure",
            to_table(("measure", *head), flows),
            "### Incident reports by category",
            to_table(("category", *head), incidents),
            "### Flight reports by kind",
            to_table(("kind", "reports"), ((kind, count) for kind, count in flights.most_common())),
        )
    )


def precision_section(ledger: Ledger) -> str:
    """Count the reports by how sharply they date and count, and by how they were read."""
    reports = list(ledger.reports.values())
    precision = _by_kind(reports, list(Precision), lambda r: r.period.precision)
    kinds = _by_kind(reports, [*ValueKind, None], lambda r: r.quantity.kind if r.quantity else None)
    status = _by_kind(reports, list(Status), lambda r: r.status)
    head = (*KINDS, "all")
    return "\n\n".join(
        (
            "## How sharp the reports are",
            '"One day within" means one unknown day of a span: shown as such, never made a rate. '
            '"Open" has no reported end. "Inferred" means that a date or a border was concluded '
            "from the text; the note of the row says which.",
            to_table(("dated to", *head), precision),
            to_table(("number given as", *head), kinds),
            to_table(("read as", *head), status),
        )
    )


def grades_section(ledger: Ledger) -> str:
    """Count publishers and reports by grade."""
    kinds = sorted({p.kind for p in ledger.publishers.values()})
    publishers = Counter((p.reliability, p.kind) for p in ledger.publishers.values())
    letters = [
        (
            f"{letter}: {words}",
            *(count_or_none(publishers[letter, kind]) for kind in kinds),
            sum(publishers[letter, kind] for kind in kinds),
        )
        for letter, words in GRADES.items()
    ]
    reports = ledger.reports.values()
    grades = Counter(ledger.grade(report) for report in reports)
    both = [
        (
            letter,
            *(count_or_none(grades[f"{letter}{digit}"]) for digit in DIGITS),
            sum(grades[f"{letter}{digit}"] for digit in DIGITS),
        )
        for letter in GRADES
    ]
    digits = [f"- {digit}: {words}" for digit, words in DIGITS.items()]
    silent = sum(source.address is None for source in ledger.sources.values())
    judged = sum(report.credibility != 6 for report in reports)
    return "\n\n".join(
        (
            "## Grades",
            "Publishers by reliability and kind:",
            to_table(("reliability", *kinds, "all"), letters),
            "Reports by the reliability of their publisher and their own credibility:",
            to_table(("", *map(str, DIGITS), "all"), both),
            "\n".join(digits),
            f"{judged} of {len(ledger.reports)} reports have a credibility other than 6. "
            f"{silent} of {len(ledger.sources)} sources have no address; the row says why.",
        )
    )


def contested_section(ledger: Ledger) -> str:
    """List every contested event with the reason."""
    events = [event for event in ledger.events if event.contested]
    part = share(len(events), len(ledger.events))
    rows = [(period_in_words(e.period), e.title, e.why, f"`{e.id}`") for e in events]
    return (
        f"## Contested events\n\n{len(events)} of {len(ledger.events)} events ({part}). All values "
        "stay side by side; no mean is made.\n\n" + to_table(("when", "what", "why", "id"), rows)
    )


def corrections_section(ledger: Ledger) -> str:
    """List what corrects another source, and what is kept but never plotted."""
    rows = [
        (event.title, f"`{event.id}`", f"`{report_id}`", _told(ledger.report(report_id)))
        for event in ledger.events
        for report_id in event.corrections
    ]
    misprints = [
        (f"`{r.id}`", _told(r), period_in_words(r.period), r.place.name, r.note)
        for r in ledger.reports.values()
        if not r.plotted
    ]
    return "\n\n".join(
        (
            "## Corrections",
            "Reports that only correct an error of another source, attached to the event:",
            to_table(("event", "id", "report", "what it says"), rows),
            "## Kept on record, never plotted",
            to_table(("report", "value", "when", "where", "why"), misprints),
        )
    )


def _told(report: Report) -> str:
    if report.incident is not None:
        return report.incident.title
    return in_words(report.quantity) if report.quantity is not None else report.note


def _by_border(ledger: Ledger, kind: str, key: Callable[[Report], str]) -> list[tuple[object, ...]]:
    found: Counter[tuple[str, str]] = Counter()
    for report in ledger.reports.values():
        if report.kind == kind:
            found[key(report), _border_of(report)] += 1
    columns = (*BORDERS, "several", "elsewhere")
    totals = Counter[str]()
    for (name, _), count in found.items():
        totals[name] += count
    rows: list[tuple[object, ...]] = [
        (name, *(count_or_none(found[name, column]) for column in columns), total)
        for name, total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    ]
    sums = [sum(found[name, column] for name in totals) for column in columns]
    return [*rows, ("**all**", *map(count_or_none, sums), sum(sums))]


def _border_of(report: Report) -> str:
    borders = report.borders
    return "elsewhere" if not borders else borders[0] if len(borders) == 1 else "several"


def _by_kind(
    reports: Iterable[Report], values: Iterable[object], key: Callable[[Report], object]
) -> list[tuple[object, ...]]:
    found = Counter((key(report), report.kind) for report in reports)
    rows = []
    for value in values:
        counts = [found[value, kind] for kind in KINDS]
        name = "no number" if value is None else str(value).replace("_", " ")
        if sum(counts):
            rows.append((name, *map(count_or_none, counts), sum(counts)))
    return rows
