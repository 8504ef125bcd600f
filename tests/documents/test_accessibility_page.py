"""docs/accessibility.md names tests that there are, and every exception that they make."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "accessibility.md").read_text("utf-8")


def test_every_test_it_names_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 10
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert named <= set(re.findall(r"^def (test_\w+)", source, re.MULTILINE))


def test_it_names_every_fault_of_the_framework_that_is_let_through() -> None:
    source = (ROOT / "tests" / "browser" / "axe.py").read_text("utf-8")
    rules = re.findall(r'^    \("([a-z-]+)", "\w+"\): \(', source, re.MULTILINE)
    assert rules
    for rule in rules:
        assert rule in PAGE


def test_the_walk_has_twelve_steps() -> None:
    steps = re.findall(r"^(\d+)\. ", PAGE, re.MULTILINE)
    assert steps == [str(number) for number in range(1, 13)]
