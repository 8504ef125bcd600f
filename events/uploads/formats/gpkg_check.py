"""Looks into a GeoPackage before GDAL does: a layer that is worked out may never end."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

from events.uploads.values.errors import FileRefusedError

_PATIENCE_SECONDS = 2.0
_STEPS = 100_000
_GENERATED = (2, 3)
_HEAD = 8
_EXTENTS = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def check_geopackage(data: bytes) -> frozenset[str]:
    """Refuse a GeoPackage whose layers are queries; return the names that are no plain tables.

    A view, or a generated column, is a program that runs whenever it is read.

    Raises
    ------
    FileRefusedError
        Damaged, or with a layer or a table of its own that is worked out.
    """
    pages, size = int.from_bytes(data[28:32]), int.from_bytes(data[16:18])
    if data[24:28] == data[92:96] and len(data) < pages * (65_536 if size == 1 else size):
        raise FileRefusedError("the GeoPackage is cut off", "Bring the whole file.")
    try:
        with closing(_opened(data)) as base:
            return _check(base)
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        raise _damaged(error) from None


def read_geometries(data: bytes, table: str, column: str, most: int) -> dict[int, bytes | None]:
    """Return the geometries of a plain table as WKB, by the number of their rows.

    For a layer of which the library cannot read one geometry, and so gives none. One that is no
    geometry of a GeoPackage is an empty text, which is no WKB either.

    Parameters
    ----------
    data : bytes
        The whole file.
    table, column : str
        Of a GeoPackage that `check_geopackage` has let pass.
    most : int
        So many rows are read.

    Raises
    ------
    FileRefusedError
        The table cannot be read.
    """
    wanted, named = (f'"{name.replace(chr(34), 2 * chr(34))}"' for name in (column, table))
    try:
        with closing(_opened(data)) as base:
            base.text_factory = bytes
            rows = base.execute(f"SELECT rowid, {wanted} FROM {named} LIMIT ?", (most,))
            return {fid: None if blob is None else _wkb_of(blob) for fid, blob in rows}
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        raise _damaged(error) from None


def _wkb_of(blob: object) -> bytes:
    """Return what follows the head of a geometry: GP, version, flags, system, and an extent."""
    if not isinstance(blob, bytes) or len(blob) < _HEAD or blob[:2] != b"GP":
        return b""
    extent = _EXTENTS.get(blob[3] >> 1 & 7)
    return b"" if extent is None else blob[_HEAD + extent :]


def _opened(data: bytes) -> sqlite3.Connection:
    """Open a GeoPackage in memory; whatever is asked of it ends in time."""
    until = time.monotonic() + _PATIENCE_SECONDS
    base = sqlite3.connect(":memory:")
    base.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    base.deserialize(without_log(data))
    return base


def _damaged(error: Exception) -> FileRefusedError:
    return FileRefusedError(f"the GeoPackage is damaged ({error})", "Save it anew.")


def is_logged(data: bytes) -> bool:
    """Tell whether a GeoPackage keeps its newest edits in a log beside it, as in use by QGIS."""
    return 2 in data[18:20]


def without_log(data: bytes) -> bytes:
    """Return a GeoPackage that is read without a log: alone, it has none that could be opened."""
    if not is_logged(data):
        return data
    return data[:18] + b"\x01\x01" + data[20:]


def _check(base: sqlite3.Connection) -> frozenset[str]:
    rows = base.execute("SELECT name, type, sql FROM sqlite_master").fetchall()
    plain: set[str] = set()
    others: set[str] = set()
    for name, kind, sql in rows:
        virtual = str(sql).lstrip()[:14].upper() == "CREATE VIRTUAL"
        if kind == "view" or (kind == "table" and virtual):
            others.add(str(name))
        elif kind == "table":
            plain.add(str(name))
    for name in others:
        if name.casefold().startswith("gpkg_"):
            raise _worked_out(name)
    layers: list[str] = []
    for name in sorted(plain):
        if name.casefold() == "gpkg_contents":
            _check_columns(base, name)
            layers = [str(row[0]) for row in base.execute(f"SELECT table_name FROM {name}")]
    views = {name.casefold() for name in others}
    for layer in layers:
        if layer.casefold() in views:
            raise _worked_out(layer)
    for name in plain:
        _check_columns(base, name)
    return frozenset(others)


def _check_columns(base: sqlite3.Connection, table: str) -> None:
    columns = base.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (table,))
    if any(hidden in _GENERATED for _, hidden in columns):
        raise _worked_out(table)


def _worked_out(name: str) -> FileRefusedError:
    return FileRefusedError(
        f'"{name[:60]}" is no table but worked out at every reading', "Save it as a table."
    )
