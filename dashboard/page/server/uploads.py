"""How much may be brought to a session and to the server before anything of it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

from dashboard.page.uploads.bounds import DEFAULTS, MIB, SERVER, SESSION, bound

_ROUTE = "/_stcore/upload_file/"
Waiting = Callable[[], Mapping[str, int]]
"""Gives the bytes that wait to be read, by session."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file is not taken: status of the answer, and words."""

    status: int
    words: str


class UploadBounds:
    """Counts what waits and what is on its way, and says when it is too much.

    Parameters
    ----------
    environment : mapping of str
        Where the two bounds may be set, in MiB.
    waiting : callable
        Tells what waits.

    Raises
    ------
    SettingsError
        When a bound is not a whole number above zero.
    """

    def __init__(self, environment: Mapping[str, str], waiting: Waiting) -> None:
        self._most = {name: bound(environment, name) * MIB for name in DEFAULTS}
        self._waiting = waiting
        self._coming: dict[str, int] = {}

    @contextmanager
    def take(self, method: str, path: str, headers: Mapping[str, str]) -> Iterator[Refused | None]:
        """Reserve room for what a request brings; gives why there is none.

        Parameters
        ----------
        method : str
            Of the request.
        path : str
            What it asks for.
        headers : mapping of str to str
            Its headers; the length is read from them.
        """
        _, brings, rest = path.partition(_ROUTE)
        if not brings or method != "PUT":
            yield None
            return
        session, length = rest.split("/")[0], headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            yield Refused(HTTPStatus.LENGTH_REQUIRED, "The length of the file must be told.")
            return
        size = int(length)
        told = self._too_much(session, size)
        if told is not None:
            yield told
            return
        self._coming[session] = self._coming.get(session, 0) + size
        try:
            yield None
        finally:
            self._coming[session] -= size
            if not self._coming[session]:
                del self._coming[session]

    def _too_much(self, session: str, size: int) -> Refused | None:
        waiting = self._waiting()
        own = waiting.get(session, 0) + self._coming.get(session, 0) + size
        total = sum(waiting.values()) + sum(self._coming.values()) + size
        for name, sum_, whose in ((SESSION, own, "this session"), (SERVER, total, "the server")):
            if sum_ > self._most[name]:
                most = self._most[name] // MIB
                return Refused(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                    f"The files that wait to be read in {whose} would be more than {most} MiB. "
                    f"Wait until they are read, or raise {name}.",
                )
        return None
