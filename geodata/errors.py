"""What can go wrong with places and layers, and how it is said.

::

    GeodataError
    ├── MissingFileError     a shipped file is not where it belongs
    ├── BadTableError        a table: file, row, column, value and the way out
    ├── BadLayerError        a layer or settings file: file, feature and what is wrong with it
    ├── UnknownNameError     a border pair, section, airport or layer that does not exist
    ├── CoordinateError      a longitude, latitude or chainage outside what it can be
    └── BuildError           the layers cannot be made anew (`geodata.build` only)
        ├── PackageError     a package they are made from is missing or another version
        └── TopologyError    lines or areas do not meet as they should

Rows are counted as a spreadsheet counts them: the header is row 1.
"""

from collections.abc import Iterable


class GeodataError(Exception):
    """Anything this package raises on purpose."""


class MissingFileError(GeodataError):
    """A shipped file is not where it belongs."""


class BadTableError(GeodataError):
    """A table holds a value that cannot be used.

    Parameters
    ----------
    file : str
        Name of the table.
    row : int or None
        Row as a spreadsheet counts it; None when the table as a whole is meant.
    column : str or None
        Column of the value; None when the row as a whole is meant.
    problem : str
        What is wrong, with the value.
    way_out : str
        What to do about it.
    """

    def __init__(
        self, file: str, row: int | None, column: str | None, problem: str, way_out: str
    ) -> None:
        self.file = file
        self.row = row
        self.column = column
        self.problem = problem
        self.way_out = way_out
        where = [file]
        if row is not None:
            where.append(f"row {row}")
        if column is not None:
            where.append(column)
        super().__init__(f"{', '.join(where)}: {problem}. {way_out}")


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
