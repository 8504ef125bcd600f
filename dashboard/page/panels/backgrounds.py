"""Backgrounds of brought files in the panel: one row in full, and the list of all of them."""

from __future__ import annotations

from dashboard.page.panels.rows import lead
from dashboard.scene.contexts import AS_GIVEN, HEADING, context_words
from dashboard.scene.markup import Markup, join, tag
from dashboard.scene.scene import Scene
from events.uploads import ContextLayer

_MOST_ROWS = 20


def background_markup(layer: ContextLayer, position: int) -> Markup:
    """Write a row of a background with every column of the file."""
    told = layer.provenance
    rows = [
        tag("tr", tag("th", name, scope="row"), tag("td", cell))
        for name, cell in layer.attributes(position)
    ]
    return join(
        [
            tag("h2", layer.label(position)),
            tag("p", f"Background from {layer.title}; {AS_GIVEN}.", class_="note"),
            tag("table", *rows) if rows else None,
            tag(
                "p",
                f"{told.publisher.strip() or 'publisher not named'} · "
                f"row {layer.shapes.row[position]} of {layer.file}",
                class_="source",
            ),
            tag("p", f"{layer.id}-{position}", class_="id"),
        ]
    )


def backgrounds_markup(scene: Scene) -> Markup | None:
    """Write the backgrounds that are drawn, each with its first rows; None without any."""
    if not scene.contexts:
        return None
    return tag(
        "div",
        tag("h2", HEADING),
        *map(_listed, scene.contexts),
        class_="bm layers",
    )


def _listed(layer: ContextLayer) -> Markup:
    count = len(layer.shapes)
    rest = count - _MOST_ROWS
    rows = [
        tag("li", lead(layer.label(position), f"{layer.id}-{position}"))
        for position in range(min(count, _MOST_ROWS))
    ]
    return tag(
        "div",
        tag("b", layer.title),
        tag("div", f"brought file {layer.receipt.file} · {context_words(layer)}", class_="source"),
        tag("ul", *rows),
        tag("div", f"and {rest:,} more on the map", class_="note") if rest > 0 else None,
        class_="layer",
    )
