"""The address of a view: one table of its parameters, by which a state is written and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.errors import StateError
from dashboard.scene.ask_text import ask_text, read_ask
from dashboard.scene.brought_text import (
    parse_files,
    parse_showing,
    parse_stores,
    stores_text,
)
from dashboard.scene.filter_text import filters_to_query, is_filter, with_filter
from dashboard.scene.map_layers import parse_hidden
from dashboard.scene.state import (
    FIRST_DATE,
    MOST_PICKED,
    MOST_WINDOW_DAYS,
    ROUTE_SPANS,
    STEPS,
    TABS,
    MapState,
    View,
)
from dashboard.scene.words.dates import parse_date
from events import day_in_words

_WINDOW = re.compile(r"([1-9]\d{0,2})d")
_PICK = re.compile(r"[A-Za-z0-9._:-]{1,80}")


def parse_window(text: str) -> str:
    """Read a window: "all", or 1 to 366 days written like "7d".

    Raises
    ------
    StateError
        For anything else.
    """
    if text == "all":
        return text
    match = _WINDOW.fullmatch(text)
    if match is None or int(match[1]) > MOST_WINDOW_DAYS:
        raise StateError(f'"{text[:60]}" is not a window. Use 1d to {MOST_WINDOW_DAYS}d, or all.')
    return text


def _one_of(what: str, names: Iterable[str]) -> Callable[[str], str]:
    """Return what reads one of some names; the rest is refused with all of them."""

    def read(text: str) -> str:
        if text not in names:
            raise StateError(f'"{text[:60]}" is not a {what}. Use one of: {", ".join(names)}.')
        return text

    return read


def _parse_view(text: str) -> View:
    parts = text.split(",")
    try:
        lon, lat, zoom = (float(part) for part in parts)
    except ValueError:
        raise StateError(f'"{text[:60]}" is not a view. Write longitude,latitude,zoom.') from None
    if not (-180 <= lon <= 180 and -85 <= lat <= 85 and 0 <= zoom <= 20):
        raise StateError(f'"{text[:60]}" lies off the map.')
    return View(lon, lat, zoom)


def _parse_picked(text: str) -> tuple[str, ...]:
    ids = tuple(text.split(","))
    if len(ids) > MOST_PICKED or not all(_PICK.fullmatch(id_) for id_ in ids):
        raise StateError(f'"{text[:60]}" is not a list of ids.')
    return ids


def _parse_heap(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise StateError(f'"{text[:60]}" is not a number of events.')
    return int(text)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address.

    Attributes
    ----------
    field : str
        Field of `MapState` that it sets.
    read : callable
        Makes the field's value of a text, or raises a StateError.
    write : callable
        Makes the text of a value.
    always : bool
        Whether it stands in the address at its default, too.
    without : str
        What is done instead when it cannot be read: what its default stands for.
    """

    field: str
    read: Callable[[str], object]
    write: Callable[[Any], str]
    without: str
    always: bool = False


def _view_text(view: View) -> str:
    return f"{view.lon:.9g},{view.lat:.9g},{view.zoom:.9g}"


