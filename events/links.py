"""What the address of a page tells: which page, published when, and whether it may be linked."""

from __future__ import annotations

import re
import unicodedata
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from events.unseen import UNSEEN

LONGEST = 2_000
_LONGEST_HOST, _LONGEST_PART = 253, 63
_HIDDEN = re.compile(rf"[{UNSEEN}]")
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")
# The scripts that one language writes together; any other stands alone.
_OF_ASIA = ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC", "HANGUL", "BOPOMOFO")
_TOGETHER = dict.fromkeys(_OF_ASIA, "CJK")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid")
# The day stands in an address as 2021/11/08, 2021-11-08, 20211108 or 08-11-2021.
_YEAR_FIRST = re.compile(
    r"/(20\d\d)([-/]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|[1-9])(?=[/-]|\d{6}|$)"
)
_DAY_FIRST = re.compile(r"/(0[1-9]|[12]\d|3[01])[-.](0[1-9]|1[0-2])[-.](20\d\d)(?=-|/|\.)")
_MONTH = re.compile(r"/(20\d\d)/(0[1-9]|1[0-2])(?=/|$)")


def host_of(address: str) -> str:
    """Return the host of an address without ``www``, empty when it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def page_of(address: str) -> str:
    """Return what tells a page from others: no scheme, www, tracking, anchor or closing slash.

    Empty when the text is no web address.

    Examples
    --------
    >>> page_of("https://www.example.org/a/?utm_source=x#top")
    'example.org/a'
    """
    host = host_of(address)
    if not host:
        return ""
    parts = urlsplit(address)
    kept = [(k, v) for k, v in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(k)]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{host}{unquote(parts.path).rstrip('/')}{query}"


def told_by_address(address: str) -> str | None:
    """Return the day, or the month, that an address names; None if it names neither."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return None
    if found := _YEAR_FIRST.search(path):
        year, separator, month, day = found.groups()
        if separator or len(month + day) == 4:
            return f"{year}-{int(month):02}-{int(day):02}"
    if found := _DAY_FIRST.search(path):
        day, month, year = found.groups()
        return f"{year}-{month}-{day}"
    if found := _MONTH.search(path):
        return "-".join(found.groups())
    return None


def address_problem(address: str) -> str | None:
    """Return why an address cannot be linked; None when it can.

    An address with a name and password in it, or with characters that cannot be seen or turn
    the direction of writing, leads elsewhere than it says.
    """
    if len(address) > LONGEST:
        return f"is longer than {LONGEST:,} characters"
    hidden = _HIDDEN.search(address) is not None
    if hidden or any(unicodedata.category(letter)[0] == "C" for letter in address):
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
    return _host_problem(host, "[" in parts.netloc)


def _host_problem(host: str, bracketed: bool) -> str | None:
    """Return why a host is none; None when it is one, by the rules of names and of numbers."""
    # A point at the end is the root of all names, and some pages are written with it.
    labels = host.removesuffix(".").split(".")
    try:
        if bracketed:
            return "names a part of one machine" if IPv6Address(host).scope_id else None
        # A browser takes a host that ends in a number for the number of a machine.
        if _NUMBER.fullmatch(labels[-1]):
            IPv4Address(host)
            return None
    except AddressValueError:
        return "has a host that is no number of a machine"
    if len(host) > _LONGEST_HOST or any(len(label) > _LONGEST_PART for label in labels):
        return "has a host that is too long"
    if not all(labels):
        return "has a host with an empty part"
    return next((wrong for label in labels if (wrong := _part_problem(label))), None)


def _part_problem(label: str) -> str | None:
    if label.startswith("xn--"):
        try:
            label = label[4:].encode("ascii").decode("punycode")
        except (UnicodeError, OverflowError):
            return "has a host that is no name"
    if label[:1] in ("", "-") or label[-1:] == "-" or unicodedata.normalize("NFKC", label) != label:
        return "has a host that is no name"
    if unicodedata.category(label[0])[0] == "M":
        # It would stand on the sign before the name.
        return "has a host that is no name"
    scripts = set()
    for letter in label:
        kind = unicodedata.category(letter)
        if letter in "-_" or letter in "0123456789":
            continue
        if kind[0] not in "LM":
            return "has a host with a sign that no name has"
        # A mark stands on the letter before it, whatever that is.
        if kind[0] == "L":
            script = unicodedata.name(letter, "UNNAMED").split()[0]
            scripts.add(_TOGETHER.get(script, script))
    # A letter among those of another script may be taken for one of them, or for a slash.
    return "has a host that mixes scripts in one part" if len(scripts) > 1 else None
