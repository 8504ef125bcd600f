"""Who is served: the names this server answers to, and which page an ask comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import IPv6Address
from urllib.parse import urlsplit

from dashboard.errors import SettingsError

HOSTS = "BORDER_MONITOR_HOSTS"
"""Environment variable: names of the hosts served, with commas between them."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62}))*")


def served_hosts(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the hosts served; those of this machine alone by default.

    Raises
    ------
    SettingsError
        When one of them is no name of a host: an address, a port or a pattern.
    """
    text = environment.get(HOSTS)
    if text is None:
        return LOOPBACK
    names = [name.strip().strip("[]").lower().removesuffix(".") for name in text.split(",")]
    for name in names:
        if not _is_name(name):
            raise SettingsError(
                f"{HOSTS}: {name[:60]!r} is not the name of a host. Write names with commas "
                "between them, as in monitor.example,127.0.0.1: no port, no *, no https://."
            )
    return tuple(dict.fromkeys(names))


def _is_name(name: str) -> bool:
    if ":" not in name:
        return _NAME.fullmatch(name) is not None
    try:
        return IPv6Address(name).scope_id is None
    except ValueError:
        return False


def host_name(host: str) -> str | None:
    """Return the name in a Host header, without its port; None when it is none."""
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 - raises for a port that is none
        name = parts.hostname
    except ValueError:
        return None
    if name is None or parts.netloc != host or "@" in host or not host.isascii():
        return None
    # One point at the end is the root of all names.
    name = name.removesuffix(".")
    if not _is_name(name):
        return None
    return name


def is_own_page(origin: str, host: str) -> bool:
    """Tell whether an Origin header names the page that a Host header was asked for.

    The port is part of both: another server on this machine is another origin.
    """
    scheme, mark, rest = origin.partition("://")
    return scheme in ("http", "https") and mark != "" and rest.lower() == host.lower()
