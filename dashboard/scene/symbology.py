"""How things look, for screen and paper alike: colours, shapes, class breaks, words on the map."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dashboard.scene.palette import PALETTE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INK, INK_2, INK_3 = PALETTE["ink"], PALETTE["ink_2"], PALETTE["ink_3"]
LAND, BELARUS = PALETTE["land"], PALETTE["belarus"]
WATER, WATER_LINE = PALETTE["water"], PALETTE["water_line"]
FOREST, FOREST_EDGE = PALETTE["forest"], PALETTE["forest_edge"]
FOREST_INK, GRATICULE = PALETTE["forest_ink"], PALETTE["graticule"]
BORDER, COUNTRY_INK, RULE = PALETTE["border"], PALETTE["country_ink"], PALETTE["rule"]
ACCENT, HALO, WINDOW = PALETTE["accent"], PALETTE["halo"], PALETTE["window"]
FLIGHT, BROUGHT_FLIGHT = PALETTE["flight"], PALETTE["brought_flight"]
CONTESTED, TAG, PAPER = PALETTE["contested"], PALETTE["tag"], PALETTE["paper"]
NOT_REPORTED, UNKNOWN = PALETTE["not_reported"], PALETTE["unknown"]
UNKNOWN_GROUND = PALETTE["unknown_ground"]
HATCH, HATCH_GROUND = PALETTE["hatch"], PALETTE["hatch_ground"]

RAMP = ("#F2CBDD", "#DE95B9", "#C25C95", "#94246F", "#560A45")
"""Five classes with even steps of lightness (L* 85, 70, 53, 35, 18), safe in greyscale."""

LEVEL = RAMP[2]
"""Means and levels on charts: a line of its own colour over figures in ink."""

RATIOS = {
    "QUARTER": ("#0B5A52", 7.0),
    "HALF": ("#3F8F84", 6.0),
    "LESS": ("#9CCBC2", 5.0),
    "SAME": ("#D9D7D0", 4.0),
    "MORE": ("#E9C58A", 5.0),
    "DOUBLE": ("#B8791C", 6.0),
    "QUADRUPLE": ("#7E4A08", 7.0),
}
"""Colour and width of a border by the class of a ratio (`events.analysis.Size`), least first.

The two wings are one grey in print, so that a triangle beside the line says which way it went.
"""

RATIO_ENDS = ("¼", "½", "0.9", "1.1", "2", "4")
"""Where one class of a ratio ends and the next begins, in words of a legend."""

ZERO_LEVEL, NO_LEVEL = 0, 255
"""Level of a reported zero, and of a border nothing was reported on."""

HIDDEN_LEVEL, FILTERED_LEVEL = 253, 252
"""Level of a border whose figures are out of sight: with the reference, or by a filter."""

PENDING_LEVEL = 254
"""Level of a border whose window is still being counted; it stands in no feed."""

RATED_BELOW = FILTERED_LEVEL
"""Levels below this one are classes of a rate, or a reported zero."""


@dataclass(frozen=True, slots=True)
class Category:
    """How one kind of event is marked.

    Attributes
    ----------
    key, label : str
        Its name in tables and in the key.
    shape, colour : str
        Of its symbol.
    weight : int
        Who gets a label first where there is room for few; 0 gets none.
    also : tuple of str
        Further names in tables that are marked alike.
    """

    key: str
    label: str
    shape: str
    colour: str
    weight: int = 0
    also: tuple[str, ...] = ()


LAYER_CATEGORIES = tuple(
    Category(f"layer-{number}", f"brought file {number}", shape, colour)
    for number, (shape, colour) in enumerate(
        (
            ("ring", "#332288"),
            ("frame-diamond", "#CC6677"),
            ("frame-triangle-down", "#88CCEE"),
            ("frame-bar", "#117733"),
            ("frame-triangle-right", "#DDCC77"),
            ("frame-pillar", BROUGHT_FLIGHT),
            ("frame-plus", "#44AA99"),
            ("frame-spark", "#999933"),
        ),
        start=1,
    )
)
"""Symbols of brought files: hollow, so that none is taken for one of the reference.

