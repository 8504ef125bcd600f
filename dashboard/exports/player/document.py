"""Writes the player's one file: scripts, styles, typeface, layers, reports and their words.

Long because the parts of the page are written out where their policy is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any

import js_lib_leaflet

from dashboard.exports.citations import listed_title
from dashboard.exports.edition import build_edition
from dashboard.exports.notices import disclaimer
from dashboard.exports.player.answer import answer_markup
from dashboard.exports.player.bundle import bundle
from dashboard.exports.player.packing import (
    FACES,
    base_layers,
    data_box,
    dumped,
    in_script,
    plain_text,
    script_digest,
    squeezed,
    typeface,
)
from dashboard.exports.player.row_texts import all_sources
from dashboard.exports.player.store_tiles import HeldStore, held_stores, tiles_box, told_entry
from dashboard.exports.player.texts import build_texts
from dashboard.exports.request import Order
from dashboard.feed import build_feed
from dashboard.feed.assets import part_text, parts
from dashboard.feed.blob import pack, unpack
from dashboard.scene.map_frame import FRAME, LAYERS, OPTIONS, REACH, ZOOM_AT, credits_text
from dashboard.scene.palette import palette_css
from dashboard.scene.scene import Scene
from dashboard.scene.state import FIRST_DATE, WINDOWS, MapState
from dashboard.scene.stores import stores_of
from dashboard.scene.words import overview
from dashboard.scene.words.dates import day_number
from events import Ledger
from events.uploads import contexts_of, layers_of

_LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
_FIRST_SHOWN = 3
_MOST_SIGNS = 2_000_000
_META = re.compile(r'^<meta name="bm:([^"]*)" content="([^"]*)">$', re.M)


def build_player(
    ledger: Ledger,
    scene: Scene,
    metadata: Mapping[str, str],
    notice: str = "",
    section: str = "",
    stores: Sequence[HeldStore] = (),
) -> bytes:
    """Write the player of a ledger, opened at a scene.

    Parameters
    ----------
    ledger : Ledger
        The reports; every date can be played, not the scene's alone.
    scene : Scene
        The view it opens with.
    metadata : mapping of str to str
        What the file says of itself, one ``meta`` element each.
    notice : str
        Words that must stand on it, as "locations generalised".
    section : str
        HTML of what stands above the foot: an analysis.
    stores : sequence of HeldStore
        The stores of the view, with the tiles that have room.

    Returns
    -------
    bytes
        UTF-8 HTML that opens from a disk: its policy allows its own scripts and no request.
    """
    state = scene.state
    held = {
        "feed": _feed(ledger, state, stores),
        "texts": dumped(build_texts(ledger, state.date)),
        "opening": dumped(_opening(ledger, scene)),
    }
    if stores:
        held["tiles"] = tiles_box(stores)
    boxes = [data_box(name, squeezed(content)) for name, content in held.items()]
    boxes += [
        data_box("layers", base_layers()),
        *(data_box(f"face-{name}", typeface(name)) for name in FACES),
    ]
    leaflet = in_script((_LEAFLET / "leaflet.js").read_text("utf-8"))
    own = in_script(_bundle())
    style = _style()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {script_digest(leaflet)} {script_digest(own)}",
            f"style-src {script_digest(style)}",
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    page = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(overview.title(scene))}</title>",
        *(
            f'<meta name="bm:{escape(name)}" content="{escape(plain_text(text))}">'
            for name, text in metadata.items()
        ),
        f"<style>{style}</style>\n</head>\n<body>",
        part_text("exports/player/web/player.html"),
        section,
        _foot(ledger, scene, metadata, notice),
        f'<template id="clock-parts">{part_text("web/clock/clock.html")}</template>',
        f'<template id="held">{"".join(boxes)}</template>',
        f"<script>{leaflet}</script>",
        f'<script type="module">{own}</script>\n</body>\n</html>\n',
    ]
    return "\n".join(page).encode()


def draw_player(ledger: Ledger, scene: Scene, order: Order) -> tuple[bytes, ...]:
    """Write the player of an order.

    Parameters
    ----------
    ledger : Ledger
        The ledger that the scene was built from.
    scene : Scene
        What is drawn.
    order : Order
        Size, time and profile that were asked for.
    """
    made = build_edition(ledger, scene, order, "html", every_date=True)
    sections = [plain_text(answer_markup(made.ledger, held)) for held in made.answers]
    section = "\n".join(sections)
    stores = held_stores(made.ledger, made.scene, order)
    return (build_player(made.ledger, made.scene, made.metadata, made.notice, section, stores),)


def read_player(content: bytes) -> dict[str, str] | None:
    """Return what one of our players says of itself, or None."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    found = {unescape(name): unescape(value) for name, value in _META.findall(text[:_MOST_SIGNS])}
    return found if "State" in found else None


