"""The second of two dates in a file: its scene, and what the two tell beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.exports.answer import Answer
from dashboard.exports.complete_view import second_view
from dashboard.exports.privacy.view import View
from dashboard.exports.request import Order
from dashboard.scene.comparison import compare_scenes
from dashboard.scene.scene import Scene
from dashboard.scene.words.two_dates import A, B, side_words
from events import Ledger


@dataclass(frozen=True, slots=True)
class Second:
    """What a file holds beside the date it is of.

    Attributes
    ----------
    scene : Scene
        Window B, filtered and generalised like the first.
    generalised : int
        Events of it that are shown less sharply than they are known.
    both : Answer
        The table of both dates: no analysis was asked for, and it is told like one.
    """

    scene: Scene
    generalised: int
    both: Answer


def build_second(view: View, order: Order) -> tuple[Ledger, Second | None]:
    """Make the second date of a view ready for a file.

    Parameters
    ----------
    view : View
        That of the first date.
    order : Order
        Profile and time of making.

    Returns
    -------
    Ledger
        The one that serves both dates.
    Second or None
        None where the state compares nothing.
    """
    other = second_view(view, order)
    if other is None:
        return view.ledger, None
    both = Answer(None, compare_scenes(other.ledger, view.scene, other.scene))
    return other.ledger, Second(other.scene, other.generalised, both)


def of_both(first: Scene, second: Second | None, *, is_second: bool = False) -> str:
    """Say which of two dates a page is of, before its own words; empty where there is one.

    Parameters
    ----------
    first : Scene
        Window A.
    second : Second or None
        Window B, where two are compared.
    is_second : bool
        Whether the page is of B.
    """
    if second is None:
        return ""
    if is_second:
        return f"{B} of two dates, beside {side_words(A, first.window)}. "
    return f"{A} of two dates, beside {side_words(B, second.scene.window)}. "
