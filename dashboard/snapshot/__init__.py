"""The sheet on paper: a scene drawn with matplotlib, with title, key, sources and licences."""

from dashboard.order import creation_time
from dashboard.snapshot.drawers import (
    draw,
    draw_pdf,
    draw_png,
    draw_sheets,
    draw_svg,
    read_metadata,
)
from dashboard.snapshot.drawing import drawing
from dashboard.snapshot.metadata import describe, file_name
from dashboard.snapshot.page import SIZES, Size, paper_size
from dashboard.snapshot.public_view import View, public_view
from dashboard.snapshot.sheet import Sheet, build_sheet
from dashboard.snapshot.writing import write_file

__all__ = [
    "SIZES",
    "Sheet",
    "Size",
    "View",
    "build_sheet",
    "creation_time",
    "describe",
    "draw",
    "draw_pdf",
    "draw_png",
    "draw_sheets",
    "draw_svg",
    "drawing",
    "file_name",
    "paper_size",
    "public_view",
    "read_metadata",
    "write_file",
]
