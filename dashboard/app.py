"""What Streamlit is told to run: serves the page behind the gate, and draws it for every view."""

from __future__ import annotations

import sys
from pathlib import Path

# The framework looks for this very line to know that the file holds an application.
from streamlit.starlette import App

from dashboard.errors import SettingsError

# Before whatever of the program it is to be the number of.
from dashboard.page.code_read import AT_START
from dashboard.page.server import (
    forbid_calls,
    guarded,
    is_guarded,
    keep_downloads,
    tell_unguarded,
)

if __name__ == Path(__file__).stem:
    # `streamlit run` imports this file once, to serve it, and then runs it as a script for
    # every view of the page.
    def prepare() -> None:
        """Get ready for the first visit, while the server listens and the browser starts."""
        from dashboard.page.first_visit import make_ready

        make_ready(AT_START)

    try:
        app = App(Path(__file__), **guarded(prepare=prepare))
    except SettingsError as error:
        sys.exit(f"border-monitor: {error}")
else:
    if not is_guarded():
        # Run from within another script: that one is served as the framework does it, without
        # the gate. What can be shut off from here is.
        forbid_calls()
        keep_downloads()
        tell_unguarded()
    # Page and libraries take longer to import than all the server needs to answer.
    from dashboard.page.page import draw_page

    draw_page()
