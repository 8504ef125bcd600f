"""The animation as GIF: one table of colours for all frames, so that still parts stay still."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence

from PIL import Image

from dashboard.exports.film.film import build_film
from dashboard.exports.film.render import draw_film
from dashboard.exports.film.steps import USUAL_STEPS
from dashboard.exports.formats import Tell
from dashboard.exports.request import Order
from dashboard.scene.fading import INKS, faded
from dashboard.scene.scene import Scene
from dashboard.scene.stores import ALPHAS, store_colour, stores_of
from dashboard.scene.symbology import (
    BELARUS,
    CATEGORIES,
    FOREST,
    HATCH,
    INK,
    INK_2,
    LAND,
    NOT_REPORTED,
    PAPER,
    RAMP,
    WATER,
    WINDOW,
)
from events import Ledger

_MEANING = tuple(
    dict.fromkeys(
        (
            *(PAPER, INK, INK_2, LAND, BELARUS, WATER, FOREST, NOT_REPORTED, HATCH, WINDOW),
            *RAMP,
            *INKS,
            *(faded(one.colour, step) for one in CATEGORIES for step in range(len(INKS))),
        )
    )
)
_FRAME_MS, _CARD_MS = 600, 6000
_NAME = b"bm:"
_NO_DITHER = Image.Dither.NONE
_APART = 10


def draw_gif(
    ledger: Ledger,
    scene: Scene,
    order: Order,
    *,
    steps: int = USUAL_STEPS,
    tell: Tell | None = None,
) -> tuple[bytes, ...]:
    """Draw the steps that end at a scene's date, then the sources; ``tell`` hears of each frame.

    Parameters
    ----------
    ledger : Ledger
        The reports of all days.
    scene : Scene
        The view of the last frame.
    order : Order
        Size, time, profile and imprint.
    steps : int
        Frames, at most 400.
    tell : callable or None
        Told how many frames are done, and of how many; None tells nobody.
    """
    film = build_film(ledger, scene, order, "gif", steps)
    drawn = draw_film(film, tell)
    colours = [store_colour(layer) for layer in stores_of(film.ledger)]
    return (to_gif(drawn.frames, drawn.cards, drawn.metadata, colours),)


def to_gif(
    frames: Sequence[Image.Image],
    cards: Sequence[Image.Image],
    metadata: Mapping[str, str],
    squares: Sequence[str] = (),
) -> bytes:
    """Return frames and end cards as GIF bytes; what the file says of itself is its comment.

    Parameters
    ----------
    frames : sequence of PIL.Image.Image
        The days in their order, RGB and of one size; at least one.
    cards : sequence of PIL.Image.Image
        The end cards, of that size too.
    metadata : mapping of str to str
        What the file says of itself.
    squares : sequence of str
        Colours of the squares of stores, as #RRGGBB.
    """
    colours = _colours([frames[0], frames[len(frames) // 2], frames[-1]], squares)
    indexed = [
        picture.quantize(palette=colours, dither=_NO_DITHER) for picture in (*frames, *cards)
    ]
    comment = _NAME + json.dumps(dict(metadata), ensure_ascii=True).encode("ascii")
    out = io.BytesIO()
    indexed[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=indexed[1:],
        duration=[_FRAME_MS] * len(frames) + [_CARD_MS] * len(cards),
        loop=0,
        optimize=True,
        comment=comment,
    )
    return out.getvalue()


def _colours(samples: Sequence[Image.Image], squares: Sequence[str] = ()) -> Image.Image:
    """Return a picture that holds the table of colours: those that mean something, then others.

    A small mark weighs little among the dots of a map; without its own place in the table it
    would take on its neighbour's colour, and with it another meaning.
    """
    width, height = samples[0].size
    whole = Image.new("RGB", (width, height * len(samples)))
    for index, sample in enumerate(samples):
        whole.paste(sample, (0, index * height))
    own = [_channels(colour) for colour in _MEANING]
    # Squares let the ground through, and would all be taken for one grey.
    own += [
        tuple(round(alpha * a + (1 - alpha) * b) for a, b in zip(ink, ground, strict=True))
        for ink in map(_channels, squares)
        for ground in map(_channels, (LAND, BELARUS))
        for alpha in ALPHAS
    ]
    found = whole.quantize(256 - len(own), method=Image.Quantize.MEDIANCUT, dither=_NO_DITHER)
    flat = found.getpalette() or []
    others = [tuple(flat[at : at + 3]) for at in range(0, 3 * (256 - len(own)), 3)]
    # One almost like a colour that means something would be taken in its place.
    apart = [each for each in others if all(_distance(each, fixed) > _APART for fixed in own)]
    table = Image.new("P", (1, 1))
    table.putpalette([channel for colour in (*own, *apart) for channel in colour])
    return table


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _distance(one: Sequence[int], other: Sequence[int]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def read_gif(content: bytes) -> dict[str, str] | None:
    """Return what one of our animations says of itself, or None."""
    try:
        with Image.open(io.BytesIO(content), formats=("GIF",)) as picture:
            comment = picture.info.get("comment", b"")
    except OSError:
        return None
    if not isinstance(comment, bytes) or not comment.startswith(_NAME):
        return None
    found = json.loads(comment.removeprefix(_NAME))
    return {str(name): str(value) for name, value in found.items()}
