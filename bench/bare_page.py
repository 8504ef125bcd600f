"""The Streamlit script that the page is held against: a title and an empty Folium map."""

from __future__ import annotations

import folium
import streamlit as st
from streamlit_folium import st_folium

from dashboard.page.components import leaflet_address

st.set_page_config(layout="wide")
st.title("Almost nothing")
base = folium.Map(location=[53.9, 25.6], zoom_start=6, tiles=None)
# Folium's defaults name hosts on the internet.
base.default_js = [("leaflet", f"../../{leaflet_address()}/leaflet.js")]
base.default_css = [("leaflet", f"../../{leaflet_address()}/leaflet.css")]
st_folium(base, height=604, use_container_width=True, returned_objects=[], key="map")
