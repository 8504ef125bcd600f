"""Every source whose reports are on show, with its grade and the reason for it."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.markup import Markup, link, tag
from dashboard.panels.absence import none_words
from dashboard.panels.reports import report_markup
from dashboard.scene import LayerStand, Scene
from events import Ledger, owed
from events.uploads import BROUGHT_FILE, Layer, layers_of

_MOST_ROWS = 40


def shown_reports(ledger: Ledger, scene: Scene) -> list[str]:
    """Return the ids of the reports behind what the scene draws, in order of appearance."""
    ids: dict[str, None] = {}
    for stand in scene.borders:
        ids |= dict.fromkeys(stand.report_ids)
    ids |= {section.figure.report_id: None for section in scene.sections}
    for mark in scene.marks:
        ids |= dict.fromkeys(mark.event.report_ids)
    for route in scene.routes:
        ids |= dict.fromkeys((*route.report_ids, *route.contradicted_by))
    for stop in scene.stops:
        ids |= dict.fromkeys(stop.report_ids)
    return list(ids)


def listed_reports(scene: Scene) -> list[str]:
    """Return the ids of the reports that a scene lists beside the map, in order of appearance."""
    events = (id_ for event in scene.listed for id_ in event.report_ids)
    return list(dict.fromkeys((*events, *(item.report_id for item in scene.unplaced_flights))))


def owed_lines(ledger: Ledger, scene: Scene, further: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what the licences of the sources on show, drawn or listed, oblige to name.

    Parameters
    ----------
    ledger : Ledger
        The reports that take part.
    scene : Scene
        What is on show.
    further : iterable of str
        Reports beside those of the scene, as an analysis rests on.
    """
    in_force = (id_ for condition in scene.conditions for id_ in condition.report_ids)
    pages = (id_ for condition in scene.conditions for id_ in condition.source_ids)
    shown = (*shown_reports(ledger, scene), *listed_reports(scene), *in_force, *further)
    return owed(ledger, dict.fromkeys(shown), pages)


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
                    tag("b", publisher.name),
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
        else tag("p", none_words(scene, "source", "on show"), class_="note"),
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


def file_of(source_id: str) -> str:
    """Return the id of the brought file that names a source row by row; any other as it is."""
    file, parted, number = source_id.rpartition("-s")
    return file if parted and number.isdecimal() and file.startswith("own-") else source_id


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
        tag("div", *(report_markup(ledger, report) for report in reports), class_="claims"),
        more if count > len(reports) else None,
        class_="bm detail",
    )
