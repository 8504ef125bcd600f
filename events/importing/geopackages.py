"""Looks into a GeoPackage before GDAL does: a layer that is worked out may never end."""

from __future__ import annotations

import sqlite3
import time

from events.importing.errors import FileRefusedError

_PATIENCE_SECONDS = 2.0
_STEPS = 100_000
_GENERATED = (2, 3)


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
    data = without_log(data)
    until = time.monotonic() + _PATIENCE_SECONDS
    base = sqlite3.connect(":memory:")
    try:
        base.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        base.deserialize(data)
        return _check(base)
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        raise FileRefusedError(f"the GeoPackage is damaged ({error})", "Save it anew.") from None
    finally:
        base.close()


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
