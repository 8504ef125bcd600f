"""Where every shipped layer comes from, under which licence, and whether it is still the same."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.errors import BadLayerError, MissingFileError, UnknownNameError
from geodata.files import REBUILD, data_folder, read_features, read_settings, read_text
from geodata.shipped import MANIFEST

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

SOURCES_FILE = "sources.toml"


@dataclass(frozen=True, slots=True)
class LayerSource:
    """Origin of one shipped file.

    Attributes
    ----------
    name : str
        Name of the layer: the file without its ending.
    file : str
        File in the data folder.
    title : str
        What it shows.
    origin : tuple of str
        Packages or hand-made tables it was made from, with version.
    attribution : str
        Text to be shown with every map that uses the layer; may be empty.
    address : str
        Where the attribution links to; may be empty.
    licence : str
        SPDX identifier, or ``LicenseRef-...`` explained in ``LICENSES.md``.
    vintage : str
        State of the facts.
    sha256 : str
        Of the file's bytes.
    how_made : str
        Steps from origin to file.
    accuracy : str
        What it may be used for.
    """

    name: str
    file: str
    title: str
    origin: tuple[str, ...]
    attribution: str
    address: str
    licence: str
    vintage: str
    sha256: str
    how_made: str
    accuracy: str


_TEXTS = (
    *("file", "title", "attribution", "address", "licence", "vintage", "sha256"),
    *("how_made", "accuracy"),
)


@cache
def load_layer_sources() -> dict[str, LayerSource]:
    """Origin of every shipped file, by layer name.

    Raises
    ------
    MissingFileError, BadLayerError
        ``sources.toml`` is not there or is damaged.
    """
    tables = read_settings(data_folder() / SOURCES_FILE)
    return {name: _layer_source(name, table) for name, table in tables.items()}


def _layer_source(name: str, table: Any) -> LayerSource:
    cells = table if isinstance(table, dict) else {}
    texts: dict[str, Any] = {key: cells.get(key) for key in _TEXTS}
    missing = [key for key, value in texts.items() if not isinstance(value, str)]
    origin = cells.get("origin")
    if missing or not isinstance(origin, list) or not origin:
        problem = f"lacks {', '.join(missing) or 'origin'}"
        raise BadLayerError(SOURCES_FILE, name, problem, REBUILD)
    return LayerSource(name=name, origin=tuple(str(part) for part in origin), **texts)


def layer_path(name: str) -> Path:
    """Path of a shipped layer or table.

    Parameters
    ----------
    name : str
        Layer, with or without its ending: ``countries_screen``, ``airports.csv``.

    Raises
    ------
    UnknownNameError
        No layer bears that name.
    MissingFileError
        Its file is not there.
    """
    sources = load_layer_sources()
    for source in sources.values():
        if name in (source.name, source.file):
            path = data_folder() / source.file
            if not path.is_file():
                raise MissingFileError(f"{path}: there is no such file. {REBUILD}")
            return path
    raise UnknownNameError("layer", name, sources)


def layer_text(name: str) -> str:
    """Text of a shipped layer or table, as it was when first read.

    Raises
    ------
    UnknownNameError, MissingFileError, BadLayerError
        No such layer; no file; no text.
    """
    return read_text(layer_path(name))


def layer_features(name: str) -> tuple[tuple[dict[str, Any], BaseGeometry], ...]:
    """Properties and geometry, in degrees, of each feature of a shipped layer.

    Raises
    ------
    UnknownNameError, MissingFileError, BadLayerError
        There is no such layer, or it is damaged.
    """
    path = layer_path(name)
    found = []
    for number, feature in enumerate(read_features(path), start=1):
        try:
            geometry = shapely.from_geojson(json.dumps(feature["geometry"]))
        except (TypeError, ValueError, shapely.errors.ShapelyError) as error:
            problem = f"is damaged ({str(error)[:80]})"
            raise BadLayerError(path.name, f"feature {number}", problem, REBUILD) from error
        found.append((feature["properties"], geometry))
    return tuple(found)


def verify_layers() -> list[str]:
    """Compare every shipped file with the SHA-256 that ``sources.toml`` holds.

    Returns
    -------
    list of str
        One sentence a problem: a file that is missing, changed, or not listed. Empty when all
        is well.
    """
    folder = data_folder()
    sources = load_layer_sources()
    problems = []
    for source in sources.values():
        path = folder / source.file
        if not path.is_file():
            problems.append(f"{source.file}: missing. {REBUILD}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256:
            problems.append(f"{source.file}: changed since it was built. {REBUILD}")
    listed = {source.file for source in sources.values()} | {SOURCES_FILE, MANIFEST, "LICENSES.md"}
    shipped = {path.name for path in folder.iterdir() if path.is_file()}
    problems += [f"{file}: not in {SOURCES_FILE}. {REBUILD}" for file in sorted(shipped - listed)]
    return problems


def read_layer(name: str) -> "GeoDataFrame":
    """Read a GeoJSON layer as a table of geometries in EPSG:4326.

    Parameters
    ----------
    name : str
        Layer, such as ``water_screen``.

    Raises
    ------
    UnknownNameError, MissingFileError
        There is no such layer.
    BadLayerError
        It is not a GeoJSON layer in longitude and latitude.
    """
    import geopandas

    path = layer_path(name)
    if path.suffix != ".geojson":
        raise BadLayerError(path.name, None, "this is a table, not a layer", "Use a load_ function")
    read_features(path)
    frame = geopandas.read_file(path)
    if frame.crs is None or frame.crs.to_epsg() != 4326:
        raise BadLayerError(path.name, None, f"its CRS is {frame.crs}, not EPSG:4326", REBUILD)
    return frame
