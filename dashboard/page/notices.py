"""What the address of the page asks for and cannot be had: why, and what is shown instead."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.page import session
from dashboard.page.html import show
from dashboard.scene.markup import tag, whole

_MOST = 6
"""More would push the map off the screen; an address is made by a hand or a program, not by us."""


def draw_address(problems: tuple[str, ...]) -> None:
    """Say in sight what could not be read, until it is dismissed.

    Parameters
    ----------
    problems : tuple of str
        For each parameter its value, the reason, and what was done instead.
    """
    if not problems:
        return
    lines = [whole(" ".join(problem.splitlines())) for problem in problems]
    rest = len(lines) - _MOST
    with st.container(key="address_problems", horizontal=True, vertical_alignment="center"):
        show(
            tag(
                "div",
                tag("p", tag("b", "Not all of the address or project could be read.")),
                *(tag("p", line) for line in lines[:_MOST]),
                tag("p", f"And {rest} more, left out as well.") if rest > 0 else None,
                class_="bm problem",
                role="alert",
            )
        )
        st.button("Dismiss", key="dismiss_address", on_click=session.tell_problems, args=((),))


def draw_missing(keys: tuple[str, ...]) -> None:
    """Say that the address names files which are not here, and offer to go on without them."""
    what = "a file that is" if len(keys) == 1 else f"{len(keys)} files that are"
    told = (
        f"This view was made with {what} not here (SHA-256 {_digits(keys)}). "
        'Bring the same again under "Your files" to see it; what is shown is without.'
    )
    _draw_without(keys, "files", told, "Go on without", session.forget_missing)


def draw_missing_stores(keys: tuple[str, ...]) -> None:
    """Say that the address names stores which are not open here, and offer to go on without."""
    what = "a store that is" if len(keys) == 1 else f"{len(keys)} stores that are"
    told = (
        f"This view was made with {what} not open here (digest {_digits(keys)}), or that has been "
        "added to since; what is shown is without. Those that are open stand under "
        '"Your files".'
    )
    _draw_without(keys, "stores", told, "Go on without them", session.forget_missing_stores)


def _digits(keys: tuple[str, ...]) -> str:
    return ", ".join(f"{key}…" for key in keys)


def _draw_without(
    keys: tuple[str, ...], name: str, told: str, label: str, forget: Callable[[], None]
) -> None:
    """Draw what is told of something that is missing, if anything is, with a way on."""
    if not keys:
        return
    with st.container(key=f"missing_{name}", horizontal=True, vertical_alignment="center"):
        show(tag("p", told, class_="bm note"))
        st.button(label, key=f"forget_{name}", on_click=forget, type="tertiary")
