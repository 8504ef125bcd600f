"""What is worked out of a whole ledger: once, and kept for as long as the ledger is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from events.ledger import Ledger

_T = TypeVar("_T")


def kept_with_ledger(work_out: Callable[[Ledger], _T]) -> Callable[[Ledger], _T]:
    """Have a function of a ledger alone work once for each: a ledger never changes.

    Parameters
    ----------
    work_out : callable
        What it returns is shared by all who ask, so it is nothing that anybody changes.
    """
    known: WeakKeyDictionary[Ledger, _T] = WeakKeyDictionary()

    @wraps(work_out)
    def remembered(ledger: Ledger) -> _T:
        # Two sessions may ask at once: both find the same, and the later one is kept.
        if ledger not in known:
            known[ledger] = work_out(ledger)
        return known[ledger]

    return remembered
