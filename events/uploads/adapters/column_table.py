"""The shape of an adapter: how to know a file, and what its columns stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from events.uploads.values.mapping import Role
from events.uploads.values.raw_table import RawTable


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a known shape.

    Attributes
    ----------
    role : Role
        What it stands for.
    names : tuple of str
        The names it bears in the versions known, the likeliest first; case does not matter.
    """

    role: Role
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adapter:
    """A known shape of file.

    Attributes
    ----------
    name : str
        As ``--as`` takes it.
    title : str
        What it is, for people.
    recognises : callable
        Tells from a table whether it has this shape; by its columns, never by its name.
    columns : tuple of Column
        The column table. Columns that are not in it are kept as text.
    choices : mapping of str to str
        What is known of this shape and need not be asked.
    reshape : callable or None
        Makes one row an event of the table, where the file has another layout.
    kinds : mapping of str to str
        Words for the codes of the kind column.
    precisions : mapping of str to str
        `Precision` for the codes of the precision column.
    our_kinds : tuple of str
        The kinds that speak of our borders, by the names they bore; where the file holds others,
        those are flagged.
    open_end : bool
        A blank last day leaves the end open, where it otherwise is the first day.
    versions : tuple of str
        Which versions of the shape are known, for the page that lists them.
    why_no_day : callable or None
        Tells for every row why it is refused if its day is blank, where the shape knows better
        than *is empty*.
    """

    name: str
    title: str
    recognises: Callable[[RawTable], bool]
    columns: tuple[Column, ...]
    choices: Mapping[str, str] = field(default_factory=dict)
    reshape: Callable[[RawTable], RawTable] | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    precisions: Mapping[str, str] = field(default_factory=dict)
    our_kinds: tuple[str, ...] = ()
    open_end: bool = False
    versions: tuple[str, ...] = ()
    why_no_day: Callable[[RawTable], list[str]] | None = None

    def roles_in(self, table: RawTable) -> dict[str, str]:
        """Return role to column name for the columns this table has."""
        by_name: dict[str, str] = {}
        for name in table.names:
            by_name.setdefault(name.casefold(), name)
        roles: dict[str, str] = {}
        for column in self.columns:
            for name in column.names:
                found = by_name.get(name.casefold())
                if found is not None:
                    roles.setdefault(column.role.value, found)
        return roles


def has_columns(*names: str) -> Callable[[RawTable], bool]:
    """Return a test for a header that holds all these names, in whatever case."""
    wanted = {name.casefold() for name in names}

    def test(table: RawTable) -> bool:
        return wanted <= {name.casefold() for name in table.names}

    return test
