"""Public functions say what they take and what they raise, in sections of their own.

What the section of arguments must list is ruff's D417; here it is that there is one from three on,
and that it says more than names and types.
"""

from __future__ import annotations

import ast
import builtins
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path for floor in ("geodata", "events", "dashboard") for path in (ROOT / floor).rglob("*.py")
)
_LINES = re.MULTILINE | re.DOTALL


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    classes = [n for n in tree.body if isinstance(n, ast.ClassDef) and n.name[0] != "_"]
    for body in (tree.body, *(node.body for node in classes)):
        for node in body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield node


def lacks_its_section(node: ast.FunctionDef) -> bool:
    taken = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    count = sum(argument.arg not in ("self", "cls") for argument in taken)
    said = ast.get_docstring(node) or ""
    return count >= 3 and not re.search(r"^Parameters\n-{10}$", said, re.MULTILINE)


def section(said: str, name: str) -> str:
    """Return the text of a section of a docstring, empty when there is none."""
    found = re.search(rf"^{name}\n-{{{len(name)}}}\n(.*?)(?=^\w[^\n]*\n-{{3,}}$|\Z)", said, _LINES)
    return found[1] if found else ""


def names_without_words(node: ast.FunctionDef) -> list[str]:
    lines = section(ast.get_docstring(node) or "", "Parameters").rstrip().splitlines()
    return [
        line
        for line, below in zip_longest(lines, lines[1:], fillvalue="")
        if line[:1].strip() and not re.match(r" {4}\S", below)
    ]


def found_in_modules(asked: Callable[[ast.FunctionDef], object]) -> list[str]:
    return [
        f"{path.relative_to(ROOT).as_posix()}: {node.name} {told if told is not True else ''}"
        for path in MODULES
        for node in public_functions(path)
        if (told := asked(node))
    ]


def test_three_arguments_or_more_have_a_section() -> None:
    assert found_in_modules(lacks_its_section) == []


def test_every_argument_that_is_listed_is_told() -> None:
    assert found_in_modules(names_without_words) == []


def test_ruff_asks_for_every_argument() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert "D417" in lint["select"]
    assert not [name for name, codes in lint["per-file-ignores"].items() if "D417" in codes]


KINDS = {
    node.name: [base.id for base in node.bases if isinstance(base, ast.Name)]
    for path in MODULES
    for node in ast.parse(path.read_text("utf-8")).body
    if isinstance(node, ast.ClassDef)
}


def kinds_of(error: str) -> set[str]:
    """Return an error's own name and those of all it is a kind of."""
    known = getattr(builtins, error, None)
    if isinstance(known, type):
        return {kind.__name__ for kind in known.__mro__}
    return {error}.union(*(kinds_of(base) for base in KINDS.get(error, ())))


def name_of(raised: ast.expr) -> str:
    """Return the class that is raised, empty where a value or what a function gives is."""
    called = raised.func if isinstance(raised, ast.Call) else raised
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name if name[:1].isupper() else ""


def caught_by(node: ast.Try) -> set[str]:
    types = [handler.type for handler in node.handlers]
    listed = [one for kind in types for one in getattr(kind, "elts", [kind])]
    return {"BaseException" if one is None else name_of(one) for one in listed}


def raised_in(node: ast.AST, caught: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the errors that a body itself raises and does not catch; empty for one of no name."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            continue
        if isinstance(child, ast.Raise) and child.exc is not None:
            name = name_of(child.exc)
            if not kinds_of(name) & caught:
                yield name
        elif isinstance(child, ast.Try):
            for inner in child.body:
                yield from raised_in(ast.Module([inner], []), caught | caught_by(child))
            rest = [*child.handlers, *child.orelse, *child.finalbody]
            yield from raised_in(ast.Module(rest, []), caught)  # type: ignore[arg-type]
        else:
            yield from raised_in(child, caught)


def untold_errors(node: ast.FunctionDef) -> list[str]:
    told = section(ast.get_docstring(node) or "", "Raises")
    heads = [line for line in told.splitlines() if line[:1].strip()]
    known = {name.strip().split(".")[-1] for line in heads for name in line.split(",")}
    raised = set(raised_in(node))
    # What a function hands back to be raised has no name here: then there is a section at all.
    return sorted(name for name in raised if not (kinds_of(name) & known if name else known))


def test_what_a_function_raises_itself_is_told() -> None:
    assert found_in_modules(lambda node: str(untold_errors(node) or "")) == []


def test_errors_of_each_way_to_raise_are_found() -> None:
    written = """
def public(row):
    '''Do it.

    Raises
    ------
    LookupError, OSError
        Sometimes.
    '''
    try:
        raise ValueError(1)
    except ValueError:
        raise KeyError from None
    try:
        raise TypeError
    finally:
        def inner():
            raise ArithmeticError
    if row:
        raise row.error("x")
    raise FileNotFoundError(2)
"""
    (node,) = ast.parse(written).body
    assert isinstance(node, ast.FunctionDef)
    assert sorted(raised_in(node)) == ["", "FileNotFoundError", "KeyError", "TypeError"]
    assert untold_errors(node) == ["TypeError"]
    node.body = node.body[1:]
    assert untold_errors(node) == ["", "FileNotFoundError", "KeyError", "TypeError"]
