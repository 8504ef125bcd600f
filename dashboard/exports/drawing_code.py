"""The program's own files on which the bytes of an export depend, found from the imports.

What is looked at is the text of the import lines, inside functions too; what stands under
``TYPE_CHECKING`` only is left out, since it never runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dashboard.exports.formats import FORMATS, PACKS

ROOT = Path(__file__).parents[2]
_OURS = r"(?:geodata|events|dashboard)"
_FROM = re.compile(rf"^[ ]*from ({_OURS}[\w.]*) import (\([^)]*\)|[^\n]+)", re.MULTILINE)
_IMPORT = re.compile(rf"^[ ]*import ({_OURS}[\w.]*)", re.MULTILINE)
_NAMED = re.compile(rf'"({_OURS}(?:\.\w+)+)"')
_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?:(?:[ ]+[^\n]*)?\n)+", re.MULTILINE)
_BROUGHT = ("events.uploads", "events.uploads.process.worker")
"""Rows of brought files come with the ledger that a drawer is given, whoever imported them."""


def drawing_code(form: str) -> list[Path]:
    """Return the files of the program on which the bytes of an export depend, sorted.

    Parameters
    ----------
    form : str
        Name of a format, or of a file of many dates.
    """
    targets: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    if form in PACKS:
        targets = (PACKS[form].drawer,)
    else:
        # A file that anybody wrote may name none of ours: it is held against a sheet.
        one = FORMATS.get(form, FORMATS["png"])
        targets, patterns = (one.drawer, one.reader), one.files
    found: set[str] = set()
    waiting = [*(target.partition(":")[0] for target in targets), *_BROUGHT]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _imported(name)
    files = {path for name in found if (path := _path(name)) is not None}
    files |= {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    return sorted(files)


@cache
def _path(name: str) -> Path | None:
    """Return the file of a module; None when it is a name of something else."""
    place = ROOT.joinpath(*name.split("."))
    for path in (place.with_suffix(".py"), place / "__init__.py"):
        if path.is_file():
            return path
    return None


@cache
def _imported(name: str) -> tuple[str, ...]:
    """Return the modules that a module brings in when it runs, its packages among them."""
    path = _path(name)
    if path is None:
        return ()
    text = _TYPES.sub("", path.read_text("utf-8"))
    found = {name.rpartition(".")[0], *_IMPORT.findall(text)}
    for module, names in _FROM.findall(text):
        found.add(module)
        for one in _names(names):
            found.add(f"{module}.{one}")
    # A module that another process is told to run by its name.
    found |= set(_NAMED.findall(text))
    return tuple(sorted(one for one in found if one and _path(one) is not None))


def _names(text: str) -> Iterator[str]:
    for one in text.strip("()").split(","):
        if one.strip():
            yield one.split(" as ")[0].strip()
