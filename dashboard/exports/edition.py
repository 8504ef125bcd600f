"""The one preparation of an export: filtered, generalised, its sources numbered, described."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.exports.answer import Answer
from dashboard.exports.citations import (
    Citations,
    Cited,
    collect_sources,
    joined_sources,
    with_reports,
)
from dashboard.exports.complete_view import complete_view
from dashboard.exports.metadata import describe
from dashboard.exports.notices import GENERALISED
from dashboard.exports.request import Order
from dashboard.exports.second_date import Second, build_second
from dashboard.exports.sheet.layout import Layout
from dashboard.exports.sheet.legend import in_force
from dashboard.scene.scene import Scene
from dashboard.scene.sources import owed_lines, store_lines
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
    second : Second or None
        The second date, where the state compares two; its sources follow those of the first.
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
    second: Second | None
    citations: Citations
    metadata: Mapping[str, str]

    @property
    def asked(self) -> tuple[str, ...]:
        """Ids of the reports that the table of both dates and the analysis rest on."""
        return tuple(id_ for answer in self.answers for id_ in answer.result.report_ids)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What has a page of its own after the map: the table of both dates, the analysis."""
        both = None if self.second is None else self.second.both
        return tuple(filter(None, (both, self.answer)))

    @property
    def other(self) -> Edition | None:
        """The same file's second date by itself, with the same numbers of sources."""
        if self.second is None:
            return None
        found = self.second
        return replace(
            self, scene=found.scene, generalised=found.generalised, answer=None, second=None
        )

    @property
    def notice(self) -> str:
        """Words that must stand on the file; empty when nothing was generalised."""
        second = 0 if self.second is None else self.second.generalised
        return GENERALISED if self.generalised or second else ""

    def sources(
        self, labelled: Sequence[Event] = (), named: Sequence[Condition] = ()
    ) -> tuple[Cited, ...]:
        """Return every source on show, then those of the second date, then of the analysis.

        Parameters
        ----------
        labelled : sequence of Event
            Events whose sources come first.
        named : sequence of Condition
            Conditions that the key names.
        """
        shown = collect_sources(self.ledger, self.scene, labelled, named)
        if self.second is not None:
            scene = self.second.scene
            shown = joined_sources(shown, collect_sources(self.ledger, scene, (), in_force(scene)))
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
            second=self.second,
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
    both, second = build_second(view, order)
    made = Edition(
        both,
        view.scene,
        order,
        form,
        view.generalised,
        (),
        view.answer,
        second,
        Citations(both, ()),
        {},
    )
    lines = owed_lines(both, view.scene, made.asked)
    if second is not None:
        lines = tuple(dict.fromkeys((*lines, *owed_lines(both, second.scene))))
    if every_date:
        lines = (*owed(both, filter(both.shows, both.reports)), *store_lines(view.scene))
    made = replace(made, owed=lines)
    labelled = [mark.event for mark in view.scene.marks if mark.weight]
    sources = made.sources(labelled, in_force(view.scene))
    return replace(made, citations=Citations(both, sources), metadata=made.describe(sources))
