"""How well each day is known: reported, derived, inside a wider count, or not at all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from events.bounds.closure import Ints
from events.bounds.evidence import Evidence
from events.bounds.figure import DAY_STATES, WAYS, DayState, Way
from events.bounds.rule import answer

_NOTHING = DAY_STATES.index(DayState.NONE)
_WIDER = DAY_STATES.index(DayState.WIDER)


def states_of(evidence: Evidence, days: Ints) -> NDArray[np.uint8]:
    """Return the state of each day, given by its ordinal, as an index into ``DAY_STATES``.

    A day without a figure of its own that the rule answers lies inside a wider count.
    """
    every = evidence.memory("states", lambda: _every_state(evidence))
    at = days - evidence.days.first
    found = np.full(len(days), _NOTHING, dtype=np.uint8)
    inside = (at >= 0) & (at < len(every))
    found[inside] = every[at[inside]]
    return found


def _every_state(evidence: Evidence) -> NDArray[np.uint8]:
    states = evidence.days.state.copy()
    starts = evidence.days.first + np.flatnonzero(states == _NOTHING)
    ways = answer(evidence, starts, starts + 1).way
    answered = ~np.isin(ways, (WAYS.index(Way.DAYS), WAYS.index(Way.NONE)))
    states[starts[answered] - evidence.days.first] = _WIDER
    return states
