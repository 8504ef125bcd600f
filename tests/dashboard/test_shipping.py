"""Every shipped file that is missing or damaged is named with the way out; the rest goes on."""

from __future__ import annotations

import html
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import geodata
from dashboard.feed.assets import parts
from dashboard.feed.integrity import shipped_tables
from events import table_holding
from geodata import Holding

ROOT = Path(__file__).parents[2]
APP = str(ROOT / "dashboard" / "app.py")


def cut_at_a_line_end(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[: max(1, len(lines) - 3)]) if len(lines) > 1 else lines[0][:-1])


def half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


DAMAGES: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut": cut_at_a_line_end,
    "half": half,
    "garbage": lambda path: path.write_bytes(
        random.Random(path.name).randbytes(path.stat().st_size)
    ),
}
HOLDINGS = {
    "tables": table_holding(shipped_tables()),
    "layers": geodata.shipped(),
    "parts": parts(),
}
FILES = [(kind, name) for kind, holding in HOLDINGS.items() for name in holding.names()]
TABLE_NAMES = HOLDINGS["tables"].names()
LAYER_NAMES = HOLDINGS["layers"].names()


def test_the_manifests_are_those_of_the_shipped_files() -> None:
    for kind, holding in HOLDINGS.items():
        written = (holding.folder / geodata.MANIFEST).read_text("utf-8")
        assert written == geodata.write_manifest(holding), (
            f"{kind} have changed: run python -m dashboard manifest"
        )
        assert holding.problems() == ()


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(("kind", "name"), FILES)
def test_each_damage_to_each_file_is_named(
    kind: str, name: str, damage: str, tmp_path: Path
) -> None:
    holding = HOLDINGS[kind]
    copy = tmp_path / "copy"
    (copy / name).parent.mkdir(parents=True)
    for file in (geodata.MANIFEST, name):
        shutil.copy(holding.folder / file, copy / file)
    others = [n for n in holding.names() if n != name]
    DAMAGES[damage](copy / name)
    found = [
        p for p in Holding(copy, holding._patterns).problems() if p.split(":")[0] not in others
    ]
    assert len(found) == 1
    assert found[0].startswith(f"{name}: ")
    assert "Restore it from the repository" in found[0]


@pytest.mark.parametrize(
    "text", ["", "x", "\0", "# only\n", "0" * 64 + "  1  a\n" + "0" * 64 + "  1  a\n"]
)
def test_a_damaged_manifest_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / geodata.MANIFEST).write_text(text)
    (found,) = Holding(tmp_path).problems()
    assert found.startswith("MANIFEST of ")


