"""What lists and marks keep to, as the map draws it: an outline, or sections of a border."""

from __future__ import annotations

from dashboard.feed.header import KeptEntry
from dashboard.scene.words.kept import where_words
from events import Where, WhereKind


def kept_entry(where: Where) -> KeptEntry:
    """Return the words of a part of the map with its corners, or with its sections."""
    if not where.is_ground:
        return {"words": where_words(where), "ring": [], "sections": list(where.section_ids)}
    west, south, east, north = where.bounds
    box = [(west, south), (east, south), (east, north), (west, north)]
    ring = where.ring if where.kind is WhereKind.AREA else box
    return {"words": where_words(where), "ring": [list(corner) for corner in ring], "sections": []}
