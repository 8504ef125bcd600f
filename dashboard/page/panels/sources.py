"""Every source whose reports are on show, with its grade and the reason for it."""

from __future__ import annotations

from dashboard.page.panels.elsewhere import any_event, elsewhere_markup
from dashboard.page.panels.reports import claims_markup
from dashboard.page.panels.rows import lead
from dashboard.scene.markup import Markup, link, tag
from dashboard.scene.scene import Scene
from dashboard.scene.sources import file_of, listed_reports, shown_reports
from dashboard.scene.stands import LayerStand
from dashboard.scene.words.absence import none_words
from events import Ledger
from events.uploads import BROUGHT_FILE, Layer, layers_of

_MOST_ROWS = 40


def sources_markup(ledger: Ledger, scene: Scene) -> Markup:
    """Write the list, each source once with the number of its reports on show."""
    counts: dict[str, int] = {}
    for id_ in dict.fromkeys((*shown_reports(ledger, scene), *listed_reports(scene))):
        source_id = ledger.report(id_).source_id
        counts[source_id] = counts.get(source_id, 0) + 1
    for stand in scene.layers:
        _gather(counts, stand)
    rows = []
    for source_id, count in counts.items():
        source = ledger.source(source_id)
        publisher = ledger.publisher(source.publisher_id)
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
                    tag(
                        "b",
                        lead(publisher.name, source.id, name=f"{publisher.name}: {source.title}"),
                    ),
                    tag(
                        "div",
                        link(source.title, source.address),
                        f" ({source.address_note})"
                        if source.address is None and source.address_note
                        else "",
                    ),
                    tag("div", f"{publisher.kind}: {publisher.reason}", class_="source"),
                    tag("div", publisher.attribution, class_="source")
                    if publisher.attribution
                    else None,
                ),
                tag("td", f"{count:,}", class_="number"),
            )
        )
    return tag(
        "div",
        tag("h2", "Sources of this view ", tag("span", str(len(rows)), class_="soft")),
        tag(
            "p",
            "Reliability A to F of the publisher (F: cannot be judged), and the number of its "
            "reports on show, drawn or listed.",
            class_="note",
        ),
        tag("table", *rows)
        if rows
        else elsewhere_markup(ledger, scene, any_event, "report")
        or tag("p", none_words(scene, "source", "on show"), class_="note"),
        class_="bm",
    )


def _gather(counts: dict[str, int], stand: LayerStand) -> None:
    """Let a file stand for all its rows when they or the sources it names are too many to list."""
    file = stand.layer.id
    named = [id_ for id_ in counts if file_of(id_) == file and id_ != file]
    if not stand.left_out and len(named) <= _MOST_ROWS:
        return
    counts[file] = counts.get(file, 0) + sum(counts.pop(id_) for id_ in named)
    if stand.left_out:
        counts[file] = stand.in_window


def source_rows(ledger: Ledger) -> list[dict[str, object]]:
    """Return every source as a row: publisher, grade, reason, and how many reports it makes."""
    counts: dict[str, int] = {}
    for report in ledger.reports.values():
        counts[report.source_id] = counts.get(report.source_id, 0) + 1
    rows: list[dict[str, object]] = []
    known = [source for source in ledger.sources.values() if source.kind != BROUGHT_FILE]
    for source in sorted(known, key=lambda s: (s.publisher_name, s.id)):
        publisher = ledger.publisher(source.publisher_id)
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
    return rows + [_layer_row(layer) for layer in layers_of(ledger)]


def _layer_row(layer: Layer) -> dict[str, object]:
    source, publisher = layer.source(), layer.publisher
    return {
        "publisher": publisher.name,
        "title": source.title,
        "grade": publisher.reliability,
        "kind": source.kind,
        "reports": layer.counts.kept,
        "published": "",
        "address": None,
        "reason": f"{publisher.reason}; {source.address_note}",
        "id": source.id,
    }


def source_markup(ledger: Ledger, source_id: object) -> Markup:
    """Write one source and all its reports."""
    source = ledger.source(str(source_id))
    layer = next((layer for layer in layers_of(ledger) if layer.id == source.id), None)
    if layer is not None:
        count = layer.counts.kept
        reports = [ledger.report(f"{layer.id}-{n}") for n in range(min(count, _MOST_ROWS))]
    else:
        reports = [r for r in ledger.reports.values() if r.source_id == source.id]
        count = len(reports)
    more = tag("p", f"and {count - len(reports):,} more", class_="note")
    return tag(
        "div",
        tag("h2", source.title),
        tag("p", f"{source.publisher_name} · {source.kind} · {count:,} reports", class_="note"),
        tag("p", source.address_note, class_="note") if layer is not None else None,
        claims_markup(ledger, reports, leads=True),
        more if count > len(reports) else None,
        class_="bm detail",
    )
