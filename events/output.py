"""What the command line prints, on terminals and into files that cannot hold every letter."""

from __future__ import annotations

import codecs
import sys
from typing import TextIO

_HANDLER = "border-monitor-escape"


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Write letters that an encoding lacks as JSON writes them, so that JSON stays JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units: list[str] = []
    for letter in error.object[error.start : error.end]:
        data = letter.encode("utf-16-be", "surrogatepass")
        units += [f"\\u{data[i : i + 2].hex()}" for i in range(0, len(data), 2)]
    return "".join(units), error.end


def escape_what_is_lacking() -> None:
    """Make standard output and error escape letters they cannot write, instead of failing.

    Windows consoles, ``PYTHONIOENCODING=ascii`` and jobs without a locale lack most letters.
    """
    codecs.register_error(_HANDLER, _escaped)
    streams: tuple[TextIO, ...] = (sys.stdout, sys.stderr)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_HANDLER)
