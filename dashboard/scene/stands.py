"""How things stand in a view: a border, a section, a crossing, a brought file."""

from __future__ import annotations

from dataclasses import dataclass

import geodata
from dashboard.scene.appearance import Look
from dashboard.scene.symbology import BorderStyle
from events import FigureWords, PlaceFigure, Pressure
from events.uploads import Layer

NOT_REPORTED, REFERENCE_HIDDEN, FILTERED_OUT = "not reported", "reference hidden", "filtered out"
"""Why a border has no figure on show; only the first is said of the world."""

NO_RATE = "no rate can be given"
"""Said of dashes where something was reported that makes no rate."""

STATUS_NOT_REPORTED = "not reported whether open"
"""Said on screen of a crossing of which no report tells whether it was open."""

OWN_STRETCH, SEVERAL = "stretch with a report of its own", "events at one place"
"""Said in the key of a band along a part of a border, and of a mark with a number."""


@dataclass(frozen=True, slots=True)
class BorderStand:
    """How one border stands in the window, on its own scale.

    Attributes
    ----------
    said : FigureWords
        The figure in words, as every page and file writes it.
    level : int
        Class of the rate, of a range the class of its lower end; ``NO_LEVEL`` without one.
    look : Look
        How the class is drawn.
    absence : str or None
        Why there is no figure: nothing was reported, the reference is hidden while brought files
        stand alone, or no report that passes the filter gives the figure there is.
    """

    style: BorderStyle
    pressure: Pressure
    said: FigureWords
    level: int
    look: Look
    absence: str | None = None

    @property
    def report_ids(self) -> tuple[str, ...]:
        """Return every report named beside the figure: its own first, then what others say."""
        found = self.pressure
        return tuple(
            dict.fromkeys(
                (
                    *found.report_ids,
                    *found.beside_ids,
                    *(contest.report_id for contest in found.contests),
                    *(() if found.context is None else found.context.report_ids),
                )
            )
        )

    @property
    def hidden(self) -> bool:
        """Whether it has no figure on show, for another reason than that none was reported."""
        return self.absence not in (None, NOT_REPORTED)


@dataclass(frozen=True, slots=True)
class SectionStand:
    """A section or stretch with a report of its own."""

    figure: PlaceFigure
    level: int


@dataclass(frozen=True, slots=True)
class CrossingMark:
    """A crossing and its state on the last day; None is *not reported*."""

    crossing: geodata.Crossing
    status: str | None


@dataclass(frozen=True, slots=True)
class LayerStand:
    """Rows of a brought file in the window: ``sections + points + not_located == in_window``.

    Attributes
    ----------
    attached : int
        Of them, those that stand under an event of the reference.
    figures : int
        Of them, those that count as figures of a measure of ours.
    left_out : int
        Of them, those that are only counted: the scene has no mark or entry for them.
    by_section : tuple of (str, int)
        Section id and number of rows, most first.
    refused : tuple of str
        Why rows of a brought table of flow reports, on whatever date, are no such figures.
    """

    layer: Layer
    in_window: int
    sections: int
    points: int
    not_located: int
    attached: int
    figures: int
    left_out: int
    by_section: tuple[tuple[str, int], ...]
    refused: tuple[str, ...] = ()
