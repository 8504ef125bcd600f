"""Where things stand on a sheet, in millimetres from its upper left corner."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.map_window import frame_on
from dashboard.exports.sheet.projection import MapFrame
from events import Where

LEFT = 10.0
HEAD_TOP, TITLE_Y, SUBTITLE_Y, HEAD_RULE = 8.6, 17.6, 23.3, 26.4


@dataclass(frozen=True, slots=True)
class Layout:
    """The rooms of a sheet.

    Attributes
    ----------
    source_columns : tuple of int
        Numbers of columns the source list may have, the widest columns first.
    note_columns : int
        Columns of the notes.
    full_list : Box
        Room of the source list on a further sheet, in ``full_columns`` columns.
    where : Where or None
        The part that the main map is framed on; None for all three borders.
    """

    sheet: Box
    summary: Box
    change: Box
    map: Box
    charts: Box
    flights: Box
    inset: Box
    routes: Box
    foot_rule: float
    sources: Box
    source_columns: tuple[int, ...]
    notes: Box
    note_columns: int
    full_list: Box
    full_columns: int
    file_rule: float
    file_y: float
    where: Where | None = None

    @property
    def right(self) -> float:
        """Right edge of everything."""
        return self.sheet.right - LEFT

    @property
    def map_frame(self) -> MapFrame:
        """The window of the main map in EPSG:3035."""
        return frame_on(self.map, self.where)


LANDSCAPE = Layout(
    sheet=Box(0, 0, 297.0, 210.0),
    summary=Box(LEFT, 28.0, 182.0, 41.0),
    change=Box(187.0, 28.0, 287.0, 41.0),
    map=Box(LEFT, 43.0, 182.0, 177.0),
    charts=Box(187.0, 43.0, 287.0, 107.5),
    flights=Box(187.0, 110.5, 287.0, 177.0),
    inset=Box(187.0, 119.5, 243.0, 177.0),
    routes=Box(246.0, 119.5, 287.0, 177.0),
    foot_rule=179.2,
    sources=Box(LEFT, 179.8, 182.0, 202.6),
    source_columns=(3, 4),
    notes=Box(187.0, 179.8, 287.0, 202.6),
    note_columns=1,
    full_list=Box(LEFT, 30.0, 287.0, 200.0),
    full_columns=4,
    file_rule=203.2,
    file_y=205.7,
)
"""A4 landscape; A3 is the same enlarged."""

DEEP = replace(
    LANDSCAPE,
    map=Box(LEFT, 43.0, 182.0, 170.0),
    flights=Box(187.0, 110.5, 287.0, 170.0),
    inset=Box(187.0, 119.5, 243.0, 170.0),
    routes=Box(246.0, 119.5, 287.0, 170.0),
    foot_rule=172.2,
    sources=Box(LEFT, 172.8, 182.0, 202.6),
    source_columns=(4,),
    notes=Box(187.0, 172.8, 287.0, 202.6),
)
"""The same with a deeper foot, for a list of sources that has no room in the usual one."""

SCREEN = Layout(
    sheet=Box(0, 0, 338.667, 190.5),
    summary=Box(LEFT, 28.0, 182.0, 41.0),
    change=Box(187.0, 28.0, 287.0, 41.0),
    map=Box(LEFT, 43.0, 182.0, 170.6),
    charts=Box(187.0, 43.0, 287.0, 107.5),
    flights=Box(187.0, 110.5, 287.0, 170.6),
    inset=Box(187.0, 119.5, 243.0, 170.6),
    routes=Box(246.0, 119.5, 287.0, 170.6),
    foot_rule=172.6,
    sources=Box(292.0, 28.0, 328.667, 170.6),
    source_columns=(1,),
    notes=Box(LEFT, 173.0, 328.667, 183.2),
    note_columns=3,
    full_list=Box(LEFT, 30.0, 328.667, 181.0),
    full_columns=4,
    file_rule=184.0,
    file_y=186.3,
)
"""16:9, 13.333 by 7.5 inches: the list of sources stands at the right instead of below."""
