"""What of the address of the page could not be read: value, reason, and what is shown instead."""

from __future__ import annotations

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
