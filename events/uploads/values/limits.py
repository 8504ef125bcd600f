"""How large a file may be, and what reading it may cost. Every limit is a setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from events.environment import whole_numbers
from events.uploads.values.errors import FileRefusedError

PREFIX = "BORDER_MONITOR_"


@dataclass(frozen=True, slots=True)
class Limits:
    """Settings of the import; each is also an environment variable.

    ``BORDER_MONITOR_MAX_ROWS=200000`` sets ``max_rows``, and so on.

    Attributes
    ----------
    max_file_mb : int
        Size of the file as brought, in MiB.
    max_rows, max_columns : int
        Rows and columns of the table in it.
    max_unpacked_mb, max_entries, max_ratio : int
        For archives (XLSX, zipped shapefile): MiB when unpacked, number of entries, and how many
        times larger than its packed form an entry may be.
    max_cell_characters : int
        Length of one cell.
    max_vertices : int
        Corners of all lines and areas of a file.
    max_row_vertices : int
        Corners, and points, of one row that is written as text (KML, JSON): each is read alone.
    memory_mb, cpu_seconds, wall_seconds : int
        What the reading process may use.
    max_readers : int
        Reading processes at work at once, of one server.
    near_km : int
        A point belongs to the nearest border section within this geodesic distance.
    """

    max_file_mb: int = 50
    max_rows: int = 1_000_000
    max_columns: int = 500
    max_unpacked_mb: int = 200
    max_entries: int = 2_000
    max_ratio: int = 100
    max_cell_characters: int = 100_000
    max_vertices: int = 1_000_000
    max_row_vertices: int = 100_000
    memory_mb: int = 2_048
    cpu_seconds: int = 90
    wall_seconds: int = 120
    max_readers: int = 2
    near_km: int = 30

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Limits:
        """Return the limits with those replaced that the environment names.

        Raises
        ------
        FileRefusedError
            A value is not a whole number above zero.
        """
        names = [field.name for field in fields(cls)]
        return cls(**whole_numbers(names, PREFIX, environment, FileRefusedError))

    def to_dict(self) -> dict[str, int]:
        """Return every limit by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
