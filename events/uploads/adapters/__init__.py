"""The known shapes of files. A new one is a module here and a name in `ADAPTERS`."""

from __future__ import annotations

from events.uploads.adapters.acled import ACLED
from events.uploads.adapters.column_table import Adapter, Column, has_columns
from events.uploads.adapters.frontex import FRONTEX
from events.uploads.adapters.hapi import HAPI
from events.uploads.adapters.hxl import HXL
from events.uploads.adapters.missing_migrants import MISSING_MIGRANTS
from events.uploads.adapters.opensky import ARRIVALS, FLIGHT_LIST
from events.uploads.adapters.own_exports import DATA_TABLE, DRAWN
from events.uploads.adapters.own_tables import (
    CONDITIONS,
    EVENTS,
    FLIGHT_REPORTS,
    FLOW_REPORTS,
    INCIDENT_REPORTS,
    NAMED_DAYS,
)
from events.uploads.adapters.ucdp_ged import UCDP_GED
from events.uploads.values.errors import FileRefusedError
from events.uploads.values.raw_table import RawTable

ADAPTERS: tuple[Adapter, ...] = (
    HXL,
    ACLED,
    UCDP_GED,
    MISSING_MIGRANTS,
    HAPI,
    ARRIVALS,
    FLIGHT_LIST,
    FRONTEX,
    FLOW_REPORTS,
    INCIDENT_REPORTS,
    FLIGHT_REPORTS,
    CONDITIONS,
    NAMED_DAYS,
    DRAWN,
    DATA_TABLE,
    EVENTS,
)
"""In the order they are tried."""

PLAIN = "none"
"""``--as none``: read by the mapping alone, whatever the file looks like."""


def recognise(table: RawTable) -> Adapter | None:
    """Return the first adapter whose signature a table bears."""
    return next((adapter for adapter in ADAPTERS if adapter.recognises(table)), None)


def adapter_named(name: str) -> Adapter:
    """Return an adapter by its name.

    Raises
    ------
    FileRefusedError
        There is none of this name.
    """
    for adapter in ADAPTERS:
        if adapter.name == name:
            return adapter
    names = ", ".join([adapter.name for adapter in ADAPTERS] + [PLAIN])
    raise FileRefusedError(f'"{name}" is not an adapter', f"Use one of: {names}.")


__all__ = ["ADAPTERS", "PLAIN", "Adapter", "Column", "adapter_named", "has_columns", "recognise"]
