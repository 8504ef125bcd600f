"""A copy of the shipped tables to damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from forked_readers import forked_readers as forked_readers

from events.ledger import DATA_FOLDER


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Return a copy of the shipped tables that a test may damage."""
    folder = tmp_path / "data"
    shutil.copytree(DATA_FOLDER, folder)
    return folder
