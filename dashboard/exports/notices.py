"""Notices that stand on every kind of file, each written once."""

from __future__ import annotations

GENERALISED = "Locations generalised"
WHY_GENERALISED = f"{GENERALISED}: people in need are shown at their border section."


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
