"""The whole sheet: draws every part of a scene in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import shapely
from events import Ledger
from matplotlib.figure import Figure
from shapely.geometry.base import BaseGeometry

from dashboard.scene import Scene
from dashboard.snapshot import layout
from dashboard.snapshot.base_map import (
    draw_base,
    draw_frame,
    draw_graticule,
    draw_north,
    draw_scale_bar,
)
from dashboard.snapshot.boxes import Room
from dashboard.snapshot.callouts import MOST, by_weight, draw_callouts, place_callouts
from dashboard.snapshot.charts import draw_charts
from dashboard.snapshot.citations import Citations, collect_sources
from dashboard.snapshot.flights_inset import draw_inset
from dashboard.snapshot.foot import draw_foot, number_sources
from dashboard.snapshot.head import draw_head
from dashboard.snapshot.key import MOST_IN_FORCE, build_rows, draw_key, in_force
from dashboard.snapshot.marks import Stack, draw_crossings, draw_stacks, gather
from dashboard.snapshot.metadata import build_metadata, file_name
from dashboard.snapshot.page import Page, Size
from dashboard.snapshot.place_names import draw_names
from dashboard.snapshot.projecting import MapFrame, paper_shapes
from dashboard.snapshot.rated_borders import draw_borders
from dashboard.snapshot.routes_table import draw_flights_heading, draw_routes
from dashboard.snapshot.value_blocks import draw_values


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawn sheet and what it says of itself."""

    figure: Figure
    metadata: dict[str, str]
    citations: Citations


def build_sheet(
    ledger: Ledger, scene: Scene, created: datetime, size: Size, form: str = "png"
) -> Sheet:
    """Draw a scene on paper.

    Parameters
    ----------
    created : datetime
        Written on the sheet, in UTC.
    form : str
        Ending of the file's name, which stands at the foot.
    """
    page = Page(size)
    stacks, outside = gather(layout.map_frame(), scene.marks)
    labelled = [stack.marks[0].event for stack in by_weight(stacks)[:MOST]]
    sources = collect_sources(ledger, scene, labelled, in_force(scene)[:MOST_IN_FORCE])
    citations = number_sources(ledger, sources)
    draw_head(page, ledger, scene, created)
    _draw_map(page, scene, citations, stacks, outside)
    draw_charts(page, ledger, scene)
    draw_flights_heading(page)
    draw_inset(page, scene)
    draw_routes(page, scene, citations)
    draw_foot(page, scene, citations, file_name(scene, size, form))
    return Sheet(page.figure, build_metadata(scene, citations, created, size), citations)


def _draw_map(
    page: Page, scene: Scene, citations: Citations, stacks: Sequence[Stack], outside: int
) -> None:
    frame = layout.map_frame()
    room = Room(frame.box.grown(-1))
    draw_base(page, frame)
    draw_graticule(page, frame, room)
    draw_borders(page, frame, scene, room)
    draw_scale_bar(page, frame, room)
    draw_north(page, frame, room)
    crossings = draw_crossings(page, frame, scene, room)
    draw_stacks(page, stacks, room)
    draw_key(page, frame.box, build_rows(scene, stacks, crossings, outside, citations), room)
    draw_values(page, frame, scene, citations, room, _countries(frame, "PL", "LT", "LV"))
    belarus = _countries(frame, "BY")
    draw_callouts(page, place_callouts(stacks, citations, room, belarus))
    draw_names(page, frame, room)
    draw_frame(page, frame.box)


def _countries(frame: MapFrame, *codes: str) -> BaseGeometry:
    found = shapely.union_all(
        [
            shape
            for properties, shape in paper_shapes("countries_screen", frame)
            if properties["iso"] in codes
        ]
    )
    shapely.prepare(found)
    return found
