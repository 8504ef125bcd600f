"""What the first visit needs, worked out beside the server before it comes.

A visit that comes earlier waits for what is being worked out, and works nothing out twice.
"""

from __future__ import annotations

import secrets

# What a run of the page imports, it finds imported.
import dashboard.page.page  # noqa: F401
from dashboard.errors import DashboardError
from dashboard.page import cache, components
from dashboard.page.basemap import build_map
from dashboard.page.code_read import number_of_code
from dashboard.page.map_frame import let_map_run
from dashboard.page.next_start import next_start
from dashboard.page.panels.pressure import pressure_markup
from dashboard.page.server import squeeze_held
from dashboard.page.stores import offered
from dashboard.page.workspace import windows_ahead
from dashboard.scene.state import MapState
from events import EventsError
from geodata import GeodataError


def make_ready(code: str) -> None:
    """Read the tables, count the opening view, and make map and scripts ready to be sent.

    What cannot be read is told by the page, which tries again.

    Parameters
    ----------
    code : str
        Number of the program's text before it was loaded.
    """
    # A program that changed while it was loaded has no number.
    cache.keep_for_next_start(next_start(code) if number_of_code() == code else None)
    # Whoever asks works with another one: a token is never shared.
    token = secrets.token_hex(16)
    try:
        # In the order in which a run of the page asks for them.
        stores = offered()
        state = MapState(stores=stores.opened or None)
        ledger = cache.with_stores(cache.newest(), stores.chosen(None), state.showing)
        scene = cache.scene(ledger, state)
        cache.newest_days(ledger)
        cache.feed(ledger, token, state.start, windows_ahead(state), state.selection)
        addresses = components.addresses()
        let_map_run(build_map(**addresses, token=token, role="main"), tuple(addresses.values()))
        pressure_markup(ledger, scene)
        squeeze_held()
    except (DashboardError, EventsError, GeodataError):
        return
