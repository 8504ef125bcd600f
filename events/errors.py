"""What can go wrong in the ledger.

EventsError                everything this package raises on purpose
├── TableError             a shipped or imported table is missing, damaged or breaks a rule
├── MeasureError           two unlike measures were added, ranked or compared (also a TypeError)
├── PeriodError            a period that ends before it starts, a step that does not exist
├── QuantityError          a quantity without a number, or with a range the wrong way round
├── EntryError             a value given for a new report cannot stand; nothing was written
├── MendableError          what is wrong, beside what would make it right
├── LayerError             a brought file cannot be joined, or what is said of it is no answer
├── WhereError             what is asked for is no border, no section and no area
├── NoReportError          tables of which no report could be read
└── UnknownIdError         an id, border or measure the ledger does not hold
"""

from __future__ import annotations

from geodata import TableFaultError


class EventsError(Exception):
    """Base class of everything this package raises on purpose."""


class TableError(TableFaultError, EventsError):
    """A table of reports is missing, damaged or breaks one of its rules."""


class MeasureError(EventsError, TypeError):
    """Two unlike measures were added, ranked or compared."""


class PeriodError(EventsError, ValueError):
    """A period that ends before it starts, or a step that does not exist."""


class QuantityError(EventsError, ValueError):
    """A quantity without a number, or with a range the wrong way round."""


class EntryError(EventsError):
    """A value given for a new report cannot stand, or the tables cannot take it.

    Parameters
    ----------
    field : str
        What the value was given for, as it is called where it was given.
    problem : str
        What is wrong, without a full stop.
    way_out : str
        What would make it right, as a sentence.
    value : str, optional
        What was given.
    """

    def __init__(self, field: str, problem: str, way_out: str, value: str | None = None) -> None:
        self.field = field
        self.problem = problem
        self.way_out = way_out
        self.value = value
        shown = "" if value is None else f'"{_short(value)}" '
        super().__init__(f"{field}: {shown}{problem}. {way_out}")


class MendableError(EventsError):
    """What is wrong with something as a whole, beside what would make it right.

    Parameters
    ----------
    problem : str
        What is wrong, without a full stop.
    way_out : str
        What would make it right, as a sentence.
    """

    def __init__(self, problem: str, way_out: str) -> None:
        self.problem = problem
        self.way_out = way_out
        super().__init__(f"{problem}. {way_out}")


class LayerError(EventsError):
    """A brought file cannot be joined, or what is said of its source is no answer."""


class WhereError(EventsError, ValueError):
    """What lists are to keep to is no border, no section and no area.

    Parameters
    ----------
    what : str
        What was asked for: "an area".
    value : str
        What was given.
    way_out : str
        What is wrong and what would make it right, without the last full stop.
    """

    def __init__(self, what: str, value: str, way_out: str) -> None:
        super().__init__(f'"{_short(value)}" is not {what}. {way_out}.')


class NoReportError(EventsError):
    """Of the tables no report could be read: there is no day, no figure, no place to show."""


class UnknownIdError(EventsError, LookupError):
    """An id, a border or a measure the ledger does not hold."""


def _short(value: str) -> str:
    return value if len(value) <= 80 else value[:77] + "…"
