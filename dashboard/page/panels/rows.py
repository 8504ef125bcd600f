"""Rows that lead somewhere: a button that opens what it names, and the mark that it lights."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dashboard.scene.markup import Markup, tag


def lead(text: object, *ids: str, name: str | None = None, day: date | None = None) -> Markup:
    """Write a button that opens what ids name and takes map and clock there.

    Parameters
    ----------
    text : object
        What stands on it.
    *ids : str
        Of events, conditions, borders, sections, crossings or sources.
    name : str or None
        What it is called where its text alone does not say.
    day : datetime.date or None
        The day it leads to; None leaves it to what is named.
    """
    return tag(
        "button",
        text,
        type="button",
        class_="lead",
        data_pick=",".join(ids),
        data_day=None if day is None else day.isoformat(),
        aria_label=name,
    )


def lit(ids: Iterable[str]) -> str:
    """Return what lights the marks of ids while a row is pointed at or has the focus."""
    return ",".join(ids)
