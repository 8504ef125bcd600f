"""Where the values of a new report come from: options of the command, or a person who is asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from events.entry.fields import Cells, Field
from events.errors import EntryError, TableError
from events.tables import Row
from events.terminal import tell

Build = Callable[[Row], object]
"""Builds the value of one row as the loader does; a TableError when the row breaks a rule."""


class _NotYetGivenError(Exception):
    """The loader asked for a cell that nobody has given yet."""


class _Cells(dict[str, str]):
    def __missing__(self, column: str) -> str:
        raise _NotYetGivenError(column)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was given on the command line, and whom to ask for the rest.

    Attributes
    ----------
    given : mapping of str
        Values by option; every one is to be used.
    ask : callable or None
        Puts a question to a person and returns the answer; None when nobody is there to ask.
    tell : callable
        Shows a line to the person.
    used : set of str
        Options whose values were taken.
    """

    given: Mapping[str, str]
    ask: Callable[[str], str] | None = None
    tell: Callable[[str], None] = tell
    used: set[str] = field(default_factory=set)

    def has(self, option: str) -> bool:
        """Tell whether a value was given for an option."""
        return option in self.given

    def value(self, option: str) -> str:
        """Return the value given for an option, empty when none was.

        Raises
        ------
        EntryError
            When it is no text that can stand in a table.
        """
        self.used.add(option)
        return checked_text(f"--{option}", self.given.get(option, ""))

    def name(self, asked: Field) -> str:
        """Return what a field is called where its value comes from."""
        return f"--{asked.option}" if self.ask is None else asked.column

    def take(self, asked: Field, cells: Cells, fault: Callable[[str], EntryError | None]) -> str:
        """Return the value of one field: the one given, the one answered, or its default.

        Parameters
        ----------
        asked : Field
            The field.
        cells : mapping of str
            What was given before.
        fault : callable
            Returns what is wrong with a value; a person is asked again, an option raises it.

        Raises
        ------
        EntryError
            The value is wrong and there is nobody to ask.
        """
        if self.has(asked.option) and asked.option not in self.used:
            value = self.value(asked.option)
            found = fault(value)
            if found is None:
                return value
            if self.ask is None:
                raise found
            self.tell(f"  {found}")
        elif asked.skipped(cells) or self.ask is None:
            value = asked.default(cells)
            found = fault(value)
            if found is None:
                return value
            if self.ask is None:
                raise found
        return self.answer(asked, cells, fault)

    def answer(self, asked: Field, cells: Cells, fault: Callable[[str], EntryError | None]) -> str:
        """Ask a person until the answer can stand.

        Parameters
        ----------
        asked : Field
            What to ask for.
        cells : Cells
            What was answered so far: a default may rest on it.
        fault : callable
            Gives the error of an answer, or None when it can stand.
        """
        assert self.ask is not None
        default = asked.default(cells)
        if asked.choices and len(", ".join(asked.choices)) < 100:
            self.tell(f"  ({', '.join(asked.choices)})")
        shown = f" [{default}]" if default else ""
        while True:
            typed = self.ask(f"{asked.question}{shown}: ").strip()
            if typed == "?":
                self.tell(f"  {asked.help}")
                if asked.choices:
                    self.tell(f"  One of: {', '.join(asked.choices)}.")
                continue
            try:
                value = checked_text(asked.column, "" if typed == "-" else typed or default)
            except EntryError as error:
                self.tell(f"  {error}")
                continue
            found = fault(value)
            if found is None:
                return value
            self.tell(f"  {found}")

    def fill(self, fields: Sequence[Field], build: Build, fixed: Mapping[str, str]) -> Cells:
        """Return the cells of a row that the loader accepts.

        Parameters
        ----------
        fields : sequence of Field
            In the order in which the loader reads them, so that a fault shows at once.
        build : callable
            The loader's own builder of such a row.
        fixed : mapping of str
            Cells that nobody is asked for.

        Raises
        ------
        EntryError
            The loader refuses the cells and there is nobody to ask.
        """
        cells: dict[str, str] = dict(fixed)
        named = {f.column: f for f in fields}

        def fault_of(column: str) -> Callable[[str], EntryError | None]:
            if self.ask is not None and named[column].with_:
                # The fault may lie in a cell given before: all of them are asked again, below.
                return lambda _: None
            return lambda value: self._fault(build, {**cells, column: value}, named, column)

        for each in fields:
            cells[each.column] = self.take(each, cells, fault_of(each.column))
            # Cells that do not fit each other are asked again together, as soon as it shows.
            while (found := refused(build, cells)) is not None:
                at = named.get(found.column or "")
                if self.ask is None or at is None or at.column not in cells:
                    raise self._as_entry(found, named)
                self.tell(f"  {self._as_entry(found, named)}")
                again = [c for c in at.with_ or (at.column,) if c in cells]
                for column in again:
                    del cells[column]
                for column in again:
                    if column != at.column and named[column].skipped(cells):
                        cells[column] = named[column].default(cells)
                    else:
                        cells[column] = self.answer(named[column], cells, fault_of(column))
        return cells

    def _fault(
        self, build: Build, cells: Mapping[str, str], named: Mapping[str, Field], column: str
    ) -> EntryError | None:
        found = refused(build, cells)
        return self._as_entry(found, named) if found and found.column == column else None

    def _as_entry(self, error: TableError, named: Mapping[str, Field]) -> EntryError:
        asked = named.get(error.column or "")
        name = self.name(asked) if asked is not None else error.column or error.file
        return EntryError(name, error.problem, error.way_out, error.value)


def refused(build: Build, cells: Mapping[str, str]) -> TableError | None:
    """Return what the loader says of a row, None when it takes it or has not seen enough."""
    try:
        build(Row("", 0, _Cells(cells)))
    except _NotYetGivenError:
        return None
    except TableError as error:
        return error
    return None


def adding(row: Row, **more: str) -> Row:
    """Return a row with further cells; what was not given yet stays not given."""
    return Row(row.file, row.number, type(row.cells)({**row.cells, **more}))


def checked_text(name: str, text: str) -> str:
    """Return a value without blanks at its ends; what no table should hold is an EntryError.

    Raises
    ------
    EntryError
        For a line break or another control character, and for bytes that are no text.
    """
    value = text.strip()
    for letter in value:
        kind = unicodedata.category(letter)
        if kind == "Cs":
            raise EntryError(
                name, "is no text in the terminal's encoding", "Type it in UTF-8.", ascii(value)
            )
        if kind in ("Cc", "Zl", "Zp"):
            raise EntryError(
                name, "holds a line break or control character", "Write one line.", ascii(value)
            )
    return value
