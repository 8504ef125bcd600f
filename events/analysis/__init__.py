"""Analysis of sparse, unequal reports: an answer where they allow one, else a refusal in words.

Every result is a frozen value with ``reason`` (None when it is answered), ``report_ids`` (the
reports it rests on), ``words`` and ``table``. ``events`` imports none of it: who shows no analysis
does not wait for it.

``difference(ledger, border, first, second) -> Difference`` and ``comparable``
    Two windows of one border, between equals only, and what a window can be compared with.
``levels(ledger, border, span) -> Levels`` and ``calibrate``
    Constant levels that describe the figures, and how often that method errs.
``before_after(ledger, border, day) -> BeforeAfter``
    Both sides of a day, ranked among all days where the same can be asked.
``aligned(ledger, border, span) -> Aligned``
    Flights and a border on one axis of time, each on its own scale.
``concentration(ledger, border) -> Concentration``
    Where along a border the located events lie close together.
``ladder(ledger, border) -> Ladder`` and ``moves(ledger, first, second) -> Moves``
    Running totals with their remainders; what each border's own count did between two windows.
``ranking(ledger, border, length) -> Ranking``
    The highest days, weeks or months that were counted by themselves.
``notable(ledger, window) -> Notable``
    What stands out in a window, with a floor that small numbers do not pass.
"""

from events.analysis.aligned import Aligned, FlightLevel, aligned
from events.analysis.around import BeforeAfter, before_after
from events.analysis.calibration import calibration
from events.analysis.comparable import comparable, offers
from events.analysis.compared_sides import ComparedSide
from events.analysis.concentration import (
    DEATH,
    FEWEST_COLOURED,
    Concentration,
    concentration,
)
from events.analysis.difference import Difference, difference
from events.analysis.ladder import Ladder, ladder
from events.analysis.levels import Levels, levels
from events.analysis.moves import Moves, moves
from events.analysis.notable import notable
from events.analysis.ranking import Ranked, Ranking, ranking
from events.analysis.result import Result, Table, Words, words_of
from events.analysis.shifts import Shift
from events.analysis.sizes import Size
from events.analysis.tilings import Tiling

__all__ = [
    "DEATH",
    "FEWEST_COLOURED",
    "Aligned",
    "BeforeAfter",
    "ComparedSide",
    "Concentration",
    "Difference",
    "FlightLevel",
    "Ladder",
    "Levels",
    "Moves",
    "Ranked",
    "Ranking",
    "Result",
    "Shift",
    "Size",
    "Table",
    "Tiling",
    "Words",
    "aligned",
    "before_after",
    "calibration",
    "comparable",
    "concentration",
    "difference",
    "ladder",
    "levels",
    "moves",
    "notable",
    "offers",
    "ranking",
    "words_of",
]
