"""What all reports together say about any window: bounds, contests, and the figure by one rule.

The entries for callers are those of ``events``:

``known(ledger, border, window) -> Known``
    Least and most of a window, the reports behind each, the days with a figure of their own.
``pressure(ledger, border, window) -> Pressure``
    The figure of one window by the rule of decision 0006.
``change(ledger, border, window) -> Change``
    The same against the window before.
``timeline(ledger, border, first_day, last_day, window_days) -> Timeline``
    ``pressure`` for the window ending on each day, at once.
``day_states(ledger, border, first_day, last_day) -> ndarray of uint8``
    How well each day is known, in the measure in force on it.
``contests(ledger, border) -> tuple of Contest``
    Every report put aside, with the fewest it collides with.
``day_figures(ledger, border, measure) -> tuple of Rate``
    The reported counts as steps over their days, as before.
``figure_words(pressure) -> FigureWords``
    What stands beside a figure: ``value`` ("562.8", "11.3–13.4", "not reported"), ``unit``
    ("attempts a day"), ``basis`` ("complete count: 17,447 in 31 days", "mean of 4 reported days
    of 7", "between 339 and 402 in 30 days", "inside a wider count: 763 in 35 days, 1 March –
    4 April 2024", "2 reported days: 2 and 12"), ``short`` (for the phone), ``bounds`` ("The total
    lies between 1,599 and 5,939." or empty), ``since`` ("6 of 30 days, counted since 10 August
    2021" or empty), ``beside`` ("also told as 7,535 and about 7,700"), ``contested`` ("contested:
    about 9,000"), ``context`` ("narrowest wider count: 12,000 in 2022").
"""
