"""Words for a terminal: what others wrote is shown, never obeyed.

Everything a command prints goes through `tell`; a test sees to it.
"""

from __future__ import annotations

import argparse
import codecs
import io
import sys
import unicodedata
from typing import NoReturn

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Control characters, those that turn the direction of writing or have no width, halves of
# characters, private and unassigned ones, and what else ends a line.


def _as_numbers(error: UnicodeError) -> tuple[str, int]:
    """Write letters that an encoding lacks as JSON writes them, so that JSON stays JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_pair, error.object[error.start : error.end])), error.end


_HANDLER = "border-monitor-numbers"
codecs.register_error(_HANDLER, _as_numbers)


def keep_to_terminal() -> None:
    """Have letters that the terminal lacks written by number, and what it cannot read kept.

    Windows consoles, ``PYTHONIOENCODING=ascii`` and jobs without a locale lack most letters.
    """
    for stream, errors in (
        (sys.stdout, _HANDLER),
        (sys.stderr, _HANDLER),
        (sys.stdin, "surrogateescape"),
    ):
        # A stream of a test or of another program need not be a text file.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def shown(text: object) -> str:
    r"""Return a text as one line in which every character can be seen.

    What a terminal would obey, or not show at all, is written by its number: ``\x1b``, ``\u202e``.
    """
    return "".join(
        letter if letter.isascii() and letter.isprintable() else _seen(letter)
        for letter in str(text)
    )


def shown_json(text: str) -> str:
    r"""Return JSON that says the same, with what a terminal would obey written as ``\u009b``.

    Line ends between its parts stay.
    """
    return "".join(
        letter
        if (letter.isascii() and letter.isprintable()) or letter in "\n\t" or _is_seen(letter)
        else _pair(letter)
        for letter in text
    )


def tell(*lines: object, error: bool = False) -> None:
    """Print each line, as it can be seen; to the error output if asked for.

    A path that is not text in the system's encoding is printed as it was named.
    """
    out = sys.stderr if error else sys.stdout
    for line in lines:
        _write(out, f"{shown(line)}\n")
    out.flush()


def tell_json(text: str) -> None:
    """Print JSON, as it can be seen."""
    _write(sys.stdout, shown_json(text))
    sys.stdout.flush()


def ask(question: str) -> str:
    """Print a question, as it can be seen, and return the line that is typed.

    Raises
    ------
    EOFError
        Nobody is there to answer.
    """
    _write(sys.stdout, shown(question))
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


class Parser(argparse.ArgumentParser):
    """A parser of a command line whose complaints can be seen: they repeat what was typed."""

    def error(self, message: str) -> NoReturn:
        """Complain, and end with 2."""
        super().error(shown(message))


def _write(out: object, text: str) -> None:
    encoding = getattr(out, "encoding", None) or "utf-8"
    # An old terminal that has no letter for something is shown its number as well.
    out.write(text.encode(encoding, _HANDLER).decode(encoding))  # type: ignore[attr-defined]


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN


def _seen(letter: str) -> str:
    return letter if _is_seen(letter) else letter.encode("unicode_escape").decode()


def _pair(letter: str) -> str:
    wide = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{wide[i : i + 2].hex()}" for i in range(0, len(wide), 2))
