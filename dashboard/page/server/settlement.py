"""Keeps what lives as long as the server out of the collector's way.

The framework collects all garbage after every run of the page, and would walk through every
library, table and figure each time to find that all of it is still needed.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress
from functools import cache
from typing import Any


def settle() -> None:
    """Collect what nothing refers to, and have the collector pass over all that is left.

    What is passed over still goes when the last reference to it does; only rings among it stay,
    until `give_back` finds nobody here. It is for moments when nobody's files are here.
    """
    gc.collect()
    gc.freeze()


def give_back(*, nobody_here: bool) -> None:
    """Collect what nothing refers to, and hand free memory back to the system.

    Parameters
    ----------
    nobody_here : bool
        No session is left: what there is now is the server's own, and is settled anew. While
        somebody is here, what was settled before anybody came stays so.
    """
    if nobody_here:
        gc.unfreeze()
        settle()
    else:
        gc.collect()
    with suppress(ImportError):
        import pyarrow as pa  # type: ignore[import-untyped]

        if "pyarrow" in sys.modules:
            pa.default_memory_pool().release_unused()
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:
    """Return the C library's call that hands free memory back; None where there is none."""
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
