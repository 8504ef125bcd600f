"""Tells whether a text is the address of a page that may be linked."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

LONGEST = 2_000


def address_problem(address: str) -> str | None:
    """Return why an address cannot be linked; None when it can.

    An address with a name and password in it, or with characters that cannot be seen or turn
    the direction of writing, leads elsewhere than it says.
    """
    if len(address) > LONGEST:
        return f"is longer than {LONGEST:,} characters"
    if any(letter.isspace() or unicodedata.category(letter)[0] == "C" for letter in address):
        return "holds a blank or a character that cannot be seen"
    if any(sign in address for sign in '<>"\\^`{|}'):
        return "holds a sign that no address has"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is not a web address"
    if parts.scheme not in ("http", "https") or not host:
        return "is not a web address"
    if "@" in parts.netloc:
        return "holds a name before the host"
    return None
