"""What the page is sent of the shipped tables, made once for all tests of a process."""

from __future__ import annotations

from functools import cache
from typing import Any

from shipped import shipped_ledger

from dashboard.feed import build_feed
from dashboard.feed.blob import unpack
from dashboard.scene.state import FIRST_DATE


@cache
def shipped_feed() -> tuple[Any, Any]:
    """Return header and columns of the feed."""
    return unpack(build_feed(shipped_ledger(), FIRST_DATE))
