"""What one heap of marks holds, in words: the kind of the first, deaths, and whose rows they are.

`dashboard/web/map/heaps.js` says the same on the map; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.scene.symbology import CATEGORIES, category_index

OURS = "Border Monitor"
"""Whose the events are that no brought file holds, in a few words."""

DEATH = CATEGORIES[category_index("death")].label


@dataclass(frozen=True, slots=True)
class Heaped:
    """One event of a heap.

    Attributes
    ----------
    layer : int
        Number of the brought file that it is a row of; 0 for none.
    is_death : bool
        Whether its kind is death.
    """

    layer: int
    is_death: bool


def further_in_heap(heap: Sequence[Heaped], titles: Mapping[int, str]) -> list[str]:
    """Say what lies with the first of a heap: ``["death", "1 more", "2 of mine.csv"]``.

    A death is told as one, in whatever heap it lies; rows of a file are never counted with the
    events of the reference, nor with those of another file.

    Parameters
    ----------
    heap : sequence of Heaped
        All of it, the heaviest first.
    titles : mapping of int to str
        What each brought file is called.
    """
    first, *others = heap
    told = []
    alike = [one for one in others if one.layer == first.layer]
    deaths = sum(one.is_death for one in alike)
    if deaths and not first.is_death:
        told.append(DEATH if deaths == 1 else f"{DEATH} ({deaths} events)")
        alike = [one for one in alike if not one.is_death]
    if alike:
        told.append(f"{len(alike):,} more")
    rest = [one for one in others if one.layer != first.layer]
    return [*told, *origins(rest, titles)]


def origins(heap: Sequence[Heaped], titles: Mapping[int, str]) -> list[str]:
    """Count a heap by whose rows they are: ``["2 of Border Monitor", "1 of mine.csv"]``.

    Parameters
    ----------
    heap : sequence of Heaped
        All that is counted.
    titles : mapping of int to str
        What each brought file is called.
    """
    told = []
    for layer in sorted({one.layer for one in heap}):
        found = [one for one in heap if one.layer == layer]
        deaths = sum(one.is_death for one in found)
        among = f", {DEATH} among them" if deaths and len(found) > 1 else ""
        kind = f" ({DEATH})" if deaths and len(found) == 1 else ""
        told.append(f"{len(found):,} of {titles[layer] if layer else OURS}{kind}{among}")
    return told


def heap_heading(heap: Sequence[Heaped], titles: Mapping[int, str]) -> str:
    """Say how many lie in a heap, and whose: "4 events here: 2 of Border Monitor, 2 of mine.csv".

    Parameters
    ----------
    heap : sequence of Heaped
        All of it.
    titles : mapping of int to str
        What each brought file is called.
    """
    count = f"{len(heap):,} events here"
    if not any(one.layer for one in heap):
        return count
    return f"{count}: {'; '.join(origins(heap, titles))}"
