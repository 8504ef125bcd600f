"""What a picture says of itself: title, date, window, the state that redraws it, licences."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from dashboard import __version__, words
from dashboard.scene import Scene
from dashboard.snapshot.citations import Citations
from dashboard.snapshot.fonts import clean_text
from dashboard.snapshot.page import Size
from dashboard.snapshot.projecting import MAP_CRS
from dashboard.state import to_query

LICENCE = (
    "Event tables CC BY 4.0. Borders, lakes and rivers © OpenStreetMap contributors, ODbL 1.0. "
    "Natural Earth, public domain. Towns GeoNames, CC BY 4.0. Airports airportsdata, MIT."
)


def file_name(scene: Scene, size: Size, form: str) -> str:
    """Return the name of a snapshot: the date in it is the as-of date.

    A window other than the usual seven days stands in the name, so that two sheets of one day
    do not overwrite each other.
    """
    window = "" if scene.state.window == "7d" else f"_{scene.state.window}"
    return f"border-monitor_{size.name}_{scene.state.date:%Y%m%d}{window}.{form}"


def build_metadata(
    scene: Scene, citations: Citations, created: datetime, size: Size
) -> dict[str, str]:
    """Return what every format stores: name and text, in this order."""
    state = scene.state
    sources = (f"[{n}] {cited.words}" for n, cited in enumerate(citations.listed, start=1))
    return {
        "Title": words.title(scene),
        "Description": clean_text(words.sentence(scene)),
        "Software": f"Border Monitor {__version__}",
        "Creation Time": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Copyright": LICENCE,
        "As-of Date": state.date.isoformat(),
        "Window": f"{state.first_day.isoformat()}/{state.date.isoformat()}",
        "State": urlencode(to_query(state)),
        "Size": size.name,
        "CRS": MAP_CRS,
        "Reports": words.as_of(scene),
        "Source": clean_text("; ".join(sources)),
    }
