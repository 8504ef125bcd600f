"""Brought files in the panel: what each has in the window, where, and who says so."""

from __future__ import annotations

import geodata
from dashboard.bringing.symbol import symbol_markup
from dashboard.bringing.terms import SHOWN
from dashboard.markup import Markup, tag
from dashboard.scene import LayerStand, Scene
from events.uploads import Layer

MOST_SECTIONS = 5


def layers_markup(scene: Scene) -> Markup | None:
    """Write the section of brought files; None when there are none."""
    if not scene.layers:
        return None
    return tag(
        "div",
        tag(
            "h2",
            "Your files ",
            tag("span", SHOWN[scene.showing], class_="soft note"),
        ),
        *(_stand_markup(stand) for stand in scene.layers),
        class_="bm layers",
    )


def grade_markup(layer: Layer) -> Markup:
    """Draw the grade of a layer; F6, not judged, is dashed."""
    grade = f"{layer.provenance.reliability}{layer.provenance.credibility}"
    return tag("span", grade, class_="grade f6" if grade == "F6" else "grade")


def _stand_markup(stand: LayerStand) -> Markup:
    layer = stand.layer
    publisher = layer.provenance.publisher.strip() or "publisher not named"
    return tag(
        "div",
        symbol_markup(layer.number),
        grade_markup(layer),
        tag("b", layer.title),
        tag("div", f"brought file {layer.receipt.file} · {publisher}", class_="source"),
        tag("div", _counts(stand)),
        *(tag("div", words, class_="note") for words in _asides(stand)),
        _sections(stand),
        class_="layer",
    )


def _counts(stand: LayerStand) -> str:
    if not stand.in_window:
        return "No row in this window."
    rows = "row" if stand.in_window == 1 else "rows"
    return (
        f"{stand.in_window:,} {rows} in this window = {stand.sections:,} on border sections"
        f" + {stand.points:,} elsewhere + {stand.not_located:,} not located"
    )


def _asides(stand: LayerStand) -> list[str]:
    words = []
    if stand.attached:
        verb = "stands" if stand.attached == 1 else "stand"
        words.append(f"{stand.attached:,} of them {verb} under events of the reference.")
    if stand.figures:
        verb = "counts as a figure" if stand.figures == 1 else "count as figures"
        words.append(f"{stand.figures:,} of them {verb} of a border or a place.")
    if stand.refused:
        rows = "row is no figure" if len(stand.refused) == 1 else "rows are no figures"
        words.append(
            f"{len(stand.refused):,} {rows} by our rules, on whatever date, and count for "
            f"none. The first: {stand.refused[0]}"
        )
    if stand.left_out:
        words.append(
            f"{stand.left_out:,} of them are on the map and counted here, but not listed one by "
            "one. Choose a shorter window to list them."
        )
    return words


def _sections(stand: LayerStand) -> Markup | None:
    if not stand.by_section:
        return None
    names = {section.id: section.name for section in geodata.load_border_sections()}
    most = stand.by_section[0][1]
    rows = [
        tag(
            "tr",
            tag("td", names.get(section_id, section_id)),
            tag("td", tag("i", style=f"width:{max(2, round(90 * count / most))}px"), class_="bar"),
            tag("td", f"{count:,}", class_="number"),
        )
        for section_id, count in stand.by_section[:MOST_SECTIONS]
    ]
    rest = stand.by_section[MOST_SECTIONS:]
    if rest:
        count = sum(number for _, number in rest)
        words = f"{len(rest)} more sections"
        rows.append(
            tag("tr", tag("td", words), tag("td"), tag("td", f"{count:,}", class_="number"))
        )
    return tag("table", *rows)
