"""What the documents promise: links lead somewhere, commands run, quoted rows are the tables'."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from shipped import shipped_ledger

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
WANTED = {
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/architecture.md",
    "docs/data.md",
    "docs/grading.md",
}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
ADDRESS = re.compile(r"https?://[^\s)>\"'`,]+")
HOSTS = {
    "127.0.0.1",
    "bia24.pl",  # a row of the tables, quoted as the worked example
    "creativecommons.org",
    "keepachangelog.com",
    "missingmigrants.iom.int",
    "opendatacommons.org",
    "semver.org",
    "www.geonames.org",
    "www.naturalearthdata.com",
    "www.openstreetmap.org",
}
LOCAL = re.compile(r"(?<![\w.~/-])(?:/(?:home|root|tmp|opt|mnt|srv|work|Users)/|[A-Z]:\\)")


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def code_blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(name), re.MULTILINE | re.DOTALL)


def command_lines() -> list[str]:
    blocks = [block for name in NAMES for block in code_blocks(name, "sh")]
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def python_modules(text: str) -> set[tuple[str, ...]]:
    """Return every module the text runs with ``python -m``, with its subcommand if it has one."""
    found = re.findall(
        r"python -m ((?:dashboard|events|geodata|docs)[\w.]*)"
        r"(?: ([a-z][a-z-]*))?(?: (flow|flight|incident|build|check|append|info|publish)\b)?",
        text,
    )
    return {tuple(part for part in parts if part) for parts in found}


MODULES = sorted({run for name in NAMES for run in python_modules(text_of(name))})


def heading_anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


def test_the_documents_a_reader_looks_for_are_there() -> None:
    assert set(NAMES) >= WANTED


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_every_relative_link_leads_to_a_file_and_a_heading(path: Path) -> None:
    for link in LINK.findall(path.read_text("utf-8")):
        if urlsplit(link).scheme:
            continue
        target, _, anchor = link.partition("#")
        found = (path.parent / target).resolve() if target else path
        assert found.exists(), f"{path.name} links to {link}"
        assert ROOT in [found, *found.parents], f"{link} leads out of the repository"
        if anchor:
            assert anchor in heading_anchors(found.read_text("utf-8")), link


def test_every_decision_is_listed_where_decisions_are_listed() -> None:
    listed = set(re.findall(r"\(decisions/([^)#]+)\)", text_of("docs/architecture.md")))
    shipped = {path.name for path in (ROOT / "docs" / "decisions").glob("*.md")}
    assert listed == shipped
    numbers = sorted(name[:4] for name in shipped)
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("docs/decisions/")])
def test_a_decision_says_why_what_and_what_was_seen(name: str) -> None:
    text = text_of(name)
    assert re.match(r"# \d{4} .+\n\n(Accepted|Proposed|Superseded)", text)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[:2] == ["Context", "Decision"]
    assert headings[2] in {"What was measured", "What was seen"}
    assert headings[-1] == "Consequences"


def test_every_script_a_document_names_exists_and_can_be_run() -> None:
    named = {script for name in NAMES for script in re.findall(r"\bscripts/[\w-]+", text_of(name))}
    assert {"scripts/app", "scripts/test"} <= named
    for script in named:
        path = ROOT / script
        assert path.is_file(), script
        assert path.stat().st_mode & 0o111, f"{script} cannot be run"


def test_every_path_in_a_code_span_of_the_documents_exists() -> None:
    folders = {"dashboard", "docs", "events", "geodata", "scripts", "tests"}
    for name in NAMES:
        for span in re.findall(r"`([\w.-]+(?:/[\w.-]+)+/?)`", text_of(name)):
            if span.split("/")[0] in folders:
                assert (ROOT / span).exists(), f"{name} names {span}"


@cache
def help_of(run: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *run, "--help"], cwd=ROOT, capture_output=True, text=True
    )


@pytest.mark.parametrize("run", MODULES, ids=" ".join)
def test_every_command_a_document_names_answers_to_help(run: tuple[str, ...]) -> None:
    done = help_of(run)
    assert done.returncode == 0, done.stderr
    assert "usage:" in done.stdout


def test_every_option_of_a_quoted_command_is_known_to_it() -> None:
    for line in command_lines():
        words = shlex.split(line)
        runs = python_modules(line)
        if not runs:
            continue
        (run,) = runs
        options = {word for word in words if word.startswith("--")}
        said = help_of(run).stdout
        for option in options:
            assert re.search(rf"{option}\b", said), f"{line}: {option}"


def test_the_quoted_summary_command_prints_the_days_it_was_asked_for() -> None:
    (line,) = {
        line
        for line in command_lines()
        if "events summary" in line and "--json" not in line and "2021-11-08" in line
    }
    _, *arguments = shlex.split(line)
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2–8 November 2021.")


def test_rows_quoted_as_worked_examples_stand_in_the_tables() -> None:
    quoted = [
        line for block in code_blocks("CONTRIBUTING.md", "csv") for line in block.splitlines()
    ]
    assert len(quoted) >= 5
    shipped = [
        row
        for path in (ROOT / "events" / "data").glob("*.csv")
        for row in csv.reader(path.read_text("utf-8").splitlines())
    ]
    for row in csv.reader(quoted):
        assert row in shipped, row[0]


def test_the_quoted_command_that_adds_a_figure_makes_the_row_that_stands(tmp_path: Path) -> None:
    (line,) = {line for line in command_lines() if "events add flow --source" in line}
    tables = tmp_path / "data"
    shutil.copytree(ROOT / "events" / "data", tables)
    path = tables / "flow_reports.csv"
    shipped = path.read_text("utf-8").splitlines(keepends=True)
    stands = next(row for row in shipped if row.startswith("flow-0106,"))
    path.write_text("".join(row for row in shipped if row != stands), "utf-8")
    _, *arguments = [word for word in shlex.split(line) if word != "--dry-run"]
    done = subprocess.run(
        [sys.executable, *arguments, "--tables", str(tables)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    made = path.read_text("utf-8").splitlines(keepends=True)[-1]
    assert made.partition(",")[2] == stands.partition(",")[2]
    quoted = [row for block in code_blocks("CONTRIBUTING.md", "text") for row in block.splitlines()]
    new = made.partition(",")[0]
    for row in (row.replace("flow-2118", new) for row in quoted):
        assert row.strip() == "…" or row.removesuffix("…").rstrip() in done.stdout, row


def test_every_table_is_told_of_in_contributing() -> None:
    text = text_of("CONTRIBUTING.md")
    for path in (ROOT / "events" / "data").glob("*.csv"):
        assert f"`{path.name}`" in text, path.name


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_no_document_names_a_place_on_somebodys_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not LOCAL.search(text)
    assert str(ROOT) not in text


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_a_document_sends_the_reader_to_known_hosts_only(path: Path) -> None:
    hosts = {urlsplit(address).hostname for address in ADDRESS.findall(path.read_text("utf-8"))}
    assert hosts <= HOSTS


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_a_document_speaks_of_the_product_and_not_of_its_making(path: Path) -> None:
    words = r"\b(?:helpers?|sub-?tasks?|prompts?|issue \d+|A\.?I\.?|LLM|chatbot)\b"
    assert not re.search(words, path.read_text("utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_words_stay_neutral(path: Path) -> None:
    # "illegal" stands only where the rule against it is told, or in the title of a source.
    for line in path.read_text("utf-8").splitlines():
        if re.search(r"\billegal", line, re.IGNORECASE):
            assert re.search(r"irregular", line, re.IGNORECASE), line


def test_the_breaks_of_the_decision_are_those_in_force() -> None:
    from dashboard.scene.symbology import BREAKS

    text = text_of("docs/decisions/0003-class-breaks.md")
    rows = re.findall(r"^\| (BY-..) \| (\w+) \|((?: \d+ \|){5})$", text, re.MULTILINE)
    told = {(pair, key): tuple(map(int, re.findall(r"\d+", cells))) for pair, key, cells in rows}
    assert told == BREAKS


def test_figures_the_decisions_and_the_changelog_quote_are_those_of_the_tables() -> None:
    import geodata

    ledger = shipped_ledger()
    kinds = [report.kind for report in ledger.reports.values()]
    changes = text_of("CHANGELOG.md")
    assert (
        f"{kinds.count('flow')} flow, {kinds.count('flight')} flight and "
        f"{kinds.count('incident')} incident reports, {len(ledger.sources)} sources of "
        f"{len(ledger.publishers)} publishers, {len(ledger.conditions)} conditions"
    ) in changes
    lengths = text_of("docs/decisions/0005-sections-and-lengths.md")
    for line in geodata.load_border_lines().values():
        assert f"| {line.measured_km:.1f} km |" in lengths
    sections = [section.pair for section in geodata.load_border_sections()]
    assert (
        f"{sections.count('BY-PL')} sections on the border with Poland, {sections.count('BY-LT')} "
        f"with Lithuania, {sections.count('BY-LV')} with Latvia"
    ) in lengths


def test_the_architecture_names_the_rooms_that_know_streamlit() -> None:
    (row,) = re.findall(r"^\| Streamlit \|.*$", text_of("docs/architecture.md"), re.MULTILINE)
    named = set(re.findall(r"`(dashboard/(?:\w+\.py|\w+/))`", row))
    knowing = {
        "/".join(path.relative_to(ROOT).parts[:2])
        + ("" if path.parent.name == "dashboard" else "/")
        for path in (ROOT / "dashboard").rglob("*.py")
        if re.search(r"^(?:import|from) streamlit\b", path.read_text("utf-8"), re.MULTILINE)
    }
    assert named == knowing


def test_every_environment_variable_of_the_program_is_documented() -> None:
    code = "\n".join(
        path.read_text("utf-8")
        for floor in ("geodata", "events", "dashboard")
        for path in (ROOT / floor).rglob("*.py")
    )
    told = "".join(map(text_of, ("README.md", "docs/importing.md", "docs/store.md")))
    for name in set(re.findall(r"BORDER_MONITOR_[A-Z_]*[A-Z]", code)):
        assert name in told, name
