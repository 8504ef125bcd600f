"""Reads the columns of a Parquet file, with words of a dictionary that are no texts among them."""

from __future__ import annotations

import io
from typing import Any

_FOOT = 8
_STORED, _PASSED = b"ARROW:schema", b"ARROW:SCHEMA"


def read_table(data: bytes, words: list[str]) -> Any:
    """Return all columns of a Parquet file as a table of the library.

    Dictionaries within a list, a structure or a map are read as the texts they are of: one word
    in them that is no text would have the library refuse the whole file.

    Parameters
    ----------
    data : bytes
        The file.
    words : list of str
        Columns of texts, of which each is kept once.

    Raises
    ------
    pyarrow.ArrowException, OSError
        The file is damaged.
    """
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    file = pq.ParquetFile(io.BytesIO(data), read_dictionary=words)
    fields = list(file.schema_arrow)
    apart = {i for i, field in enumerate(fields) if _holds_words(field.type)}
    ends = [0]
    for field in fields:
        ends.append(ends[-1] + _leaves(field.type))
    if not apart or ends[-1] != file.metadata.num_columns:
        return file.read(use_threads=False)
    plain = pq.ParquetFile(io.BytesIO(_without_types(data)))
    columns: list[Any] = [None] * len(fields)
    for source, some in ((plain, apart), (file, set(range(len(fields))) - apart)):
        places = sorted(some)
        # By position: a name may stand twice, or hold a point.
        leaves = [leaf for i in places for leaf in range(ends[i], ends[i + 1])]
        table = source.reader.read_all(column_indices=leaves, use_threads=False)
        for place, column in zip(places, table.columns, strict=True):
            columns[place] = column
    return pa.Table.from_arrays(columns, names=[field.name for field in fields])


def _parts(kind: Any) -> list[Any]:
    """Return the types that a type is made of; none for one that is of one piece."""
    import pyarrow as pa

    if isinstance(kind, pa.BaseExtensionType):
        return _parts(kind.storage_type)
    if pa.types.is_dictionary(kind):
        return _parts(kind.value_type)
    return [kind.field(i).type for i in range(kind.num_fields)] if pa.types.is_nested(kind) else []


def _leaves(kind: Any) -> int:
    """Return how many columns of the file a column of the table is."""
    parts = _parts(kind)
    return sum(map(_leaves, parts)) if parts else 1


def _holds_words(kind: Any) -> bool:
    """Tell whether a dictionary stands within a type, at any depth."""
    import pyarrow as pa

    return any(pa.types.is_dictionary(part) or _holds_words(part) for part in _parts(kind))


def _without_types(data: bytes) -> bytes:
    """Return the file under whose stored types, which name the dictionaries, nobody looks."""
    length = int.from_bytes(data[-_FOOT:-4], "little")
    begin = max(0, len(data) - _FOOT - length)
    return data[:begin] + data[begin:].replace(_STORED, _PASSED)
