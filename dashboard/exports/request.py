"""What is asked for beside the scene: size, time of making, profile, whose imprint."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from os import environ

from dashboard.errors import SnapshotError, StateError
from dashboard.exports.settings import Settings

SIZE_NAMES = ("a4", "a3", "16x9")
PROFILES = ("public", "internal")
TILES_MB, MOST_TILES_MB = 20, 200


@dataclass(frozen=True, slots=True)
class Order:
    """How a scene is to be made into a file.

    Attributes
    ----------
    created : datetime.datetime
        In UTC and whole seconds; written on the sheet.
    size : str
        One of ``SIZE_NAMES``.
    profile : str
        "public" generalises sensitive places, "internal" leaves them.
    settings : Settings
        Whose sheet it is.
    one_page : bool
        A sheet has one page, with the map; what goes on beyond it is a file of its own.
    tiles_mb : int
        Megabytes of the counts of stores that a player may hold.
    """

    created: datetime
    size: str = "a4"
    profile: str = "public"
    settings: Settings = field(default_factory=Settings)
    one_page: bool = False
    tiles_mb: int = TILES_MB

    @property
    def made_on(self) -> date:
        """Day of making."""
        return self.created.date()


def build_order(
    *,
    size: str = "a4",
    created: datetime | None = None,
    profile: str = "public",
    settings: Settings | None = None,
    one_page: bool = False,
    tiles_mb: int = TILES_MB,
) -> Order:
    """Check what is asked for; without a time it is ``SOURCE_DATE_EPOCH``, else now.

    Parameters
    ----------
    size : str
        ``a4``, ``a3`` or ``16x9``.
    created : datetime, optional
        Time of making, with a zone.
    profile : str
        ``public`` or ``internal``.
    settings : Settings, optional
        What the producer says of itself; by default nothing.
    one_page : bool
        Whether a sheet is one page, and its list of sources a second file.
    tiles_mb : int
        Megabytes of the counts of stores that a player may hold, from 1 to ``MOST_TILES_MB``.

    Raises
    ------
    SnapshotError
        For an unknown size or profile, a time without a zone, or more tiles than a file holds.
    """
    for value, known, what in ((size, SIZE_NAMES, "paper size"), (profile, PROFILES, "profile")):
        if value not in known:
            raise SnapshotError(f'"{value[:60]}" is not a {what}. Use one of: {", ".join(known)}.')
    if not 1 <= tiles_mb <= MOST_TILES_MB:
        raise SnapshotError(f"{tiles_mb} MB of tiles: a player holds 1 to {MOST_TILES_MB}.")
    return Order(creation_time(created), size, profile, settings or Settings(), one_page, tiles_mb)


def creation_time(created: datetime | None) -> datetime:
    """Return the time to write on a sheet, in UTC and whole seconds.

    Raises
    ------
    SnapshotError
        For a time without a zone, or a ``SOURCE_DATE_EPOCH`` that is no number of seconds.
    """
    if created is None:
        epoch = environ.get("SOURCE_DATE_EPOCH")
        if epoch is None:
            created = datetime.now(UTC)
        else:
            try:
                created = datetime.fromtimestamp(int(epoch), UTC)
            except (ValueError, OverflowError, OSError):
                raise SnapshotError(
                    f'SOURCE_DATE_EPOCH: "{epoch}" is not a number of seconds since 1970.'
                ) from None
    if created.tzinfo is None:
        raise SnapshotError(f"{created.isoformat()} has no zone. Write it as 2026-11-22T15:30Z.")
    return created.astimezone(UTC).replace(microsecond=0)


def parse_moment(text: str) -> datetime:
    """Read a time with its zone, as 2026-11-22T15:30Z.

    Raises
    ------
    StateError
        For anything else.
    """
    way_out = "Write it as 2026-11-22T15:30Z."
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise StateError(f'"{text[:60]}" is not a time. {way_out}') from None
    if moment.tzinfo is None:
        raise StateError(f'"{text}" has no zone. {way_out}')
    return moment.astimezone(UTC)


MOST_DATES = 60
