"""Puts the forty windows into a page: figure, step, reports, bounds, judgement."""

from __future__ import annotations

from collections.abc import Iterator

from docs.data_page.markdown import to_table
from docs.known_page.windows import WINDOWS, Window
from events import BORDERS, Ledger, build_audit, figure_words, period_in_words, pressure

MOST_REPORTS = 4
"""So many reports are named in the table; ``python -m events summary`` names all."""

_HEAD = ("days", "figure a day", "step", "how it is known", "reports", "judged")


def build_page(ledger: Ledger) -> str:
    """Return docs/known.md as the tables give it."""
    parts = [
        "# What is known of forty windows",
        "Written by `scripts/build-docs` from the tables; the last column is the judgement of "
        "whoever looked at the reports. The rule is [decision 0006]"
        "(decisions/0006-which-figure-is-shown.md); each line can be looked up with "
        "`python -m events summary --date LAST --window DAYS`.",
    ]
    for border in BORDERS:
        windows = [window for window in WINDOWS if window.border == border]
        rows = [_row(ledger, window) for window in windows]
        parts += [
            f"## {border}",
            to_table(
                ("days", "figure a day", "step", "how it is known", "reports", "judged"), rows
            ),
        ]
    parts += ["## All days", *_shares(ledger)]
    return "\n\n".join(parts) + "\n"


def _row(ledger: Ledger, window: Window) -> tuple[object, ...]:
    found = pressure(ledger, window.border, window.period)
    words = figure_words(ledger, found)
    more = (words.bounds, words.beside, words.contested, words.context)
    parts = [part.removesuffix(".") for part in (words.basis, *more) if part]
    known = "; ".join(part[0].lower() + part[1:] for part in parts)
    named = list(found.report_ids[:MOST_REPORTS])
    rest = len(found.report_ids) - len(named)
    reports = ", ".join(named) + (f" and {rest} more" if rest else "")
    return (
        f"{period_in_words(window.period)} ({window.days})",
        words.value,
        found.step,
        known,
        reports or "none",
        window.judgement,
    )


def _shares(ledger: Ledger) -> Iterator[str]:
    """Say how the single days from the first to the newest day figure are answered."""
    entries = [entry for entry in build_audit(ledger)["measures"] if entry["days"]]
    ways = list(entries[0]["days"]["by_step"])
    rows = []
    for entry in entries:
        days = entry["days"]
        count = days["period"]["days"]
        shares = [f"{days['by_step'][way] / count:.1%}" for way in ways]
        exact = f"{days['known_exactly'] / count:.1%}"
        rows.append(
            (f"{entry['border']} {entry['measure']}", days["period"]["words"], exact, *shares)
        )
    alone = ", ".join(
        f"{entry['days']['by_bounds_alone']:,} ({entry['border']} {entry['measure']})"
        for entry in entries
    )
    yield (
        "One day at a time, from the first day of the measure (where none is known, from the first "
        "day with a figure) to the newest day with a figure. Bounds alone, without a figure of the "
        f"day or a count around it, answer {alone} of them; they stand under *days*."
    )
    header = ("border, measure", "days", "known exactly")
    steps = (f"{number} {way}" for number, way in enumerate(ways, start=1))
    yield to_table((*header, *steps), rows)
