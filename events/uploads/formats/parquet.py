"""Reads Parquet and GeoParquet: the footer is judged before any row is read."""

from __future__ import annotations

import io
import json
from typing import Any

from events.uploads.formats.parquet_text import read_table
from events.uploads.geometry.corners import Corners
from events.uploads.geometry.points import points_in_wgs84
from events.uploads.geometry.wkb import points_of_wkb
from events.uploads.values.encodings import mended
from events.uploads.values.errors import FileRefusedError, LimitError
from events.uploads.values.limits import Limits
from events.uploads.values.raw_table import RawTable, Shapes, check_shape, text_of, unique_names
from events.uploads.values.receipt import Refusal

_MIB = 1024 * 1024


def read_parquet(data: bytes, limits: Limits) -> RawTable:
    """Read a Parquet file, every column as text; a geometry column gives one point a row.

    Raises
    ------
    FileRefusedError
        Damaged, or larger than the limits.
    """
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        footer = file.metadata
        check_shape(footer.num_rows, footer.num_columns, limits)
        unpacked = sum(footer.row_group(i).total_byte_size for i in range(footer.num_row_groups))
        _check_unpacked(unpacked, limits)
        geometry, crs = _geometry(footer.metadata or {})
        # A word that stands a million times is one word in the file, and stays one here.
        words = [
            field.name
            for field in file.schema_arrow
            if field.name != geometry and _has_words(field.type)
        ]
        table = read_table(data, words)
        # By position: a name may stand twice.
        shaped = [i for i, name in enumerate(table.column_names) if name == geometry]
        if len(shaped) > 1:
            raise FileRefusedError(
                f'the geometry column "{mended(str(geometry))[:60]}" stands twice',
                "Keep the one that is meant.",
            )
        plain = [i for i in range(table.num_columns) if i not in shaped]
        names = [table.column_names[i] for i in plain]
        columns, length = [], 0
        for i in plain:
            for chunk in table.column(i).chunks:
                length += length_of(chunk)
                _check_unpacked(length, limits)
            columns.append([text for c in table.column(i).chunks for text in texts_of(c)])
        exact = [
            pa.types.is_floating(f.type)
            or pa.types.is_integer(f.type)
            or pa.types.is_decimal(f.type)
            for f in (table.schema.field(i) for i in plain)
        ]
        blobs = table.column(shaped[0]).to_pylist() if shaped else None
    except pa.lib.ArrowMemoryError:
        # Also what a few words become that a file repeats.
        raise LimitError(
            "reading the file takes too much memory", "memory_mb", limits.memory_mb
        ) from None
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError, OverflowError) as error:
        first = str(error).split("\n", 1)[0][:120]
        raise FileRefusedError(f"the Parquet file is damaged ({first})", "Save it anew.") from None
    longest = max((len(cell) for column in columns for cell in column), default=0)
    if longest > limits.max_cell_characters:
        raise LimitError(
            f"a cell has {longest:,} characters", "max_cell_characters", limits.max_cell_characters
        )
    rows = table.num_rows
    refused: list[Refusal] = []
    shapes: Shapes | None = None
    kept = list(range(rows))
    if blobs is not None:
        shapes, damaged = points_of_wkb(blobs, Corners(limits), 2)
        lon, lat = points_in_wgs84(shapes.lon, shapes.lat, crs)
        refused = [Refusal(i + 2, geometry, None, "has a damaged geometry") for i in damaged]
        bad = set(damaged)
        kept = [i for i in kept if i not in bad]
        shapes = Shapes(lon, lat, shapes.reduced, outlines=blobs, crs=crs).of_rows(kept)
        columns = [[column[i] for i in kept] for column in columns] if bad else columns
    unique = unique_names(names)
    return RawTable(
        unique,
        tuple(columns),
        [i + 2 for i in kept],
        tuple(refused),
        shapes,
        exact=frozenset(name for name, plain in zip(unique, exact, strict=True) if plain),
    )


def _check_unpacked(size: int, limits: Limits) -> None:
    if size > limits.max_unpacked_mb * _MIB:
        most = limits.max_unpacked_mb
        raise LimitError(f"the table unpacks to {size // _MIB:,} MiB", "max_unpacked_mb", most)


def length_of(chunk: Any) -> int:
    """Return how many bytes the words of a column have, each counted as often as it stands."""
    import pyarrow as pa
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    if not pa.types.is_dictionary(chunk.type) or not is_text(chunk.dictionary.type):
        return int(chunk.nbytes)
    lengths = pc.cast(pc.binary_length(chunk.dictionary), pa.int64())
    return int(pc.sum(pc.take(lengths, chunk.indices)).as_py() or 0)


def is_text(kind: Any) -> bool:
    """Tell whether a type of the library is one of texts."""
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _has_words(kind: Any) -> bool:
    import pyarrow as pa

    # Left to itself, the library refuses a whole file for one word of a dictionary.
    return is_text(kind.value_type if pa.types.is_dictionary(kind) else kind)


def texts_of(chunk: Any) -> list[str]:
    """Return the values of a chunk of a column as the texts that are read of them."""
    import pyarrow as pa

    if not pa.types.is_dictionary(chunk.type):
        return [_text(value) for value in _values(chunk)]
    words = [*map(_text, _values(chunk.dictionary)), ""]
    return [words[-1 if code is None else code] for code in chunk.indices.to_pylist()]


def _values(chunk: Any) -> list[object]:
    """Return the values of a column, one by one where Python cannot hold one of them."""
    import pyarrow as pa

    try:
        return list(chunk.to_pylist())
    except (OverflowError, ValueError, OSError, pa.ArrowException):
        return [_one(cell) for cell in chunk]


def _one(cell: Any) -> object:
    """Return a value; a date that Python cannot hold as the text it would be.

    Of a text that is none in UTF-8 the bytes that are wrong stay such: they refuse its row.
    """
    import pyarrow as pa

    try:
        return cell.as_py()
    except UnicodeDecodeError as error:
        whole = cell.as_buffer().to_pybytes() if hasattr(cell, "as_buffer") else error.object
        return bytes(whole).decode("utf-8", "surrogateescape")
    except (OverflowError, ValueError, OSError, pa.ArrowException):
        kind = str(cell.type)
        return f"{kind} {getattr(cell, 'value', '')} out of range".replace("  ", " ")


def _geometry(metadata: dict[bytes, bytes]) -> tuple[str | None, str | dict[str, Any] | None]:
    """Return the name of the geometry column and its reference system."""
    raw = metadata.get(b"geo")
    if raw is None:
        return None, None
    geo = json.loads(raw)
    name = str(geo["primary_column"])
    column = geo["columns"][name]
    if column.get("encoding") != "WKB":
        raise FileRefusedError(
            f'the geometry is encoded as "{str(column.get("encoding"))[:20]}"', "Write it as WKB."
        )
    crs = column.get("crs")
    if isinstance(crs, dict):
        code = crs.get("id") or {}
        if code.get("code") in (4326, "4326", "CRS84"):
            return name, None
    return name, crs


def _text(value: object) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=text_of)
    return text_of(value)
