"""Connections to a PostgreSQL: by an address that libpq takes, only for reading unless said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from events.store.errors import StoreError
from events.store.settings import StoreSettings

if TYPE_CHECKING:
    from psycopg import Connection

SCHEMES = ("postgresql", "postgres")
_NAMED = re.compile(r"[0-9a-f]{4,32}")
_CONNECT_S = 10


def connected(
    url: str, settings: StoreSettings, schema: str | None = None, *, writes: bool = False
) -> Connection[Any]:
    """Return a connection to a database, which only reads unless it is to write.

    Parameters
    ----------
    url : str
        As libpq takes it.
    settings : StoreSettings
        How long an answer may take.
    schema : str, optional
        Where tables are looked for.
    writes : bool
        Whether anything is to be changed; then it may take as long as it takes.

    Raises
    ------
    StoreError
        psycopg is not installed, the address is none, or there is no answer.
    """
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict, make_conninfo
    except ImportError:
        raise StoreError(
            "a store in a PostgreSQL needs psycopg, which is not installed",
            'Install it: python -m pip install "border-monitor[postgres]".',
        ) from None
    with told():
        given = conninfo_to_dict(url)
        options = [str(given.get("options", "") or "")]
        if schema is not None:
            options.append(f"-c search_path={schema}")
        if not writes:
            options.append("-c default_transaction_read_only=on")
            options.append(f"-c statement_timeout={settings.answer_s * 1000}")
        address = make_conninfo(
            url,
            options=" ".join(options).strip(),
            client_encoding="UTF8",
            connect_timeout=given.get("connect_timeout", _CONNECT_S),
        )
        # Planned anew each time: a window of a day and one of ten years are not alike.
        return psycopg.connect(address, autocommit=not writes, prepare_threshold=None)


@contextmanager
def told() -> Iterator[None]:
    """Say in words what a database says; nothing of the address, which may hold a password.

    Raises
    ------
    StoreError
        The database gave up.
    """
    import psycopg

    try:
        yield
    except psycopg.errors.QueryCanceled:
        raise StoreError(
            "the database took too long for an answer",
            "Ask for less, or raise BORDER_MONITOR_STORE_ANSWER_S.",
        ) from None
    except psycopg.Error as error:
        first = (str(error).strip() or type(error).__name__).split("\n", 1)[0][:160]
        raise StoreError(
            f"the database cannot be asked ({first})",
            "Check the address, that the server runs, and what the user may read.",
        ) from None


def is_postgres(place: str) -> bool:
    """Whether a place is the address of a PostgreSQL."""
    return place.partition("://")[0] in SCHEMES and "://" in place


def split_address(address: str) -> tuple[str, str]:
    """Return the address of a database, and the digits of a store that it names after ``#``.

    Raises
    ------
    StoreError
        What follows ``#`` are no digits of a digest.
    """
    named = urlsplit(address).fragment
    if named and not _NAMED.fullmatch(named):
        raise StoreError(
            f'"{named[:40]}" after # names no store',
            "Write the first digits of its data, as info prints them.",
        )
    return address.partition("#")[0], named
