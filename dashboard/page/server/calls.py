"""Shuts off every call that the web framework would make to another machine."""

from __future__ import annotations

from typing import Any

from streamlit import config, net_util
from streamlit.runtime import credentials

QUIET: dict[str, Any] = {
    # Figures on its use, sent by the browser to the maker of the framework.
    "browser.gatherUsageStats": False,
    # A server with a screen opens a browser, and asks for a mail address that it sends on.
    "server.headless": True,
    # Who may frame the page and steer it by messages: the framework names sixteen patterns of
    # hosts of its maker, where anybody may publish.
    "client.allowedOrigins": [],
    # A second way to drive the page, for programs; nothing here needs it.
    "server.enableAgentApi": False,
}
"""Options of the framework that are not a matter of taste, with the value each must have."""


def forbid_calls() -> None:
    """Make the framework ask no other machine for anything, whatever is asked of it.

    A page of another origin that opens a socket makes it look its own address up: by a datagram
    socket to a machine outside, then by two requests over the network, each with a second of
    patience, while everybody waits. Neither address is of any use here: what may be asked of
    this server is settled by name (`served_hosts`).
    """
    net_util.get_external_ip = _nothing
    net_util.get_internal_ip = _nothing
    net_util._make_blocking_http_get = _no_answer
    credentials._send_email = _send_nothing
    for name, value in QUIET.items():
        if config.get_option(name) != value:
            config.set_option(name, value)


def _nothing() -> None:
    return None


def _no_answer(url: str, timeout: float = 0) -> None:
    del url, timeout


def _send_nothing(email: str | None) -> None:
    del email
