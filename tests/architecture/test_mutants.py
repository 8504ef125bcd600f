"""The table of mutants can be applied, and reaches every floor."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutants import Mutant, load_mutants

MUTANTS = load_mutants()
ROOMS = (
    *("geodata/", "events/uploads/", "events/bounds/", "events/analysis/"),
    "events/uploads/layers/",
    *(
        "dashboard/feed/",
        "dashboard/exports/sheet/",
        "dashboard/page/server/",
        "dashboard/exports/verify/",
    ),
    "dashboard/web/",
)


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_mutant_can_be_put_in(mutant: Mutant) -> None:
    assert mutant.problem() is None
    assert mutant.new != mutant.old
    assert mutant.tests


def test_every_floor_has_its_mutants() -> None:
    assert len(MUTANTS) >= 30
    assert len({(mutant.file, mutant.old, mutant.new) for mutant in MUTANTS}) == len(MUTANTS)
    for room in ROOMS:
        assert [mutant for mutant in MUTANTS if mutant.file.startswith(room)], room
    assert any(mutant.browser for mutant in MUTANTS)


def test_a_mutant_that_fits_nowhere_or_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text("a = 1\nb = 1\n")
    (tmp_path / "test_code.py").write_text("def test_it() -> None: ...\n")
    said = [
        Mutant(file, old, "2", (test,)).problem(tmp_path)
        for file, old, test in (
            ("code.py", "a = 1", "test_code.py::test_it"),
            ("code.py", "= 1", "test_code.py"),
            ("code.py", "c = 1", "test_code.py"),
            ("none.py", "a = 1", "test_code.py"),
            ("code.py", "a = 1", "test_none.py"),
            ("code.py", "a = 1", "test_code.py::test_another"),
        )
    ]
    assert said == [
        None,
        "the old text stands in it 2 times",
        "the old text stands in it 0 times",
        "no such file",
        "no such test: test_none.py",
        "no such test: test_code.py::test_another",
    ]
