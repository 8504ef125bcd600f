"""What of a scene a file draws: without the layers of the map that its state has turned off."""

from __future__ import annotations

from dataclasses import replace

from dashboard.scene.scene import Scene
from events import Condition, ConditionKind

_ZONES = (ConditionKind.EMERGENCY, ConditionKind.BUFFER_ZONE)


def drawn_scene(scene: Scene) -> Scene:
    """Return a scene without what is turned off; its state still says what that is.

    What is only listed beside the map stays. Forest and names of places are drawn from the state.
    """
    hide = set(scene.state.hide)
    if not hide:
        return scene
    flown = "flights" not in hide
    return replace(
        scene,
        marks=() if "marks" in hide else scene.marks,
        crossings=() if "crossings" in hide else scene.crossings,
        conditions=tuple(held for held in scene.conditions if _layer_of(held) not in hide),
        zones=() if "zones" in hide else scene.zones,
        routes=scene.routes if flown else (),
        stops=scene.stops if flown else (),
        contexts=() if "backgrounds" in hide else scene.contexts,
    )


def _layer_of(condition: Condition) -> str | None:
    """Return the layer that a condition is drawn in; None for what has no layer of its own."""
    if condition.kind in _ZONES:
        return "zones"
    if condition.crossing_id is not None:
        return "crossings"
    return None if condition.airport_iata is None else "flights"
