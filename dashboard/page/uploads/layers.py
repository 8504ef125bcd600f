"""Puts what was read from a file on the map, and its rows under events of the reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from events import LayerError
from events.uploads import (
    MOST_LAYERS,
    Brought,
    ContextLayer,
    Layer,
    Provenance,
    Receipt,
    Upload,
    build_context,
    build_layer,
    key_of_digest,
)


def key_of(receipt: Receipt) -> str:
    """Return the first twelve digits of a file's digest; its name, should it have none."""
    return key_of_digest(receipt.sha256) or f"none-{receipt.file[:40]}"


def put_on_map(layers: Sequence[Brought], upload: Upload, month: str) -> tuple[Brought, ...]:
    """Return the layers with one more, or with another reading of a file that is among them.

    Parameters
    ----------
    layers : sequence of Layer or ContextLayer
        Those on the map.
    upload : Upload
        The file as it was read.
    month : str
        In which the file was brought, as 2026-11.

    Raises
    ------
    LayerError
        When nothing of the file was kept, or there is no room for one more.
    """
    key = key_of(upload.receipt)
    former = next((layer for layer in layers if layer.key == key), None)
    others = [layer for layer in layers if layer.key != key]
    if former is None:
        taken = {layer.number for layer in others}
        number = next((n for n in range(1, MOST_LAYERS + 1) if n not in taken), None)
        if number is None:
            raise LayerError(
                f"{MOST_LAYERS} files are on the map, and that is the most. Remove one first."
            )
        layer = _built(upload, number, None)
        layer = replace(layer, provenance=replace(layer.provenance, read_on=month))
    else:
        layer = _built(upload, former.number, former.provenance)
        if isinstance(layer, Layer) and isinstance(former, Layer):
            layer = replace(layer, attached=_still_attached(former, layer))
        elif isinstance(layer, ContextLayer) and isinstance(former, ContextLayer):
            layer = replace(layer, colour=former.colour, shown=former.shown)
    return tuple(sorted([*others, layer], key=lambda found: found.number))


def _built(upload: Upload, number: int, provenance: Provenance | None) -> Brought:
    if upload.context is not None:
        return build_context(upload, number, provenance)
    return build_layer(upload, number, provenance)


def attach(layer: Layer, positions: Sequence[int]) -> Layer:
    """Return a layer with these of its rows attached to the events they may be about.

    Raises
    ------
    LayerError
        When a row has no proposal.
    """
    upload = Upload(layer.receipt, layer.imported, layer.mapping)
    return build_layer(upload, layer.number, layer.provenance, positions)


def _still_attached(former: Layer, layer: Layer) -> frozenset[int]:
    if not former.attached:
        return frozenset()
    chosen = {(p.row, p.event_id) for p in former.proposals if p.position in former.attached}
    return frozenset(p.position for p in layer.proposals if (p.row, p.event_id) in chosen)
