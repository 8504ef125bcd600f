"""The shipped tables, read once for all tests of a process."""

from __future__ import annotations

from functools import cache

from events import Ledger, load_ledger


@cache
def shipped_ledger() -> Ledger:
    """Return the shipped ledger; nothing in it can be changed."""
    return load_ledger()
