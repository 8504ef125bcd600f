"""The sheet on paper: a scene drawn with matplotlib, with title, key, sources and licences."""

from dashboard.snapshot.metadata import file_name
from dashboard.snapshot.page import SIZES, Size, paper_size
from dashboard.snapshot.png import creation_time, draw_png, to_png
from dashboard.snapshot.sheet import Sheet, build_sheet
from dashboard.snapshot.writing import write_file

__all__ = [
    "SIZES",
    "Sheet",
    "Size",
    "build_sheet",
    "creation_time",
    "draw_png",
    "file_name",
    "paper_size",
    "to_png",
    "write_file",
]
