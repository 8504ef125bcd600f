"""Command line of the ledger: ``summary`` of a day, ``check`` and ``import`` of a file."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from events.errors import EventsError
from events.importing.command import add_commands
from events.ledger import load_ledger
from events.output import escape_what_is_lacking
from events.period import Period
from events.summary import build_summary, to_text

LONGEST_WINDOW_DAYS = 36_600


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; return its exit code, 1 when the tables are damaged."""
    escape_what_is_lacking()
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except EventsError as error:
        print(f"events: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader (head, less) has seen enough; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _summary(options: argparse.Namespace) -> int:
    ledger = load_ledger(options.tables)
    summary = build_summary(ledger, Period.trailing(options.date, options.window))
    text = json.dumps(summary, ensure_ascii=False, indent=2) if options.json else to_text(summary)
    print(text, flush=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m events",
        description="What was reported at the borders of Belarus with the EU, and who says so.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    summary = commands.add_parser(
        "summary",
        help="figures, events and conditions of a day or a window that ends with it",
        description=(
            "Prints, for each border, the reported rate per day with every report behind it; "
            "then the events and conditions of the window. "
            'A rate that no report gives is "not reported" (null), never zero.'
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
    summary.add_argument("--json", action="store_true", help="print JSON instead of text")
    summary.add_argument(
        "--tables",
        type=Path,
        metavar="FOLDER",
        help="read the tables from another folder than the shipped one",
    )
    summary.set_defaults(run=_summary)
    add_commands(commands)
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