@pytest.mark.parametrize("kind", HOLDINGS)
def test_a_folder_that_was_shipped_with_a_manifest_must_have_it(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holding = HOLDINGS[kind]
    copy = tmp_path / holding.folder.parent.name / holding.folder.name
    shutil.copytree(holding.folder, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setattr(holding, "folder", copy)
    monkeypatch.setattr(holding, "_held", {})
    assert holding.problems() == ()
    (copy / geodata.MANIFEST).unlink()
    (found,) = holding.problems()
    assert found.startswith(f"MANIFEST: is missing from {copy.parent.name}/{copy.name}, ")
    assert "python -m dashboard manifest" in found and "Restore it" in found
    (copy / geodata.MANIFEST).mkdir()
    (found,) = holding.problems()
    assert found.startswith(f"MANIFEST of {copy.parent.name}/{copy.name}: is damaged")


@pytest.mark.long
def test_the_shipped_tables_must_have_a_manifest_however_their_folder_is_named(
    program: Path, tmp_path: Path
) -> None:
    manifest = program / "events" / "data" / geodata.MANIFEST
    text = manifest.read_bytes()
    link = tmp_path / "link"
    link.symlink_to(program / "events" / "data")
    asked = ["-m", "events", "summary", "--date", "2021-11-08", "--tables"]
    manifest.unlink()
    try:
        told = [run_copy(program, *asked, f) for f in ("events/data", "events/../events/data")]
        told.append(run_copy(program, *asked, str(link)))
    finally:
        manifest.write_bytes(text)
    for run in told:
        assert run.returncode == 0 and run.stderr.startswith("MANIFEST: is missing from ")
        assert "python -m dashboard manifest" in run.stderr
    whole = run_copy(program, *asked, "events/data")
    assert whole.returncode == 0 and not whole.stderr


def test_tables_of_ones_own_need_no_manifest_and_may_have_one(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(shipped_tables(), folder)
    (folder / geodata.MANIFEST).unlink()
    cut_at_a_line_end(folder / "flow_reports.csv")
    assert Holding(folder).problems() == ()
    command = [sys.executable, "-m", "dashboard", "manifest", str(folder)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == 0
    assert Holding(folder).problems() == ()
    cut_at_a_line_end(folder / "flow_reports.csv")
    (found,) = Holding(folder).problems()
    assert found.startswith("flow_reports.csv: has ")
    check = subprocess.run([*command, "--check"], cwd=ROOT, capture_output=True, text=True)
    assert check.returncode == 1 and str(folder) in check.stderr


def damaged_tables(name: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tables"
    shutil.copytree(shipped_tables(), folder)
    DAMAGES[damage](folder / name)
    monkeypatch.setenv("BORDER_MONITOR_TABLES", str(folder))
    return folder


def check_page(name: str) -> None:
    page = AppTest.from_file(APP, default_timeout=180).run()
    assert not page.exception, page.exception
    told = [element.value for kind in ("error", "code") for element in page.get(kind)]
    # The first problems stand in sight, as HTML.
    told += [html.unescape(element.proto.body) for element in page.get("html")]
    said = "\n".join(told)
    assert f"{name}: " in said or f"{name}, row" in said
    assert "Restore" in said


@pytest.mark.long
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", TABLE_NAMES)
def test_the_page_names_a_damaged_table_and_goes_on(
    name: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged_tables(name, damage, tmp_path, monkeypatch)
    check_page(name)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("publishers.csv", "missing"),
        ("sources.csv", "garbage"),
        ("report_places.csv", "empty"),
        ("flow_reports.csv", "cut"),
        ("flight_contradictions.csv", "half"),
    ],
)
def test_the_page_stands_without_a_table_it_rests_on(
    name: str, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged_tables(name, damage, tmp_path, monkeypatch)
    check_page(name)


RUN_PAGE = """
import sys
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("dashboard/app.py", default_timeout=180).run()
print("EXCEPTION" if page.exception else "", *page.exception)
print(*(e.value for kind in ("error", "code") for e in page.get(kind)), sep="\\n")
print(*(e.proto.body for e in page.get("html")), sep="\\n")
"""
SNAPSHOT = ["-m", "dashboard", "snapshot", "--date", "2021-11-08", "--format", "svg,geojson,html"]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program that may be damaged."""
    copy = tmp_path_factory.mktemp("program")
    for floor in ("geodata", "events", "dashboard"):
        shutil.copytree(ROOT / floor, copy / floor, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def run_copy(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)


def check_both(program: Path, path: Path, shown: str, damage: str) -> None:
    whole = path.read_bytes()
    DAMAGES[damage](path)
    try:
        page = run_copy(program, "-c", RUN_PAGE)
        sheet = run_copy(program, *SNAPSHOT, "--out", str(program / "out"))
    finally:
        path.write_bytes(whole)
    assert page.returncode == 0 and "EXCEPTION" not in page.stdout, page.stdout + page.stderr
    assert shown in page.stdout
    assert "Traceback" not in sheet.stderr
    assert sheet.returncode in (0, 1)
    assert shown in sheet.stderr and "estore" in sheet.stderr, sheet.stderr


@pytest.mark.long
@pytest.mark.parametrize("name", LAYER_NAMES)
def test_page_and_sheet_name_a_damaged_layer(program: Path, name: str) -> None:
    damage = sorted(DAMAGES)[LAYER_NAMES.index(name) % len(DAMAGES)]
    check_both(program, program / "geodata" / "data" / name, name, damage)


@pytest.mark.long
@pytest.mark.parametrize("damage", ["missing", "garbage"])
@pytest.mark.parametrize("name", ["web/clock/clock.html", "web/page/page.css", "web/map/map.js"])
def test_page_and_sheet_name_a_damaged_part_of_the_page(
    program: Path, name: str, damage: str
) -> None:
    check_both(program, program / "dashboard" / name, name, damage)


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "damage"), [("forest.geojson", "half"), ("border_sections.geojson", "missing")]
)
def test_a_layer_the_page_rests_on_is_named(program: Path, name: str, damage: str) -> None:
    check_both(program, program / "geodata" / "data" / name, name, damage)


@pytest.mark.long
@pytest.mark.parametrize("folder", ["events/data", "geodata/data", "dashboard"])
def test_page_and_sheet_tell_a_missing_manifest(program: Path, folder: str) -> None:
    shown = f"MANIFEST: is missing from {folder}"
    if folder == "dashboard":
        shown = f"MANIFEST: is missing from {program.name}/dashboard"
    check_both(program, program / folder / geodata.MANIFEST, shown, "missing")
