"""Open stores in the panel: what each counts in the window, by kind, and its receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.scene.markup import Markup, tag
from dashboard.scene.palette import shown_colour
from dashboard.scene.scene import Scene
from dashboard.scene.stores import (
    COUNTED,
    NOT_MERGED,
    StoreStand,
    about_words,
    cell_of,
    cell_words,
    counted_words,
    grade_of,
    store_colour,
)
from dashboard.scene.words.dates import short_span
from events import Showing

if TYPE_CHECKING:
    from events.store import SourceReceipt, StoreLayer, StoreRow

_MOST_SOURCES = 8
_MOST_ROWS = 50


def stores_markup(scene: Scene) -> Markup | None:
    """Write the section of open stores; None when none is shown."""
    if not scene.stores:
        return None
    merged = scene.showing is Showing.MERGED
    return tag(
        "div",
        tag("h2", "Stores"),
        tag("p", COUNTED, class_="note"),
        tag("p", NOT_MERGED, class_="note") if merged else None,
        *map(_stand_markup, scene.stores),
        class_="bm layers stores",
    )


def head_markup(layer: StoreLayer) -> Markup:
    """Write what a store is called, with its colour and its grade."""
    grade = grade_of(layer)
    return tag(
        "div",
        tag("i", class_="store-mark", style=f"background:{shown_colour(store_colour(layer))}"),
        tag("span", grade, class_="grade f6" if grade == "F6" else "grade"),
        tag("b", f"{layer.mark} {layer.title}"),
    )


def _stand_markup(stand: StoreStand) -> Markup:
    layer = stand.layer
    return tag(
        "div",
        head_markup(layer),
        tag("div", about_words(layer), class_="source"),
        tag("div", _counts(stand)),
        _kinds(layer, stand.by_kind),
        tag("div", f"Turned off: {', '.join(stand.off)}.", class_="note") if stand.off else None,
        tag("details", tag("summary", "Receipt"), receipt_markup(layer)),
        class_="layer",
    )


def _counts(stand: StoreStand) -> str:
    if not stand.in_window:
        return "No event with a place in this window."
    events = "event" if stand.in_window == 1 else "events"
    return f"{stand.in_window:,} {events} with a place in this window, each on its first day."


def _kinds(layer: StoreLayer, by_kind: tuple[int, ...]) -> Markup | None:
    most = max(by_kind, default=0)
    if not most:
        return None
    rows = [
        tag(
            "tr",
            tag("td", kind),
            tag("td", tag("i", style=f"width:{max(2, round(90 * count / most))}px"), class_="bar"),
            tag("td", f"{count:,}", class_="number"),
        )
        for kind, count in zip(layer.kinds, by_kind, strict=True)
        if count
    ]
    return tag("table", *rows)


def receipt_markup(layer: StoreLayer) -> Markup:
    """Write what became of the rows of each file of a store."""
    sources = layer.manifest.sources
    rest = len(sources) - _MOST_SOURCES
    return tag(
        "div",
        *map(_source_markup, sources[:_MOST_SOURCES]),
        tag("p", f"and {rest:,} more files", class_="note") if rest > 0 else None,
        tag("p", f"Digest of the data: {layer.manifest.data}", class_="id"),
        class_="bm",
    )


def _source_markup(source: SourceReceipt) -> Markup:
    refused = [
        tag("li", f"{count:,}: {column or 'row'}, {reason}")
        for column, reason, count in source.refused
    ]
    return tag(
        "div",
        tag("b", " ".join(source.file.split())),
        tag(
            "div",
            f"{source.rows_in:,} rows = {source.rows_kept:,} kept"
            f" + {source.rows_refused:,} refused",
        ),
        tag(
            "div",
            f"{source.rows_kept:,} kept = {source.sections:,} on border sections + "
            f"{source.points:,} elsewhere + {source.not_located:,} not located",
        ),
        tag("ul", *refused) if refused else None,
        tag("div", f"SHA-256 {source.sha256}", class_="id"),
        class_="layer",
    )


def cell_markup(scene: Scene, id_: str) -> Markup | None:
    """Write what a square of a store holds in the window; None for any other id."""
    for stand in scene.stores:
        layer = stand.layer
        cell = cell_of(layer, id_)
        if cell is None:
            continue
        from events.store import StoreError, first_rows, kinds_in

        days = scene.state.first_day, scene.state.date
        try:
            counts = kinds_in(layer, *cell, *days)
            rows = first_rows(layer, cell, *days, most=_MOST_ROWS, without=stand.without)
        except StoreError as error:
            # The rest of the page stands on nothing of it.
            told = tag("p", f"What this square holds is not known: {error}", class_="note")
            return tag("div", tag("h2", cell_words(cell)), head_markup(layer), told)
        shown = tuple(0 if at in stand.without else count for at, count in enumerate(counts))
        return tag(
            "div",
            tag("h2", f"{counted_words(sum(shown))} in this square"),
            head_markup(layer),
            tag("p", cell_words(cell), class_="note"),
            _kinds(layer, shown),
            _rows_markup(layer, rows, sum(shown)),
            tag("p", COUNTED, class_="note"),
            tag("p", id_, class_="id"),
        )
    return None


def _rows_markup(layer: StoreLayer, rows: Sequence[StoreRow], total: int) -> Markup | None:
    """List rows by day, each with its file and number there; the rest is counted."""
    if not rows:
        return None
    files = {source.key: " ".join(source.file.split()) for source in layer.manifest.sources}
    more = total - len(rows)
    return tag(
        "details",
        tag("summary", f"The first {len(rows)} by day" if more else "One by one"),
        tag("ul", *(tag("li", *_row(row, files[row.source])) for row in rows)),
        tag("p", f"and {more:,} more", class_="note") if more else None,
        class_="store-rows",
    )


def _row(row: StoreRow, file: str) -> tuple[Markup | str, ...]:
    when = short_span(row.day, row.last_day or row.day)
    what = row.title or row.kind or "no title"
    counts = f", {row.value:g}" if row.value is not None else ""
    return (
        tag("b", when),
        f" {what}{counts} ",
        tag("span", f"{file}, row {row.row:,}", class_="soft"),
    )
