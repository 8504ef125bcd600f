"""Finds the header among the first rows of a table: below titles, and when it has two rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from events.uploads.values.words import is_digits

LOOKED_AT = 60
"""Rows among which the header is looked for."""

_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header of a table is.

    ``above`` rows stand before it, ``rows`` (1, 2, or 0 where there is none) are the header.
    """

    above: int
    rows: int
    names: tuple[str, ...]


def find_header(rows: Sequence[Sequence[str]], *, groups: Sequence[str] = ()) -> Header:
    """Find the header of a table.

    A title fills few cells; the header is the first row that is as wide as most rows and holds
    hardly any numbers. Where cells of it are blank and a row of words below fills them, that row
    is part of it, and its names count.

    Parameters
    ----------
    rows : sequence of sequence of str
        The first rows, as far as `LOOKED_AT`; blank ones are empty.
    groups : sequence of str, optional
        The first row with merged heads written into each of their cells.
    """
    filled = [_width(row) for row in rows]
    widths = [width for width in filled if width]
    if not widths:
        return Header(0, 0, ())
    usual = _usual(widths)
    head = next((p for p, width in enumerate(filled) if width), 0)
    if not _is_whole(rows[head], usual):
        for place in range(head + 1, min(len(rows), _DEEPEST)):
            if filled[place] and _is_whole(rows[place], usual) and is_header(rows[place]):
                head = place
                break
    if not is_header(rows[head]):
        return Header(head, 0, ())
    names = tuple(rows[head])
    below = next((p for p in range(head + 1, len(rows)) if filled[p]), None)
    if below == head + 1 and _continues(rows[head], rows[below], rows[below + 1 :]):
        return Header(head, 2, _joined(groups or _spread(rows[head]), rows[head], rows[below]))
    return Header(head, 1, names)


def _width(row: Sequence[str]) -> int:
    """Return how many cells a row has up to its last filled one."""
    return max((i for i, cell in enumerate(row, 1) if cell.strip()), default=0)


def _usual(widths: list[int]) -> int:
    # Titles above a table may be more than the rows that are looked at below them.
    counts = Counter(width for width in widths if width > 1) or Counter(widths)
    most = max(counts.values())
    return max(width for width, count in counts.items() if count == most)


def _is_whole(row: Sequence[str], usual: int) -> bool:
    filled = sum(bool(cell.strip()) for cell in row)
    return filled * 2 > usual and _width(row) * 4 >= usual * 3


def is_header(cells: Sequence[str]) -> bool:
    """Tell a header from a row: a row has numbers, a header hardly ever does."""
    filled = [cell for cell in cells if cell.strip()]
    figures = [cell.strip().lstrip("+-") for cell in filled]
    figures = [cell for cell in figures if is_digits(cell.replace(".", "", 1))]
    return len(figures) * 4 < len(filled) or _are_times(figures)


def _are_times(figures: list[str]) -> bool:
    """Tell whether numbers of a first row are years, or months as serial numbers, in order."""
    if len(figures) < 2 or not all(f.isascii() and f.isdigit() for f in figures):
        return False
    numbers = [int(f) for f in figures]
    rising = all(a < b for a, b in pairwise(numbers)) or all(a > b for a, b in pairwise(numbers))
    low, high = (1900, 2100) if numbers[0] < 3000 else (30_000, 60_000)
    return rising and low <= min(numbers) and max(numbers) <= high


def _continues(upper: Sequence[str], lower: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Tell whether a row below a header goes on with it: words where the header is blank."""
    width = max(_width(upper), _width(lower))
    gaps = [i for i in range(width) if not _cell(upper, i)]
    if not gaps or not any(_cell(lower, i) for i in gaps):
        return False
    words = [cell for cell in lower if cell.strip()]
    if any(any(c.isdigit() for c in cell) and not is_digits(cell.strip()) for cell in words):
        return False
    if any(is_digits(cell.strip()) and not 1900 <= int(cell) <= 2100 for cell in words):
        return False
    # A row below has numbers where this one has words, else this may be a row of words itself.
    numbers = [row for row in rest[:10] if _width(row)]
    return any(
        any(c.isdigit() for c in _cell(row, i)) for row in numbers for i in gaps if _cell(lower, i)
    )


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _spread(row: Sequence[str]) -> list[str]:
    """Return a row of heads with each written over the blanks to its right."""
    spread: list[str] = []
    for cell in row:
        spread.append(cell if cell.strip() or not spread else spread[-1])
    return spread


def _joined(groups: Sequence[str], upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Return one name for each column: the lower one, with its group where that stands twice."""
    width = max(len(upper), len(lower))
    below = [_cell(lower, i) for i in range(width)]
    twice = {name for name, count in Counter(filter(None, below)).items() if count > 1}
    names: list[str] = []
    for i, name in enumerate(below):
        if not name:
            names.append(_cell(upper, i))
        elif name in twice:
            group = _cell(groups, i)
            names.append(f"{group}: {name}" if group else name)
        else:
            names.append(name)
    return tuple(names)
