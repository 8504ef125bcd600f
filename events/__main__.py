"""Command line of the ledger: ``summary``, ``audit``, analysis, ``add``, files, stores."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import date

from events.audit import build_audit
from events.audit import to_text as audit_text
from events.commands.analysis import add_analysis
from events.commands.store import add_store
from events.commands.uploads import add_commands
from events.entry.command import add_command
from events.errors import EventsError
from events.period import Period
from events.summary import build_summary, to_text
from events.table_option import add_tables, read_chosen
from events.terminal import Parser, keep_to_terminal, tell, tell_json

LONGEST_WINDOW_DAYS = 36_600


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; return its exit code, 1 when the tables are damaged."""
    keep_to_terminal()
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except EventsError as error:
        tell(f"events: {error}", error=True)
        return 1
    except BrokenPipeError:
        # The reader (head, less) has seen enough; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _summary(options: argparse.Namespace) -> int:
    summary = build_summary(read_chosen(options), Period.trailing(options.date, options.window))
    if options.json:
        tell_json(json.dumps(summary, ensure_ascii=False, indent=2) + "\n")
    else:
        tell(*to_text(summary).split("\n"))
    return 0


def _audit(options: argparse.Namespace) -> int:
    audit = build_audit(read_chosen(options))
    if options.json:
        tell_json(json.dumps(audit, ensure_ascii=False, indent=2) + "\n")
    else:
        tell(*audit_text(audit).split("\n"))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = Parser(
        prog="python -m events",
        description="What was reported at the borders of Belarus with the EU, and who says so.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    summary = commands.add_parser(
        "summary",
        help="figures, events and conditions of a day or a window that ends with it",
        description=(
            "Prints, for each border, what is known of the window, how, and every report behind "
            "it; then the events and conditions of the window. "
            'A figure that no report gives is "not reported" (null), never zero.'
        ),
    )
    summary.add_argument(
        "--date",
        required=True,
        type=_day,
        metavar="YYYY-MM-DD",
        help="last day of the window, as in 2021-11-08",
    )
    summary.add_argument(
        "--window",
        type=_window,
        default=1,
        metavar="DAYS",
        help="length of the trailing window, as in 7d (default: 1d, that day alone)",
    )
    summary.set_defaults(run=_summary)
    audit = commands.add_parser(
        "audit",
        help="reports that cannot all be true, and how well the days are known",
        description=(
            "Prints, for each border and measure, every report that cannot be true together with "
            "more trusted ones and the fewest that it collides with; every part larger than its "
            "whole; and how many days each step of the rule for a figure answers."
        ),
    )
    audit.set_defaults(run=_audit)
    for command in (summary, audit):
        command.add_argument("--json", action="store_true", help="print JSON instead of text")
        add_tables(command)
    add_analysis(commands)
    add_command(commands)
    add_commands(commands)
    add_store(commands)
    return parser


def _day(text: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is not a date. Write year-month-day, as in 2021-11-08.'
        raise argparse.ArgumentTypeError(message) from None


def _window(text: str) -> int:
    found = re.fullmatch(r"([1-9]\d{0,5})d?", text, re.ASCII)
    if found is None or int(found[1]) > LONGEST_WINDOW_DAYS:
        raise argparse.ArgumentTypeError(f'"{text}" is not a window. Write days, as in 7d.')
    return int(found[1])


if __name__ == "__main__":
    sys.exit(main())
