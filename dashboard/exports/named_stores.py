"""Stores within the metadata of our own files: which data, under which number, and who says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.errors import StateError
from dashboard.exports.fingerprint import without_signs
from dashboard.scene.stores import MOST_STORES
from events.uploads import Provenance

if TYPE_CHECKING:
    from events.store import StoreLayer

_PARTS = ("data", "number", "provenance", "licence")
_DATA = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class NamedStore:
    """A store as named in the metadata.

    Attributes
    ----------
    data : str
        Digest of its data, 32 hexadecimal digits; the first twelve stand in an address.
    number : int
        From 1: told as S1.
    provenance : Provenance
        Who says so.
    licence : str
        Line that its licence obliges to show; empty when it obliges to none.
    """

    data: str
    number: int
    provenance: Provenance
    licence: str

    @property
    def words(self) -> str:
        """Name of the source, and the digits that an address has."""
        return f"{' '.join(self.provenance.title.split())}, data {self.data[:12]}"

    def found_in(self, stores: Iterable[StoreLayer]) -> StoreLayer | None:
        """Return the one of some stores that has this data, numbered and named as it was."""
        for store in stores:
            if store.manifest.data == self.data:
                return replace(
                    store,
                    number=self.number,
                    provenance=self.provenance,
                    licence=self.licence,
                )
        return None


def to_named(stores: Sequence[StoreLayer]) -> str:
    """Write stores as one line of ASCII JSON; an empty text without any."""
    if not stores:
        return ""
    values = (
        (one.manifest.data, one.number, one.provenance.to_dict(), one.licence) for one in stores
    )
    entries = [dict(zip(_PARTS, entry, strict=True)) for entry in values]
    return without_signs(json.dumps(entries, separators=(",", ":")))


def from_named(text: str) -> tuple[NamedStore, ...]:
    """Read what `to_named` wrote, checked like anything typed.

    Raises
    ------
    StateError
        When it is anything else.
    EventsError
        When what is said of a source is no answer.
    """
    try:
        found = json.loads(text or "[]")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or len(found) > MOST_STORES:
        raise StateError(f"what it says of stores is not a list of at most {MOST_STORES}.")
    return tuple(map(_named, found))


def _named(plain: object) -> NamedStore:
    if not isinstance(plain, Mapping) or set(plain) != set(_PARTS):
        raise StateError(f"a store is described by {', '.join(_PARTS)} and nothing else.")
    from events.store import MOST_LICENCE

    data, number, licence = plain["data"], plain["number"], plain["licence"]
    digits = isinstance(data, str) and _DATA.fullmatch(data) is not None
    if not digits or type(number) is not int or not 1 <= number <= MOST_STORES:
        raise StateError("what it says of a store is not a digest and a number.")
    if not isinstance(licence, str) or len(licence) > MOST_LICENCE:
        raise StateError(f"what it says of a licence is no line of {MOST_LICENCE} characters.")
    return NamedStore(data, number, Provenance.from_dict(plain["provenance"]), licence)
