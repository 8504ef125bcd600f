"""Shows the Folium map in the page; the only module that knows streamlit-folium."""

from __future__ import annotations

from typing import Any

from dashboard.page.server import let_mount, let_run

MAP_HEIGHT = 604
"""Pixels before the page's style sheet has its say."""
_BEGIN = "window.map = map_div; window.initComponent(map_div, false);"


_scripts: dict[tuple[str, ...], str] = {}
"""Of a map the script, by the addresses in it: nothing else tells one from another."""


def let_map_run(base: Any, addresses: tuple[str, ...]) -> None:
    """Let the server's policy pass the script of a map, which is told apart by its addresses."""
    # It makes itself known to the server when it is imported, so the server has to be there.
    import streamlit_folium

    let_mount(streamlit_folium._component_func)
    # Its frame puts this script into its own page: no other one may run there.
    if addresses not in _scripts:
        _scripts[addresses] = streamlit_folium._get_map_string(base) + _BEGIN
    let_run(_scripts[addresses])


def show_map(base: Any, role: str, addresses: tuple[str, ...]) -> None:
    """Draw a Folium map. It returns nothing to the server: clicks travel over the channel.

    Parameters
    ----------
    base : folium.Map
        The map with its constant layers.
    role : str
        Which of the maps of the page it is; their scripts are the same.
    addresses : tuple of str
        Of the served folders that its script names.
    """
    let_map_run(base, addresses)
    import streamlit_folium

    streamlit_folium.st_folium(
        base, height=MAP_HEIGHT, use_container_width=True, returned_objects=[], key=f"map_{role}"
    )
