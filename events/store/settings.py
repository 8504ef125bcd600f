"""What building and asking a store may use. Every limit is a setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from events.environment import whole_numbers
from events.store.errors import StoreError

PREFIX = "BORDER_MONITOR_STORE_"


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Limits of a store; each is also an environment variable.

    ``BORDER_MONITOR_STORE_MEMORY_MB=512`` sets ``memory_mb``, and so on.

    Attributes
    ----------
    memory_mb : int
        Memory of the database, in MiB; what does not fit goes to files in the store's folder.
    threads : int
        Threads of the database.
    readers : int
        Reading processes at work at once; each has the memory that `events.uploads.Limits` give.
    piece_rows : int
        A table of more rows is read in pieces of so many.
    piece_mb : int
        A text longer than this is read in pieces of about so many MiB.
    parts : int
        Files of rows that appending leaves side by side; with more they become one.
    answer_s : int
        Seconds that a PostgreSQL may take for one answer.
    """

    memory_mb: int = 1024
    threads: int = 2
    readers: int = 2
    piece_rows: int = 250_000
    piece_mb: int = 16
    parts: int = 8
    answer_s: int = 60

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> StoreSettings:
        """Return the settings with those replaced that the environment names.

        Raises
        ------
        StoreError
            A value is not a whole number above zero.
        """
        names = [field.name for field in fields(cls)]
        return cls(**whole_numbers(names, PREFIX, environment, StoreError))
