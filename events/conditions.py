"""What holds from one date to another: closed crossings, emergencies, barriers, flight bans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from events.errors import UnknownIdError
from events.period import Period, Precision
from geodata import load_crossings

if TYPE_CHECKING:
    from events.ledger import Ledger

HORIZON = timedelta(days=180)
"""How long a condition without a reported end is drawn."""


class ConditionKind(StrEnum):
    """What it is that holds."""

    CROSSING_CLOSED = "crossing_closed"
    CROSSING_RESTRICTED = "crossing_restricted"
    CROSSING_OPEN = "crossing_open"
    EMERGENCY = "emergency"
    BUFFER_ZONE = "buffer_zone"
    LEGAL_MEASURE = "legal_measure"
    BARRIER_WORKS = "barrier_works"
    BARRIER_BUILT = "barrier_built"
    AIRLINE_BAN = "airline_ban"
    ROUTE_SUSPENSION = "route_suspension"
    CITIZEN_BAR = "citizen_bar"
    AIRPORT_CLOSED = "airport_closed"


CROSSING_KINDS = {
    ConditionKind.CROSSING_CLOSED: "closed",
    ConditionKind.CROSSING_RESTRICTED: "restricted",
    ConditionKind.CROSSING_OPEN: "open",
}
# A barrier stays where it was built and a crossing as it was left, until a report says otherwise.
LASTING_KINDS = frozenset({*CROSSING_KINDS, ConditionKind.BARRIER_BUILT})
AIRPORT_KINDS = frozenset(
    {
        ConditionKind.AIRLINE_BAN,
        ConditionKind.ROUTE_SUSPENSION,
        ConditionKind.CITIZEN_BAR,
        ConditionKind.AIRPORT_CLOSED,
    }
)


class EndHow(StrEnum):
    """How the end of a condition is known."""

    REPORTED = "reported"
    SUPERSEDED = "superseded"
    COMPUTED = "computed"
    NOT_REPORTED = "not reported"


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that holds over a period, and who says so.

    Attributes
    ----------
    borders : tuple of str
        Border pairs; empty for what holds in the air.
    crossing_id, stretch_id, airport_iata : str or None
        Where it holds: a crossing of `geodata`, a row of ``stretches.csv``, an airport;
        none of them means the whole border.
    period : Period
        As reported; open when no end is.
    start_precision : Precision
        Day or month.
    value_km, value_of : float or None, str or None
        Length, and what has that length. Lengths of unlike things are not added.
    source_ids : tuple of str
        Pages read for it beyond the reports.
    """

    id: str
    kind: ConditionKind
    title: str
    borders: tuple[str, ...]
    crossing_id: str | None
    stretch_id: str | None
    airport_iata: str | None
    period: Period
    start_precision: Precision
    end_how: EndHow
    value_km: float | None
    value_of: str | None
    report_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    note: str

    @property
    def drawn_end(self) -> date | None:
        """Day after the last one it is drawn on; None when it lasts until a report ends it."""
        if self.period.end is not None or self.kind in LASTING_KINDS:
            return self.period.end
        return self.period.start + HORIZON

    def drawn_in(self, window: Period) -> bool:
        """Tell whether it is drawn on a day of the window."""
        end = self.drawn_end
        return (end is None or window.start < end) and (
            window.end is None or self.period.start < window.end
        )


@dataclass(frozen=True, slots=True)
class CrossingStatus:
    """State of a crossing on a day: open, closed, restricted, or None for *not reported*."""

    crossing_id: str
    status: str | None
    since: date | None
    condition_ids: tuple[str, ...]
    report_ids: tuple[str, ...]
    source_ids: tuple[str, ...]
    note: str


def conditions(ledger: Ledger, window: Period) -> tuple[Condition, ...]:
    """Return the conditions that hold on a day of the window.

    One whose end is not reported is drawn for at most 180 days, unless it is of a kind that
    lasts (a crossing's state, a built barrier).
    """
    return tuple(c for c in ledger.conditions if c.drawn_in(window))


def crossing_status(ledger: Ledger, crossing_id: str, day: date) -> CrossingStatus:
    """Return the state of a crossing on a day, with what it rests on.

    Closed comes before restricted, restricted before open. A state is never carried back
    before the first day a source gives for it: until then it is None, *not reported*.

    Parameters
    ----------
    ledger : Ledger
        The reports at hand; what it hides is left out.
    crossing_id : str
        Id of a crossing of `geodata`.
    day : date
        The day to speak of.

    Raises
    ------
    UnknownIdError
        When `geodata` has no crossing of that id.
    """
    if crossing_id not in load_crossings():
        raise UnknownIdError(f'"{crossing_id}" is not a crossing. See geodata/data/crossings.csv.')
    holding = [c for c in ledger.conditions if c.crossing_id == crossing_id and c.period.holds(day)]
    for kind, status in CROSSING_KINDS.items():
        found = [c for c in holding if c.kind is kind]
        if found:
            return CrossingStatus(
                crossing_id=crossing_id,
                status=status,
                since=min(c.period.start for c in found),
                condition_ids=tuple(c.id for c in found),
                report_ids=tuple(dict.fromkeys(r for c in found for r in c.report_ids)),
                source_ids=tuple(dict.fromkeys(s for c in found for s in c.source_ids)),
                note=" ".join(c.note for c in found if c.note),
            )
    return CrossingStatus(crossing_id, None, None, (), (), (), "Not reported.")
