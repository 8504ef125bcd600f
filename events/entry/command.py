"""The command ``add``: enters a figure, a flight or an incident, by questions or by options."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from events.entry.answers import Answers
from events.entry.draft import QUESTIONS, Draft, enter_report, put_draft
from events.entry.fields import Field
from events.entry.matches import Joining, apply_joining, near_reports, repeated
from events.entry.origin_questions import PLACE, PUBLISHER, SOURCE
from events.entry.preview import outcome_lines, told
from events.entry.transaction import Tables
from events.errors import EntryError
from events.ledger import Ledger, load_ledger
from events.table_option import add_tables, chosen_folder
from events.terminal import ask, tell

_WORDS = {
    "flow": "a figure: what was counted, where, for which days",
    "flight": "a flight, a timetable, a stop of flights or a bar",
    "incident": "something that happened, at a place",
}
_HELLO = (
    "Enter alone takes what stands in [brackets], - leaves a field empty, ? explains it. "
    "Nothing is written before you say yes; Ctrl-C leaves."
)
_SOURCE_OPTIONS = (
    ("source", "ID|ADDRESS", "id of a source that is there, or the address of the page"),
    ("address-note", "WORDS", "why there is no address"),
    ("publisher", "ID|NAME", "who published it, when the address does not tell"),
)
_JOIN_OPTIONS = (
    ("join", "ID", "an event, or a report of it, that this one tells of too"),
    ("contested", "WHY", "why the reports of that event contradict each other"),
    ("event-title", "WORDS", "title of the event"),
)


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``add`` to the command line."""
    add = commands.add_parser(
        "add",
        help="enter a report: asks, or takes options",
        description=(
            "Enters one report with the source, publisher and place it needs. Without options it "
            "asks; with options it takes what they say. Shows what the report joins, repeats or "
            "contradicts, and writes all tables or none. Ends with 0 when it was written, 1 when "
            "something cannot stand; then nothing was written."
        ),
    )
    kinds = add.add_subparsers(title="what", required=True, metavar="WHAT", dest="what")
    for kind, words in _WORDS.items():
        parser = kinds.add_parser(kind, help=words, description=f"Enters {words}.")
        parser.allow_abbrev = False
        parser.usage = f"python -m events add {kind} [--OPTION VALUE ...] [--ask] [--dry-run]"
        _add_options(parser, kind)
        parser.set_defaults(run=run_add)


def _add_options(parser: argparse.ArgumentParser, kind: str) -> None:
    groups: list[tuple[str, Sequence[Field], Sequence[tuple[str, str, str]]]] = [
        ("what it says", QUESTIONS[kind], ()),
        ("the page", SOURCE, _SOURCE_OPTIONS),
        ("a new publisher", PUBLISHER, ()),
    ]
    if kind != "flight":
        groups.insert(1, ("a new place", PLACE, (("place", "ID|NAME", "where it was"),)))
    joins = list(_JOIN_OPTIONS)
    if kind == "flight":
        joins += [
            ("contradicted-by", "IDS", "reports that speak against this one"),
            ("contradiction", "WORDS", "what they say instead"),
        ]
    groups.append(("what it joins", (), joins))
    for title, fields, more in groups:
        group = parser.add_argument_group(title)
        for name, metavar, words in more:
            group.add_argument(f"--{name}", metavar=metavar, dest=name, help=words)
        for field in fields:
            words = f"{field.question}. {field.help}".replace("%", "%%")
            if any(choice not in words for choice in field.choices):
                words += f" One of: {', '.join(field.choices)}."
            group.add_argument(f"--{field.option}", metavar="VALUE", dest=field.option, help=words)
    parser.add_argument(
        "--ask", action="store_true", help="ask for what the options leave open, then to confirm"
    )
    parser.add_argument("--dry-run", action="store_true", help="show everything, write nothing")
    add_tables(parser)


def run_add(options: argparse.Namespace) -> int:
    """Enter one report; return 0 when it was written or shown, 1 when a person declined."""
    folder = chosen_folder(options)
    tables = Tables(folder)
    try:
        go_on = _enter(options, tables)
    except (EOFError, KeyboardInterrupt):
        tell("")
        raise EntryError(
            "add", "was left before the end", "Nothing was written; begin again."
        ) from None
    except BrokenPipeError:
        raise EntryError(
            "add", "had nobody left to show it to", "Nothing was written; let it print to its end."
        ) from None
    if options.dry_run:
        tell("Dry run: nothing was written.")
        return 0
    if not go_on:
        tell("Nothing was written.")
        return 1
    written = tables.write()
    tell(f"Written: {', '.join(written)} in {folder}.")
    return 0


def _enter(options: argparse.Namespace, tables: Tables) -> bool:
    """Put a report into the tables' texts and show what it does; return whether to write it."""
    given = {
        name: value
        for name, value in vars(options).items()
        if isinstance(value, str) and name != "what"
    }
    asking = options.ask or not given
    answers = Answers(given, ask if asking else None)
    ledger = load_ledger(tables.folder)
    if asking:
        tell(f"Enters {_WORDS[options.what]}, into {tables.folder}.", *_HELLO.split("\n"))
    draft = enter_report(options.what, ledger, answers)
    put_draft(draft, tables)
    outcome = apply_joining(draft, _joining(draft, tables, ledger, answers), tables, ledger)
    _refuse_unused(answers)
    tell(*outcome_lines(draft, outcome, tables))
    return options.dry_run or not asking or _yes("Write this? (yes or no)")


def _joining(draft: Draft, tables: Tables, ledger: Ledger, answers: Answers) -> Joining:
    trial = tables.as_ledger()
    report = trial.reports[draft.report_id]
    same = repeated(ledger, report)
    if same is not None:
        raise EntryError(
            "source" if answers.ask else "--source",
            f"says the same already in {same.id}",
            "There is nothing to add.",
            report.source_id,
        )
    event = answers.value("join")
    near = [
        r
        for r in near_reports(trial, report)
        if trial.event_for(r.id) != trial.event_for(report.id)
    ]
    if near and not event:
        answers.tell("Perhaps of the same thing:")
        for other in near:
            answers.tell(f"  {told(trial, other)}")
        event = _ask_join(trial, answers) if answers.ask else ""
        if not answers.ask:
            answers.tell("  Give --join and the id of one, if it is.")
    against = answers.value("contradicted-by").split()
    return Joining(
        event,
        answers.value("contested"),
        answers.value("event-title"),
        tuple(against),
        answers.value("contradiction"),
    )


def _ask_join(ledger: Ledger, answers: Answers) -> str:
    assert answers.ask is not None
    while True:
        id_ = answers.ask("Join one of them (its id; Enter for an event of its own): ").strip()
        if not id_ or id_ in ledger.event_of or id_ in ledger.events_by_id:
            return id_
        answers.tell(f'  "{id_}" is neither an event nor a report.')


def _refuse_unused(answers: Answers) -> None:
    for name, value in answers.given.items():
        if name not in answers.used:
            raise EntryError(
                f"--{name}", "describes something that is there already", "Leave it out.", value
            )


def _yes(question: str) -> bool:
    while True:
        answer = ask(f"{question}: ").strip().casefold()
        if answer in ("y", "yes"):
            return True
        if answer in ("n", "no"):
            return False
