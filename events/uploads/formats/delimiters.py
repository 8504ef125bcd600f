"""Tells what stands between the columns of a text, or asks."""

from __future__ import annotations

import csv
import io
from collections import Counter

from events.uploads.values.errors import ChoiceNeededError
from events.uploads.values.receipt import Option, Question

DELIMITERS = (",", ";", "\t", "|")
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
_LOOKED_AT = 50


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts the first records into equally many cells.

    Raises
    ------
    ChoiceNeededError
        Two do so equally well.
    """
    widths: dict[str, tuple[float, int]] = {}
    counted = 0
    head = text[:200_000]
    cut = len(head) < len(text)
    for delimiter in DELIMITERS:
        if delimiter not in head:
            continue
        counts = _widths(head, delimiter)
        counts = counts[:-1] if cut and len(counts) > 1 else counts
        counted = max(counted, len(counts))
        if not counts:
            continue
        # Titles above a table have no delimiter, or another number of them: they do not count.
        width, times = Counter(counts).most_common(1)[0]
        if width == 1:
            rest = Counter(count for count in counts if count > 1).most_common(1)
            width, times = rest[0] if rest else (1, 0)
        if width > 1:
            widths[delimiter] = (times / len(counts), width)
    if not widths:
        return ","
    best = max(share for share, _ in widths.values())
    likely = [d for d, (share, _) in widths.items() if share == best]
    if len(likely) == 1:
        return likely[0]
    # The header decides: a delimiter inside a title or a number is rare there.
    header = next(line for line in head.splitlines() if line.strip())
    found = {d: header.count(d) for d in likely}
    most = [d for d in likely if found[d] == max(found.values())]
    if len(most) == 1:
        return most[0]
    rows = f"{counted:,} of the first rows"
    options = tuple(
        Option(d, f"{_NAMES[d]}: {' ▏'.join(header.split(d))}"[:120] + f"; {rows}") for d in most
    )
    raise ChoiceNeededError((Question("delimiter", "What stands between the columns?", options),))


def _widths(head: str, delimiter: str) -> list[int]:
    """Return how many cells each of the first records has, empty ones at its end left out."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    counts: list[int] = []
    try:
        for cells in reader:
            while len(cells) > 1 and not cells[-1]:
                cells.pop()
            if any(cells):
                counts.append(len(cells))
            if len(counts) > _LOOKED_AT:
                break
    except csv.Error:
        return counts
    return counts
