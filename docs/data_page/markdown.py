"""Markdown out of plain values: tables, numbers, days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from events import day_in_words

NONE = "–"


def to_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table; columns that hold only numbers are set to the right."""
    body = [[_cell(value) for value in row] for row in rows]
    columns = list(zip(*body, strict=True)) if body else [()] * len(head)
    rule = ["---:" if _is_numeric(column) else "---" for column in columns]
    lines = [list(head), rule, *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float) -> str:
    """Write a number with thousands commas and no needless decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def count_or_none(value: int) -> str:
    """Write a count; none is a dash, so that the eye finds the others."""
    return number(value) if value else NONE


def share(part: int, whole: int) -> str:
    """Write a part of a whole in per cent."""
    return f"{100 * part / whole:.0f} %" if whole else NONE


def days_in_words(first: date, last: date) -> str:
    """Write the first and the last day of a span."""
    return f"{day_in_words(first)} – {day_in_words(last)}"


def _cell(value: object) -> str:
    text = number(value) if isinstance(value, int | float) else str(value)
    return text.replace("|", "\\|").replace("\n", " ") or NONE


def _is_numeric(column: Sequence[str]) -> bool:
    return bool(column) and all(
        cell == NONE or cell.removesuffix(" %").replace(",", "").replace(".", "").isdecimal()
        for cell in column
    )
