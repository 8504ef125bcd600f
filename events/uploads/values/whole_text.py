"""Tells whether a text is whole characters, and mends one that is not."""

from __future__ import annotations


def is_whole(text: str) -> bool:
    """Tell whether every character of a text is one, and not half of one or a stray byte."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def mended(text: str) -> str:
    """Return a text with a question mark for every half of a character."""
    return text if is_whole(text) else text.encode("utf-8", "replace").decode("utf-8")
