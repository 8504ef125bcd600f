"""What a store is: its sources with what became of their rows, its kinds, its files by digest."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from events.store.errors import BUILD_ANEW, StoreError
from events.strict_json import read_strict

FORMAT = "border-monitor store 2"
_PATH = re.compile(r"(rows|tiles|receipts)/[\w-]+(\.[\w-]+)*", re.ASCII)
MOST_KINDS = 7
"""Kinds that tiles count apart; all others are counted as one."""
KEY_DIGITS = 12
"""Digits of a digest by which a file or a store is named."""


@dataclass(frozen=True, slots=True)
class SourceReceipt:
    """What became of the rows of one file.

    Attributes
    ----------
    file, sha256 : str
        Its name, and the digest of its bytes; the first twelve digits stand in every row.
    adapter : str or None
        The known shape it was read as.
    columns, choices : mapping of str to str
        What was taken for what, and what was answered.
    rows_in, rows_kept : int
        ``rows_in`` is ``rows_kept`` plus the sum of ``refused``, always.
    refused : tuple of (column or None, reason, count)
        Most first.
    sections, points, not_located : int
        Kept rows on a section of a border, elsewhere on the map, and without a place.
    """

    file: str
    sha256: str
    adapter: str | None
    columns: Mapping[str, str]
    choices: Mapping[str, str]
    rows_in: int
    rows_kept: int
    refused: tuple[tuple[str | None, str, int], ...]
    sections: int
    points: int
    not_located: int

    @property
    def key(self) -> str:
        """What stands in every row of the file: the first digits of its digest."""
        return self.sha256[:KEY_DIGITS]

    @property
    def rows_refused(self) -> int:
        """Rows that were not kept."""
        return sum(count for _, _, count in self.refused)

    @property
    def balances(self) -> bool:
        """Whether every row is accounted for, in the table and on the map."""
        placed = self.sections + self.points + self.not_located
        return self.rows_in == self.rows_kept + self.rows_refused and placed == self.rows_kept


@dataclass(frozen=True, slots=True)
class FileDigest:
    """A file of a store: its path in the folder of the data, bytes, SHA-256, and rows if any."""

    path: str
    size: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class ZoomSum:
    """What the tiles of one zoom hold together.

    Attributes
    ----------
    zoom : int
        Of the cells.
    files, entries, events : int
        Of all tiles.
    held : int
        Events of sensitive kinds, which are in no tile of the finest zoom; 0 on the others.
        ``events`` and ``held`` together are the rows with a point, on every zoom.
    digest : str
        SHA-256 of the index, which bears that of each tile.
    """

    zoom: int
    files: int
    entries: int
    events: int
    held: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a store is.

    Attributes
    ----------
    data : str
        Digest of what the store says, whichever way it was built.
    folder : str
        Folder of its rows and tiles: the digest, with a number where that name was taken.
    near_km : int
        A row belongs to the nearest section within this distance.
    sources : tuple of SourceReceipt
        By digest.
    kinds : tuple of str
        The words that tiles count apart, the most frequent first; all others are one more.
    sensitive : tuple of str
        Kinds that are in no tile of the finest zoom, whether a row has them or not.
    in_cells : int
        Kept rows that have a point; each is counted once in the tiles of every zoom, but where
        it is held back.
    first_day, last_day : str or None
        Of the first days of all rows, ISO 8601; None in a store without rows.
    parts, files : tuple of FileDigest
        Rows; everything else but tiles, whose digests stand in the index of their zoom.
    """

    data: str
    folder: str
    near_km: int
    sources: tuple[SourceReceipt, ...]
    kinds: tuple[str, ...]
    sensitive: tuple[str, ...]
    in_cells: int
    first_day: str | None
    last_day: str | None
    zooms: tuple[ZoomSum, ...]
    parts: tuple[FileDigest, ...]
    files: tuple[FileDigest, ...]

    @property
    def rows(self) -> int:
        """Rows of the store."""
        return sum(source.rows_kept for source in self.sources)

    def to_json(self) -> str:
        """Return the text of ``store.json``."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read the text of ``store.json``.

        Raises
        ------
        StoreError
            It is none, or one of another version.
        """
        way_out = BUILD_ANEW
        try:
            plain = read_strict(text)
            if not isinstance(plain, dict) or plain.pop("format", None) != FORMAT:
                raise StoreError("store.json is not one that this version reads", way_out)
            return cls._from_plain(plain)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise StoreError(f"store.json is damaged ({error})", way_out) from None

    @classmethod
    def _from_plain(cls, plain: dict[str, Any]) -> Manifest:
        sources = tuple(
            SourceReceipt(**{**one, "refused": tuple(tuple(r) for r in one["refused"])})
            for one in plain["sources"]
        )
        files = (*plain["parts"], *plain["files"])
        if not all(_PATH.fullmatch(one["path"]) for one in files):
            raise ValueError("a path leads elsewhere")
        return cls(
            **{
                **plain,
                "sources": sources,
                "kinds": tuple(plain["kinds"]),
                "sensitive": tuple(plain["sensitive"]),
                "zooms": tuple(ZoomSum(**one) for one in plain["zooms"]),
                "parts": tuple(FileDigest(**one) for one in plain["parts"]),
                "files": tuple(FileDigest(**one) for one in plain["files"]),
            }
        )
