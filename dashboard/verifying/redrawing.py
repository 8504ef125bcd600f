"""Draws a file again from the state and time it carries, and says how the two differ.

Nothing a file says of itself is believed. *Same* is answered only when all its bytes are drawn
anew from the data at hand; what it says of data and versions serves to explain a difference.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from dashboard.errors import DashboardError, StateError
from dashboard.exporting import FORMATS, READERS
from dashboard.fingerprint import data_fingerprint, versions
from dashboard.order import Order, build_order, parse_moment
from dashboard.scene import build_scene
from dashboard.settings import build_settings
from dashboard.state import MapState, from_query
from dashboard.verifying.answers import Answer, Verdict
from events import Ledger, select

_LONGEST = 200


def verify(content: bytes, ledger: Ledger) -> Verdict:
    """Tell whether a file is what the program makes of its state and time today.

    Parameters
    ----------
    content : bytes
        The file, from anywhere.
    ledger : Ledger
        The reports at hand, not narrowed.

    Returns
    -------
    Verdict
        With other versions at work a difference cannot be judged; with other data it is told
        which tables, layers and figures differ.
    """
    told = read_any(content)
    if told is None:
        return Verdict(
            Answer.NOT_OURS, ("no metadata of this program: expected " + ", ".join(READERS),)
        )
    other = _differences(_mapping(told.get("Versions")), versions(told.get("Format", "")))
    if other:
        return Verdict(Answer.CANNOT_TELL, tuple(f"version of {line}" for line in other))
    try:
        state, order = read_request(told)
        drawn = _redraw(told, state, order, ledger)
    except DashboardError as error:
        return Verdict(Answer.ALTERED, (f"its description cannot be drawn: {error}",))
    if drawn == content:
        return Verdict(Answer.SAME)
    now = read_any(drawn) or {}
    data = data_fingerprint()
    changed = _differences(_mapping(told.get("Data Files")), data.files)
    figures = _figures(told.get("Figures", ""), now.get("Figures", ""))
    if changed or told.get("Data") != data.sha256:
        return Verdict(
            Answer.DATA_CHANGED,
            (
                *changed,
                *(figures or ("no figure on the sheet differs",)),
                "whether the file was altered as well cannot be told without the data of its time",
            ),
        )
    names = sorted(
        name for name in {*told, *now} if name in now and told.get(name) != now.get(name)
    )
    return Verdict(
        Answer.ALTERED,
        (
            *(f"{name} is not what is drawn from its state" for name in names),
            *figures,
            "drawn again from its state, time and data, other bytes come out",
        ),
    )


def read_any(content: bytes) -> Mapping[str, str] | None:
    """Return what a file of any of our formats says of itself; None when it is none."""
    for read in dict.fromkeys(READERS.values()):
        found = read(content)
        if found is not None:
            return found
    return None


def read_request(told: Mapping[str, str]) -> tuple[MapState, Order]:
    """Return the state and order a file was made from, checked like anything typed.

    Raises
    ------
    DashboardError
        When one of them cannot be read.
    """
    pairs = parse_qsl(told.get("State", ""), keep_blank_values=True, max_num_fields=64)
    if not pairs:
        raise StateError("it names no state.")
    state = from_query(dict(pairs))
    order = build_order(
        size=told.get("Size", ""),
        created=parse_moment(told.get("Creation Time", "")),
        profile=told.get("Profile", ""),
        settings=build_settings(_mapping(told.get("Settings")), "settings in the file"),
    )
    return state, order


def _redraw(told: Mapping[str, str], state: MapState, order: Order, ledger: Ledger) -> bytes:
    form = told.get("Format", "")
    if form not in FORMATS:
        raise StateError(f'"{form[:60]}" is not a format. Use one of: {", ".join(FORMATS)}.')
    scene = build_scene(select(ledger, state.selection), state)
    files = FORMATS[form](ledger, scene, order)
    number = told.get("Sheet", "1").split(" ")[0]
    if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= len(files):
        raise StateError(f'"{number[:20]}" is not one of its {len(files)} sheets.')
    return files[int(number) - 1]


def _mapping(text: str | None) -> dict[str, str]:
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(key): str(value) for key, value in found.items()}


def _differences(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Say in words which entries differ, were added or are gone."""
    lines = []
    for name in sorted({*then, *now}):
        was, is_ = then.get(name), now.get(name)
        if was == is_:
            continue
        if was is None:
            line = f"{name}: added since"
        elif is_ is None:
            line = f"{name}: gone since"
        else:
            line = f"{name}: was {was}, is {is_}"
        lines.append(line[:_LONGEST])
    return lines


def _figures(then: str, now: str) -> list[str]:
    was, is_ = then.split("; "), now.split("; ")
    if then == now:
        return []
    if len(was) != len(is_):
        return [f"figures: were {then[:_LONGEST]}; are {now[:_LONGEST]}"]
    return [
        f"figure: was {one[:_LONGEST]}, is {other}"
        for one, other in zip(was, is_, strict=True)
        if one != other
    ]
