"""Notices that stand on every kind of file, each written once."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.scene.scene import Scene

GENERALISED = "Locations generalised"
WHY_GENERALISED = f"{GENERALISED}: people in need are shown at their border section."

LICENCE = (
    "Event tables CC BY 4.0. Borders, lakes and rivers © OpenStreetMap contributors, ODbL 1.0. "
    "Natural Earth, public domain. Towns GeoNames, CC BY 4.0. Polish villages PRNG by "
    "polskie-miejscowosci, CC BY 1.0. Airports airportsdata, MIT."
)
BROUGHT_LICENCE = " Brought files under terms of their own."


def disclaimer(owner: str) -> str:
    """Say that drawing a boundary accepts none.

    Parameters
    ----------
    owner : str
        Who makes the file, as named in its settings.
    """
    return (
        "The depiction and use of boundaries and names do not imply endorsement or acceptance by "
        f"{owner}."
    )


def shows_brought(scene: Scene) -> bool:
    """Tell whether anything that somebody brought is part of a view."""
    return bool(scene.layers or scene.contexts or scene.stores)


def licence_words(owed: Sequence[str], *, brought: bool) -> str:
    """Return the licences of a file, with what those of its sources oblige to name."""
    lines = "".join(f" {line}." for line in owed)
    return LICENCE + lines + (BROUGHT_LICENCE if brought else "")
