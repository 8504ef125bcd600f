"""Every source whose reports are on show, with its grade and the reason for it."""

from __future__ import annotations

from dashboard.markup import Markup, link, tag
from dashboard.panels.reports import report_markup
from dashboard.scene import Scene
from events import Ledger


def shown_reports(ledger: Ledger, scene: Scene) -> list[str]:
    """Return the ids of the reports behind what the scene draws, in order of appearance."""
    ids: dict[str, None] = {}
    for stand in scene.borders:
        ids |= dict.fromkeys(stand.pressure.report_ids)
    ids |= {section.figure.report_id: None for section in scene.sections}
    for mark in scene.marks:
        ids |= dict.fromkeys(mark.event.report_ids)
    for route in scene.routes:
        ids |= dict.fromkeys((*route.report_ids, *route.contradicted_by))
    for stop in scene.stops:
        ids |= dict.fromkeys(stop.report_ids)
    return [id_ for id_ in ids if id_ in ledger.reports]


def sources_markup(ledger: Ledger, scene: Scene) -> Markup:
    """Write the list, each source once with the number of its reports on show."""
    counts: dict[str, int] = {}
    for id_ in shown_reports(ledger, scene):
        source_id = ledger.report(id_).source_id
        counts[source_id] = counts.get(source_id, 0) + 1
    rows = []
    for source_id, count in counts.items():
        source = ledger.sources[source_id]
        publisher = ledger.publishers[source.publisher_id]
        rows.append(
            tag(
                "tr",
                tag(
                    "td",
                    tag(
                        "span",
                        publisher.reliability,
                        class_="grade" if publisher.reliability != "F" else "grade f6",
                    ),
                ),
                tag(
                    "td",
                    tag("b", publisher.name),
                    tag(
                        "div",
                        link(source.title, source.address),
                        f" ({source.address_note})"
                        if source.address is None and source.address_note
                        else "",
                    ),
                    tag("div", f"{publisher.kind}: {publisher.reason}", class_="source"),
                ),
                tag("td", str(count), class_="number"),
            )
        )
    return tag(
        "div",
        tag("h2", "Sources of this view ", tag("span", str(len(rows)), class_="soft")),
        tag(
            "p",
            "Reliability A to F of the publisher (F: cannot be judged), and the number of its "
            "reports on show.",
            class_="note",
        ),
        tag("table", *rows)
        if rows
        else tag("p", "Nothing is reported in this window.", class_="note"),
        class_="bm",
    )


def source_rows(ledger: Ledger) -> list[dict[str, object]]:
    """Return every source as a row: publisher, grade, reason, and how many reports it makes."""
    counts: dict[str, int] = {}
    for report in ledger.reports.values():
        counts[report.source_id] = counts.get(report.source_id, 0) + 1
    rows: list[dict[str, object]] = []
    for source in sorted(ledger.sources.values(), key=lambda s: (s.publisher_name, s.id)):
        publisher = ledger.publishers[source.publisher_id]
        rows.append(
            {
                "publisher": publisher.name,
                "title": source.title,
                "grade": publisher.reliability,
                "kind": source.kind,
                "reports": counts.get(source.id, 0),
                "published": source.published or "",
                "address": source.address,
                "reason": publisher.reason,
                "id": source.id,
            }
        )
    return rows


def source_markup(ledger: Ledger, source_id: object) -> Markup:
    """Write one source and all its reports."""
    source = ledger.sources[str(source_id)]
    reports = [r for r in ledger.reports.values() if r.source_id == source.id]
    return tag(
        "div",
        tag("h2", source.title),
        tag(
            "p", f"{source.publisher_name} · {source.kind} · {len(reports)} reports", class_="note"
        ),
        tag("div", *(report_markup(ledger, report) for report in reports), class_="claims"),
        class_="bm detail",
    )