Colours are those of Paul Tol's muted scheme without its magentas, which are the ramp's.
"""

CATEGORIES = (
    Category("clash", "mass attempt, clash", "triangle", "#D55E00", 70),
    Category("incident", "threat, shots, incident", "square", "#E69F00", 50),
    Category("death", "death", "diamond", "#000000", 60),
    Category("camp", "camp, group", "pentagon", FLIGHT, 45),
    Category("pushback", "pushback, detention", "triangle-left", "#CC79A7", 40, ("detention",)),
    Category(
        "emergency",
        "emergency, policy, closure",
        "hexagon",
        "#56B4E9",
        20,
        ("policy", "closure"),
    ),
    Category("military", "military, deployment", "star", "#F0E442", 30, ("deployment",)),
    Category(
        "diplomacy",
        "diplomacy, sanctions, statement",
        "disc",
        "#009E73",
        also=("sanctions", "statement"),
    ),
    Category("aviation", "aviation", "plane", PAPER, 35),
    Category("barrier", "barrier", "comb", PAPER),
    Category("forest", "forest", "disc", FOREST_EDGE),
    Category("figure", "reported figure at a place", "disc", PAPER, also=("flow_record", "flow")),
    *LAYER_CATEGORIES,
)
"""Shape first, Okabe–Ito colour second; the order is the order of the legend."""


@cache
def category_index(category: str) -> int:
    """Return the place in ``CATEGORIES`` of the mark of an event's category."""
    return next(
        index
        for index, known in enumerate(CATEGORIES)
        if category == known.key or category in known.also
    )


@dataclass(frozen=True, slots=True)
class BorderStyle:
    """Names of a border on screen, and where its value may stand, best place first."""

    pair: str
    name: str
    short: str
    anchors: tuple[tuple[float, float], ...]


BORDERS = (
    BorderStyle(
        "BY-PL",
        "Belarus–Poland",
        "Poland",
        ((24.15, 53.12), (24.3, 53.35), (24.1, 52.4), (24.6, 52.75)),
    ),
    BorderStyle(
        "BY-LT",
        "Belarus–Lithuania",
        "Lithuania",
        ((26.15, 54.68), (26.75, 55.05), (25.95, 54.35), (25.6, 53.9)),
    ),
    BorderStyle(
        "BY-LV",
        "Belarus–Latvia",
        "Latvia",
        ((28.35, 56.0), (28.35, 55.8), (27.6, 55.55), (28.6, 56.25)),
    ),
)

BREAKS: dict[tuple[str, str], tuple[int, ...]] = {
    ("BY-PL", "attempts"): (1, 50, 100, 200, 400),
    ("BY-LT", "turn_backs"): (1, 5, 15, 50, 100),
    ("BY-LT", "detentions"): (1, 25, 50, 100, 200),
    ("BY-LV", "prevented"): (1, 10, 20, 40, 80),
    ("BY-LV", "detentions"): (1, 10, 20, 40, 80),
}
"""Least rate a day of each class, by border and measure; the same on every date and page.

Half-open: a rate is in the last class whose least value it reaches; above zero and below the
second break is the first class. Chosen against every reported day of the shipped tables, see
``docs/decisions/0003-class-breaks.md``.
"""

MEASURE_WORDS = {
    "attempts": "attempts a day",
    "turn_backs": "turned back a day",
    "prevented": "prevented a day",
    "detentions": "detained a day",
}


def levels_of(pair: str, measure: str, rates: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return what `level_of` gives for many rates at once; NaN is *not reported*.

    Parameters
    ----------
    pair : str
        ``BY-PL``, ``BY-LT`` or ``BY-LV``.
    measure : str
        Name of the measure: each has class breaks of its own.
    rates : ndarray of float64, shape (n,)
        People a day; NaN where there is none.
    """
    import numpy as np

    level = np.maximum(1, np.searchsorted(BREAKS[pair, measure], rates, side="right"))
    level = np.where(rates == 0, ZERO_LEVEL, level)
    return np.where(np.isnan(rates), NO_LEVEL, level).astype("u1")


def level_of(pair: str, measure: str, rate: float | None) -> int:
    """Return the class of a rate on its border's own scale.

    Parameters
    ----------
    pair : str
        Border pair.
    measure : str
        Key of the measure the rate counts.
    rate : float or None
        Reported rate a day; None for not reported.

    Returns
    -------
    int
        1 to 5; 0 for a reported zero; 255 for not reported.
    """
    if rate is None:
        return NO_LEVEL
    if rate == 0:
        return ZERO_LEVEL
    return max(1, bisect_right(BREAKS[pair, measure], rate))


def level_colour(level: int) -> str:
    """Return the colour of a class, 1 to 5; that of paper for a reported zero."""
    return PAPER if level == ZERO_LEVEL else RAMP[level - 1]
