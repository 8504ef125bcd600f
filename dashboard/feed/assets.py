"""The page's own files: scripts, styles and forms, each held as it was when first read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dashboard.errors import PartError
from geodata import Holding

_TOP = Path(__file__).parents[1]
WEB = _TOP / "web"
"""Folder of the page's scripts, styles and forms."""

# Types (*.d.ts) are for whoever writes the scripts: no browser is sent them.
PATTERNS = tuple(
    f"{folder}/**/*.{kind}"
    for folder in ("web", "exports/player/web")
    for kind in ("js", "css", "html")
)


@cache
def parts() -> Holding:
    """Return the page's files."""
    return Holding(_TOP, PATTERNS, listed=True)


def part_bytes(name: str) -> bytes:
    """Return a file of the page, as it was when first read.

    Parameters
    ----------
    name : str
        With its folder, as ``web/page/page.css``.

    Raises
    ------
    PartError
        It is missing or cannot be read.
    """
    try:
        return parts().read(name)
    except OSError as error:
        told = "is missing" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise PartError(f"{name}: {told}. Restore it from the repository.") from None


def part_text(name: str) -> str:
    """Return a file of the page as text.

    Raises
    ------
    PartError
        It is missing, empty, or no text.
    """
    try:
        text = part_bytes(name).decode("utf-8")
    except UnicodeDecodeError:
        raise PartError(f"{name}: is not text. Restore it from the repository.") from None
    if not text.strip() or "\0" in text:
        raise PartError(f"{name}: is empty or no text. Restore it from the repository.")
    return text
