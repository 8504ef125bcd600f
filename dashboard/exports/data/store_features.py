"""Stores in a data file: each with what it counts, its squares on the map, its rows where few.

Squares and rows are those of the map that a sheet of the same view shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dashboard.exports.data.both_dates import marked
from dashboard.exports.data.drawn import Drawn
from dashboard.exports.data.shapes import box_shape, point_shape
from dashboard.exports.edition import Edition
from dashboard.exports.privacy.view import PUBLIC
from dashboard.exports.sheet.sizes import paper_size
from dashboard.exports.store_squares import Squares, squares_on
from dashboard.scene.scene import Scene
from dashboard.scene.stores import COUNTED, about_words, cell_id, cell_words
from dashboard.scene.words.two_dates import A, B
from events import RECENT, period_in_words

if TYPE_CHECKING:
    from datetime import date

    from events.store import StoreLayer, StoreRow

MOST_ROWS = 100_000
"""Rows of one store that a file lists; of more, the squares alone are given."""
WITHHELD = "details withheld: the row may say where people in need were seen"


def store_things(made: Edition) -> tuple[Drawn, ...]:
    """Return what a data file says of the stores of its view; of two dates A, then B.

    Parameters
    ----------
    made : Edition
        The view that is written out.

    Raises
    ------
    StoreError
        A tile or the rows are missing, or are not as they were written.
    """
    first = tuple(_of_scene(made, made.scene))
    if made.second is None:
        return first
    return (*marked(first, A), *marked(tuple(_of_scene(made, made.second.scene)), B))


def _of_scene(made: Edition, scene: Scene) -> Iterator[Drawn]:
    layout = replace(paper_size(made.order.size).layouts[0], where=scene.state.selection.where)
    drawn = squares_on(scene, made.order.profile, layout.map_frame)
    # Finer cells may hold kinds back: rows are those of cells that hold none.
    counted = squares_on(scene, PUBLIC, layout.map_frame)
    for squares, whole in zip(drawn, counted, strict=True):
        yield _store(scene, squares, whole)
        yield from _cells(scene, squares)
        if whole.cells.events <= MOST_ROWS:
            yield from _rows(made, scene, whole)


def _store(scene: Scene, squares: Squares, counted: Squares) -> Drawn:
    layer, stand = squares.layer, squares.stand
    many = counted.cells.events
    where = "of the squares"
    if counted.cells.zoom != squares.cells.zoom:
        where = f"in cells of zoom {counted.cells.zoom} that reach into the map"
    if many <= MOST_ROWS:
        rows = f"The {many:,} rows {where} follow."
    else:
        rows = (
            f"The {many:,} rows {where} are not listed: a file lists {MOST_ROWS:,}. "
            "Take a shorter window, a part of the map, or fewer kinds."
        )
    off = f"Turned off: {', '.join(stand.off)}. " if stand.off else ""
    facts = {
        "first_day": scene.state.first_day,
        "last_day": scene.state.date,
        "period": period_in_words(scene.window),
        "value": stand.in_window,
        "unit": "brought events with a place in the window",
        "status": _by_kind(layer, stand.by_kind),
        "note": f"{about_words(layer)}. {squares.cells.events:,} lie in the squares of this file. "
        f"{off}{rows} {COUNTED} Data {layer.manifest.data}",
    }
    return Drawn("store", layer.key, layer.title, None, facts, (), (layer.id,))


def _cells(scene: Scene, squares: Squares) -> Iterator[Drawn]:
    from events.store import kinds_by_cell

    layer, cells = squares.layer, squares.cells
    kinds = kinds_by_cell(layer, cells, scene.state.first_day, scene.state.date)
    kinds[:, list(squares.stand.without)] = 0
    classes, corners = squares.classes.tolist(), cells.corners().tolist()
    places = zip(cells.x.tolist(), cells.y.tolist(), cells.count.tolist(), strict=True)
    for at, (x, y, count) in enumerate(places):
        west, south, east, north = corners[at]
        facts: dict[str, Any] = {
            "first_day": scene.state.first_day,
            "last_day": scene.state.date,
            "period": period_in_words(scene.window),
            "lon": round((west + east) / 2, 5),
            "lat": round((south + north) / 2, 5),
            "value": count,
            "unit": "brought events in the square",
            "status": _by_kind(layer, kinds[at].tolist()),
            "class": classes[at] + 1,
            "note": COUNTED,
        }
        yield Drawn(
            "store square",
            cell_id(layer, cells.zoom, x, y),
            cell_words((cells.zoom, x, y)),
            box_shape(corners[at]),
            facts,
            (),
            (layer.id,),
        )


def _by_kind(layer: StoreLayer, counts: Sequence[int]) -> str:
    """Say how many events there are of each kind that has any."""
    told = zip(layer.kinds, counts, strict=True)
    return ", ".join(f"{count:,} {kind}" for kind, count in told if count)


def _rows(made: Edition, scene: Scene, squares: Squares) -> Iterator[Drawn]:
    from events.store import rows_in

    layer, cells = squares.layer, squares.cells
    off = squares.stand.without
    places = zip(cells.x.tolist(), cells.y.tolist(), strict=True)
    shape_of = dict(zip(places, map(box_shape, cells.corners().tolist()), strict=True))
    files = {one.key: one.file for one in layer.manifest.sources}
    for row in rows_in(layer, cells, scene.state.first_day, scene.state.date, without=off):
        facts: dict[str, Any] = {
            "first_day": row.day,
            "last_day": row.last_day,
            "category": row.kind,
            "value": row.value,
            "low": row.low,
            "high": row.high,
        }
        if made.order.profile == PUBLIC and is_withheld(layer, row, made.order.made_on):
            facts |= {"place_known": "to a square", "note": WITHHELD}
            title, shape = cell_words((cells.zoom, row.x, row.y)), shape_of[row.x, row.y]
        else:
            told = f"{files.get(row.source, row.source)}, row {row.row:,}"
            facts |= {"sections": [row.section] if row.section else [], "note": told}
            title, shape = row.title or row.kind or "", point_shape(row.lon, row.lat)
        id_ = f"{layer.id}-{row.source}-{row.row}"
        yield Drawn("store row", id_, title, shape, facts, (), (layer.id,))


def is_withheld(layer: StoreLayer, row: StoreRow, made_on: date) -> bool:
    """Tell whether a public file says of a row neither where it lies nor what it is called.

    Parameters
    ----------
    layer : StoreLayer
        Its store.
    row : StoreRow
        The row.
    made_on : datetime.date
        Day of making: of a store that is said to be sensitive, recent rows are withheld.
    """
    from events.store import is_sensitive_kind

    recent = row.last_day is None or made_on - (row.last_day + timedelta(days=1)) < RECENT
    return is_sensitive_kind(layer, row.kind) or (layer.provenance.sensitive and recent)
