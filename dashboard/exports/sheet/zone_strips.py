"""Zones along the borders: strips on one side of the line, told apart by pattern, and named."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import shapely
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from dashboard.exports.fonts import SEMIBOLD, clean_text, wrap
from dashboard.exports.sheet.boxes import Box, Room
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.projection import MapFrame, line_parts, paper_shapes, to_path
from dashboard.exports.sheet.rated_borders import border_on_paper, section_on_paper
from dashboard.exports.sheet.text_boxes import Align, text_box
from dashboard.scene.palette import PALETTE
from dashboard.scene.zones import MM_A_PIXEL, ZONE_KINDS, ZONE_LOOK, Zone, anchors_of
from events import ConditionKind

ZONE, GROUND = PALETTE["zone"], PALETTE["zone_ground"]
PATTERN_WORDS = {
    ConditionKind.EMERGENCY: "state of emergency hatched",
    ConditionKind.BUFFER_ZONE: "buffer zone dotted",
}
_STEP = ZONE_LOOK["step"] * MM_A_PIXEL
_STROKE_PT = ZONE_LOOK["stroke"] * MM_A_PIXEL / 0.3528
_DOT = ZONE_LOOK["dot"] * MM_A_PIXEL
_NAME_PT, _LEADING, _NAME_MM = 6.4, 2.5, 24.0


def reach_mm(row: int) -> float:
    """Return how far from the line a row of zones ends, in millimetres."""
    return (ZONE_LOOK["inner"] + ZONE_LOOK["row"] * (row + 1)) * MM_A_PIXEL


def draw_zones(page: Page, frame: MapFrame, zones: Sequence[Zone]) -> None:
    """Draw the zones whose place is known.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map; what lies outside it is cut off.
    zones : sequence of Zone
        Those that hold on the day shown.
    """
    for zone in zones:
        shape = zone_shape(frame, zone.state, zone.pairs, zone.section_ids, zone.row)
        if not shape.is_empty:
            draw_pattern(page, shape, zone.kind, layer=8, clip=frame.box)


@cache
def zone_shape(
    frame: MapFrame, state: str, pairs: tuple[str, ...], section_ids: tuple[str, ...], row: int
) -> BaseGeometry:
    """Return the ground of a zone on the sheet, in millimetres; empty where it has no place.

    Parameters
    ----------
    frame : MapFrame
        The map.
    state : str
        ISO code of the state on whose side of the line it lies.
    pairs, section_ids : tuple of str
        Borders or sections that it runs along.
    row : int
        0 beside the line, then outwards.
    """
    lines = [border_on_paper(pair, frame) for pair in pairs]
    lines += [section_on_paper(id_, frame) for id_ in section_ids]
    ground = [s for told, s in paper_shapes("countries_screen", frame) if told["iso"] == state]
    if not lines or not ground:
        return shapely.Polygon()
    line = shapely.line_merge(shapely.MultiLineString(lines))
    strip: BaseGeometry = line.buffer(reach_mm(row), quad_segs=4, cap_style="flat")
    if row:
        strip = strip.difference(line.buffer(reach_mm(row - 1), quad_segs=4, cap_style="flat"))
    shape = strip.intersection(shapely.union_all(ground))
    return shapely.MultiPolygon([p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"])


def draw_pattern(
    page: Page, shape: BaseGeometry, kind: ConditionKind, *, layer: float, clip: Box | None = None
) -> None:
    """Fill and outline an area as one kind of zone is drawn.

    Parameters
    ----------
    page : Page
        The sheet.
    shape : shapely geometry
        The area, in millimetres.
    kind : ConditionKind
        A kind of zone: its pattern is that of the screen.
    layer : float
        What has the higher one lies above.
    clip : Box or None
        In millimetres; None cuts nothing off.
    """
    path = to_path(shape)
    if path is None:
        return
    page.area(path, fill=GROUND, layer=layer, clip=clip)
    left, top, right, bottom = shape.bounds
    if ZONE_KINDS[kind] == "dots":
        # Points lie on one lattice of the sheet, so that neighbours agree.
        xs = np.arange(np.floor(left / _STEP), np.ceil(right / _STEP) + 1) * _STEP
        ys = np.arange(np.floor(top / _STEP), np.ceil(bottom / _STEP) + 1) * _STEP
        across, down = np.meshgrid(xs, ys)
        inner = shape.buffer(-_DOT)
        inside = shapely.contains_xy(inner, across.ravel(), down.ravel())
        spots = np.column_stack([across.ravel(), down.ravel()])[inside]
        if len(spots):
            discs = [Path.circle((x, y), _DOT) for x, y in spots]
            page.area(Path.make_compound_path(*discs), fill=ZONE, layer=layer, clip=clip)
    else:
        starts = np.arange(np.floor((left - bottom + top) / _STEP), np.ceil(right / _STEP)) * _STEP
        tall = bottom - top
        strokes = shapely.MultiLineString(
            [[(x, top + tall), (x + tall, top)] for x in starts.tolist()]
        )
        parts = line_parts(strokes.intersection(shape))
        if parts:
            page.lines(parts, ZONE, _STROKE_PT, layer=layer, clip=clip)
    page.area(path, edge=ZONE, width=0.7, layer=layer, clip=clip)


def name_zones(page: Page, frame: MapFrame, zones: Sequence[Zone], room: Room) -> None:
    """Write the name of each zone on the ground where it lies; without room it is in the key alone.

    Parameters
    ----------
    page : Page
        The sheet.
    frame : MapFrame
        The map.
    zones : sequence of Zone
        Those that are drawn.
    room : Room
        What is taken on the map; each name is added.
    """
    shapes = [
        zone_shape(frame, zone.state, zone.pairs, zone.section_ids, zone.row) for zone in zones
    ]
    # A zone on whose pattern a name lies is not the one it names.
    covered = shapely.union_all(shapes)
    for zone in zones:
        lines = wrap(clean_text(zone.name), _NAME_MM, _NAME_PT, SEMIBOLD)
        gap = reach_mm(zone.row) + 0.8
        for lon, lat in anchors_of(zone.pairs, zone.section_ids):
            if _write(page, room, covered, lines, *frame.at(lon, lat), gap):
                break


def _write(
    page: Page,
    room: Room,
    covered: BaseGeometry,
    lines: Sequence[str],
    x: float,
    y: float,
    gap: float,
) -> bool:
    tall = len(lines) * _LEADING
    places: tuple[tuple[float, float, Align], ...] = (
        *((x - gap * away, y - tall / 2, "right") for away in (1.0, 1.5, 2.0)),
        *((x - gap * away, y - gap * away - tall, "right") for away in (0.7, 1.2, 1.8)),
        (x, y - gap - tall, "center"),
    )
    for at, top, align in places:
        bases = [top + (number + 0.8) * _LEADING for number in range(len(lines))]
        boxes = [
            text_box(at, base, line, _NAME_PT, weight=SEMIBOLD, align=align).grown(0.3)
            for base, line in zip(bases, lines, strict=True)
        ]
        if not all(room.is_free(box) and not covered.intersects(box.polygon) for box in boxes):
            continue
        for base, line, box in zip(bases, lines, boxes, strict=True):
            page.text(
                at,
                base,
                line,
                _NAME_PT,
                weight=SEMIBOLD,
                colour=ZONE,
                align=align,
                halo=1.2,
                layer=46,
                role="zone",
            )
            room.take(box)
        return True
    return False
