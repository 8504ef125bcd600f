"""Finds the page a report was read on, or enters it; finds or enters who published it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from events.catalogue import RELIABILITIES, SOURCE_KINDS, build_publisher, build_source
from events.entry.answers import Answers, refused
from events.entry.fields import Cells, Field
from events.entry.origin_questions import PUBLISHER, SOURCE
from events.entry.row_ids import near_words, slug_of, unused
from events.errors import EntryError
from events.grades import GRADES_OF_KIND
from events.ledger import Ledger
from events.links import host_of, page_of, told_by_address
from events.model import Publisher, Source
from events.tables import Row
from events.words import day_in_words
from geodata import fold

_WHERE = Field(
    "source",
    "source",
    "Address of the page, or the id of a source that is there",
    "The address as it stands in the browser. Empty when none was kept; why is asked then.",
)
_WHY_NONE = Field(
    "address_note",
    "address-note",
    "Why there is no address",
    "In a few words, as in: address not kept.",
)
_WHO = Field(
    "publisher",
    "publisher",
    "Publisher",
    "Id or name. A name that is not there yet begins a new publisher.",
)


@dataclass(frozen=True, slots=True)
class Sourced:
    """The page a report rests on, and the rows it needs in the tables.

    ``source_row`` and ``publisher_row`` are None when they stand there already.
    """

    source: Source
    publisher: Publisher
    source_row: Cells | None = None
    publisher_row: Cells | None = None


def find_source(ledger: Ledger, text: str) -> Source | None:
    """Return the source of that id or of that page, however its address is written."""
    if text in ledger.sources:
        return ledger.sources[text]
    wanted = page_of(text)
    pages = (s for s in ledger.sources.values() if s.address)
    return next((s for s in pages if wanted and page_of(s.address or "") == wanted), None)


def enter_source(ledger: Ledger, answers: Answers) -> Sourced:
    """Find the page in the ledger, or enter it with what is given and answered."""

    def bare(row: Row) -> Source:
        return build_source(row, ledger.publishers)

    def fault(value: str) -> EntryError | None:
        if find_source(ledger, value):
            return None
        wrong = refused(bare, {"address": value, "address_note": "asked next, when empty"})
        if wrong is None:
            return None
        hint = near_words(value, {s.id: s.title for s in ledger.sources.values()})
        problem = "is neither the id of a source nor a web address"
        return EntryError(answers.name(_WHERE), problem, f"{wrong.way_out}{hint}", value)

    def note_fault(value: str) -> EntryError | None:
        wrong = refused(bare, {"address": "", "address_note": value})
        if wrong is None or wrong.column != "address":
            return None
        way_out = f"Give an address, or say why there is none ({answers.name(_WHY_NONE)})."
        return EntryError(answers.name(_WHERE), wrong.problem, way_out)

    where = answers.take(_WHERE, {}, fault)
    found = find_source(ledger, where) if where else None
    if found is not None:
        answers.tell(f"The page is there: {found.id}, {found.title}.")
        return Sourced(found, ledger.publishers[found.publisher_id])
    note = "" if where else answers.take(_WHY_NONE, {}, note_fault)
    publisher, publisher_row = _publisher(ledger, answers, where)
    known = {**ledger.publishers, publisher.id: publisher}
    titles = {s.title: s.id for s in ledger.sources.values()}
    told = told_by_address(where) or ""

    def build(row: Row) -> Source:
        if told and not row.cells["published"].startswith(told):
            raise row.error("published", f"is not {told}, which the address names", "Correct it.")
        if row.cells["title"] in titles:
            other = titles[row.cells["title"]]
            raise row.error("title", f"is the title of {other} already", "Tell the two apart.")
        return build_source(row, known)

    def title(cells: Cells) -> str:
        return _unused_title(f"{publisher.name}{_when(cells['published'])}", titles)

    defaults = {
        "published": lambda _: told,
        "title": title,
        "kind": lambda _: publisher.kind,
    }
    fields = [replace(f, default=defaults.get(f.column, f.default)) for f in SOURCE]
    fixed = {"address": where, "address_note": note, "publisher_id": publisher.id}
    cells = answers.fill(fields, build, {**fixed, "source_id": publisher.id})
    stem = f"{publisher.id}-{cells['published']}".rstrip("-")
    row = {**cells, "source_id": unused(stem, ledger.sources)}
    return Sourced(build(Row("", 0, row)), publisher, row, publisher_row)


def _publisher(ledger: Ledger, answers: Answers, address: str) -> tuple[Publisher, Cells | None]:
    """Return the publisher given, or the only one of that host, or a new one."""
    by_name = {fold(p.name): p for p in ledger.publishers.values()}

    def find(value: str) -> Publisher | None:
        return ledger.publishers.get(value) or by_name.get(fold(value))

    doubted: set[str] = set()

    def fault(value: str) -> EntryError | None:
        if find(value) or value in doubted:
            return None
        hint = near_words(value, {p.id: p.name for p in ledger.publishers.values()})
        if answers.ask is None:
            way_out = f"Name one that is there, or a new one with --publisher-name.{hint}"
        elif value and not page_of(value):
            doubted.add(value)
            way_out = f"Name another one, or the same again for a new publisher.{hint}"
        else:
            way_out = f"Give an id or a name.{hint}"
        problem = "is not there yet" if value else "is empty, and the address does not tell"
        return EntryError(answers.name(_WHO), problem, way_out, value or None)

    if answers.ask is None and answers.has("publisher-name"):
        return _new_publisher(ledger, answers, answers.value("publisher-name"))
    host = host_of(address)
    there = {s.publisher_id for s in ledger.sources.values() if host_of(s.address or "") == host}
    guess = there.pop() if host and len(there) == 1 else ""
    value = answers.take(replace(_WHO, default=lambda _: guess), {}, fault)
    found = find(value)
    if found is not None:
        answers.tell(f"Published by {found.id}: {found.name}, {found.reliability}, {found.reason}.")
        return found, None
    return _new_publisher(ledger, answers, value)


def _new_publisher(ledger: Ledger, answers: Answers, name: str) -> tuple[Publisher, Cells]:
    names = {fold(p.name): p.id for p in ledger.publishers.values()}

    def build(row: Row) -> Publisher:
        key = fold(row.text("name"))
        if key in names:
            raise row.error("name", f"is there already as {names[key]}", "Use --publisher.")
        if not slug_of(row.text("name")):
            raise row.error("name", "gives no id", "Write it in Latin letters.")
        allowed = GRADES_OF_KIND[row.choice("kind", SOURCE_KINDS)]
        if row.choice("reliability", RELIABILITIES) not in allowed:
            raise row.error(
                "reliability",
                f"is no grade of a publisher of kind {row.cells['kind']}",
                f"The rule of docs/grading.md gives {' or '.join(allowed)}.",
            )
        return build_publisher(row)

    fields = [
        replace(field, default=lambda _: name) if field.column == "name" else field
        for field in PUBLISHER
    ]
    cells = answers.fill(fields, build, {"publisher_id": slug_of(name) or "publisher"})
    row = {**cells, "publisher_id": unused(slug_of(cells["name"]), ledger.publishers)}
    return build(Row("", 0, row)), row


def _unused_title(stem: str, taken: Mapping[str, str]) -> str:
    title, number = stem, 2
    while title in taken:
        title, number = f"{stem} ({number})", number + 1
    return title


def _when(published: str) -> str:
    """Return a day or month of publication as the titles have it: ``, 8 Nov 2021``."""
    if not published:
        return ""
    parts = published.split("-")
    try:
        year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
        words = day_in_words(date(year, month, day)).split()
    except ValueError:
        return f", {published}"
    words[1] = words[1][:3]
    return ", " + " ".join(words[3 - len(parts) :])
