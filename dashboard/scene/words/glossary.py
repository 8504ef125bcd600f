"""What the words of the page mean, a sentence each, and the four steps of the guide.

One table for the page, its labels and docs/glossary.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the guide.

    Attributes
    ----------
    title : str
        What to do, in a few words.
    text : str
        How, and what it gives.
    part : str
        Key of the part of the page that it speaks of.
    """

    title: str
    text: str
    part: str


GUIDE = (
    Step(
        "Choose the days",
        "Type a date into the clock, take a week, a month or a year, or move the slider. "
        "Map, title and lists show those days.",
        "clock_box",
    ),
    Step(
        "Read the map",
        "Each border has its own number and its own scale of colour; a dashed line means that "
        "nobody reported a figure. Marks are events: click one to see who reported it.",
        "maps",
    ),
    Step(
        "Open a row",
        "Beside the map stand lists of figures, events, deaths, flights and sources. A row opens "
        "its reports and leads the map there; Filters narrow what is listed.",
        "panel",
    ),
    Step(
        "Take it away",
        "Link copies this view, Data gives its reports as a table, Export makes files, and PNG the "
        "sheet with the map; a PDF has every source.",
        "top",
    ),
)
"""Shown at the first visit, and again from the help."""

GUIDE_SEEN = "border-monitor-guide"
"""Under this name a browser remembers that the guide was seen."""

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "?": "this help, from anywhere but a field",
        "Esc": "close help, guide or list",
        "← →": "one step of the clock",
        "Page Up, Page Down": "a month",
        "Home, End": "first and last day of the slider",
        "Space": "play or pause",
        "[ ]": "slower, faster",
        "↑ ↓, Enter": "choose among the places and dates found",
    }
)
"""Shortcuts; those of the clock hold while it has the focus."""

GLOSSARY: Mapping[str, str] = MappingProxyType(
    {
        "attempts to cross irregularly": "Attempts that the Polish border guard counted; one "
        "person may be counted several times.",
        "average of a wider count": "Only a longer time was counted as a whole; the number is its "
        "average a day, not a count of the days shown.",
        "between": "The reports leave a range open: the true count lies from the lower to the "
        "higher number.",
        "border section": "A named part of a border, cut for this map; no authority uses it.",
        "buffer zone": "A strip along the border that people may not enter while a rule says so.",
        "complete": "The reports together leave one number only for these days.",
        "contested": "Sources contradict each other about it; all are shown and no mean is made.",
        "credibility": "The digit of a grade, for the report itself: 1 is confirmed independently, "
        "2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 not judged.",
        "event": "One thing that was reported on, with every report about it.",
        "figure a day": "How many were counted on an average day of the window, by the service "
        "named beside it.",
        "follows from other reports": "No report gives this number, but it is what is left when "
        "reports are added and subtracted.",
        "grade": "Reliability of who published it and credibility of what it says, such as B2.",
        "in force": "A closure, an emergency, a zone or a ban that held on that date.",
        "irregular": "Outside an official crossing or without the papers asked for.",
        "key event": "A day that changed much, to jump to from the clock.",
        "mean of reported days": "The average of those days of the window that have a figure of "
        "their own; nothing is said of the others.",
        "named period": "Days with a name, such as the state of emergency in Poland.",
        "not on the map": "Reported without a place that the map could show; it stands in the list "
        "alone.",
        "not reported": "No source that was read says anything; it is not zero.",
        "people prevented from crossing": "People whom the Latvian border guard counted as stopped "
        "from entering.",
        "people turned back": "People whom the Lithuanian border guard counted as not let in and "
        "sent back.",
        "place known only roughly": "A mark with a dashed ring: the report names a section, a "
        "border or an area, and no point in it.",
        "reference": "Border Monitor's own reports, which this page comes with, beside the files "
        "you drop on it.",
        "reliability": "The publisher's letter: A official on its own count, B agency or newsroom, "
        "C regional or special, D state-linked or copy, E one-sided, F not judged.",
        "report": "One statement by one source about one thing.",
        "reported total": "A count that goes back to a fixed day long ago, such as the start of a "
        "year; it is not a figure of the days shown.",
        "source": "A page, document or broadcast that was read, with its publisher and address.",
        "window": "The days on show: that day, the days up to it, or all since the start of the "
        "slider.",
        "your file": "A table or layer that you dropped on the page; it stays in this session and "
        "is never added to the figures.",
    }
)
"""A sentence for each term, in the order of the alphabet."""


def meaning(term: str) -> str:
    """Return the sentence of a term, for the help beside a label.

    Raises
    ------
    KeyError
        The glossary has no such term.
    """
    return GLOSSARY[term]
