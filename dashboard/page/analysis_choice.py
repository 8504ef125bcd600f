"""What the drawer of analysis asks, kept in the session: its widgets and the windows compared."""

from __future__ import annotations

from dataclasses import replace

from dashboard.page import session
from dashboard.scene.analysis import COMPARE, Ask
from events import Period, read_window, window_text

ASK_KEYS = {"open": "analysis", "name": "analysis_question", "border": "analysis_border"}
"""Widget of the drawer of analysis and of each choice in it."""
_COMPARED = "bm_compared"


def show_ask() -> None:
    """Let the drawer show what an address or a file asked for; before it is drawn."""
    if not session.said(session.ASKED):
        return
    session.unsay(session.ASKED)
    ask = session.kept().analysis
    session.say(ASK_KEYS["open"], ask is not None)
    if ask is None:
        return
    session.say(ASK_KEYS["name"], ask.name)
    if ask.border:
        session.say(ASK_KEYS["border"], ask.border)
    if ask.name == COMPARE:
        session.say(_COMPARED, ask.windows)


def keep_ask(ask: Ask | None) -> bool:
    """Take over what the drawer asks; tell whether the rest of the page stands on another one."""
    state = session.kept()
    if ask == state.analysis:
        return False
    session.keep(replace(state, analysis=ask))
    return True


def windows_compared() -> tuple[Period, ...]:
    """Return the two windows that were chosen beside the one shown; none for the one before it."""
    found: tuple[Period, ...] = session.said(_COMPARED) or ()
    return found


def compare_windows(pair: tuple[Period, Period] | None) -> None:
    """Compare these windows, whatever date is shown; None for the one shown with that before."""
    # As an address gives them: one that is opened again asks the same.
    session.say(_COMPARED, tuple(read_window(window_text(one)) for one in pair or ()))
