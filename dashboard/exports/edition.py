"""A scene made ready to leave the house: filtered, generalised, its sources numbered, described."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.exports.answer import Answer
from dashboard.exports.citations import Citations, collect_sources, with_reports
from dashboard.exports.complete_view import complete_view
from dashboard.exports.metadata import describe
from dashboard.exports.request import Order
from dashboard.exports.sheet.key import in_force
from dashboard.scene.scene import Scene
from dashboard.scene.sources import owed_lines
from events import Ledger, owed

GENERALISED = "Locations generalised"


@dataclass(frozen=True, slots=True)
class Edition:
    """What a file is made from.

    Attributes
    ----------
    ledger, scene
        With sensitive places told at their section, when the profile is public.
    metadata : mapping of str to str
        What the file says of itself.
    owed : tuple of str
        Lines that the licences of what is on show oblige to name.
    notice : str
        Words that must stand on the file; empty when nothing was generalised.
    answer : Answer or None
        The analysis that the state asks for; its sources follow those of the map.
    """

    ledger: Ledger
    scene: Scene
    citations: Citations
    metadata: Mapping[str, str]
    notice: str
    owed: tuple[str, ...] = ()
    answer: Answer | None = None


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
    """
    view = complete_view(ledger, scene, order, every_date=every_date)
    shown = view.scene
    labelled = [mark.event for mark in shown.marks if mark.weight]
    asked = () if view.answer is None else view.answer.result.report_ids
    sources = collect_sources(view.ledger, shown, labelled, in_force(shown))
    sources = with_reports(view.ledger, sources, asked)
    lines = owed_lines(view.ledger, shown, asked)
    if every_date:
        lines = owed(view.ledger, filter(view.ledger.shows, view.ledger.reports))
    metadata = describe(
        shown,
        order,
        form,
        sources=sources,
        owed=lines,
        generalised=view.generalised,
        answer=view.answer,
    )
    return Edition(
        view.ledger,
        shown,
        Citations(view.ledger, sources),
        metadata,
        GENERALISED if view.generalised else "",
        lines,
        view.answer,
    )
