"""Rows of one layer that GDAL opens; what it cannot read of a row refuses that row alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from events.uploads.formats.gpkg_check import read_geometries
from events.uploads.geometry.corners import Corners
from events.uploads.geometry.grids import crs_question
from events.uploads.geometry.points import points_in_wgs84
from events.uploads.geometry.wkb import points_of_wkb
from events.uploads.values.encodings import decode
from events.uploads.values.errors import ChoiceNeededError, DamagedLayerError
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import ColumnMapping
from events.uploads.values.raw_table import RawTable, Shapes, check_shape, text_of, unique_names
from events.uploads.values.receipt import Refusal

_BYTE_BY_BYTE = "ISO-8859-1"
"""Every byte is a letter of it: what is read so can be decoded afterwards."""


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """A layer as the library gives it: names, columns, WKB of each row, reference system."""

    names: list[str]
    fields: Sequence[Any]
    blobs: Sequence[bytes | None] | None
    crs: Any


def read_layer(
    pyogrio: Any,
    path: Path,
    layer: str,
    mapping: ColumnMapping,
    limits: Limits,
    *,
    encoding: str | None = None,
    of: bytes | None = None,
    shown: str | None = None,
    bad: frozenset[int] = frozenset(),
) -> RawTable:
    """Read the rows of a layer.

    Parameters
    ----------
    pyogrio : module
        With no driver but the wanted ones.
    path : Path
        The file.
    layer : str
        Name of the layer within it.
    mapping : ColumnMapping
        What is known of it already, the reference system among it.
    limits : Limits
        The most that a file may have.
    encoding : str, optional
        What the texts are written in, or a question mark; without it the format says so.
    of : bytes, optional
        The GeoPackage that the layer is of.
    shown : str, optional
        The name of the layer for a reader, where the library has another.
    bad : frozenset of int
        Rows, from 0, whose geometry is known to be damaged.

    Raises
    ------
    ChoiceNeededError
        The reference system or the encoding is not known.
    FileRefusedError
        Damaged, or larger than the limits.
    """
    errors = pyogrio.errors
    how = {"layer": layer, "encoding": None if encoding is None else _BYTE_BY_BYTE}
    try:
        info = pyogrio.read_info(path, force_feature_count=True, **how)
        check_shape(info["features"], len(info["fields"]), limits)
        try:
            read = _whole(pyogrio, path, how, limits)
        except (errors.FeatureError, errors.GeometryError, UnicodeDecodeError):
            if of is None:
                raise
            read = _by_rows(pyogrio, path, layer, limits, of, info["geometry_name"])
    except (
        *(errors.DataSourceError, errors.DataLayerError, errors.FeatureError),
        *(errors.GeometryError, errors.FieldError, errors.CRSError),
        *(RuntimeError, ValueError, UnicodeDecodeError),
        # What pyogrio raises for a reference system that it cannot write down.
        UnboundLocalError,
    ) as error:
        raise damaged_layer(error) from None
    columns = [[text_of(_plain(v)) for v in values] for values in read.fields]
    blobs = read.blobs
    rows = len(columns[0]) if columns else len(blobs) if blobs is not None else 0
    check_shape(rows, len(columns), limits)
    told = None
    if encoding is not None:
        told = mapping.choices.get("encoding") or (encoding if encoding != "?" else None)
        columns, told = _recoded(columns, told)
    refused: list[Refusal] = []
    shapes = None
    numbers = list(range(1, rows + 1))
    if blobs is not None:
        blobs = [b"" if i in bad else blob for i, blob in enumerate(blobs)] if bad else blobs
        shapes, damaged = points_of_wkb(blobs, Corners(limits), 1)
        crs = mapping.choices.get("crs") or read.crs
        if crs is None or "Undefined" in str(crs):
            raise ChoiceNeededError((crs_question(shapes.lon, shapes.lat),))
        lon, lat = points_in_wgs84(shapes.lon, shapes.lat, crs)
        refused = [Refusal(i + 1, "geometry", None, "has a damaged geometry") for i in damaged]
        lost = set(damaged)
        kept = [i for i in range(rows) if i not in lost]
        numbers = [i + 1 for i in kept]
        whole = Shapes(lon, lat, shapes.reduced, outlines=blobs, crs=crs)
        shapes = whole.of_rows(kept)
        columns = [[column[i] for i in kept] for column in columns]
    names = unique_names(read.names)
    # What has numbers of its own has them with a decimal point, whoever wrote it.
    numeric = [getattr(values, "dtype", np.dtype(object)).kind in "iuf" for values in read.fields]
    return RawTable(
        names,
        tuple(columns),
        numbers,
        tuple(refused),
        shapes,
        told,
        shown or layer,
        exact=frozenset(name for name, plain in zip(names, numeric, strict=True) if plain),
    )


def _whole(pyogrio: Any, path: Path, how: dict[str, Any], limits: Limits) -> _Read:
    # One more than allowed shows a layer that has more than it claims.
    meta, _, blobs, fields = pyogrio.raw.read(
        path, force_2d=True, datetime_as_string=True, max_features=limits.max_rows + 1, **how
    )
    return _Read([str(name) for name in meta["fields"]], fields, blobs, meta["crs"])


def _by_rows(
    pyogrio: Any, path: Path, layer: str, limits: Limits, of: bytes, geometry: str
) -> _Read:
    """Read a layer of which the library gives nothing, for one geometry or one text that is none.

    Texts come byte by byte, geometries from the table itself: each is judged in its row.
    """
    most = limits.max_rows + 1
    meta, fids, _, fields = pyogrio.raw.read(
        path,
        layer=layer,
        encoding=_BYTE_BY_BYTE,
        read_geometry=False,
        return_fids=True,
        datetime_as_string=True,
        max_features=most,
    )
    blobs = None
    if geometry:
        found = read_geometries(of, layer, geometry, most)
        blobs = [found.get(fid, b"") for fid in fids.tolist()]
    columns = [
        [_decoded(value) for value in values] if values.dtype == object else values
        for values in fields
    ]
    return _Read([str(_decoded(name)) for name in meta["fields"]], columns, blobs, meta["crs"])


def _decoded(value: object) -> object:
    if not isinstance(value, str):
        return value
    return value.encode(_BYTE_BY_BYTE).decode("utf-8", "surrogateescape")


def _plain(value: Any) -> object:
    return value.item() if hasattr(value, "item") else value


def _recoded(columns: list[list[str]], told: str | None) -> tuple[list[list[str]], str | None]:
    """Decode cells that were read byte by byte."""
    joined = "\n".join("\n".join(column) for column in columns).encode("latin-1", "replace")
    if joined.isascii():
        return columns, told
    _, name = decode(joined, told)
    return [
        [cell.encode("latin-1", "replace").decode(name, "surrogateescape") for cell in column]
        for column in columns
    ], name


def damaged_layer(error: Exception) -> DamagedLayerError:
    """Return why a layer cannot be read, in the library's words without paths."""
    first = str(error).split("\n", 1)[0]
    # GDAL's messages name the private copy by its path, which tells a reader nothing.
    words = " ".join(word for word in first.split() if "/" not in word)[:120]
    return DamagedLayerError(f"the layer is damaged ({words})", "Save it anew.")
