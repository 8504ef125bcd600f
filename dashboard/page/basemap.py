"""The constant Folium map: no tiles, no plugin, no text from data; the time layer draws on it."""

from __future__ import annotations

import json
from typing import Literal, TypeAlias

import folium
from branca.element import Element
from jinja2 import Template
from markupsafe import escape

from dashboard.scene.map_frame import FRAME, LAYERS, OPTIONS, REACH, ZOOM_AT, credits_markup
from dashboard.scene.palette import schemes_css

Role: TypeAlias = Literal["main", "other"]
"""Which of the two maps of a comparison; alone, a map is the main one."""


class TimeLayer(folium.MacroElement):
    """Starts the page's own time layer on the map it is added to.

    Everything written into the template is made by this program: addresses of served
    folders, the attribution. Data travels over the channel. The script is the same for every
    session, so that the frame it runs in can name it by its digest and forbid every other.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        {{ this._parent.get_name() }}.attributionControl.setPrefix(false);
        // The frame follows the scheme of the page around it, from its first picture on.
        const page = window.parent.document.documentElement;
        const follow = () => {
            document.documentElement.dataset.scheme = page.dataset.scheme || "light";
        };
        follow();
        new MutationObserver(follow).observe(page, {attributeFilter: ["data-scheme"]});
        const told = document.getElementById("bm-told").dataset;
        const options = {...{{ this.options }}, token: told.token, role: told.role};
        import(new URL({{ this.module }}, document.baseURI))
            .then((module) => module.attach(L, {{ this._parent.get_name() }}, options))
            .catch((error) => {
                const said = document.createElement("p");
                said.className = "bm-card bm-notice";
                said.textContent = "The map could not start: " + error.message;
                {{ this._parent.get_name() }}.getContainer().append(said);
                throw error;
            });
        {% endmacro %}
        """
    )

    def __init__(self, *, scripts: str, layers: str, fonts: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "TimeLayer"
        # The map lives in a frame under component/<its component>/, hence one level up.
        self.module = json.dumps(f"../../{scripts}/map/map.js")
        self.options = json.dumps(
            {
                "layers": f"../../{layers}",
                "fonts": f"../../{fonts}",
                "layerNames": LAYERS,
                "attribution": credits_markup(),
                "draws": True,
            },
            ensure_ascii=True,
        )


def build_map(
    *, scripts: str, layers: str, fonts: str, leaflet: str, token: str, role: Role = "main"
) -> folium.Map:
    """Build the map anew; streamlit-folium changes what it shows, so it is never cached.

    Parameters
    ----------
    scripts, layers, fonts, leaflet : str
        Addresses of the served folders.
    token : str
        Name of the session's channel.
    role : str
        "main", or "other" for the second map of a comparison.
    """
    (south, west), (north, east) = REACH
    base = folium.Map(
        location=[53.9, 25.6],
        zoom_start=6,
        tiles=None,
        max_bounds=True,
        min_lat=south,
        max_lat=north,
        min_lon=west,
        max_lon=east,
        zoom_control=ZOOM_AT,
    )
    # Folium writes one of them under a name of its own, which would stand beside Leaflet's.
    del base.options["prefer_canvas"]
    base.options.update(OPTIONS)
    # The defaults name hosts on the internet; these come from the installed wheel.
    base.default_js = [("leaflet", f"../../{leaflet}/leaflet.js")]
    base.default_css = [
        ("leaflet", f"../../{leaflet}/leaflet.css"),
        ("border-monitor", f"../../{scripts}/map/map.css"),
    ]
    framed = folium.FitBounds([list(corner) for corner in FRAME])
    # An animation would still run when the view of the address arrives, and take that back.
    framed.options["animate"] = False
    base.add_child(framed)
    base.add_child(TimeLayer(scripts=scripts, layers=layers, fonts=fonts))
    told = f'<i id="bm-told" data-token="{escape(token)}" data-role="{role}" hidden></i>'
    colours = f"<style>{schemes_css()}</style>"
    root = base.get_root()
    assert isinstance(root, folium.Figure)
    root.html.add_child(Element(colours + told))
    return base
