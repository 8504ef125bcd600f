"""The shipped files: where they lie, and how their text becomes checked rows and features."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from geodata.errors import BadLayerError, BadTableError, MissingFileError, TableFaultError
from geodata.shipped import Holding
from geodata.tables import Row, read_records

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
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for record in read_records(path.name, read_text(path), columns):
        if isinstance(record, TableFaultError):
            raise record
        row = Row(path.name, *record)
        rows.append(row)
        if key is None:
            continue
        name = row.text(key)
        if name in seen:
            way_out = "Give every row a name of its own."
            raise row.error(key, f"already stands in row {seen[name]}", way_out)
        seen[name] = row.number
    if key is not None and not seen:
        raise BadTableError(path.name, "has no rows", f"{REBUILD}.")
    return rows


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
