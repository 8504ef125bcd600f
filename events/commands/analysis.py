"""The commands of analysis: each prints a sentence or a refusal, a table, and what rests on it."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from events.errors import PeriodError
from events.ledger import Ledger
from events.model import BORDERS
from events.period import Period
from events.table_option import add_tables, read_chosen
from events.terminal import tell, tell_json
from events.window_text import WINDOW_HELP, read_window

Run = Callable[[Ledger, argparse.Namespace], Any]


def add_analysis(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of analysis to the command line; what they need is imported when run."""
    for name, (help_words, describe, run) in _COMMANDS.items():
        parser = commands.add_parser(name, help=help_words, description=_DESCRIPTIONS[name])
        describe(parser)
        parser.add_argument("--json", action="store_true", help="print JSON instead of text")
        add_tables(parser)
        parser.set_defaults(run=lambda options, run=run: _run(run, options))


def _run(run: Run, options: argparse.Namespace) -> int:
    ledger = read_chosen(options)
    result = run(ledger, options)
    if options.json:
        from events.analysis.plain import plain

        tell_json(json.dumps(plain(result), ensure_ascii=False, indent=2) + "\n")
    else:
        from events.analysis.printout import result_lines

        tell(*result_lines(ledger, result))
    return 0


def window(text: str) -> Period:
    """Read a window as given: a day, a month or a year, or the first and last of a span.

    Raises
    ------
    argparse.ArgumentTypeError
        When it is none.
    """
    try:
        return read_window(text)
    except PeriodError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise argparse.ArgumentTypeError(f'"{text}" is not a date. Write it as in 2021-11-08.')
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day of the calendar.') from None


def _border(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--border", required=True, choices=BORDERS, help="one border")


def _span(parser: argparse.ArgumentParser) -> None:
    _border(parser)
    parser.add_argument("span", type=window, metavar="WINDOW", help=WINDOW_HELP)


def _compare_options(parser: argparse.ArgumentParser) -> None:
    _border(parser)
    parser.add_argument("first", type=window, metavar="FIRST", help=WINDOW_HELP)
    parser.add_argument("second", type=window, metavar="SECOND", nargs="?", help="the later one")


def _compare(ledger: Ledger, options: argparse.Namespace) -> Any:
    from events.analysis.alternatives import compared, matches

    if options.second is None:
        return matches(ledger, options.border, options.first)
    return compared(ledger, options.border, options.first, options.second)


def _levels_options(parser: argparse.ArgumentParser) -> None:
    _span(parser)
    parser.add_argument(
        "--calibrate",
        action="store_true",
        help="print how often a shift is found where there is none, by simulation",
    )


def _levels(ledger: Ledger, options: argparse.Namespace) -> Any:
    from events.analysis.levels import levels

    found = levels(ledger, options.border, options.span)
    if not options.calibrate:
        return found
    from events.analysis.calibration import calibration

    return calibration(found)


def _around_options(parser: argparse.ArgumentParser) -> None:
    _border(parser)
    parser.add_argument("day", type=_day, metavar="YYYY-MM-DD", help="first day of the later side")
    parser.add_argument("--days", type=int, default=14, help="days on each side (default: 14)")


def _around(ledger: Ledger, options: argparse.Namespace) -> Any:
    from events.analysis.around import before_after

    return before_after(ledger, options.border, options.day, options.days)


def _aligned(ledger: Ledger, options: argparse.Namespace) -> Any:
    from events.analysis.aligned import aligned

    return aligned(ledger, options.border, options.span)


def _concentration_options(parser: argparse.ArgumentParser) -> None:
    _border(parser)
    parser.add_argument(
        "--category",
        action="append",
        metavar="CATEGORY",
        help="count events of this category, as in clash; may be given several times",
    )
    parser.add_argument("--window", type=window, metavar="WINDOW", help=WINDOW_HELP)


def _concentration(ledger: Ledger, options: argparse.Namespace) -> Any:
    from events.analysis.concentration import HAPPENED, concentration

    return concentration(ledger, options.border, options.category or HAPPENED, options.window)


def _ladder_options(parser: argparse.ArgumentParser) -> None:
    _border(parser)
    parser.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help="first day of the totals")


def _ladder(ledger: Ledger, options: argparse.Namespace) -> Any:
    from events.analysis.ladder import ladder

    return ladder(ledger, options.border, options.since)


def _moves_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("first", type=window, metavar="FIRST", help=WINDOW_HELP)
    parser.add_argument("second", type=window, metavar="SECOND", help="the later one")


def _moves(ledger: Ledger, options: argparse.Namespace) -> Any:
    from events.analysis.moves import moves

    return moves(ledger, options.first, options.second)


def _notable_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("window", type=window, metavar="WINDOW", help=WINDOW_HELP)


def _notable(ledger: Ledger, options: argparse.Namespace) -> Any:
    from events.analysis.notable import notable

    return notable(ledger, options.window)


def _ranking_options(parser: argparse.ArgumentParser) -> None:
    _border(parser)
    parser.add_argument(
        "--by",
        choices=("day", "week", "month"),
        default="day",
        help="what is ranked (default: day)",
    )
    parser.add_argument("--most", type=int, default=10, help="how many (default: 10)")
    parser.add_argument("--window", type=window, metavar="WINDOW", help=WINDOW_HELP)


def _ranking(ledger: Ledger, options: argparse.Namespace) -> Any:
    from events.analysis.ranking import ranking

    return ranking(ledger, options.border, options.by, options.window, options.most)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None], Run]] = {
    "compare": ("the difference of two windows of a border", _compare_options, _compare),
    "levels": ("constant levels that describe a border's figures", _levels_options, _levels),
    "before-after": ("both sides of a day, ranked among all days", _around_options, _around),
    "aligned": ("flights and a border on one axis of time", _span, _aligned),
    "concentration": (
        "where along a border reports concentrate",
        _concentration_options,
        _concentration,
    ),
    "ladder": ("running totals of a border and what lies between", _ladder_options, _ladder),
    "moves": ("what each border's own count did between windows", _moves_options, _moves),
    "notable": ("what stands out in a window", _notable_options, _notable),
    "highest": ("the highest days, weeks or months of a border", _ranking_options, _ranking),
}
_REFUSES = " What the reports do not allow is refused in words; the exit code is then 0 as well."
_DESCRIPTIONS = {
    name: words + _REFUSES
    for name, words in {
        "compare": (
            "Prints the difference of two windows of one border, between equals only. With one "
            "window it prints what that can be compared with; where two are refused it offers "
            "others."
        ),
        "levels": (
            "Prints which constant levels describe the figures of a span, and between which days "
            "one gives way to another."
        ),
        "before-after": (
            "Prints the days with a figure before and after a day, and how far the same "
            "comparison comes out around all other days."
        ),
        "aligned": (
            "Prints the reported levels of flights to Minsk, stops and bars, and a border's "
            "figures over the same days."
        ),
        "concentration": (
            "Prints how events placed on one section are spread along a border, and the stretch "
            "that stands out most."
        ),
        "ladder": (
            "Prints the exact running totals of a border that begin on one day, what was counted "
            "from each to the next, remainders, and months of two years in a row."
        ),
        "moves": "Prints what each border's own count did from one window to another.",
        "notable": "Prints what stands out in a window, each with its reports.",
        "highest": (
            "Prints the highest days, weeks (Monday to Sunday) or months of one border, within "
            "the measure in force, with how each is known and what else is told of it."
        ),
    }.items()
}
