"""The program's own text as a number, taken before the rest of it is loaded.

`dashboard/app.py` imports this first. When the number is still the same after everything has been
loaded, it is the number of what was loaded.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PACKAGES = ("dashboard", "events", "geodata")


def number_of_code() -> str:
    """Return the SHA-256 over names and texts of all modules as they are on disk now."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            digest.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


AT_START = number_of_code()
"""The number as this process began."""
