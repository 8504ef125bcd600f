"""Analysis of sparse, unequal reports: an answer where they allow one, else a refusal in words.

Every result is a frozen value with ``reason`` (None when it is answered), ``report_ids`` (the
reports it rests on), ``words`` and ``table``. Nothing here is imported or computed before it is
asked for; the entries for callers are those of ``events``:

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
