"""The squares of stores that a map of a file shows: of which zoom, which of them, in which class.

Their classes and colours are those of the page (`dashboard.scene.stores`); what is settled here is
how fine they are on paper, how many there may be, and how fine a public file may be.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from dashboard.exports.privacy.view import PUBLIC
from dashboard.exports.sheet.projection import MapFrame
from dashboard.scene.scene import Scene
from dashboard.scene.stores import SHARES, StoreStand, cell_km, class_breaks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from events.store import Cells, StoreLayer

LEAST_MM = 2.0
"""A square's cell is at least as wide on paper: five sizes of a smaller one look the same."""
MOST_SQUARES = 6_000
"""Squares that one map draws; with more of them, the stores that have most are drawn coarser."""
PUBLIC_ZOOM = 10
"""The finest cells of a public file, 23 km wide at 54° N: a finer one might show who was there."""
_ALONG = np.linspace(0.0, 1.0, 5)


@dataclass(frozen=True, slots=True, eq=False)
class Squares:
    """What a map shows of one store.

    Attributes
    ----------
    stand : StoreStand
        The store, with what it has in the window.
    cells : Cells
        Those that reach into the map; kinds that are turned off are not counted.
    breaks : tuple of int
        Least count of each class of this zoom.
    coarser : bool
        Whether the map would hold too many of the size that suits it.
    """

    stand: StoreStand
    cells: Cells
    breaks: tuple[int, ...]
    coarser: bool = False

    @property
    def layer(self) -> StoreLayer:
        """The store."""
        return self.stand.layer

    @property
    def classes(self) -> NDArray[np.intp]:
        """Class of each cell, from 0."""
        return np.searchsorted(self.breaks, self.cells.count, side="right") - 1

    def outlines(self, frame: MapFrame) -> NDArray[np.float64]:
        """Return the corners of the square in each cell in millimetres, shape (n, 4, 2)."""
        west, south, east, north = self.cells.corners().T
        # Within a cell the map of the web is even enough: a share of degrees is one of its side.
        across, up = (
            np.asarray(SHARES)[self.classes] * size / 2 for size in (east - west, north - south)
        )
        lon, lat = (west + east) / 2, (south + north) / 2
        return _corners(frame, lon - across, lat - up, lon + across, lat + up)


def squares_on(scene: Scene, profile: str, frame: MapFrame) -> tuple[Squares, ...]:
    """Return what a map shows of each store that is not turned off.

    Parameters
    ----------
    scene : Scene
        The view, with its stores.
    profile : str
        A file for the public has no finer cells than ``PUBLIC_ZOOM``.
    frame : MapFrame
        The map.

    Raises
    ------
    StoreError
        A tile is missing, or is not as it was written.
    """
    drawn = [stand for stand in scene.stores if is_drawn(stand)]
    finest = PUBLIC_ZOOM if profile == PUBLIC else math.inf
    zooms = [_fitting(stand.layer, frame, finest) for stand in drawn]
    found = [
        _squares(scene, stand, fitting[-1], frame)
        for stand, fitting in zip(drawn, zooms, strict=True)
    ]
    while sum(len(one.cells.count) for one in found) > MOST_SQUARES:
        can = [at for at, one in enumerate(found) if one.cells.zoom > zooms[at][0]]
        if not can:
            break
        at = max(can, key=lambda at: len(found[at].cells.count))
        coarser = zooms[at][zooms[at].index(found[at].cells.zoom) - 1]
        found[at] = replace(_squares(scene, drawn[at], coarser, frame), coarser=True)
    return tuple(found)


def is_drawn(stand: StoreStand) -> bool:
    """Tell whether anything of a store is on the map: not where all its kinds are turned off."""
    return len(stand.without) < len(stand.layer.kinds)


def _fitting(layer: StoreLayer, frame: MapFrame, finest: float) -> list[int]:
    """Return the zooms that can be drawn, the coarsest first; at least that one."""
    lat = frame.lonlat(*frame.box.middle)[1]
    least_km = LEAST_MM * frame.metres_per_mm / 1000
    return [
        zoom
        for zoom in layer.zooms
        if zoom == layer.zooms[0] or (zoom <= finest and cell_km(zoom, lat) >= least_km)
    ]


def _squares(scene: Scene, stand: StoreStand, zoom: int, frame: MapFrame) -> Squares:
    from events.store import cells_in

    layer = stand.layer
    cells = cells_in(
        layer,
        zoom,
        scene.state.first_day,
        scene.state.date,
        without=stand.without,
        box=frame_degrees(frame),
    )
    return Squares(stand, _reaching(cells, frame), class_breaks(layer, zoom))


def frame_degrees(frame: MapFrame) -> tuple[float, float, float, float]:
    """Return west, south, east and north of a map; its edges bend in degrees."""
    box = frame.box
    xs, ys = box.left + _ALONG * box.width, box.top + _ALONG * box.height
    edge = [(x, y) for x in xs for y in (box.top, box.bottom)]
    edge += [(x, y) for y in ys for x in (box.left, box.right)]
    lons, lats = zip(*(frame.lonlat(x, y) for x, y in edge), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _reaching(cells: Cells, frame: MapFrame) -> Cells:
    """Return the cells of which a part lies on the map."""
    corners = _corners(frame, *cells.corners().T)
    low, high = corners.min(axis=1), corners.max(axis=1)
    box = frame.box
    there = (low[:, 0] < box.right) & (high[:, 0] > box.left)
    there &= (low[:, 1] < box.bottom) & (high[:, 1] > box.top)
    return replace(cells, x=cells.x[there], y=cells.y[there], count=cells.count[there])


def _corners(
    frame: MapFrame,
    west: NDArray[np.float64],
    south: NDArray[np.float64],
    east: NDArray[np.float64],
    north: NDArray[np.float64],
) -> NDArray[np.float64]:
    lon = np.stack([west, east, east, west], axis=1)
    lat = np.stack([north, north, south, south], axis=1)
    degrees = np.stack([lon, lat], axis=2)
    return frame.place(degrees.reshape(-1, 2)).reshape(-1, 4, 2)


def events_on(found: Iterable[Squares]) -> int:
    """Return how many events lie in the squares of a map."""
    return sum(one.cells.events for one in found)
