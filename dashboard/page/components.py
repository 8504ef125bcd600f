"""The page's scripts and layers, served from this machine, and the components made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import js_lib_leaflet
import streamlit as st
from streamlit.components.v1 import declare_component

import geodata
from dashboard.feed.assets import part_text, parts
from dashboard.feed.messages import (
    ClockData,
    DrawingData,
    HelpData,
    RouteLinesData,
    SeriesData,
)
from dashboard.page.server import let_mount, let_serve
from dashboard.scene.palette import PAINTED, shown_colour
from dashboard.scene.words.glossary import GLOSSARY, GUIDE, GUIDE_SEEN, KEYS

_FONTS = Path(font_source_sans_pro.__file__).parent / "files"
_LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"

# Streamlit serves the folder of a version 1 component as it is. The folders are
# declared for that alone; nothing ever mounts them.


@cache
def scripts_address() -> str:
    """Return the folder address of the page's scripts as they were read."""
    names = [name for name in parts().names() if name.startswith("web/")]
    return _serve_held("web", parts(), names, "web/")


@cache
def layers_address() -> str:
    """Return the folder address of the shipped map layers as they were read."""
    names = [name for name in geodata.shipped().names() if name.endswith(".geojson")]
    return _serve_held("layers", geodata.shipped(), names, "")


@cache
def leaflet_address() -> str:
    """Return the folder address of Leaflet as its wheel ships it."""
    return _serve("leaflet", _LEAFLET, "leaflet.*")


@cache
def fonts_address() -> str:
    """Return the folder address of Source Sans as its wheel ships it."""
    return _serve("fonts", _FONTS, "SourceSansPro-*.ttf")


def addresses() -> dict[str, str]:
    """Return the address of each served folder, by what is in it."""
    return {
        "scripts": scripts_address(),
        "layers": layers_address(),
        "fonts": fonts_address(),
        "leaflet": leaflet_address(),
    }


def _serve(name: str, folder: Path, pattern: str = "*") -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob(pattern)):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    component = declare_component(f"{name}_{digest.hexdigest()[:12]}", path=str(folder))
    let_mount(component)
    return f"component/{component.name}"


def _serve_held(name: str, holding: geodata.Holding, names: list[str], within: str) -> str:
    """Have the files of a folder served as they were read, at an address with their digest."""
    digest = hashlib.sha256()
    files: dict[str, bytes] = {}
    for file in names:
        # What cannot be read is told elsewhere; the browser misses it there.
        with suppress(OSError):
            files[file.removeprefix(within)] = holding.read(file)
    for file, content in files.items():
        digest.update(file.encode() + b"\0" + content)
    folder = str(holding.folder / within)
    component = declare_component(f"{name}_{digest.hexdigest()[:12]}", path=folder)
    let_mount(component)
    address = f"component/{component.name}"
    let_serve(address, files)
    return address


def _stub(module: str) -> str:
    # A component given as text cannot import its neighbours; this one line fetches the
    # module from the served folder, where its own imports work. See docs/decisions/0002.
    return f"""
const address = new URL("{scripts_address()}/{module}", document.baseURI);
export default function (component) {{
  import(address).then((module) => module.mount(component));
  return () => import(address).then((module) => module.unmount(component));
}}
"""


@cache
def _feed() -> Callable[..., Any]:
    return st.components.v2.component("border_monitor.feed", js=_stub("page/feed.js"))


@cache
def _form(name: str, folder: str) -> Callable[..., Any]:
    part = f"{folder}/{name}"
    return st.components.v2.component(
        f"border_monitor.{name}",
        html=part_text(f"web/{part}.html"),
        css=part_text(f"web/{part}.css"),
        js=_stub(f"{part}.js"),
    )


def mount_series(token: str, start: str, end: str) -> None:
    """Draw the series of the borders: figures from the feed, the date from the clock.

    Parameters
    ----------
    token : str
        Of the session, as in the feed's address.
    start, end : str
        First and last day of the slider, as 2021-11-08.
    """
    data: SeriesData = {"token": token, "start": start, "end": end}
    _form("series", "series")(key="series", data=data)


def mount_help(token: str) -> None:
    """Offer the help: words, keys and the guide, which the first visit opens with."""
    data: HelpData = {
        "token": token,
        "words": [list(pair) for pair in GLOSSARY.items()],
        "keys": [list(pair) for pair in KEYS.items()],
        "steps": [{"title": s.title, "text": s.text, "part": s.part} for s in GUIDE],
        "seen": GUIDE_SEEN,
    }
    _form("help", "page")(key="help", data=data)


def mount_colours() -> None:
    """Offer the light and the dark scheme; the browser alone keeps what is chosen."""
    _form("colours", "page")(key="colours")


def mount_drawings(key: str, drawings: Sequence[str]) -> None:
    """Show one of several SVG drawings of the same thing: the widest that there is room for.

    HTML that Streamlit shows holds no drawings, and a picture of one would have no typeface.
    """
    data: DrawingData = {"drawings": [_coloured(drawing) for drawing in drawings]}
    _form("drawing", "page")(key=key, data=data)


def mount_route_lines(token: str, drawings: Sequence[str]) -> None:
    """Show routes over time, the widest drawing that there is room for.

    Parameters
    ----------
    token : str
        Of the session: the clock tells its days over it.
    drawings : sequence of str
        The same thing in several widths, as SVG.
    """
    data: RouteLinesData = {
        "token": token,
        "drawings": [_coloured(drawing) for drawing in drawings],
    }
    _form("routelines", "page")(key="route_lines", data=data)


def _coloured(drawing: str) -> str:
    # Paper is light; on the page a drawing follows the scheme.
    return PAINTED.sub(lambda found: f'{found[1]}="{shown_colour(found[2])}"', drawing)


def mount_feed(blob: bytes) -> None:
    """Hand the packed events to the browser, once; the same bytes are not sent again."""
    _feed()(key="feed", data=blob, height=1)


def mount_clock(
    data: ClockData,
    *,
    on_moved: Callable[[], None],
    on_view: Callable[[], None],
    on_hide: Callable[[], None],
    on_picked: Callable[[], None],
    on_drawn: Callable[[], None],
) -> None:
    """Draw the clock; the callbacks run when the hand or the map is at rest, or on a click.

    Parameters
    ----------
    data : ClockData
        What the clock is given.
    on_moved, on_view, on_hide, on_picked, on_drawn : callable
        Run when the hand rests, when the map rests, when a layer is turned on or off, on a click,
        and when an area was drawn.
    """
    _form("clock", "clock")(
        key="clock",
        data=dict(data),
        on_moved_change=on_moved,
        on_view_change=on_view,
        on_hide_change=on_hide,
        on_picked_change=on_picked,
        on_drawn_change=on_drawn,
    )
