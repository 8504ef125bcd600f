"""What a file is made from: SHA-256 of the tables and layers, and the versions at work."""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import geodata
from dashboard import __version__
from dashboard.exports.drawing_code import drawing_code
from dashboard.exports.formats import FORMATS, PACKS
from events import plain_cell

RULE = "2026-11-26 counts and bounds"
"""Name of the rule that makes a window's figure, docs/decisions/0006; a new one gets a new name."""
EARLIEST_RULE = "2026-11-22 mean of reported days"
"""The rule of files that name none."""
_LIBRARIES = (
    "matplotlib",
    "font-source-sans-pro",
    "numpy",
    "shapely",
    "pyproj",
    "pillow",
    "fonttools",
    "pikepdf",
)
_READING = ("pyarrow", "python-calamine", "pyogrio")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The data as a number.

    Attributes
    ----------
    sha256 : str
        Over the names and contents of all files, in hexadecimal.
    files : mapping of str to str
        First sixteen hexadecimal digits of each file's own SHA-256.
    """

    sha256: str
    files: Mapping[str, str]


def data_fingerprint(tables: Mapping[str, str]) -> Fingerprint:
    """Return the data as a number: tables and layers, of the bytes they were read from.

    Parameters
    ----------
    tables : mapping of str to str
        SHA-256 of each table, as the ledger holds them that was made of their bytes.
    """
    told = {
        **{f"events/{name}": digest for name, digest in sorted(tables.items())},
        **{f"geodata/{name}": digest for name, digest in geodata.shipped().digests().items()},
    }
    whole = hashlib.sha256("".join(f"{n} {d}\n" for n, d in told.items()).encode())
    return Fingerprint(whole.hexdigest(), {name: digest[:16] for name, digest in told.items()})


@cache
def versions(form: str, *, brought: bool = False) -> dict[str, str]:
    """Return the versions that decide what a file of a format looks like, byte for byte.

    ``code`` is a digest of the program itself, so that a file made by a changed program is not
    taken for an altered file.

    Parameters
    ----------
    form : str
        Name of the format.
    brought : bool
        Whether brought files are part of it: then what reads them counts too.
    """
    found = {"border-monitor": __version__, "code": _code_digest(form)}
    found["python"] = ".".join(map(str, sys.version_info[:2]))
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    one = PACKS.get(form) or FORMATS.get(form)
    for name in (*_LIBRARIES, *(one.libraries if one else ()), *(_READING if brought else ())):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


@cache
def _code_digest(form: str) -> str:
    digest = hashlib.sha256()
    for path in drawing_code(form):
        digest.update(f"{path.parent.name}/{path.name}".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def to_json(values: Mapping[str, str]) -> str:
    """Write names and texts as one line that is always the same for the same values.

    In a CSV it may be cut anywhere: no piece of it begins with what a sheet would compute.
    """
    text = json.dumps(dict(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return without_signs(text)


def without_signs(text: str) -> str:
    """Return JSON that says the same, and of which no piece begins with a computing sign."""
    return plain_cell(text, json=True)
