"""The page as a whole: its order and the words between the tables."""

from __future__ import annotations

from docs.data_page.days import classes_section, gaps_section
from docs.data_page.deaths import deaths_section
from docs.data_page.layers import layers_section, lengths_section
from docs.data_page.places import crossings_section, places_section
from docs.data_page.readings import readings_section
from docs.data_page.reports import (
    contested_section,
    corrections_section,
    counts_section,
    grades_section,
    measures_section,
    overview_section,
    precision_section,
)
from docs.data_page.weaknesses import weaknesses_section
from events import Ledger

HEAD = """\
<!-- Written by scripts/build-docs from events/data and geodata/data. Change those, not this. -->

# The data

What the shipped tables and map layers hold, counted from the files themselves. How a publisher or a
report is graded is in [grading.md](grading.md); how a figure is chosen among several, in
[decision 0006](decisions/0006-which-figure-is-shown.md); how to correct or add a row, in
[CONTRIBUTING.md](../CONTRIBUTING.md).
"""


def build_page(ledger: Ledger) -> str:
    """Return the text of docs/data.md; the same tables give the same bytes."""
    sections = (
        HEAD,
        overview_section(ledger),
        measures_section(ledger),
        counts_section(ledger),
        precision_section(ledger),
        gaps_section(ledger),
        readings_section(ledger),
        deaths_section(ledger),
        classes_section(ledger),
        grades_section(ledger),
        contested_section(ledger),
        corrections_section(ledger),
        layers_section(),
        lengths_section(),
        places_section(ledger),
        crossings_section(ledger),
        weaknesses_section(ledger),
    )
    return "\n".join(f"{section.rstrip()}\n" for section in sections)
