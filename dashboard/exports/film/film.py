"""Scenes of an animation, one after another: generalised and filtered, all sources numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from dashboard.errors import SnapshotError
from dashboard.exports.answer import build_answer
from dashboard.exports.citations import Cited, collect_sources, with_reports
from dashboard.exports.drawn_scene import drawn_scene
from dashboard.exports.edition import Edition, build_edition
from dashboard.exports.film.steps import USUAL_STEPS, last_steps
from dashboard.exports.request import Order
from dashboard.exports.sheet.foot import notes
from dashboard.scene.map_layers import undrawn_words
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.sources import owed_lines
from dashboard.scene.state import MapState
from events import Ledger, owed, select


@dataclass(frozen=True, slots=True)
class Film:
    """What an animation is drawn from.

    Attributes
    ----------
    edition : Edition
        Of the days of all frames.
    states : tuple of MapState
        One a frame, the earliest first.
    """

    edition: Edition
    states: tuple[MapState, ...]
    _grades: dict[str, tuple[str, set[str]]] = field(default_factory=dict)
    _owed: set[str] = field(default_factory=set)

    @property
    def notice(self) -> str:
        """Words that must stand on every frame."""
        return " ".join(filter(None, (self.edition.notice, undrawn_words(self.states[-1].hide))))

    @property
    def ledger(self) -> Ledger:
        """Filtered and generalised, for the days of all frames."""
        return self.edition.ledger

    def scenes(self) -> Iterator[Scene]:
        """Yield the scene of each frame; one at a time, as a brought file may make them large."""
        for state in self.states:
            scene = drawn_scene(build_scene(self.ledger, state))
            self._owed.update(owed_lines(self.ledger, scene))
            for cited in collect_sources(self.ledger, scene, (), ()):
                self._grades.setdefault(cited.source_id, (cited.title, set()))[1].update(
                    cited.grades
                )
            yield scene

    @property
    def owed(self) -> tuple[str, ...]:
        """What the licences of the frames yielded so far oblige to name."""
        return tuple(sorted(self._owed))

    @property
    def sources(self) -> tuple[Cited, ...]:
        """Every source of the frames yielded so far, in the order in which they came."""
        return tuple(
            Cited(id_, title, tuple(sorted(found))) for id_, (title, found) in self._grades.items()
        )

    @property
    def entries(self) -> tuple[str, ...]:
        """The sources as the end cards list them."""
        return tuple(
            f"[{number}] {cited.title} · {'/'.join(cited.grades)}"
            for number, cited in enumerate(self.sources, start=1)
        )

    def describe(self, last: Scene) -> Mapping[str, str]:
        """Return what the file says of itself; ``last`` is the scene of the last frame."""
        answer = build_answer(self.ledger, last, self.edition.order)
        asked = () if answer is None else answer.result.report_ids
        lines = tuple(sorted({*self.owed, *owed(self.ledger, asked)}))
        ending = replace(self.edition, scene=last, owed=lines, answer=answer)
        told = ending.describe(with_reports(self.ledger, self.sources, asked))
        return {**told, "Frames": str(len(self.states))}

    def foot(self, metadata: Mapping[str, str]) -> tuple[str, ...]:
        """Return the lines for the foot of the end cards."""
        made = f"{metadata['Software']}, created {metadata['Creation Time']}"
        view = f"{made}. Same view: ?{metadata['State']}"
        return notes(self.edition.order)[-1], metadata["Copyright"], *self.owed, view


def build_film(
    ledger: Ledger, scene: Scene, order: Order, form: str, steps: int = USUAL_STEPS
) -> Film:
    """Prepare the steps that end at a scene's date.

    Parameters
    ----------
    ledger : Ledger
        The reports of all days; narrowed here to those of the frames.
    scene : Scene
        The view of the last frame.
    order : Order
        Size, time, profile and imprint.
    form : str
        "gif" or "mp4".
    steps : int
        Frames, at most 400; fewer are made where the slider's days begin later.

    Raises
    ------
    SnapshotError
        When brought files have more rows in these days than a file can hold, and when the state
        compares two dates.
    """
    if scene.state.compare is not None:
        raise SnapshotError(
            f"A film shows one date after another, and this view compares two "
            f"(compare={scene.state.compare}). Take it of one date, or take another format."
        )
    states = tuple(scene.state.at(day) for day in last_steps(scene.state, steps))
    days = (states[-1].date - min(state.first_day for state in states)).days + 1
    whole = replace(states[-1], window=f"{days}d")
    scene = build_scene(select(ledger, whole.selection), whole)
    # Filters stand in the state of every frame; the ledger is narrowed by them already.
    return Film(build_edition(ledger, scene, order, form), states)
