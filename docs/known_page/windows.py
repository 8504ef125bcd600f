"""Forty windows of every length, border and year, each with a sentence that judges its figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from events import Period


@dataclass(frozen=True, slots=True)
class Window:
    """A window that ends with a day, and what is to be said of the figure that it gets."""

    border: str
    last_day: date
    days: int
    judgement: str

    @property
    def period(self) -> Period:
        """Return its days."""
        return Period.trailing(self.last_day, self.days)


_ROWS = (
    # Poland
    ("BY-PL", "2021-11-16", 1, "Right: the day was counted and is told by one page."),
    ("BY-PL", "2021-09-07", 1, "Right to show the one and tell the other: no page explains 535."),
    (
        "BY-PL",
        "2024-05-20",
        1,
        "Fair: the day is one of a month of which about 7,500 was told for the whole border and "
        "8,000 and more for the larger part of it; both stand beside the average.",
    ),
    (
        "BY-PL",
        "2023-02-27",
        1,
        "Right to refuse: nothing narrower than nearly five months holds the day.",
    ),
    (
        "BY-PL",
        "2021-11-14",
        7,
        "Usable: five of seven days, and the bounds show how far the other two could move it.",
    ),
    (
        "BY-PL",
        "2021-10-03",
        7,
        "Better than a mean: August, September, a total to the 26th and three single days leave "
        "one number. It hangs on the total of September, which a ministry told higher.",
    ),
    (
        "BY-PL",
        "2022-05-22",
        7,
        "Weak and said so: no day of the week is told, and the average comes from 26 days; the "
        "bounds keep it within a factor of about two.",
    ),
    (
        "BY-PL",
        "2023-08-09",
        7,
        "Fair: the ten days around it are told roughly; the one reported day, 63, would mislead.",
    ),
    (
        "BY-PL",
        "2025-01-05",
        7,
        "Right to refuse: winter days lie inside a count of nearly a year.",
    ),
    (
        "BY-PL",
        "2021-08-31",
        30,
        "Right: the month is counted; the mean of its reported days would be another number.",
    ),
    (
        "BY-PL",
        "2021-09-30",
        30,
        "Right: the month was published a year later as 7,667; the first press figures agree or "
        "are told as contested.",
    ),
    (
        "BY-PL",
        "2021-11-30",
        30,
        "Right: about 8,900 was told for the month, and the mean of its 19 reported days agrees.",
    ),
    (
        "BY-PL",
        "2024-03-15",
        30,
        "Right to give no rate: days of 6 and of 133 are no sample, but the bounds say the order.",
    ),
    (
        "BY-PL",
        "2026-02-17",
        30,
        "Right to give no rate: five calm winter days are told, and nothing limits the others.",
    ),
    (
        "BY-PL",
        "2022-11-14",
        90,
        "Good: totals of the year and of its parts pin the autumn within a half.",
    ),
    (
        "BY-PL",
        "2025-09-30",
        90,
        "Honest: a quarter of the days is told; the bounds are wide, and no rate is made of them.",
    ),
    (
        "BY-PL",
        "2021-12-31",
        365,
        "Right: the year is counted; its two published totals differ by 6 and agree.",
    ),
    ("BY-PL", "2023-12-31", 365, "Right: the year is counted."),
    # Lithuania
    (
        "BY-LT",
        "2021-08-03",
        1,
        "Debatable: the agency's rough figure of the day goes before an exact one told months "
        "later by a paper of lower grade; both are shown.",
    ),
    (
        "BY-LT",
        "2021-08-02",
        1,
        "Careful: no trusted page counts the day. Totals around it give one number, against four "
        "that are told, and it is marked as contested.",
    ),
    ("BY-LT", "2024-01-20", 1, "Right: ten days without anybody were reported as such."),
    (
        "BY-LT",
        "2022-10-15",
        1,
        "Weak and said so: an average of two months of autumn stands for a day.",
    ),
    (
        "BY-LT",
        "2025-06-15",
        1,
        "Strict: the totals on either side lie 96 days apart, four more than are averaged; the "
        "count stands beside as context.",
    ),
    ("BY-LT", "2021-10-23", 7, "Right: every day of the week is told."),
    (
        "BY-LT",
        "2021-08-06",
        7,
        "Right: turning back began on the 3rd; three of the four days since are told, one roughly, "
        "and a rough total caps the fourth.",
    ),
    (
        "BY-LT",
        "2025-10-20",
        7,
        "Good: four days and two totals leave a range of a quarter.",
    ),
    (
        "BY-LT",
        "2021-08-31",
        30,
        "Right: the total to 1 October less that day and September; the first month is complete.",
    ),
    (
        "BY-LT",
        "2023-09-15",
        30,
        "Fair: no day is told; two totals 40 days apart give the order of magnitude.",
    ),
    (
        "BY-LT",
        "2025-11-30",
        30,
        "Right, and the reason for the rule: one day of zero is told within a month of 36.",
    ),
    (
        "BY-LT",
        "2022-12-31",
        90,
        "Good: the totals of the year, to September and to mid-October leave a range of a quarter.",
    ),
    (
        "BY-LT",
        "2024-12-31",
        365,
        "Right: the year less its first day, which a total shows to have been empty.",
    ),
    (
        "BY-LT",
        "2026-02-17",
        90,
        "Good: totals count nearly these days, and the bounds leave seven people open.",
    ),
    # Latvia
    ("BY-LV", "2023-09-10", 1, "Right: the highest day told for this border."),
    (
        "BY-LV",
        "2021-08-09",
        1,
        "Careful: a count of four days less three told ones gives 143, where a document has 70; "
        "it is marked as contested.",
    ),
    (
        "BY-LV",
        "2021-08-15",
        7,
        "Right: the count of people kept from crossing began on the 10th and is complete since.",
    ),
    (
        "BY-LV",
        "2022-06-15",
        7,
        "Fair: no day is told; totals of June give a low average and the bounds allow zero.",
    ),
    (
        "BY-LV",
        "2024-08-31",
        30,
        "Good: 29 of 30 days are counted; what the 30th could add is told by the bounds.",
    ),
    (
        "BY-LV",
        "2025-05-20",
        30,
        "Right to refuse: the spring lies between two totals 107 days apart.",
    ),
    (
        "BY-LV",
        "2023-10-31",
        90,
        "Good: the busiest autumn is known to within a quarter, without one complete month.",
    ),
    ("BY-LV", "2025-12-31", 365, "Right: the year is counted and told twice."),
)

WINDOWS: tuple[Window, ...] = tuple(
    Window(border, date.fromisoformat(last), days, judgement)
    for border, last, days, judgement in _ROWS
)