def _windows(state: MapState) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*WINDOWS, state.window)))


def _feed(ledger: Ledger, state: MapState, stores: Sequence[HeldStore]) -> bytes:
    """Return the packed reports; named spans are left out, their windows are not in the file."""
    header, columns = unpack(
        build_feed(ledger, state.start, _windows(state), state.selection.where)
    )
    marked = header["milestones"]
    first = day_number(state.start)
    last = day_number(max(state.end or ledger.last_day, state.date))
    header["milestones"] = {
        "first": first,
        "last": last,
        "events": [event for event in marked["events"] if first <= event["day"] <= last],
        "periods": [],
    }
    header["times"] = [
        time
        for time in header["times"]
        if time["first"] == time["last"] and first <= time["first"] <= last
    ]
    for told, layer in zip(header["layers"], layers_of(ledger), strict=True):
        said = layer.provenance
        told["label"] = f"{layer.title} ({said.reliability}{said.credibility})"
    for told, background in zip(header["contexts"], contexts_of(ledger), strict=True):
        said = background.provenance
        told["label"] = f"{background.title} ({said.reliability}{said.credibility})"
    if stores:
        header["stores"] = [
            told_entry(*pair) for pair in zip(header["stores"], stores, strict=True)
        ]
    # Who is handed the file did not bring them.
    header["files"] = {"heading": "Brought files", "one": "brought file", "rows": "brought rows"}
    return pack(header, columns)


def _opening(ledger: Ledger, scene: Scene) -> dict[str, Any]:
    state = scene.state
    view = state.view
    start = state.start.isoformat()
    end = max(state.end or ledger.last_day, state.date, FIRST_DATE).isoformat()
    return {
        "title": f"{overview.HEADING}on",
        "frame": FRAME,
        "map": {**OPTIONS, "maxBounds": REACH, "zoomControl": False},
        "zoomAt": ZOOM_AT,
        "layerNames": LAYERS,
        "attribution": credits_text(),
        "window": state.window,
        "windows": list(WINDOWS),
        "picked": list(state.picked or (mark.event.id for mark in scene.marks[:_FIRST_SHOWN])),
        "clockStyle": part_text("web/clock/clock.css"),
        "clock": {
            "date": state.date.isoformat(),
            "start": start,
            "end": end,
            # Of other days the file holds no figure.
            "earliest": start,
            "latest": end,
            "window": state.window,
            "step": state.step,
            "view": {"lon": view.lon, "lat": view.lat, "zoom": view.zoom} if view else None,
            "hide": list(state.hide),
        },
    }


def _foot(ledger: Ledger, scene: Scene, metadata: Mapping[str, str], notice: str) -> str:
    cited = {report.source_id for id_, report in ledger.reports.items() if ledger.shows(id_)}
    cited |= {id_ for condition in ledger.conditions for id_ in condition.source_ids}
    layers = {layer.id for layer in layers_of(ledger)} | {one.id for one in contexts_of(ledger)}
    layers |= {store.id for store in stores_of(ledger)}
    entries = sorted(
        (s for s in all_sources(ledger) if s.id in cited or s.publisher_id in layers),
        key=lambda source: (source.publisher_name, source.id),
    )
    items = "".join(
        f"<li>{escape(plain_text(f'{s.publisher_name}: {listed_title(s)}'))}"
        f"{' ' + escape(plain_text(s.address)) if s.address else ''}</li>"
        for s in entries
    )
    said = [
        overview.as_of(scene),
        "Not reported is not zero; measures are never added or ranked together. "
        f"{overview.READING}",
        metadata.get("Copyright", ""),
        disclaimer("the producer of this map"),
        notice,
    ]
    made = " · ".join(
        text for text in (metadata.get("Software"), metadata.get("Creation Time")) if text
    )
    return (
        f"<footer><p>{escape(' '.join(filter(None, said)))} {escape(made)}</p>"
        f"<details><summary>Sources of everything in this file ({len(entries)})</summary>"
        f"<ol>{items}</ol></details></footer>"
    )


@cache
def _bundle() -> str:
    names = [name for name in parts().names() if name.endswith(".js")]
    # Of two of the same name below their folders the player's own stands for the page's.
    own = sorted(names, key=lambda name: (not name.startswith("web/"), name))
    modules = {name.rpartition("web/")[2]: part_text(name) for name in own}
    return bundle(modules, "player.js")


@cache
def _style() -> str:
    leaflet = (_LEAFLET / "leaflet.css").read_text("utf-8")
    kept = "\n".join(line for line in leaflet.splitlines() if "url(" not in line)
    own = [
        palette_css(),
        part_text("web/map/map.css"),
        part_text("exports/player/web/player.css"),
    ]
    return "\n".join([kept, *own])
