"""The paper: a matplotlib figure addressed in millimetres from its upper left corner.

Long because each argument of a line, an area or words is told with its unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

from dashboard.exports.fonts import FACE, FALLBACK, REGULAR, clean_text
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.layout import Layout
from dashboard.exports.sheet.sizes import DOTS_PER_INCH, Size
from dashboard.exports.sheet.text_boxes import Align, text_box
from dashboard.exports.text_shaping import Letters
from dashboard.scene.symbology import INK, PAPER

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from numpy.typing import ArrayLike


HALO = "halo"
"""Role of the light rim around words; it repeats them as outlines."""


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
        self.figure = Figure(figsize=(wide / dots, high / dots), dpi=dots, facecolor=PAPER)
        FigureCanvasAgg(self.figure)
        self.transform = (
            Affine2D().scale(1 / 25.4, -1 / 25.4).translate(0, high / dots)
            + self.figure.dpi_scale_trans
        )

    def add(self, artist: Artist, layer: float, clip: Box | None = None) -> None:
        """Put an artist on the sheet, cut off at the edge of a box if one is given.

        Parameters
        ----------
        artist : Artist
            In millimetres, unless it has a transform of its own.
        layer : float
            What has the higher one lies above.
        clip : Box or None
            In millimetres; None cuts nothing off.
        """
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
        """Fill and outline an area; widths and dashes are in points.

        Parameters
        ----------
        path : Path or Box
            Closed or open, in millimetres from the upper left corner.
        fill, edge : str
            Colours as #RRGGBB; "none" leaves it out.
        width : float
            Of the outline, in points.
        layer : float
            What has the higher one lies above.
        clip : Box or None
            In millimetres; None cuts nothing off.
        dash : sequence of float or None
            Lengths of strokes and gaps in turn, in points; None for an unbroken outline.
        alpha : float or None
            Opacity from 0 to 1; None for opaque.
        """
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
        """Draw a line through points of shape (n, 2); dashes are in points, not in widths.

        Parameters
        ----------
        points : array-like
            Millimetres, of shape (n, 2) as x and y.
        colour : str
            As #RRGGBB.
        width : float
            In points.
        layer : float
            What has the higher one lies above.
        clip : Box or None
            In millimetres; None cuts nothing off.
        dash : sequence of float or None
            Lengths of strokes and gaps in turn, in points; None for an unbroken line.
        cap : {"butt", "round"}
            How strokes end.
        """
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
        """Draw many lines of one kind.

        Parameters
        ----------
        parts : iterable of array-like
            Each of shape (n, 2), x and y in millimetres.
        colour : str
            As #RRGGBB.
        width : float
            In points.
        layer : float
            What has the higher one lies above.
        clip : Box or None
            In millimetres; None cuts nothing off.
        """
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
        """Draw a dot at each of the places, shape (n, 2); as a picture where they are too many.

        Parameters
        ----------
        places : array-like
            Millimetres, of shape (n, 2) as x and y.
        colour : str
            As #RRGGBB.
        layer : float
            What has the higher one lies above.
        clip : Box
            In millimetres.
        as_picture : bool
            Drawn as pixels at the sheet's resolution, in PDF and SVG too.
        """
        x, y = np.asarray(places, dtype=float).T
        drawn = Line2D(x, y, linestyle="none", marker="o", markersize=1.6, color=colour)
        drawn.set_markeredgewidth(0)
        drawn.set_rasterized(as_picture)
        self.add(drawn, layer, clip)

    def hatch(
        self, box: Box, colour: str, ground: str, *, layer: float = 1, step: float = 1.2
    ) -> None:
        """Fill a box with lines at 45°: nothing was reported here.

        Parameters
        ----------
        box : Box
            In millimetres.
        colour, ground : str
            Of the lines and of what lies under them, as #RRGGBB.
        layer : float
            What has the higher one lies above.
        step : float
            Millimetres from one line to the next, along the box.
        """
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
        halo_colour: str = PAPER,
        angle: float = 0.0,
        layer: float = 50,
        role: str = "text",
    ) -> Box:
        """Set a line of words with its baseline at y.

        Parameters
        ----------
        x, y : float
            In millimetres: the point of the baseline that ``align`` names.
        words : str
            One line; signs that cannot be set are replaced.
        size : float
            In points.
        colour : str
            As #RRGGBB.
        weight : int
            Of the typeface, 400 for regular.
        italic : bool
            Whether the letters slant.
        align : Align
            Which part of the words stands at x.
        halo : float
            Width of the light rim around the letters in points; zero for none.
        halo_colour : str
            As #RRGGBB.
        angle : float
            Degrees about (x, y); positive turns to the left.
        layer : float
            What has the higher one lies above.
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


def _rectangle(box: Box) -> Path:
    corners = [
        (box.left, box.top),
        (box.right, box.top),
        (box.right, box.bottom),
        (box.left, box.bottom),
        (box.left, box.top),
    ]
    return Path(corners, closed=True)
