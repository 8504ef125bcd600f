"""Why a list is empty: nothing was reported, a filter hides it, or brought files stand alone."""

from __future__ import annotations

from dashboard.scene.map_layers import undrawn_words
from dashboard.scene.scene import Scene
from events import Selection


def none_words(scene: Scene, what: str, said: str = "reported") -> str:
    """Say that there is none of something in the window, and what may hide some.

    Parameters
    ----------
    scene : Scene
        What is on show.
    what : str
        In the singular: "route", "event with a place on the map".
    said : str
        What is said of one: "reported", "in force".

    Examples
    --------
    "No route is reported in this window.", "No route in this window passes the filter.",
    "Brought files have no route in this window; the reference is hidden."
    """
    if scene.hides_reference:
        return f"Brought files have no {what} in this window; the reference is hidden."
    if not scene.state.selection.is_everything:
        return f"No {what} in this window passes the filter."
    return f"No {what} is {said} in this window."


def undrawn_or_none(scene: Scene, layer: str, what: str) -> str:
    """Say in a file why it has none of something: the layer is off, else as `none_words`.

    Parameters
    ----------
    scene : Scene
        What the file draws.
    layer : str
        Key of `MAP_LAYERS` that it belongs to.
    what : str
        In the singular: "route".
    """
    return undrawn_words((layer,)) if layer in scene.state.hide else none_words(scene, what)


def filtered_words(scene: Scene) -> str:
    """Say what narrows the lists, to stand after what is looked for: ' with "Usnarz"'."""
    selection = scene.state.selection
    if not selection.is_everything and selection == Selection(text=selection.text):
        return f' with "{selection.text}"'
    return "" if selection.is_everything else " that passes the filter"
