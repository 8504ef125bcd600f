"""How brought files stand to the reference."""

from __future__ import annotations

from enum import StrEnum


class Showing(StrEnum):
    """How brought files are shown."""

    ALONE = "alone"
    """The reference is hidden."""
    BESIDE = "beside"
    """Each file has a symbol of its own; no figure of the reference changes."""
    MERGED = "merged"
    """Rows stand among the events of the reference, by their kind where it is one of its own."""
