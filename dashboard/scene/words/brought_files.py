"""What brought files have in a view, in words."""

from __future__ import annotations

from dashboard.scene.stands import (
    LayerStand,
)
from events.uploads import ContextLayer, Layer


def files_words(layers: tuple[LayerStand, ...]) -> str:
    """Say what brought files have in the window: one in full, several in a line."""
    if len(layers) == 1:
        return layer_words(layers[0])
    told = (f"{_graded(s.layer)} {f'{s.in_window:,}' if s.in_window else 'none'}" for s in layers)
    return f"Brought files, rows in the window: {'; '.join(told)}."


def _graded(layer: Layer) -> str:
    said = layer.provenance
    return f"{' '.join(layer.title.split())} ({said.reliability}{said.credibility})"


def backgrounds_words(layers: tuple[ContextLayer, ...]) -> str:
    """Say which backgrounds of brought files are drawn."""
    titles = ", ".join(" ".join(layer.title.split()) for layer in layers)
    return f"Background{'' if len(layers) == 1 else 's'} as brought, on every date: {titles}."


def layer_words(stand: LayerStand) -> str:
    """Say what a brought file has in the window, and what its source is worth."""
    name = _graded(stand.layer)
    if not stand.in_window:
        return f"{name}: no row in the window."
    count = f"{stand.in_window:,} row{'' if stand.in_window == 1 else 's'} in the window"
    parts = [
        f"{stand.sections:,} at border sections" if stand.sections else "",
        f"{stand.points:,} elsewhere" if stand.points else "",
        f"{stand.not_located:,} without a place" if stand.not_located else "",
    ]
    words = f"{name}: {count}: {', '.join(filter(None, parts))}"
    if stand.attached:
        words += f"; {stand.attached:,} of them under events of the reference"
    if stand.figures:
        words += f"; {stand.figures:,} of them count as figures"
    return f"{words}."
