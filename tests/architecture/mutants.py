"""Mutants: small faults put into the code one at a time, each of which a test must notice.

They stand in ``tests/mutants.toml``: a file, a text that stands in it once, what takes its place,
and the tests that must fail. Run as a program, it makes a copy of the checkout, puts each fault
into the copy and runs its tests there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "tests" / "mutants.toml"
_LONGEST_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: in ``file``, relative to the checkout, ``old`` becomes ``new``."""

    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    browser: bool = False

    def problem(self, root: Path = ROOT) -> str | None:
        """Say why the fault cannot be put in; None when it can."""
        path = root / self.file
        if not path.is_file():
            return "no such file"
        count = path.read_text("utf-8").count(self.old)
        if count != 1:
            return f"the old text stands in it {count} times"
        missing = [test for test in self.tests if not _is_there(test, root)]
        return f"no such test: {', '.join(missing)}" if missing else None

    def __str__(self) -> str:
        """Name the fault in one line."""
        return f"{self.file}: {self.old!r} -> {self.new!r}"


def _is_there(test: str, root: Path) -> bool:
    file, _, name = test.partition("::")
    path = root / file
    return path.is_file() and f"def {name}" in path.read_text("utf-8")


def load_mutants(table: Path = TABLE) -> tuple[Mutant, ...]:
    """Read the table."""
    rows = tomllib.loads(table.read_text("utf-8"))["mutant"]
    return tuple(Mutant(**{**row, "tests": tuple(row["tests"])}) for row in rows)


def copy_checkout(folder: Path) -> Path:
    """Copy what stands in the checkout and is not ignored."""
    copy = folder / "copy"
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    return copy


def run_tests(
    copy: Path, tests: Sequence[str], longest_seconds: float | None = None
) -> tuple[int, str]:
    """Run tests in the copy; return pytest's exit code and what it said.

    Taking longer than may be counts as failing, 1: a fault can make a loop endless.
    """
    # Without bytecode: a fault of the same length in the same second would not be seen.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(copy)}
    try:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider"),
                *tests,
            ],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            timeout=longest_seconds,
        )
    except subprocess.TimeoutExpired:
        return 1, "no end"
    return done.returncode, done.stdout + done.stderr


def survives(mutant: Mutant, copy: Path) -> bool:
    """Put a fault into the copy, run its tests, and take the fault out again.

    Raises
    ------
    RuntimeError
        The tests could not be run at all.
    """
    path = copy / mutant.file
    kept = path.read_bytes()
    path.write_bytes(kept.replace(mutant.old.encode(), mutant.new.encode()))
    try:
        code, said = run_tests(copy, mutant.tests, _LONGEST_SECONDS)
    finally:
        path.write_bytes(kept)
    if code not in (0, 1):
        raise RuntimeError(f"{mutant}: pytest ended with {code}\n{said}")
    return code == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Try every mutant; 0 when each is noticed, 1 when one survives, 2 when one cannot be tried."""
    parser = argparse.ArgumentParser(prog="scripts/mutants", description=main.__doc__)
    parser.add_argument("word", nargs="?", default="", help="only those whose file has this in it")
    parser.add_argument("--no-browser", action="store_true", help="leave out those for Chromium")
    chosen = parser.parse_args(arguments)
    mutants = [
        mutant
        for mutant in load_mutants()
        if chosen.word in mutant.file and not (chosen.no_browser and mutant.browser)
    ]
    problems = [f"{mutant}: {why}" for mutant in mutants if (why := mutant.problem())]
    if problems or not mutants:
        print("\n".join(problems) or "no mutant has that file")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_checkout(Path(folder))
        code, said = run_tests(copy, sorted({test for mutant in mutants for test in mutant.tests}))
        if code:
            print(f"{said}\nthe tests fail without any mutant")
            return 2
        alive = []
        for mutant in mutants:
            lives = survives(mutant, copy)
            alive += [mutant] if lives else []
            print("SURVIVES" if lives else "noticed ", mutant, flush=True)
    print(f"{len(alive)} of {len(mutants)} survive")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
