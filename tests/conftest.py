"""What all tests share: how long an example takes is no claim of ours on a busy machine.

The examples of a property are the same on every machine, so that a change is judged by what it
changed. ``scripts/test --hypothesis-profile=search`` looks for new ones.
"""

from __future__ import annotations

import gc
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings
from shipped import shipped_ledger

from events import Ledger

settings.register_profile("calm", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("calm")

# Servers that tests start keep what they work out here, and nothing in the home of whoever tests.
os.environ.setdefault("BORDER_MONITOR_CACHE", str(Path(__file__).parents[1] / ".cache" / "tests"))


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    """Return the shipped ledger."""
    return shipped_ledger()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as long every case of a test beyond the few that it wants in the short form."""
    seen: Counter[tuple[str, str]] = Counter()
    for item in items:
        few = item.get_closest_marker("few")
        if few is not None:
            test = (str(item.path), getattr(item, "originalname", item.name))
            if seen[test] >= few.args[0]:
                item.add_marker(pytest.mark.long)
            seen[test] += 1


def pytest_collection_finish() -> None:
    """Let the collector pass over what was imported and collected: it stays to the end.

    A tenth of the time of a run went by with looking through it again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
