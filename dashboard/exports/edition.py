"""The one preparation of an export: filtered, generalised, its sources numbered, described."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.exports.answer import Answer
from dashboard.exports.citations import Citations, Cited, collect_sources, with_reports
from dashboard.exports.complete_view import complete_view
from dashboard.exports.metadata import describe
from dashboard.exports.notices import GENERALISED
from dashboard.exports.request import Order
from dashboard.exports.sheet.layout import Layout
from dashboard.exports.sheet.legend import in_force
from dashboard.scene.scene import Scene
from dashboard.scene.sources import owed_lines
from events import Condition, Event, Ledger, owed


@dataclass(frozen=True, slots=True)
class Edition:
    """What a file is made from.

    Attributes
    ----------
    ledger, scene
        With sensitive places told at their section, when the profile is public.
    order : Order
        Size, time and profile that were asked for.
    form : str
        Name of the format, by which the file can be made again.
    generalised : int
        Events shown less sharply than they are known.
    owed : tuple of str
        Lines that the licences of what is on show oblige to name.
    answer : Answer or None
        The analysis that the state asks for; its sources follow those of the map.
    citations : Citations
        The numbers of the sources; a format that names some events first numbers anew.
    metadata : mapping of str to str
        What the file says of itself, with these numbers.
    """

    ledger: Ledger
    scene: Scene
    order: Order
    form: str
    generalised: int
    owed: tuple[str, ...]
    answer: Answer | None
    citations: Citations
    metadata: Mapping[str, str]

    @property
    def asked(self) -> tuple[str, ...]:
        """Ids of the reports that the analysis rests on."""
        return () if self.answer is None else self.answer.result.report_ids

    @property
    def notice(self) -> str:
        """Words that must stand on the file; empty when nothing was generalised."""
        return GENERALISED if self.generalised else ""

    def sources(
        self, labelled: Sequence[Event] = (), named: Sequence[Condition] = ()
    ) -> tuple[Cited, ...]:
        """Return every source on show, then those that the analysis alone rests on.

        Parameters
        ----------
        labelled : sequence of Event
            Events whose sources come first.
        named : sequence of Condition
            Conditions that the key names.
        """
        shown = collect_sources(self.ledger, self.scene, labelled, named)
        return with_reports(self.ledger, shown, self.asked)

    def describe(
        self,
        sources: Sequence[Cited],
        *,
        layout: Layout | None = None,
        sheet: int = 1,
        sheets: int = 1,
    ) -> dict[str, str]:
        """Return what the file says of itself.

        Parameters
        ----------
        sources : sequence of Cited
            As they are numbered in it.
        layout : Layout, optional
            Whose map's bounds are told.
        sheet, sheets : int
            Which sheet this is, from 1, and of how many.
        """
        return describe(
            self.scene,
            self.order,
            self.form,
            sources=sources,
            owed=self.owed,
            layout=layout,
            generalised=self.generalised,
            answer=self.answer,
            sheet=sheet,
            sheets=sheets,
        )


def build_edition(
    ledger: Ledger, scene: Scene, order: Order, form: str, *, every_date: bool = False
) -> Edition:
    """Make a scene ready for a file.

    Parameters
    ----------
    ledger : Ledger
        The whole ledger; the state's filters are applied here.
    scene : Scene
        What is drawn.
    order : Order
        Size, time and profile that were asked for.
    form : str
        Name of the format, by which the file can be made again.
    every_date : bool
        Whether the file holds the whole ledger rather than the scene's window alone.

    Raises
    ------
    SnapshotError
        When brought files have more rows on show than a file can hold.
    """
    view = complete_view(ledger, scene, order, every_date=every_date)
    asked = () if view.answer is None else view.answer.result.report_ids
    lines = owed_lines(view.ledger, view.scene, asked)
    if every_date:
        lines = owed(view.ledger, filter(view.ledger.shows, view.ledger.reports))
    made = Edition(
        view.ledger,
        view.scene,
        order,
        form,
        view.generalised,
        lines,
        view.answer,
        Citations(view.ledger, ()),
        {},
    )
    labelled = [mark.event for mark in view.scene.marks if mark.weight]
    sources = made.sources(labelled, in_force(view.scene))
    return replace(made, citations=Citations(view.ledger, sources), metadata=made.describe(sources))
