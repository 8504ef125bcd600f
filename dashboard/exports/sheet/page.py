"""The paper: a matplotlib figure addressed in millimetres from its upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from dashboard.errors import SnapshotError
from dashboard.exports.fonts import FACE, FALLBACK, POINT_MM, REGULAR, clean_text, text_width
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.layout import DEEP, PAPER, SCREEN, Layout
from dashboard.exports.text_shaping import Letters
from dashboard.scene.style import INK

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from numpy.typing import ArrayLike

ASCENT, DESCENT = 0.72, 0.22
"""Height of capitals with accents above the baseline and depth below it, in shares of the size."""


Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Size:
    """A paper size.

    Attributes
    ----------
    name : str
        As written on the command line.
    label : str
        As written on the sheet.
    enlarged : float
        Its width over that of its layout: a larger sheet of one shape is the same picture.
    layouts : tuple of Layout
        Where things stand; a later one has more room for sources.
    """

    name: str
    label: str
    enlarged: float
    layouts: tuple[Layout, ...]


SIZES = {
    size.name: size
    for size in (
        Size("a4", "A4", 1.0, (PAPER, DEEP)),
        Size("a3", "A3", 420 / 297, (PAPER, DEEP)),
        Size("16x9", "16:9", 1.0, (SCREEN,)),
    )
}
DOTS_PER_INCH = 300
HALO = "halo"
"""Role of the light rim around words; it repeats them as outlines."""


def paper_size(name: str) -> Size:
    """Return a paper size by name.

    Raises
    ------
    SnapshotError
        For a size that is not known.
    """
    if name not in SIZES:
        raise SnapshotError(f'"{name}" is not a paper size. Use one of: {", ".join(SIZES)}.')
    return SIZES[name]


class Page:
    """A blank sheet that takes lines, areas and words, each on its layer.

    Layers are numbers: what has the higher one lies above. On one layer the later lies above.
    """

    def __init__(self, size: Size, layout: Layout | None = None) -> None:
        dots = DOTS_PER_INCH * size.enlarged
        self.layout = layout or size.layouts[0]
        sheet = self.layout.sheet
        wide, high = (round(mm / 25.4 * dots) for mm in (sheet.width, sheet.height))
        self.size = size
        self.figure = Figure(figsize=(wide / dots, high / dots), dpi=dots, facecolor="#FFFFFF")
        FigureCanvasAgg(self.figure)
        self.transform = (
            Affine2D().scale(1 / 25.4, -1 / 25.4).translate(0, high / dots)
            + self.figure.dpi_scale_trans
        )

    def add(self, artist: Artist, layer: float, clip: Box | None = None) -> None:
        """Put an artist on the sheet, cut off at the edge of a box if one is given."""
        artist.set_zorder(layer)
        if not artist.is_transform_set():
            artist.set_transform(self.transform)
        self.figure.add_artist(artist, clip=False)
        if clip is not None:
            artist.set_clip_path(_rectangle(clip), self.transform)

    def area(
        self,
        path: Path | Box,
        *,
        fill: str = "none",
        edge: str = "none",
        width: float = 0.0,
        layer: float = 1,
        clip: Box | None = None,
        dash: Sequence[float] | None = None,
        alpha: float | None = None,
    ) -> None:
        """Fill and outline an area; widths and dashes are in points."""
        outline = _rectangle(path) if isinstance(path, Box) else path
        patch = PathPatch(
            outline,
            facecolor=fill,
            edgecolor=edge,
            linewidth=width,
            alpha=alpha,
            joinstyle="round" if not isinstance(path, Box) else "miter",
        )
        if dash is not None:
            patch.set_linestyle((0, tuple(dash)))
        self.add(patch, layer, clip)

    def line(
        self,
        points: ArrayLike,
        colour: str = INK,
        width: float = 0.6,
        *,
        layer: float = 1,
        clip: Box | None = None,
        dash: Sequence[float] | None = None,
        cap: Literal["butt", "round"] = "butt",
    ) -> None:
        """Draw a line through points of shape (n, 2); dashes are in points, not in widths."""
        x, y = np.asarray(points, dtype=float).T
        drawn = Line2D(
            x,
            y,
            color=colour,
            linewidth=width,
            solid_capstyle=cap,
            dash_capstyle=cap,
            solid_joinstyle="round",
            dash_joinstyle="round",
        )
        if dash is not None:
            drawn.set_linestyle((0, tuple(dash)))
        self.add(drawn, layer, clip)

    def lines(
        self,
        parts: Iterable[ArrayLike],
        colour: str = INK,
        width: float = 0.6,
        *,
        layer: float = 1,
        clip: Box | None = None,
    ) -> None:
        """Draw many lines of one kind."""
        drawn = LineCollection(
            [np.asarray(part, dtype=float) for part in parts], colors=colour, linewidths=width
        )
        self.add(drawn, layer, clip)

    def dots(
        self,
        places: ArrayLike,
        colour: str,
        *,
        layer: float,
        clip: Box,
        as_picture: bool = False,
    ) -> None:
        """Draw a dot at each of the places, shape (n, 2); as a picture where they are too many."""
        x, y = np.asarray(places, dtype=float).T
        drawn = Line2D(x, y, linestyle="none", marker="o", markersize=1.6, color=colour)
        drawn.set_markeredgewidth(0)
        drawn.set_rasterized(as_picture)
        self.add(drawn, layer, clip)

    def hatch(
        self, box: Box, colour: str, ground: str, *, layer: float = 1, step: float = 1.2
    ) -> None:
        """Fill a box with lines at 45°: nothing was reported here."""
        self.area(box, fill=ground, layer=layer)
        starts = np.arange(box.left - box.height, box.right, step)
        # Lines of all boxes meet the same lattice, so that adjoining boxes read as one field.
        starts = np.floor(starts / step) * step
        parts = [[(x, box.bottom), (x + box.height, box.top)] for x in starts]
        self.lines(parts, colour, 0.35, layer=layer, clip=box)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        colour: str = INK,
        weight: int = REGULAR,
        italic: bool = False,
        align: Align = "left",
        halo: float = 0.0,
        halo_colour: str = "#FFFFFF",
        angle: float = 0.0,
        layer: float = 50,
        role: str = "text",
    ) -> Box:
        """Set a line of words with its baseline at y.

        Parameters
        ----------
        size, halo : float
            In points; the halo is the width of the light rim around the letters.
        role : str
            What the words are; tests find them by it.

        Returns
        -------
        Box
            The room the words take, for horizontal ones.
        """
        shown = clean_text(words)

        def letters() -> Text:
            return Letters(
                x,
                y,
                shown,
                color=colour,
                fontfamily=[FACE, FALLBACK],
                fontweight=weight,
                fontstyle="italic" if italic else "normal",
                fontsize=size,
                horizontalalignment=align,
                verticalalignment="baseline",
                rotation=angle,
                rotation_mode="anchor",
                parse_math=False,
                usetex=False,
            )

        if halo:
            # The rim is drawn apart: with an effect on them the letters would no longer be text.
            rim = letters()
            rim.set_gid(HALO)
            rim.set_path_effects([Stroke(linewidth=2 * halo, foreground=halo_colour, alpha=0.92)])
            self.add(rim, layer)
        drawn = letters()
        drawn.set_gid(role)
        self.add(drawn, layer)
        return text_box(x, y, shown, size, weight=weight, italic=italic, align=align)


def text_box(
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    weight: int = REGULAR,
    italic: bool = False,
    align: Align = "left",
) -> Box:
    """Return the room a line of words takes with its baseline at y."""
    width = text_width(clean_text(words), size, weight, italic)
    left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
    high = size * POINT_MM
    return Box(left, y - ASCENT * high, left + width, y + DESCENT * high)


def _rectangle(box: Box) -> Path:
    corners = [
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
        (box.left, box.top),
    ]
    return Path(corners, closed=True)
