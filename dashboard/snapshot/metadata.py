"""What a file says of itself: title, date, window, the state that redraws it, data, licences."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from dashboard import __version__, words
from dashboard.brought_files import to_entries
from dashboard.fingerprint import data_fingerprint, to_json, versions
from dashboard.order import Order
from dashboard.scene import Scene
from dashboard.snapshot.citations import Cited
from dashboard.snapshot.fonts import clean_text
from dashboard.snapshot.layout import Layout
from dashboard.snapshot.page import Size, paper_size
from dashboard.snapshot.projecting import MAP_CRS
from dashboard.state import to_query

LICENCE = (
    "Event tables CC BY 4.0. Borders, lakes and rivers © OpenStreetMap contributors, ODbL 1.0. "
    "Natural Earth, public domain. Towns GeoNames, CC BY 4.0. Airports airportsdata, MIT."
)
BROUGHT_LICENCE = " Brought files under terms of their own."
KEYS = (
    *("Title", "Description", "Software", "Creation Time", "Copyright", "Author"),
    *("As-of Date", "Window", "State", "States", "Format", "Size", "Sheet", "Profile", "Settings"),
    *("Generalised", "CRS", "Bounds", "Figures", "Data", "Data Files", "Files", "Versions"),
    *("Reports", "Sources", "Source"),
)
"""Names under which every format stores them, in this order; empty ones are left out."""


def file_name(scene: Scene, size: Size, form: str, sheet: int = 1) -> str:
    """Return the name of a snapshot: the date in it is the as-of date.

    A window other than the usual seven days stands in the name, so that two sheets of one day
    do not overwrite each other; so does the number of a further sheet.
    """
    window = "" if scene.state.window == "7d" else f"_{scene.state.window}"
    further = "" if sheet == 1 else f"-{sheet}"
    return f"border-monitor_{size.name}_{scene.state.date:%Y%m%d}{window}{further}.{form}"


def describe(
    scene: Scene,
    order: Order,
    form: str,
    *,
    sources: Sequence[Cited],
    layout: Layout | None = None,
    generalised: int = 0,
    sheet: int = 1,
    sheets: int = 1,
) -> dict[str, str]:
    """Return what a file of any format stores: name and text, in the order of ``KEYS``.

    Parameters
    ----------
    form : str
        Name of the format, by which it can be made again.
    sources : sequence of Cited
        The numbered sources.
    layout : Layout, optional
        Whose map's bounds are told.
    generalised : int
        Events shown less sharply than they are known.
    """
    state = scene.state
    data = data_fingerprint(scene.tables)
    listed = (f"[{n}] {cited.words}" for n, cited in enumerate(sources, start=1))
    told = {
        "Title": words.title(scene),
        "Description": clean_text(words.sentence(scene)),
        "Software": f"Border Monitor {__version__}",
        "Creation Time": order.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Copyright": LICENCE + (BROUGHT_LICENCE if scene.layers else ""),
        "Author": clean_text(order.settings.producer),
        "As-of Date": state.date.isoformat(),
        "Window": f"{state.first_day.isoformat()}/{state.date.isoformat()}",
        "State": urlencode(to_query(state)),
        "Format": form,
        "Size": order.size,
        "Sheet": f"{sheet} of {sheets}",
        "Profile": order.profile,
        "Settings": to_json({k: clean_text(v) for k, v in order.settings.given.items()}),
        "Generalised": str(generalised),
        "CRS": MAP_CRS,
        "Bounds": bounds(layout or paper_size(order.size).layouts[0]),
        "Figures": figures(scene),
        "Data": data.sha256,
        "Data Files": to_json(data.files),
        "Files": to_entries([stand.layer for stand in scene.layers]),
        "Versions": to_json(versions(form, brought=bool(scene.layers))),
        "Reports": words.as_of(scene),
        "Sources": str(len(sources)),
        "Source": clean_text("; ".join(listed)),
    }
    return {key: told[key] for key in KEYS if told.get(key)}


def bounds(layout: Layout) -> str:
    """Return west, south, east and north of the main map in degrees."""
    frame = layout.map_frame
    box = frame.box
    corners = [frame.lonlat(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    lons, lats = zip(*corners, strict=True)
    return ",".join(f"{value:.3f}" for value in (min(lons), min(lats), max(lons), max(lats)))


def figures(scene: Scene) -> str:
    """Write the figures a scene stands on, so that two of them can be compared in words."""
    told = [
        f"{stand.style.pair} {stand.pressure.measure.key} "
        + (
            words.missing(stand)
            if stand.pressure.rate_per_day is None
            else f"{stand.pressure.rate_per_day:.6g} a day"
        )
        for stand in scene.borders
    ]
    told += [
        f"events on the map {len(scene.marks)}",
        f"events listed {len(scene.listed)}",
        f"routes {len(scene.routes)}",
        f"stops {len(scene.stops)}",
    ]
    return "; ".join(told)
