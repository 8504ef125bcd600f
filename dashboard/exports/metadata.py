"""Metadata of every format: title, date, window, the state that redraws it, data, licences."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from dashboard import __version__
from dashboard.exports.answer import Answer
from dashboard.exports.citations import Cited
from dashboard.exports.file_names import name_of
from dashboard.exports.fingerprint import RULE, data_fingerprint, to_json, versions
from dashboard.exports.fonts import clean_text
from dashboard.exports.named_stores import to_named
from dashboard.exports.notices import licence_words, shows_brought
from dashboard.exports.request import Order
from dashboard.exports.second_date import Second
from dashboard.exports.sheet.layout import Layout
from dashboard.exports.sheet.projection import MAP_CRS
from dashboard.exports.sheet.sizes import Size, paper_size
from dashboard.exports.uploaded_files import to_entries
from dashboard.scene.scene import Scene
from dashboard.scene.url import to_query
from dashboard.scene.words import overview
from events import Pressure

ONE_PAGE = "one page"
"""What a file says of its layout when it is a sheet of one page, or the sources of one."""
KEYS = (
    *("Title", "Description", "Software", "Creation Time", "Copyright", "Author"),
    *(
        "As-of Date",
        "Window",
        "State",
        "States",
        "Format",
        "Size",
        "Layout",
        "Sheet",
        "Profile",
        "Settings",
    ),
    *(
        "Generalised",
        "CRS",
        "Bounds",
        "Figures",
        "Both Dates",
        "Analysis",
        "Rule",
        "Data",
        "Data Files",
        "Files",
        "Stores",
        "Tiles",
        "Versions",
    ),
    *("Reports", "Sources", "Source"),
)
"""Names under which every format stores them, in this order; empty ones are left out."""


def file_name(
    scene: Scene, size: Size, form: str, sheet: int = 1, *, one_page: bool = False
) -> str:
    """Return the name of a snapshot.

    Parameters
    ----------
    scene : Scene
        Its date and window stand in the name.
    size : Size
        Paper size; its name stands in the file's.
    form : str
        The ending, without a dot.
    sheet : int
        Number of the sheet; the first has none in its name.
    one_page : bool
        Whether it is the sheet of one page.
    """
    return name_of(scene.state, form, size.name, sheet, one_page=one_page)


def describe(
    scene: Scene,
    order: Order,
    form: str,
    *,
    sources: Sequence[Cited],
    owed: Sequence[str] = (),
    layout: Layout | None = None,
    generalised: int = 0,
    answer: Answer | None = None,
    second: Second | None = None,
    sheet: int = 1,
    sheets: int = 1,
) -> dict[str, str]:
    """Return what a file of any format stores: name and text, in the order of ``KEYS``.

    Parameters
    ----------
    scene : Scene
        What is drawn.
    order : Order
        Size, time and profile that were asked for.
    form : str
        Name of the format, by which it can be made again.
    sources : sequence of Cited
        The numbered sources.
    owed : sequence of str
        Lines that the licences of what is on show oblige to name.
    layout : Layout, optional
        Whose map's bounds are told.
    generalised : int
        Events shown less sharply than they are known.
    answer : Answer, optional
        The analysis that the state asks for.
    second : Second, optional
        The second date, where the state compares two; an event that both show less sharply
        counts for each.
    sheet, sheets : int
        Which sheet this is, from 1, and of how many.
    """
    state = scene.state
    data = data_fingerprint(scene.tables)
    listed = (f"[{n}] {cited.words}" for n, cited in enumerate(sources, start=1))
    told = {
        "Title": overview.title(scene),
        "Description": clean_text(overview.sentence(scene)),
        "Software": f"Border Monitor {__version__}",
        "Creation Time": order.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Copyright": licence_words(owed, brought=shows_brought(scene)),
        "Author": clean_text(order.settings.producer),
        "As-of Date": state.date.isoformat(),
        "Window": f"{state.first_day.isoformat()}/{state.date.isoformat()}",
        "State": urlencode(to_query(state)),
        "Format": form,
        "Size": order.size,
        "Layout": ONE_PAGE if order.one_page else "",
        "Sheet": f"{sheet} of {sheets}",
        "Profile": order.profile,
        "Settings": to_json({k: clean_text(v) for k, v in order.settings.given.items()}),
        "Generalised": str(generalised + (0 if second is None else second.generalised)),
        "CRS": MAP_CRS,
        "Bounds": bounds(layout or paper_size(order.size).layouts[0]),
        "Figures": figures(scene)
        + ("" if second is None else f"; second date: {figures(second.scene)}"),
        "Both Dates": "" if second is None else clean_text(second.both.told),
        "Analysis": "" if answer is None else clean_text(f"{answer.heading}: {answer.told}"),
        "Rule": RULE,
        "Data": data.sha256,
        "Data Files": to_json(data.files),
        "Files": to_entries([*(stand.layer for stand in scene.layers), *scene.contexts]),
        "Stores": to_named([stand.layer for stand in scene.stores]),
        "Tiles": f"{order.tiles_mb} MB at most" if form == "html" and scene.stores else "",
        "Versions": to_json(versions(form, brought=bool(scene.layers or scene.contexts))),
        "Reports": overview.as_of(scene),
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
        + (stand.absence or _figure(stand.pressure))
        for stand in scene.borders
    ]
    told += [
        f"events on the map {len(scene.marks)}",
        f"events listed {len(scene.listed)}",
        f"routes {len(scene.routes)}",
        f"stops {len(scene.stops)}",
    ]
    told += [f"events of store {s.layer.key} in the window {s.in_window}" for s in scene.stores]
    return "; ".join(told)


def _figure(found: Pressure) -> str:
    """Write a figure in full: the way it is known, its rate or its ends, its bounds."""
    parts = [str(found.way)]
    if found.rate_low is not None and found.rate_high is not None:
        ends = dict.fromkeys((f"{found.rate_low:.6g}", f"{found.rate_high:.6g}"))
        parts.append(f"{'–'.join(ends)} a day")
    most = "no limit" if found.most is None else f"{found.most:g}"
    parts.append(f"bounds {found.least:g} to {most}")
    return ", ".join(parts)
