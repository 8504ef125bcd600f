"""The examples in docstrings give what they say."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for floor in ("geodata", "events", "dashboard")
    for path in (ROOT / floor).rglob("*.py")
    if ">>> " in path.read_text("utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name: str) -> None:
    module = import_module(name)
    found = [case for case in doctest.DocTestFinder().find(module) if case.examples]
    assert found, "a prompt outside a docstring is never run"
    assert doctest.testmod(module).failed == 0


def test_examples_are_run() -> None:
    assert sum(doctest.testmod(import_module(name)).attempted for name in MODULES) >= 4
