"""Results as plain values that go into JSON."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from math import isfinite
from typing import Any

from events.measures import Measure
from events.period import Period
from events.plain_values import number_value, period_values


def plain(value: Any) -> Any:
    """Return a result, or a part of one, as JSON-ready values.

    A period is told by its days and in words, a measure by its key, unknown is None; an infinite
    number is no number and becomes None.

    Raises
    ------
    TypeError
        It, or a part of it, is of a kind that no result holds.
    """
    if isinstance(value, Period):
        return period_values(value)
    if isinstance(value, Measure):
        return value.key
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool) or value is None or isinstance(value, int | str):
        return value
    if isinstance(value, float):
        return number_value(value) if isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} has no plain value.")
