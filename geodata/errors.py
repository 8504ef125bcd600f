"""What can go wrong with places and layers, and how it is said.

::

    TableFaultError          a table: file, row, column, value and the way out

    GeodataError
    ├── MissingFileError     a shipped file is not where it belongs
    ├── BadTableError        such a fault, of a table of places
    ├── BadLayerError        a layer or settings file: file, feature and what is wrong with it
    ├── UnknownNameError     a border pair, section, airport or layer that does not exist
    ├── CoordinateError      a longitude, latitude or chainage outside what it can be
    └── BuildError           the layers cannot be made anew (`geodata.build` only)
        ├── PackageError     a package they are made from is missing or another version
        └── TopologyError    lines or areas do not meet as they should

Rows are counted as a spreadsheet counts them: the header is row 1.
"""

from __future__ import annotations

from collections.abc import Iterable


class GeodataError(Exception):
    """Anything this package raises on purpose."""


class MissingFileError(GeodataError):
    """A shipped file is not where it belongs."""


class TableFaultError(Exception):
    """A table is missing, damaged or breaks one of its rules.

    Parameters
    ----------
    file : str
        File name without its folder.
    problem : str
        What is wrong, without a full stop.
    way_out : str
        What would make it right, as a sentence.
    row : int, optional
        Line of the row as a spreadsheet counts it: the header is row 1.
    column : str, optional
        Name of the column.
    value : str, optional
        What was found there.
    """

    def __init__(
        self,
        file: str,
        problem: str,
        way_out: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        self.file = file
        self.row = row
        self.column = column
        self.value = value
        self.problem = problem
        self.way_out = way_out
        where = [file]
        if row is not None:
            where.append(f"row {row}")
        if column is not None:
            where.append(column)
        shown = "" if value is None else f'"{_short(value)}" '
        super().__init__(f"{', '.join(where)}: {shown}{problem}. {way_out}")

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the parts: a cached or sent error keeps its place."""
        return _rebuild, (
            type(self),
            self.file,
            self.problem,
            self.way_out,
            self.row,
            self.column,
            self.value,
        )


class BadTableError(TableFaultError, GeodataError):
    """A table of places or of the build cannot be used; what is wrong, and where, is told."""


class BadLayerError(GeodataError):
    """A layer or settings file holds something that cannot be used.

    Parameters
    ----------
    file : str
        Name of the file.
    feature : str or None
        Feature, table or line that is meant; None for the file as a whole.
    problem, way_out : str
        What is wrong, and what to do about it.
    """

    def __init__(self, file: str, feature: str | None, problem: str, way_out: str) -> None:
        self.file = file
        self.feature = feature
        self.problem = problem
        self.way_out = way_out
        where = file if feature is None else f"{file}, {feature}"
        super().__init__(f"{where}: {problem}. {way_out}")


class UnknownNameError(GeodataError):
    """A name that nothing here bears."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(known)
        super().__init__(f'"{name}" is not a {kind}. Use one of: {", ".join(self.known)}')


class CoordinateError(GeodataError):
    """A longitude, latitude or chainage outside what it can be."""


class BuildError(GeodataError):
    """The layers cannot be made anew."""


class PackageError(BuildError):
    """A package the layers are made from is missing, or another version than the pinned one."""


class TopologyError(BuildError):
    """Lines or areas do not meet as they should."""


def _short(value: str) -> str:
    return value if len(value) <= 80 else value[:77] + "…"


def _rebuild(
    kind: type[TableFaultError],
    file: str,
    problem: str,
    way_out: str,
    row: int | None,
    column: str | None,
    value: str | None,
) -> TableFaultError:
    return kind(file, problem, way_out, row=row, column=column, value=value)
