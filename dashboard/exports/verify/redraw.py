"""Draws a file again from the state and time it carries, and says how the two differ.

Nothing a file says of itself is believed. *Same* is answered only when all its bytes are drawn
anew from the data at hand; what it says of data and versions serves to explain a difference.

Long because each kind of file is drawn again in a way of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from dashboard.errors import DashboardError, StateError
from dashboard.exports.edition import build_edition
from dashboard.exports.fingerprint import EARLIEST_RULE, RULE, data_fingerprint, versions
from dashboard.exports.formats import FORMATS, PACKS, read_known
from dashboard.exports.metadata import ONE_PAGE
from dashboard.exports.request import MOST_DATES, TILES_MB, Order, build_order, parse_moment
from dashboard.exports.settings import build_settings
from dashboard.exports.verify.answers import Answer, Verdict
from dashboard.exports.verify.files import FilesAtHand
from dashboard.exports.view_text import from_text
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from events import EventsError, Ledger, select
from events.uploads import join_layers

_LONGEST = 200
_TOLD = 600


def verify(content: bytes, ledger: Ledger, files: FilesAtHand | None = None) -> Verdict:
    """Tell whether a file is what the program makes of its state and time today.

    Parameters
    ----------
    content : bytes
        The file, from anywhere.
    ledger : Ledger
        The reports at hand, not narrowed, without brought files.
    files : FilesAtHand, optional
        Brought files and stores; those it was made with are found among them by their digest.

    Returns
    -------
    Verdict
        A file by other data or by another rule was *made earlier*: it is told which tables,
        layers and figures differ. With other versions at work a difference cannot be judged.
    """
    told = read_known(content)
    if told is None:
        return Verdict(
            Answer.NOT_OURS, ("no metadata of this program: expected " + ", ".join(FORMATS),)
        )
    versions_differ = [
        f"version of {line}"
        for line in _differences(
            _mapping(told.get("Versions")),
            versions(told.get("Format", ""), brought="Files" in told),
        )
    ]
    earlier = _made_earlier(told, ledger)
    if versions_differ and not earlier:
        return Verdict(Answer.CANNOT_TELL, tuple(versions_differ))
    try:
        brought, at_hand = told.get("Files", ""), files or FilesAtHand()
        gone = at_hand.absent(brought, told.get("Stores", ""))
        if gone:
            return Verdict(Answer.CANNOT_TELL, (*gone, *earlier))
        state, order = read_request(told)
        stores = at_hand.stores(told.get("Stores", ""))
        joined = join_layers(ledger, at_hand.layers(brought), state.showing, stores)
        if earlier:
            return _earlier((*earlier, *versions_differ), _figures_now(told, joined))
        drawn = _redraw(told, state, order, joined)
    except (DashboardError, EventsError) as error:
        return _undrawable(str(error), earlier)
    except Exception as error:
        # It was written by anybody; that it cannot be drawn is all there is to say of it.
        return _undrawable(type(error).__name__, earlier)
    if drawn == content:
        return Verdict(Answer.SAME)
    now_told = read_known(drawn) or {}
    names = sorted(
        name
        for name in {*told, *now_told}
        if name in now_told and told.get(name) != now_told.get(name)
    )
    return Verdict(
        Answer.ALTERED,
        (
            *(f"{name} is not what is drawn from its state" for name in names),
            *_figures(told.get("Figures", ""), now_told.get("Figures", "")),
            "drawn again from its state, time and data, other bytes come out",
        ),
    )


def _undrawable(why: str, earlier: tuple[str, ...]) -> Verdict:
    answer = Answer.MADE_EARLIER if earlier else Answer.ALTERED
    return Verdict(answer, (*earlier, f"its description cannot be drawn: {why}"))


def _made_earlier(told: Mapping[str, str], ledger: Ledger) -> tuple[str, ...]:
    """Say by which data and rule a file was made, where they are not those at hand."""
    if "Data" not in told:
        # No file of ours was ever without it: whoever wrote this one says nothing of its time.
        return ()
    rule, data = told.get("Rule", EARLIEST_RULE), data_fingerprint(ledger.digests)
    changed = _differences(_mapping(told.get("Data Files")), data.files)
    if told.get("Data") != data.sha256 and not changed:
        changed = ["data: another whole of the same tables and layers"]
    if rule != RULE:
        changed.insert(0, f"rule of the figures: was {rule[:_LONGEST]}, is {RULE}")
    return tuple(changed)


def _figures_now(told: Mapping[str, str], ledger: Ledger) -> list[str]:
    """Say which figures and what analysis the data and rule at hand give otherwise; of a pack none.

    A file that names no analysis was asked for none.
    """
    form = told.get("Format", "")
    if form in PACKS:
        return []
    state, order = read_request(told)
    # What draws takes a while to load: a command that only tells its options need not wait.

    scene = build_scene(select(ledger, state.selection), state)
    now = build_edition(ledger, scene, order, form).metadata
    found = _figures(told.get("Figures", ""), now["Figures"]) or ["no figure on it differs"]
    was, is_ = told.get("Analysis", ""), now.get("Analysis", "")
    return found if was == is_ else [*found, f"analysis: was {was[:_TOLD]}; is {is_[:_TOLD]}"]


def _earlier(reasons: tuple[str, ...], differing: list[str]) -> Verdict:
    """Say what is known of a file by other data or another rule, and which figures differ."""
    return Verdict(
        Answer.MADE_EARLIER,
        (
            *reasons,
            *differing,
            "whether the file was altered as well cannot be told without the data and the program "
            "of its time",
        ),
    )


def read_request(told: Mapping[str, str]) -> tuple[MapState, Order]:
    """Return the state and order a file was made from, checked like anything typed.

    Raises
    ------
    DashboardError
        When one of them cannot be read.
    """
    state = _read_state(told.get("State", ""))
    order = build_order(
        size=told.get("Size", ""),
        created=parse_moment(told.get("Creation Time", "")),
        profile=told.get("Profile", ""),
        settings=build_settings(_mapping(told.get("Settings")), "settings in the file"),
        one_page=_is_one_page(told.get("Layout", "")),
        tiles_mb=_tiles_mb(told.get("Tiles")),
    )
    return state, order


def _is_one_page(layout: str) -> bool:
    if layout not in ("", ONE_PAGE):
        raise StateError(f'"{layout[:60]}" is not a layout. It is "{ONE_PAGE}", or is not told.')
    return layout == ONE_PAGE


def _tiles_mb(told: str | None) -> int:
    found = re.fullmatch(r"(\d{1,3}) MB at most", told or f"{TILES_MB} MB at most", re.ASCII)
    if found is None:
        raise StateError("what it says of its tiles is no size.")
    return int(found[1])


def read_states(told: Mapping[str, str]) -> tuple[MapState, ...]:
    """Return the states of the dates of a pack.

    Raises
    ------
    StateError
        When they cannot be read, or are none or too many.
    """
    try:
        queries = json.loads(told.get("States", ""))
    except (ValueError, RecursionError):
        queries = None
    if not isinstance(queries, list) or not all(isinstance(query, str) for query in queries):
        raise StateError("its states are not a list.")
    if not 1 <= len(queries) <= MOST_DATES:
        raise StateError(f"it names {len(queries)} dates; a pack has 1 to {MOST_DATES}.")
    return tuple(_read_state(query) for query in queries)


def _read_state(query: str) -> MapState:
    if not query:
        raise StateError("it names no state.")
    return from_text(query)


def _redraw(told: Mapping[str, str], state: MapState, order: Order, ledger: Ledger) -> bytes:
    form = told.get("Format", "")
    if form in PACKS:
        return PACKS[form].draw(ledger, read_states(told), order)
    if form not in FORMATS:
        known = ", ".join((*FORMATS, *PACKS))
        raise StateError(f'"{form[:60]}" is not a format. Use one of: {known}.')
    scene = build_scene(select(ledger, state.selection), state)
    files = FORMATS[form].draw(ledger, scene, order)
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
