"""matplotlib's settings while a sheet is drawn, whatever the reader's own are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import matplotlib as mpl

from dashboard.exports.fonts import register_fonts

SETTINGS = {
    # Text from tables is text: a dollar sign begins no mathematics.
    "text.parse_math": False,
    "text.usetex": False,
    "text.hinting": "none",
    "text.hinting_factor": 1,
    "text.antialiased": True,
    "lines.scale_dashes": False,
    "lines.antialiased": True,
    "patch.antialiased": True,
    "path.simplify": True,
    "path.simplify_threshold": 1 / 9,
    "path.snap": True,
    "path.sketch": None,
    "path.effects": [],
    "agg.path.chunksize": 0,
    # Text stays text, in fonts that travel with the file.
    "svg.fonttype": "none",
    "svg.hashsalt": "border-monitor",
    "svg.image_inline": True,
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "pdf.use14corefonts": False,
    "pdf.inheritcolor": False,
    "savefig.dpi": "figure",
    "savefig.facecolor": "auto",
    "savefig.edgecolor": "auto",
    "savefig.transparent": False,
    "savefig.bbox": None,
}

# Settings and FreeType's faces belong to the whole process: one sheet at a time.
_ONE_AT_A_TIME = RLock()


@contextmanager
def drawing() -> Iterator[None]:
    """Hold the settings and the faces of the sheet; build and draw sheets only within."""
    with _ONE_AT_A_TIME, mpl.rc_context(SETTINGS):
        register_fonts()
        yield
