"""The one module that talks to Streamlit's session and to the address of the page.

Long because no other module may touch either.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.page.stores import offered
from dashboard.scene.state import MapState
from dashboard.scene.url import read_query, to_query
from events import Showing
from events.uploads import Layer

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from events import Ledger
    from events.store import StoreLayer
    from events.uploads import Brought

_GROUND, _BEGAN, _ROOM, _ADDRESSED = "bm_ground", "bm_began", "bm_room", "bm_addressed"
ASKED = "bm_asked"
"""Says that an address or a file asked for an analysis, until the drawer has shown it."""
_STATE, _TOKEN, _COMMAND, _WRITTEN, _PROBLEMS, _HEARD, _LAYERS, _MEMO, _DESK = (
    "bm_state",
    "bm_token",
    "bm_command",
    "bm_written",
    "bm_problems",
    "bm_heard",
    "bm_layers",
    "bm_memo",
    "bm_desk",
)
_MOST_REMEMBERED = 3  # of each kind: a packed feed of a million events has 16 MB

_MOST_ECHOED = 8  # addresses written here that a rerun may still carry after newer ones

_T = TypeVar("_T")


def current() -> MapState:
    """Return this session's state: that of the address when it is new or was changed."""
    query = st.query_params.to_dict()
    # A rerun may carry the address of before: the browser sends the one it has, and the last one
    # written is still on its way there. Then what the session holds is right.
    heard = st.session_state.pop(_HEARD, False)
    if _STATE not in st.session_state or (_was_changed(query) and not heard):
        state, problems = read_query(query)
        st.session_state[_ADDRESSED] = state
        # Files are brought to the session, not to an address: they stay when the address changes.
        keys = [layer.key for layer in drawn()]
        state = replace(state, files=tuple(dict.fromkeys((*keys, *state.files))))
        if state.stores is None and (opened := offered().opened):
            # From here on it is said which: another server may open others by itself.
            state = replace(state, stores=opened)
        st.session_state[_PROBLEMS] = problems
        _note_written(query)
        command(state)
        del st.session_state[_HEARD]
    return kept()


def _was_changed(query: dict[str, str]) -> bool:
    """Say whether an address was changed in the browser, and is not an echo of one written here."""
    written, run = st.session_state[_WRITTEN], get_script_run_ctx()
    navigated = run is not None and run.is_history_navigation
    mark = _mark(query)
    return mark != written[-1] and (navigated or mark not in written)


def _note_written(query: dict[str, str]) -> None:
    before, mark = st.session_state.get(_WRITTEN, ()), _mark(query)
    if before[-1:] != (mark,):
        st.session_state[_WRITTEN] = (*before[1 - _MOST_ECHOED :], mark)


def _mark(query: dict[str, str]) -> int:
    # A number, so that nothing of a file that is taken away again stays in an address of before.
    return hash(frozenset(query.items()))


def kept() -> MapState:
    """Return this session's state as it stands, whatever the address says."""
    return st.session_state[_STATE]  # type: ignore[no-any-return]


def problems() -> tuple[str, ...]:
    """Return what of the address could not be read, in words."""
    return tuple(st.session_state.get(_PROBLEMS, ()))


def tell_problems(lines: Iterable[str]) -> None:
    """Have the page tell these problems until another address is read."""
    st.session_state[_PROBLEMS] = tuple(lines)


def keep(state: MapState) -> None:
    """Take over a state that the browser already shows."""
    st.session_state[_STATE] = state
    st.session_state[_HEARD] = True


def command(state: MapState) -> None:
    """Take over a state and have the clock, the map and the drawer of analysis follow it."""
    former = st.session_state.get(_STATE)
    if state.analysis is not None or (former is not None and former.analysis is not None):
        st.session_state[ASKED] = True
    keep(state)
    st.session_state[_COMMAND] = st.session_state.get(_COMMAND, 0) + 1


def go_to(day: date) -> None:
    """Have the page show the week up to a day, on a slider that reaches to it."""
    command(kept().reaching(day, day, "7d"))


def brought() -> tuple[Brought, ...]:
    """Return the files that were brought to this session, with days and without."""
    return tuple(st.session_state.get(_LAYERS, ()))


def layers() -> tuple[Layer, ...]:
    """Return those with days."""
    return tuple(one for one in brought() if isinstance(one, Layer))


def drawn() -> tuple[Brought, ...]:
    """Return those that take part in what is shown."""
    return tuple(one for one in brought() if one.shown)


def keep_brought(kept_files: tuple[Brought, ...]) -> None:
    """Take over the files of this session; of one that is not among them, nothing stays."""
    had = drawn()
    st.session_state[_LAYERS] = kept_files
    kept = drawn()
    gone = {layer.id for layer in had} - {layer.id for layer in kept}
    st.session_state.pop(_MEMO, None)
    if _STATE not in st.session_state:
        return
    state = st.session_state[_STATE]
    picked = tuple(
        id_ for id_ in state.picked if not any(id_.startswith(f"{one}-") for one in gone)
    )
    # What the address names and nobody brought yet is still missing.
    missing = [key for key in state.files if all(key != layer.key for layer in had)]
    files = tuple(dict.fromkeys((*(layer.key for layer in kept), *missing)))
    showing = state.showing if layers() or missing or state.stores else Showing.BESIDE
    heap = state.heap if picked == state.picked else 0
    keep(replace(state, files=files, picked=picked, heap=heap, showing=showing))


