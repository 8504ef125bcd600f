"""Two dates in one table: what each draws, told apart by a column, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.exports.data import report_table
from dashboard.exports.data.cells import Cell, joined
from dashboard.exports.data.drawn import Drawn
from dashboard.exports.data.features import drawn_things
from dashboard.exports.second_date import Second
from dashboard.scene.comparison import BorderPair, Comparison
from dashboard.scene.scene import Scene
from dashboard.scene.words import overview
from dashboard.scene.words.two_dates import A, B
from events import Ledger

WINDOW = "window"
"""The column, which stands only in a table of two dates: A, B, or in a row of both."""
_BETWEEN = "A to B"


def with_window(columns: Sequence[str], second: object | None) -> tuple[str, ...]:
    """Return the columns of a table, after the first the one that tells two dates apart."""
    if second is None:
        return tuple(columns)
    first, *rest = columns
    return (first, WINDOW, *rest)


def things_of(ledger: Ledger, scene: Scene, second: Second | None) -> tuple[Drawn, ...]:
    """Return what a file draws: of two dates first A, then B, then the differences.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scenes were built from.
    scene : Scene
        The first date.
    second : Second or None
        The second date, where two are compared.
    """
    if second is None:
        return drawn_things(ledger, scene)
    both = second.both.result
    assert isinstance(both, Comparison)
    return (
        *marked(drawn_things(ledger, scene), A),
        *marked(drawn_things(ledger, second.scene), B),
        *map(_difference, both.pairs),
    )


def reports_of(ledger: Ledger, scene: Scene, other: Scene | None) -> list[dict[str, Cell]]:
    """Return the reports of a view as rows by day; of two dates those of both, each once.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scenes were built from.
    scene : Scene
        The first date.
    other : Scene or None
        The second date, where two are compared.
    """
    rows = report_table.build_rows(ledger, scene)
    if other is None:
        return rows
    found: dict[Cell, dict[str, Cell]] = {}
    for letter, own in ((A, rows), (B, report_table.build_rows(ledger, other))):
        for row in own:
            windows = [str(found[row["report"]][WINDOW])] if row["report"] in found else []
            found[row["report"]] = {**row, WINDOW: joined([*windows, letter])}
    return sorted(found.values(), key=lambda row: (str(row["first_day"]), str(row["report"])))


def marked(things: Sequence[Drawn], letter: str) -> Iterator[Drawn]:
    """Yield what a date draws, told apart by its letter."""
    for thing in things:
        yield replace(thing, facts={WINDOW: letter, **thing.facts})


def _difference(pair: BorderPair) -> Drawn:
    """Return what lies between two dates on a border: B less A, or why there is no difference."""
    found, style = pair.difference, pair.first.style
    told = found is not None and pair.reason is None
    facts = {
        WINDOW: _BETWEEN,
        "border": style.pair,
        "status": None if told else "not comparable",
        "measure": None if found is None or found.measure is None else found.measure.key,
        "rate_per_day": found.per_day if found is not None and told else None,
        "rate_low": found.low if found is not None and told else None,
        "rate_high": found.high if found is not None and told else None,
        "unit": f"{overview.plain_unit(found.measure)}, B less A"
        if found is not None and found.measure is not None
        else None,
        "contested": pair.first.pressure.contested or pair.second.pressure.contested,
        "note": ": ".join(filter(None, (pair.headline, pair.detail))),
    }
    ids = found.report_ids if found is not None and told else ()
    # The line of the border is drawn by its own two rows.
    return Drawn("difference", style.pair, f"{style.name} border, B less A", None, facts, ids)
