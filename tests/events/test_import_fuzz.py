"""Damaged files of every format end in a receipt that balances, or in a clear refusal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FUZZING = Path(__file__).with_name("import_fuzzing.py")


def run(seed: int, count: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, str(FUZZING), str(seed), str(count)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    ends: dict[str, float] = json.loads(done.stdout)
    return ends


def check(seed: int, count: int) -> dict[str, float]:
    ends = run(seed, count)
    assert ends.pop("slowest_seconds") < 5
    assert ends.pop("unforeseen", 0) == 0, "an error nobody thought of: see what it was"
    assert sum(ends.values()) == count
    return ends


def test_two_hundred_damaged_files_end_in_a_receipt_or_a_refusal() -> None:
    ends = check(20211108, 200)
    assert ends["read"] > 20 and ends["refused"] > 20


@pytest.mark.long
def test_five_hundred_more_end_in_a_receipt_or_a_refusal() -> None:
    check(1, 500)
