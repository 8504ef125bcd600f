"""The shipped ledger, read once, and a copy of its tables to damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from forked_readers import forked_readers as forked_readers

from events import Ledger, load_ledger
from events.ledger import DATA_FOLDER


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    """Return the shipped ledger."""
    return load_ledger()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Return a copy of the shipped tables that a test may damage."""
    folder = tmp_path / "data"
    shutil.copytree(DATA_FOLDER, folder)
    return folder
