"""What a licence obliges to name wherever a report of a publisher is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from events.errors import TableError
from events.model import Publisher
from events.tables import Row, build_each, read_rows

if TYPE_CHECKING:
    from events.ledger import Ledger

ATTRIBUTIONS_FILE = "attributions.csv"
ATTRIBUTION_COLUMNS = ("publisher_id", "name", "address", "licence", "changes")


def with_attributions(
    folder: Path, publishers: Mapping[str, Publisher], problems: list[TableError]
) -> dict[str, Publisher]:
    """Return the publishers with what ``attributions.csv`` obliges to name; most owe no line.

    Parameters
    ----------
    folder : Path
        Where the table lies.
    publishers : mapping of str to Publisher
        By id; those without a line stay as they are.
    problems : list of TableError
        Takes each fault found; its row is left out.
    """
    found = dict(publishers)

    def build(row: Row) -> Publisher:
        publisher = found.get(row.text("publisher_id"))
        if publisher is None:
            raise row.error("publisher_id", "is not a publisher", "Add it to publishers.csv first.")
        if publisher.attribution:
            raise row.error("publisher_id", "stands in the table twice", "Give it one row.")
        changes = row.optional("changes")
        line = f"{row.text('name')} ({row.text('address')}), {row.text('licence')}"
        named = replace(publisher, attribution=f"{line}; {changes}" if changes else line)
        found[named.id] = named
        return named

    rows, wrong = read_rows(folder / ATTRIBUTIONS_FILE, ATTRIBUTION_COLUMNS)
    problems.extend(wrong)
    build_each(rows, build, problems)
    return found


def owed(
    ledger: Ledger, report_ids: Iterable[str], source_ids: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the lines that stand wherever these reports and pages are shown, each once.

    Parameters
    ----------
    ledger : Ledger
        Where they stand, with their publishers.
    report_ids, source_ids : iterable of str
        What is on show.
    """
    sources = {ledger.report(id_).source_id for id_ in report_ids} | set(source_ids)
    publishers = {ledger.source(id_).publisher_id for id_ in sources}
    lines = {ledger.publisher(id_).attribution for id_ in publishers}
    return tuple(sorted(lines - {""}))
