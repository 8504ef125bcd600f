"""Draws a film's frames and end cards, and says what the file will say of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PIL import Image

from dashboard.exports.film.film import Film
from dashboard.exports.film.frames import draw_cards, draw_frames
from dashboard.exports.film.progress import told_frames
from dashboard.exports.formats import Tell
from dashboard.exports.sheet.canvas import drawing
from dashboard.scene.scene import Scene


@dataclass(frozen=True, slots=True)
class Pictures:
    """A drawn film."""

    frames: list[Image.Image]
    cards: list[Image.Image]
    metadata: Mapping[str, str]


def draw_film(film: Film, tell: Tell | None) -> Pictures:
    """Draw every frame, then the cards with all sources; ``tell`` hears of each frame."""
    seen: list[Scene] = []

    def passing() -> Iterator[Scene]:
        for scene in film.scenes():
            seen[:] = [scene]
            yield scene

    first, last = film.states[0].date, film.states[-1].date
    with drawing():
        hide, profile = film.states[-1].hide, film.edition.order.profile
        drawn = draw_frames(passing(), first, last, film.notice, lambda: film.owed, hide, profile)
        frames = list(told_frames(drawn, len(film.states), tell))
        metadata = film.describe(seen[0])
        foot = film.foot(metadata)
        cards = list(draw_cards(film.entries, "Sources of these frames", foot))
    return Pictures(frames, cards, metadata)
