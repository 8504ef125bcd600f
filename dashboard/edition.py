"""A scene made ready to leave the house: filtered, generalised, its sources numbered, described."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.order import Order
from dashboard.scene import Scene, build_scene
from dashboard.snapshot.citations import Citations, collect_sources
from dashboard.snapshot.key import in_force
from dashboard.snapshot.metadata import describe
from dashboard.snapshot.public_view import public_view
from events import Ledger, select

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
    notice : str
        Words that must stand on the file; empty when nothing was generalised.
    """

    ledger: Ledger
    scene: Scene
    citations: Citations
    metadata: Mapping[str, str]
    notice: str


def build_edition(
    ledger: Ledger, scene: Scene, order: Order, form: str, *, every_date: bool = False
) -> Edition:
    """Make a scene ready for a file.

    Parameters
    ----------
    ledger : Ledger
        The whole ledger; the state's filters are applied here.
    form : str
        Name of the format, by which the file can be made again.
    every_date : bool
        Whether the file holds the whole ledger rather than the scene's window alone.
    """
    chosen = select(ledger, scene.state.selection)
    if every_date:
        everything = replace(scene, marks=(), listed=chosen.events)
        view = public_view(chosen, everything, order.profile, order.made_on)
        shown = build_scene(view.ledger, scene.state)
    else:
        view = public_view(chosen, scene, order.profile, order.made_on)
        shown = view.scene
    labelled = [mark.event for mark in shown.marks if mark.weight]
    sources = collect_sources(view.ledger, shown, labelled, in_force(shown))
    metadata = describe(shown, order, form, sources=sources, generalised=view.generalised)
    return Edition(
        view.ledger,
        shown,
        Citations(view.ledger, sources),
        metadata,
        GENERALISED if view.generalised else "",
    )
