"""Which reports and sources a scene stands on, and what their licences oblige to name."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.scene.scene import Scene
from events import Ledger, owed


def shown_reports(ledger: Ledger, scene: Scene) -> list[str]:
    """Return the ids of the reports behind what the scene draws, in order of appearance."""
    ids: dict[str, None] = {}
    for stand in scene.borders:
        ids |= dict.fromkeys(stand.report_ids)
    ids |= {section.figure.report_id: None for section in scene.sections}
    for mark in scene.marks:
        ids |= dict.fromkeys(mark.event.report_ids)
    for route in scene.routes:
        ids |= dict.fromkeys((*route.report_ids, *route.contradicted_by))
    for stop in scene.stops:
        ids |= dict.fromkeys(stop.report_ids)
    return list(ids)


def listed_reports(scene: Scene) -> list[str]:
    """Return the ids of the reports that a scene lists beside the map, in order of appearance."""
    events = (id_ for event in scene.listed for id_ in event.report_ids)
    return list(dict.fromkeys((*events, *(item.report_id for item in scene.unplaced_flights))))


def owed_lines(ledger: Ledger, scene: Scene, further: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what the licences of the sources on show, drawn or listed, oblige to name.

    Parameters
    ----------
    ledger : Ledger
        The reports that take part.
    scene : Scene
        What is on show.
    further : iterable of str
        Reports beside those of the scene, as an analysis rests on.
    """
    in_force = (id_ for condition in scene.conditions for id_ in condition.report_ids)
    pages = (id_ for condition in scene.conditions for id_ in condition.source_ids)
    shown = (*shown_reports(ledger, scene), *listed_reports(scene), *in_force, *further)
    return tuple(dict.fromkeys((*owed(ledger, dict.fromkeys(shown), pages), *store_lines(scene))))


def store_lines(scene: Scene) -> tuple[str, ...]:
    """Return what the licences of the stores of a view oblige to name, each line once."""
    lines = (stand.layer.licence.rstrip(". ") for stand in scene.stores)
    return tuple(dict.fromkeys(filter(None, lines)))


def file_of(source_id: str) -> str:
    """Return the id of the brought file that names a source row by row; any other as it is."""
    file, parted, number = source_id.rpartition("-s")
    return file if parted and number.isdecimal() and file.startswith("own-") else source_id
