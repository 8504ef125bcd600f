"""Shows the Folium map in the page; the only module that knows streamlit-folium."""

from __future__ import annotations

from typing import Any

from streamlit_folium import st_folium

MAP_HEIGHT = 604
"""Pixels before the page's style sheet has its say."""


def show_map(base: Any) -> None:
    """Draw a Folium map. It returns nothing to the server: clicks travel over the channel."""
    st_folium(base, height=MAP_HEIGHT, use_container_width=True, returned_objects=[])