_USUAL = MapState()
PARAMETERS = {
    "date": Parameter(
        "date",
        parse_date,
        date.isoformat,
        f"The page shows {day_in_words(_USUAL.date)}.",
        always=True,
    ),
    "window": Parameter(
        "window",
        parse_window,
        str,
        f"The page shows {_USUAL.window_days} days.",
        always=True,
    ),
    "step": Parameter("step", _one_of("step", STEPS), str, f"The step is a {_USUAL.step}."),
    "from": Parameter(
        "start",
        parse_date,
        date.isoformat,
        f"The slider begins on {day_in_words(_USUAL.start)}.",
    ),
    "to": Parameter("end", parse_date, date.isoformat, "The slider ends with the last report."),
    "at": Parameter("view", _parse_view, _view_text, "The map frames the three borders."),
    "compare": Parameter("compare", parse_date, date.isoformat, "One map is shown."),
    "compare-window": Parameter(
        "compare_window", parse_window, str, "The second map shows as many days as the first."
    ),
    "pick": Parameter("picked", _parse_picked, ",".join, "No detail is open."),
    "of": Parameter("heap", _parse_heap, str, "The events are counted by their ids."),
    "files": Parameter("files", parse_files, ",".join, "No file is asked for."),
    "own": Parameter("showing", parse_showing, str, "Files lie beside the reference."),
    "stores": Parameter("stores", parse_stores, stores_text, "No store is asked for."),
    "hide": Parameter("hide", parse_hidden, ",".join, "Every layer of the map is drawn."),
    "tab": Parameter("tab", _one_of("tab", TABS), str, "The first tab is open."),
    "routes": Parameter("routes", _one_of("span", ROUTE_SPANS), str, "Routes are of a year."),
    "an": Parameter("analysis", read_ask, ask_text, "No analysis is opened."),
}
"""All parameters but the filters, which stand before "files", in the order of an address."""


def to_query(state: MapState) -> dict[str, str]:
    """Write a state as the parameters of an address; what is at its default is left out.

    The date and the window always stand there, so that a link says what it shows.
    """
    query: dict[str, str] = {}
    for name, parameter in PARAMETERS.items():
        if name == "files":
            query |= filters_to_query(state.selection)
        value = getattr(state, parameter.field)
        if parameter.always or value != getattr(_USUAL, parameter.field):
            query[name] = parameter.write(value)
    if state.heap <= len(state.picked) or not state.picked:
        query.pop("of", None)
    if not (state.files or state.stores):
        query.pop("own", None)
    if state.compare is None:
        query.pop("compare-window", None)
    return query


def from_query(query: Mapping[str, str]) -> MapState:
    """Read a state from the parameters of an address.

    Raises
    ------
    StateError
        At the first parameter that cannot be read, with its name and value.
    """
    state, problems = _read(query)
    if problems:
        raise StateError(problems[0][0])
    return state


def read_query(query: Mapping[str, str]) -> tuple[MapState, tuple[str, ...]]:
    """Read what can be read of an address, and say in words what could not.

    Returns
    -------
    MapState
        The view, with its default wherever a parameter could not be read.
    tuple of str
        For each parameter that was not understood why, and what is shown instead.
    """
    state, problems = _read(query)
    return state, tuple(" ".join(problem) for problem in problems)


def _read(query: Mapping[str, str]) -> tuple[MapState, list[tuple[str, str]]]:
    """Return what could be read, and of the rest why it could not and what stands in its place.

    Only who goes on without them, as the page does, may say what stands there.
    """
    problems: list[tuple[str, str]] = []
    state = MapState()
    for name, text in query.items():
        if is_filter(name):
            try:
                state = replace(state, selection=with_filter(state.selection, name, text))
            except StateError as error:
                problems.append((f"{name}: {error}", "It filters nothing."))
            continue
        parameter = PARAMETERS.get(name)
        if parameter is None:
            told = f'"{name[:60]}={text[:60]}", which this page does not know'
            problems.append((f"The address has {told}.", "It is left out."))
            continue
        try:
            state = replace(state, **{parameter.field: parameter.read(text)})  # type: ignore[arg-type]
        except StateError as error:
            problems.append((f"{name}: {error}", parameter.without))
    if state.end is not None and state.end <= state.start:
        told = f"from, to: {state.start} to {state.end} is not a span of days."
        problems.append((told, f"{PARAMETERS['from'].without} {PARAMETERS['to'].without}"))
        state = replace(state, start=FIRST_DATE, end=None)
    if state.heap <= len(state.picked) or not state.picked:
        state = replace(state, heap=0)
    if not (state.files or state.stores):
        state = replace(state, showing=_USUAL.showing)
    return state if state.compare else state.alone, problems
