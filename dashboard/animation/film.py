"""Scenes of an animation made ready: each date generalised and filtered, all sources numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.animation.steps import USUAL_STEPS, last_steps
from dashboard.edition import Edition, build_edition
from dashboard.order import Order
from dashboard.scene import Scene, build_scene
from dashboard.snapshot.foot import notes
from events import Ledger, select


@dataclass(frozen=True, slots=True)
class Film:
    """What an animation is drawn from.

    Attributes
    ----------
    entries : tuple of str
        Every source of any frame, with its number and grades.
    foot : tuple of str
        Lines for the foot of the end cards.
    """

    scenes: tuple[Scene, ...]
    entries: tuple[str, ...]
    foot: tuple[str, ...]
    metadata: Mapping[str, str]
    notice: str


def build_film(
    ledger: Ledger, scene: Scene, order: Order, form: str, steps: int = USUAL_STEPS
) -> Film:
    """Build the scenes of the steps that end at a scene's date."""
    chosen = select(ledger, scene.state.selection)
    made: list[Edition] = []
    for day in last_steps(scene.state, steps):
        made.append(build_edition(ledger, build_scene(chosen, scene.state.at(day)), order, form))
    grades: dict[str, tuple[str, set[str]]] = {}
    for edition in made:
        for cited in edition.citations.listed:
            grades.setdefault(cited.source_id, (cited.title, set()))[1].update(cited.grades)
    entries = tuple(
        f"[{number}] {title} · {'/'.join(sorted(found))}"
        for number, (title, found) in enumerate(grades.values(), start=1)
    )
    last = made[-1]
    shown = next((edition.notice for edition in made if edition.notice), "")
    foot = (notes(order)[-1], last.metadata["Copyright"], _made(last))
    metadata = {**last.metadata, "Frames": str(len(made)), "Sources": str(len(entries))}
    return Film(tuple(edition.scene for edition in made), entries, foot, metadata, shown)


def _made(edition: Edition) -> str:
    told = edition.metadata
    return f"{told['Software']}, created {told['Creation Time']}. Same view: ?{told['State']}"
