"""Uploads within the metadata of our own files: how each was read, and how to read it again."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.errors import StateError
from dashboard.exports.fingerprint import without_signs
from events.uploads import (
    Brought,
    ColumnMapping,
    ContextLayer,
    Layer,
    Limits,
    Outcome,
    Provenance,
    Readers,
    build_context,
    build_layer,
    read_upload,
)

_PARTS = ("file", "sha256", "number", "mapping", "near_km", "provenance", "attached")
_COLOUR = "colour"
"""What is told beside these of a background."""
_FARTHEST_KM = 1000


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A brought file as named in the metadata.

    Attributes
    ----------
    file, sha256 : str
        Name it was brought under, and digest of its bytes.
    number : int
        Which symbol it bears.
    mapping : ColumnMapping
        How it was read, every question answered.
    near_km : int
        How far a row could be from its border section.
    attached : tuple of int
        Positions of rows that stand under an event of the reference.
    colour : int or None
        Colour of a background; None for its number, and for a file with days.
    """

    file: str
    sha256: str
    number: int
    mapping: ColumnMapping
    near_km: int
    provenance: Provenance
    attached: tuple[int, ...]
    colour: int | None = None

    @property
    def words(self) -> str:
        """Name and digest."""
        return f"{' '.join(self.file.split())}, SHA-256 {self.sha256}"


def to_entries(layers: Sequence[Brought]) -> str:
    """Write layers as one line of ASCII JSON; an empty text without any."""
    if not layers:
        return ""
    text = json.dumps(entries_of(layers), separators=(",", ":"))
    return without_signs(text)


def entries_of(layers: Sequence[Brought]) -> list[dict[str, object]]:
    """Return what is to be known of layers to read them again, as plain values."""
    near_km = Limits.from_environment(os.environ).near_km
    values = (
        (
            layer.receipt.file,
            layer.receipt.sha256,
            layer.number,
            layer.mapping.to_dict(),
            near_km,
            layer.provenance.to_dict(),
            sorted(layer.attached) if isinstance(layer, Layer) else [],
        )
        for layer in layers
    )
    colours = ({_COLOUR: one.colour} if isinstance(one, ContextLayer) else {} for one in layers)
    return [
        {**dict(zip(_PARTS, entry, strict=True)), **colour}
        for entry, colour in zip(values, colours, strict=True)
    ]


def from_entries(text: str) -> tuple[BroughtFile, ...]:
    """Read what `to_entries` wrote, checked like anything typed.

    Raises
    ------
    StateError
        When it is anything else.
    EventsError
        When a mapping or what is said of a source is no answer.
    """
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise StateError("what it says of brought files is not a list.")
    return tuple(map(entry_of, found))


def entry_of(plain: object) -> BroughtFile:
    """Rebuild one of the entries of `entries_of`; anything unexpected is an error.

    Raises
    ------
    StateError
        When it is not what `entries_of` gives.
    EventsError
        When a mapping or what is said of a source is no answer.
    """
    if not isinstance(plain, Mapping) or set(plain) - {_COLOUR} != set(_PARTS):
        raise StateError(f"a brought file is described by {', '.join(_PARTS)} and nothing else.")
    file, sha256, number, _, near_km, _, attached = (plain[part] for part in _PARTS)
    texts = isinstance(file, str) and isinstance(sha256, str)
    numbers = type(number) is int and type(near_km) is int and 0 < near_km <= _FARTHEST_KM
    positions = isinstance(attached, list) and all(type(one) is int for one in attached)
    colour = plain.get(_COLOUR)
    if not (texts and numbers and positions and (colour is None or type(colour) is int)):
        raise StateError("what it says of a brought file is not text and numbers.")
    mapping = ColumnMapping.from_dict(plain["mapping"])
    provenance = Provenance.from_dict(plain["provenance"])
    return BroughtFile(file, sha256, number, mapping, near_km, provenance, tuple(attached), colour)


def read_layer(entry: BroughtFile, data: bytes, *, readers: Readers | None = None) -> Brought:
    """Read a brought file as it was read when it was described.

    Parameters
    ----------
    entry : BroughtFile
        How it was described.
    data : bytes
        The file.
    readers : Readers, optional
        Processes that read; by default one for this file.

    Raises
    ------
    StateError
        When it cannot be read so.
    EventsError
        When its rows cannot be joined so.
    """
    limits = replace(Limits.from_environment(os.environ), near_km=entry.near_km)
    upload = read_upload(data, entry.file, mapping=entry.mapping, limits=limits, readers=readers)
    receipt = upload.receipt
    if receipt.outcome is Outcome.CHOICE:
        asked = ", ".join(question.name for question in receipt.questions)
        raise StateError(
            f"{entry.file}: a choice is needed first: {asked}. Ask python -m events check, and "
            "give its answers with --mapping."
        )
    if receipt.outcome is Outcome.REFUSED:
        raise StateError(f"{entry.file}: {receipt.problem}")
    if not receipt.rows_kept:
        raise StateError(f"{entry.file}: no row was kept. See python -m events check {entry.file}.")
    if upload.context is not None:
        return build_context(upload, entry.number, entry.provenance, entry.colour)
    return build_layer(upload, entry.number, entry.provenance, entry.attached)


def first_entry(
    name: str, number: int, mapping: ColumnMapping | None, provenance: Provenance | None
) -> BroughtFile:
    """Describe a file that is brought now; its digest is told when it is read.

    Parameters
    ----------
    name : str
        Its name.
    number : int
        Number of its layer, from 1.
    mapping : ColumnMapping, optional
        How to read it; by default as it is guessed.
    provenance : Provenance, optional
        Who says so; by default not judged.
    """
    # A system may keep names that are no text; what is written into files must be one.
    name = name.encode("utf-8", "backslashreplace").decode()
    return BroughtFile(
        file=name,
        sha256="",
        number=number,
        mapping=mapping or ColumnMapping(),
        near_km=Limits.from_environment(os.environ).near_km,
        provenance=provenance or Provenance(" ".join(name.split())[:300] or "brought file"),
        attached=(),
    )
