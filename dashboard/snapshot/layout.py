"""Where things stand on the sheet, in millimetres from its upper left corner."""

from __future__ import annotations

from functools import cache

from dashboard.snapshot.boxes import Box
from dashboard.snapshot.page import HEIGHT_MM, WIDTH_MM
from dashboard.snapshot.projecting import MapFrame, project

LEFT, RIGHT = 10.0, 287.0
SHEET = Box(0, 0, WIDTH_MM, HEIGHT_MM)
HEAD_TOP, TITLE_Y, SUBTITLE_Y, HEAD_RULE = 8.6, 17.6, 23.3, 26.4
SUMMARY = Box(LEFT, 28.0, 182.0, 41.0)
CHANGE = Box(187.0, 28.0, RIGHT, 41.0)
MAP = Box(LEFT, 43.0, 182.0, 177.0)
CHARTS = Box(187.0, 43.0, RIGHT, 107.5)
FLIGHTS = Box(187.0, 110.5, RIGHT, 177.0)
INSET = Box(187.0, 119.5, 243.0, 177.0)
ROUTES = Box(246.0, 119.5, RIGHT, 177.0)
FOOT_RULE = 180.0
SOURCES = Box(LEFT, 181.0, 182.0, 204.6)
NOTES = Box(187.0, 181.0, RIGHT, 204.6)
FILE_RULE, FILE_Y = 205.2, 208.0

SCALE = 5_000_000
# The middle leaves Belarus room for the values and the key, and the EU side for the callouts.
MAP_MIDDLE = (25.35, 53.94)


@cache
def map_frame() -> MapFrame:
    """Return the window of the main map: 860 by 670 km in EPSG:3035 at 1:5,000,000."""
    east, north = project([MAP_MIDDLE])[0]
    return MapFrame(MAP, float(east), float(north), SCALE)