def stores() -> tuple[StoreLayer, ...]:
    """Return the open stores that this session shows."""
    return offered().chosen(kept().stores)


def missing_stores() -> tuple[str, ...]:
    """Return the stores that the address names and that are not open here."""
    return offered().missing(kept().stores)


def forget_missing_stores() -> None:
    """Go on without the stores that are not open here."""
    keep(replace(kept(), stores=tuple(layer.key for layer in stores())))


def choose_stores(keys: Iterable[str]) -> None:
    """Show these stores and no other."""
    chosen = tuple(keys)
    state = kept()
    showing = state.showing if chosen or layers() else Showing.BESIDE
    st.session_state.pop(_MEMO, None)
    command(replace(state, stores=chosen, showing=showing))


def missing_files() -> tuple[str, ...]:
    """Return the files that the address names and this session does not have."""
    there = {layer.key for layer in drawn()}
    return tuple(key for key in kept().files if key not in there)


def forget_missing() -> None:
    """Go on without the files that this session does not have."""
    keep(replace(kept(), files=tuple(layer.key for layer in drawn())))


def stand_on(ledger: Ledger) -> Mapping[str, str]:
    """Take over a ledger of the tables; what was made of another one is let go of.

    Returns
    -------
    mapping of str to str
        Digests of the tables this session began with.
    """
    former = st.session_state.get(_GROUND)
    if former is None or former.digests != ledger.digests:
        st.session_state[_GROUND] = ledger
        st.session_state.pop(_MEMO, None)
    began: Mapping[str, str] = st.session_state.setdefault(_BEGAN, ledger.digests)
    return began


def ground(make: Callable[[], Ledger]) -> Ledger:
    """Return the ledger this session stands on; what `make` gives when it has none yet."""
    if _GROUND not in st.session_state:
        stand_on(make())
    return st.session_state[_GROUND]  # type: ignore[no-any-return]


def remember(kind: str, key: Hashable, make: Callable[[], _T]) -> _T:
    """Return what was made for a key, for as long as the files of this session stay the same.

    Parameters
    ----------
    kind : str
        What sort of thing it is; each keeps its own few.
    key : hashable
        What it was made for.
    make : callable
        Makes it when it is not there.
    """
    memo = st.session_state.setdefault(_MEMO, {}).setdefault(kind, {})
    if key not in memo:
        while len(memo) >= _MOST_REMEMBERED:
            memo.pop(next(iter(memo)))
        memo[key] = make()
    found: _T = memo[key]
    return found


def desk(make: Callable[[], _T]) -> _T:
    """Return this session's place for files that are being looked at; made when there is none."""
    return _once(_DESK, make)


def room(make: Callable[[], _T]) -> _T:
    """Return the count of what this session keeps of brought files; made when there is none."""
    return _once(_ROOM, make)


def _once(key: str, make: Callable[[], _T]) -> _T:
    if key not in st.session_state:
        st.session_state[key] = make()
    found: _T = st.session_state[key]
    return found


def let_go(files: Iterable[UploadedFile]) -> None:
    """Have the server forget uploaded files at once, and not only when the session ends."""
    run = get_script_run_ctx()
    if run is not None and isinstance(run.uploaded_file_mgr, MemoryUploadedFileManager):
        for file in files:
            run.uploaded_file_mgr.remove_file(run.session_id, file.file_id)


def said(key: str) -> Any:
    """Return what a widget says, inside its callback."""
    return st.session_state.get(key)


def say(key: str, value: object) -> None:
    """Have a widget say something; before it is drawn."""
    st.session_state[key] = value


def unsay(key: str) -> None:
    """Let go of what a widget said that is not drawn any more."""
    st.session_state.pop(key, None)


def failures() -> list[str]:
    """Return the list that holds why the last export failed; makers of files write into it."""
    found: list[str] = st.session_state.setdefault("bm_failures", [])
    return found


def command_number() -> int:
    """Return the number of the last command; the clock obeys each once."""
    return int(st.session_state.get(_COMMAND, 0))


def token() -> str:
    """Return the random name of this session's private channel."""
    return str(st.session_state.setdefault(_TOKEN, secrets.token_hex(16)))


def write_address() -> None:
    """Let the address of the page say what it shows.

    An address that was read says it already: written in other words it would be a second entry
    of the browser's history for the same view.
    """
    state = kept()
    if state == st.session_state.get(_ADDRESSED):
        return
    query = to_query(state)
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)
    _note_written(query)
    st.session_state[_ADDRESSED] = state


def told(name: str) -> object:
    """Return what the clock passes on from the map under a name, inside its callback."""
    return _component("clock", name)


def last_day_is(day: object) -> None:
    """Remember the day of the last report, so that a slider ending there follows the data."""
    st.session_state["bm_last_day"] = day


def last_day() -> object:
    """Return the day of the last report, as it was remembered."""
    return st.session_state.get("bm_last_day")


def _component(key: str, name: str) -> object:
    return getattr(st.session_state.get(key), name, None)
