"""The sheet on paper: a scene drawn with matplotlib, with title, key, sources and licences."""

from dashboard.exports.metadata import describe, file_name
from dashboard.exports.output import write_file
from dashboard.exports.privacy.view import View, public_view
from dashboard.exports.request import creation_time
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.drawers import (
    draw,
    draw_pdf,
    draw_png,
    draw_sheets,
    draw_svg,
    read_metadata,
)
from dashboard.exports.sheet.page import SIZES, Size, paper_size
from dashboard.exports.sheet.sheet import Sheet, build_sheet

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
