"""The Streamlit script of a peer: the same events, a slider, and one other way to show a window."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import folium
import numpy as np
import streamlit as st
from jinja2 import Template
from streamlit_folium import st_folium

from bench.assets import assets_address
from bench.made_up import DAYS, FIRST_DAY, made_up_columns
from dashboard.dating import day_number
from dashboard.map_frame import FRAME
from dashboard.webparts import leaflet_address

design, events, seed, window = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
columns = cache(made_up_columns)(events, seed)
FIRST = day_number(FIRST_DAY)


class Told(folium.MacroElement):
    """Tells the page around the map when the frame that shows a step has been drawn."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        queueMicrotask(() => requestAnimationFrame(() => parent.bench?.drawn({{ this.step }})));
        {% endmacro %}
        """
    )

    def __init__(self, step: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Told"
        self.step = step


class ToldOfTime(folium.MacroElement):
    """The same for a map whose time moves inside it."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        map_div.timeDimension.on("timeload", () => queueMicrotask(
          () => requestAnimationFrame(() => parent.bench?.drawn(0))));
        {% endmacro %}
        """
    )


def draw() -> None:
    """Draw the peer."""
    st.set_page_config(layout="wide")
    day = FIRST + 8
    if design != "TimestampedGeoJson":
        day = FIRST + int(st.slider("Date", 0, DAYS - 1, 8))
    if design == "pydeck":
        draw_deck(run_of(day))
    elif design == "TimestampedGeoJson":
        base = plain_map(timed_assets())
        timed_layer().add_to(base)
        ToldOfTime().add_to(base)  # type: ignore[no-untyped-call]
        st_folium(base, key="map", returned_objects=[], width=1024, height=604)
    else:
        group = folium.FeatureGroup(name="events")
        folium.GeoJson(
            points(run_of(day)), marker=folium.CircleMarker(radius=4, weight=1, fill=True)
        ).add_to(group)
        Told(day).add_to(group)
        base = plain_map([])
        if design == "st_folium":
            group.add_to(base)
            st_folium(base, returned_objects=[], width=1024, height=604)
        else:
            st_folium(
                base,
                key="map",
                feature_group_to_add=group,
                returned_objects=[],
                width=1024,
                height=604,
            )


def run_of(day: int) -> slice:
    """Return the run of the events in the window that ends on a day."""
    first = FIRST if window == "all" else day - int(window.rstrip("d")) + 1
    start, stop = np.searchsorted(columns["mark_day"].astype("i8"), [first, day + 1])
    return slice(int(start), int(stop))


def points(run: slice) -> dict[str, Any]:
    """Return the events of a run as GeoJSON."""
    places = zip(columns["mark_lon"][run].tolist(), columns["mark_lat"][run].tolist(), strict=True)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {},
                "geometry": {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]},
            }
            for lon, lat in places
        ],
    }


def plain_map(scripts: list[tuple[str, str]]) -> folium.Map:
    """Build a map without tiles, its scripts served from this machine."""
    base = folium.Map(location=[53.9, 25.6], zoom_start=6, tiles=None, prefer_canvas=True)
    base.default_js = [("leaflet", f"../../{leaflet_address()}/leaflet.js"), *scripts]
    base.default_css = [("leaflet", f"../../{leaflet_address()}/leaflet.css")]
    base.fit_bounds([list(corner) for corner in FRAME])
    return base


def timed_assets() -> list[tuple[str, str]]:
    """Serve what TimestampedGeoJson needs from the packages that scripts/bench fetched."""
    files = (
        "jquery/dist/jquery.min.js",
        "jquery-ui-dist/jquery-ui.min.js",
        "iso8601-js-period/iso8601.js",
        "moment/min/moment.min.js",
        "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    )
    return [(Path(file).stem, f"../../{assets_address()}/{file}") for file in files]


def timed_layer() -> folium.MacroElement:
    """Return every event as TimestampedGeoJson wants it."""
    from folium.plugins import TimestampedGeoJson

    features = points(slice(0, events))["features"]
    style = {"radius": 4, "weight": 1, "fillOpacity": 0.6}
    for feature, number in zip(features, columns["mark_day"].tolist(), strict=True):
        day = date(1970, 1, 1) + timedelta(days=number)
        feature["properties"] = {"times": [str(day)], "icon": "circle", "iconstyle": style}
    layer = TimestampedGeoJson(  # type: ignore[no-untyped-call]
        {"type": "FeatureCollection", "features": features},
        period="P1D",
        duration=None if window == "all" else f"P{window.rstrip('d')}D",
        auto_play=False,
        add_last_point=False,
    )
    layer.default_js = layer.default_css = []
    return layer


def draw_deck(run: slice) -> None:
    """Draw the window with pydeck."""
    import pandas as pd
    import pydeck  # type: ignore[import-untyped]

    frame = pd.DataFrame({"lon": columns["mark_lon"][run], "lat": columns["mark_lat"][run]})
    layer = pydeck.Layer("ScatterplotLayer", frame, get_position="[lon, lat]", get_radius=2500)
    view = pydeck.ViewState(longitude=25.6, latitude=53.9, zoom=5)
    deck = pydeck.Deck([layer], initial_view_state=view, map_provider=None, map_style=None)
    st.pydeck_chart(deck, height=604)


draw()
