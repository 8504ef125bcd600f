"""The rules of the house, read from the imports."""

from __future__ import annotations

import ast
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = {"geodata": 0, "events": 1, "dashboard": 2}
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]
PUBLIC = {"geodata", "events", "events.analysis", "events.uploads"}
LONGEST = 320


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports_of(path: Path) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return frozenset(found)


def importers_of(package: str) -> set[str]:
    return {
        name
        for name, path in zip(NAMES, MODULES, strict=True)
        if any(module.split(".")[0] == package for module in imports_of(path))
    }


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_imports_go_down_only(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0]
    for module in imports_of(path):
        other = module.split(".")[0]
        if other in FLOORS:
            assert FLOORS[other] <= FLOORS[floor], f"{path.name} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_another_floor_is_known_by_its_public_names_only(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0]
    for module in imports_of(path):
        other = module.split(".")[0]
        if other in FLOORS and other != floor:
            assert module in PUBLIC, f"{path.name} imports {module}"


def modules_of(path: Path) -> set[str]:
    """Return what a module imports when it runs, inside functions too, by module name."""
    tree = ast.parse(path.read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in inner if name in BY_MODULE} or {node.module}
    return {name for name in found if name in BY_MODULE}


BY_MODULE = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in MODULES
}


def test_no_imports_run_in_a_circle() -> None:
    graph = {name: modules_of(path) - {name} for name, path in BY_MODULE.items()}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" > ".join(error.args[1]))


def test_each_outside_library_of_the_page_has_its_own_rooms() -> None:
    assert importers_of("folium") == {"dashboard/basemap.py"}
    assert importers_of("streamlit_folium") == {"dashboard/embedding.py"}
    assert importers_of("streamlit") == {
        "dashboard/analysis_card.py",
        "dashboard/analysis_drawer.py",
        "dashboard/app.py",
        "dashboard/bringing/asking.py",
        "dashboard/bringing/attaching.py",
        "dashboard/bringing/drawer.py",
        "dashboard/bringing/intake.py",
        "dashboard/bringing/listing.py",
        "dashboard/bringing/receipts.py",
        "dashboard/bringing/sourcing.py",
        "dashboard/cache.py",
        "dashboard/filters.py",
        "dashboard/highest.py",
        "dashboard/serving/calls.py",
        "dashboard/serving/messages.py",
        "dashboard/serving/policies.py",
        "dashboard/serving/upkeep.py",
        "dashboard/session.py",
        "dashboard/side_panel.py",
        "dashboard/takeaway.py",
        "dashboard/webparts.py",
        "dashboard/writing.py",
    }


def test_only_one_module_prints_and_it_shows_what_it_prints() -> None:
    allowed = {"events/terminal.py", "geodata/build/__main__.py"}
    for name, path in zip(NAMES, MODULES, strict=True):
        if name in allowed:
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{name}: print with events.tell"
            if isinstance(node, ast.Attribute) and node.attr in ("write", "writelines"):
                inside = ast.unparse(node.value)
                assert not inside.startswith(("sys.stdout", "sys.stderr")), name


def test_scene_style_and_snapshot_know_no_streamlit() -> None:
    for name in importers_of("streamlit"):
        assert not name.startswith(("dashboard/scene", "dashboard/style", "dashboard/snapshot"))


def test_session_and_caches_are_touched_in_one_place_each() -> None:
    for name, path in zip(NAMES, MODULES, strict=True):
        text = path.read_text("utf-8")
        if name != "dashboard/session.py":
            assert "st.session_state" not in text, name
            assert "st.query_params" not in text, name
        if name != "dashboard/cache.py":
            assert "st.cache_" not in text, name


def test_no_module_of_the_dashboard_hides_a_floor_or_a_standard_module() -> None:
    for entry in (ROOT / "dashboard").iterdir():
        if entry.suffix == ".py" or entry.is_dir():
            assert entry.stem not in FLOORS
            if not entry.stem.startswith("__"):
                assert entry.stem not in sys.stdlib_module_names, entry.name


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_says_what_it_is_for_and_fits_on_a_few_screens(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(tree_of(path)), "the first line says what a module is for"
    assert len(text.splitlines()) <= LONGEST
    assert path.stem not in {"utils", "helpers", "manager"}
