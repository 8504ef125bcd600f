"""The shipped files: where they lie, and how their text becomes checked rows and features.

Long because each kind of cell is read here, each with a complaint of its own.
"""

import csv
import io
import json
import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geodata.errors import BadLayerError, BadTableError, MissingFileError
from geodata.shipped import Holding

REBUILD = "Restore the file from the repository, or run `python -m geodata.build`"


def data_folder() -> Path:
    """Folder that holds the shipped layers and tables."""
    return Path(__file__).parent / "data"


def read_text(path: Path) -> str:
    """Read a shipped file as UTF-8 text.

    Raises
    ------
    MissingFileError
        The file is not there.
    BadLayerError
        The file is not UTF-8 text, or cannot be read.
    """
    try:
        return _bytes_of(path).decode("utf-8")
    except FileNotFoundError as error:
        raise MissingFileError(f"{path}: there is no such file. {REBUILD}") from error
    except UnicodeDecodeError as error:
        raise BadLayerError(path.name, None, "this is not UTF-8 text", REBUILD) from error
    except OSError as error:
        raise BadLayerError(path.name, None, f"cannot be read ({error})", REBUILD) from error


def shipped() -> Holding:
    """Return the shipped layers and tables, each as it was when first read."""
    return _holding(data_folder())


@cache
def _holding(folder: Path) -> Holding:
    return Holding(folder, listed=True)


def _bytes_of(path: Path) -> bytes:
    return shipped().read(path.name) if path.parent == shipped().folder else path.read_bytes()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table that knows where it stands, so that an error can say it."""

    file: str
    number: int
    cells: Mapping[str, str]

    def fail(self, column: str | None, problem: str, way_out: str) -> BadTableError:
        """Error about this row, ready to be raised.

        Parameters
        ----------
        column : str, optional
            Name of the column; None when the whole row is at fault.
        problem : str
            What is wrong, with the value.
        way_out : str
            What to write instead.
        """
        return BadTableError(self.file, self.number, column, problem, way_out)

    def text(self, column: str) -> str:
        """Text that must be there.

        Raises
        ------
        BadTableError
            The cell is empty.
        """
        value = self.cells[column]
        if not value:
            raise self.fail(column, "the cell is empty", "Fill it in")
        return value

    def optional_text(self, column: str) -> str | None:
        """Text, or None where the cell is empty."""
        return self.cells[column] or None

    def choice(self, column: str, allowed: Iterable[str]) -> str:
        """Text that must be one of a few.

        Raises
        ------
        BadTableError
            The cell is empty or none of them.
        """
        value = self.text(column)
        known = tuple(allowed)
        if value not in known:
            raise self.fail(column, f'"{value}" is not known here', f"Use one of: {_listed(known)}")
        return value

    def number_in(self, column: str, low: float, high: float) -> float:
        """Finite number between two bounds, both included.

        Parameters
        ----------
        column : str
            Name of the column.
        low : float
            Least that is taken.
        high : float
            Most that is taken.

        Raises
        ------
        BadTableError
            The cell is empty, no finite number, or lies beyond the bounds.
        """
        value = self.text(column)
        try:
            number = float(value)
        except ValueError as error:
            raise self.fail(column, f'"{value}" is not a number', "Write a number") from error
        if not math.isfinite(number) or not low <= number <= high:
            raise self.fail(column, f'"{value}" is out of range', f"Use {low:g} to {high:g}")
        return number

    def optional_number(self, column: str, low: float, high: float) -> float | None:
        """Finite number between two bounds, or None where the cell is empty.

        Parameters
        ----------
        column : str
            Name of the column.
        low : float
            Least that is taken.
        high : float
            Most that is taken.
        """
        return self.number_in(column, low, high) if self.cells[column] else None

    def optional_count(self, column: str) -> int | None:
        """Whole number from zero up, or None where the cell is empty.

        Raises
        ------
        BadTableError
            The cell is no whole number.
        """
        value = self.cells[column]
        if not value:
            return None
        if not (value.isascii() and value.isdigit()):
            raise self.fail(column, f'"{value}" is not a whole number', "Use zero or more")
        return int(value)

    def flag(self, column: str) -> bool:
        """Yes or no."""
        return self.choice(column, ("yes", "no")) == "yes"

    def lonlat(self) -> tuple[float, float]:
        """Longitude and latitude of the row."""
        return self.number_in("lon", -180, 180), self.number_in("lat", -90, 90)


def read_rows(path: Path, columns: tuple[str, ...], *, key: str | None = None) -> list[Row]:
    """Read a table whose header must be exactly these columns.

    Parameters
    ----------
    path : Path
        UTF-8 CSV file.
    columns : tuple of str
        The header, in order.
    key : str, optional
        Column whose values must be present and unique.

    Raises
    ------
    MissingFileError, BadLayerError
        No file, or no text.
    BadTableError
        Wrong header, a row with too many or too few cells, a repeated key, an empty table.
    """
    return list(_checked_rows(path.name, read_text(path), columns, key))


def _checked_rows(file: str, text: str, columns: tuple[str, ...], key: str | None) -> Iterator[Row]:
    records = enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1)
    seen: dict[str, int] = {}
    try:
        _, header = next(records, (1, []))
        if tuple(header) != columns:
            problem = f"the header is {_listed(header) or 'empty'}"
            raise BadTableError(file, 1, None, problem, f"It must be: {_listed(columns)}")
        for number, record in records:
            if len(record) != len(columns):
                problem = f"{len(record)} cells where the header has {len(columns)}"
                way_out = "Put cells that hold commas in double quotes"
                raise BadTableError(file, number, None, problem, way_out)
            row = Row(file, number, dict(zip(columns, record, strict=True)))
            if key is not None:
                name = row.text(key)
                if name in seen:
                    problem = f'"{name}" already stands in row {seen[name]}'
                    raise row.fail(key, problem, "Every row needs a name of its own")
                seen[name] = number
            yield row
    except csv.Error as error:
        raise BadTableError(file, None, None, f"not a CSV table ({error})", REBUILD) from error
    if key is not None and not seen:
        raise BadTableError(file, None, None, "the table has no rows", REBUILD)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def read_features(path: Path) -> list[dict[str, Any]]:
    """Read the features of a GeoJSON layer.

    Returns
    -------
    list of dict
        Features, each with ``properties`` (a dict) and ``geometry`` (a dict with a ``type`` and
        ``coordinates``).

    Raises
    ------
    MissingFileError, BadLayerError
        No file, not JSON, or not a feature collection.
    """
    try:
        content = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise BadLayerError(path.name, None, f"not JSON ({error})", REBUILD) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        raise BadLayerError(path.name, None, "not a GeoJSON feature collection", REBUILD)
    for number, feature in enumerate(features, start=1):
        parts = feature if isinstance(feature, dict) else {}
        geometry = parts.get("geometry")
        if not isinstance(parts.get("properties"), dict) or not (
            isinstance(geometry, dict) and {"type", "coordinates"} <= geometry.keys()
        ):
            problem = "a feature without properties or geometry"
            raise BadLayerError(path.name, f"feature {number}", problem, REBUILD)
    return features


def read_settings(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises
    ------
    MissingFileError, BadLayerError
        No file, or not TOML.
    """
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise BadLayerError(path.name, None, f"not TOML ({error})", REBUILD) from error
