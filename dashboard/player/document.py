"""Writes the player's one file: scripts, styles, typeface, layers, reports and their words."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any

import font_source_sans_pro
import js_lib_leaflet

import geodata
from dashboard import words
from dashboard.dating import day_number
from dashboard.feed import build_feed
from dashboard.map_frame import FRAME, LAYERS, OPTIONS, REACH, ZOOM_AT, credits_text
from dashboard.order import Order
from dashboard.packing import pack, unpack
from dashboard.palette import palette_css
from dashboard.parts import part_text, parts
from dashboard.player.answer import answer_markup
from dashboard.player.bundling import bundle
from dashboard.player.row_texts import all_sources
from dashboard.player.texts import build_texts
from dashboard.scene import Scene
from dashboard.snapshot.citations import listed_title
from dashboard.state import FIRST_DATE, WINDOWS, MapState
from events import Ledger

_LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
_FACES = ("Regular", "Semibold", "Bold")
_FIRST_SHOWN = 3
_MOST_SIGNS = 2_000_000
_META = re.compile(r'^<meta name="bm:([^"]*)" content="([^"]*)">$', re.M)
DISCLAIMER = (
    "The depiction and use of boundaries and names do not imply endorsement or acceptance by the "
    "producer of this map."
)


def build_player(
    ledger: Ledger, scene: Scene, metadata: Mapping[str, str], notice: str = "", section: str = ""
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

    Returns
    -------
    bytes
        UTF-8 HTML that opens from a disk: its policy allows its own scripts and no request.
    """
    state = scene.state
    held = {
        "feed": _feed(ledger, state),
        "texts": _dump(build_texts(ledger, state.date)),
        "opening": _dump(_opening(ledger, scene)),
    }
    boxes = [_box(name, _squeezed(content)) for name, content in held.items()]
    boxes += [_box("layers", _layers()), *(_box(f"face-{name}", _face(name)) for name in _FACES)]
    leaflet = _in_script((_LEAFLET / "leaflet.js").read_text("utf-8"))
    own = _in_script(_bundle())
    style = _style()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_digest(leaflet)} {_digest(own)}",
            f"style-src {_digest(style)}",
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
        f"<title>{escape(words.title(scene))}</title>",
        *(
            f'<meta name="bm:{escape(name)}" content="{escape(_plain(text))}">'
            for name, text in metadata.items()
        ),
        f"<style>{style}</style>\n</head>\n<body>",
        part_text("player/web/player.html"),
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
    from dashboard.edition import build_edition

    made = build_edition(ledger, scene, order, "html", every_date=True)
    held = made.answer
    section = "" if held is None else _plain(answer_markup(made.ledger, held))
    return (build_player(made.ledger, made.scene, made.metadata, made.notice, section),)


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


def _feed(ledger: Ledger, state: MapState) -> bytes:
    """Return the packed reports; named spans are left out, their windows are not in the file."""
    header, columns = unpack(build_feed(ledger, state.start, _windows(state)))
    marked = header["milestones"]
    first = day_number(state.start)
    last = day_number(max(state.end or ledger.last_day, state.date))
    header["milestones"] = {
        "first": first,
        "last": last,
        "events": [event for event in marked["events"] if first <= event["day"] <= last],
        "periods": [],
    }
    for told, layer in zip(header["layers"], ledger.layers, strict=True):
        said = layer.provenance
        told["label"] = f"{layer.title} ({said.reliability}{said.credibility})"
    # Who is handed the file did not bring them.
    header["files"] = {"heading": "Brought files", "one": "brought file", "rows": "brought rows"}
    return pack(header, columns)


def _opening(ledger: Ledger, scene: Scene) -> dict[str, Any]:
    state = scene.state
    view = state.view
    start = state.start.isoformat()
    end = max(state.end or ledger.last_day, state.date, FIRST_DATE).isoformat()
    return {
        "title": words.title(scene).removesuffix(_day(scene)).rstrip(),
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
        },
    }


def _day(scene: Scene) -> str:
    return words.title(scene).split("as of ", 1)[1]


def _foot(ledger: Ledger, scene: Scene, metadata: Mapping[str, str], notice: str) -> str:
    cited = {report.source_id for id_, report in ledger.reports.items() if ledger.shows(id_)}
    cited |= {id_ for condition in ledger.conditions for id_ in condition.source_ids}
    layers = {layer.id for layer in ledger.layers}
    entries = sorted(
        (s for s in all_sources(ledger) if s.id in cited or s.publisher_id in layers),
        key=lambda source: (source.publisher_name, source.id),
    )
    items = "".join(
        f"<li>{escape(_plain(f'{s.publisher_name}: {listed_title(s)}'))}"
        f"{' ' + escape(_plain(s.address)) if s.address else ''}</li>"
        for s in entries
    )
    said = [
        words.as_of(scene),
        f"Not reported is not zero; measures are never added or ranked together. {words.READING}",
        metadata.get("Copyright", ""),
        DISCLAIMER,
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
    own = [palette_css(), part_text("web/map/map.css"), part_text("player/web/player.css")]
    return "\n".join([kept, *own])


@cache
def _layers() -> bytes:
    found = {}
    for name in LAYERS:
        geodata.layer_features(name)
        found[name] = json.loads(geodata.layer_text(name))["features"]
    return _squeezed(_dump(found))


@cache
def _face(name: str) -> bytes:
    # Cutting a face down to the letters in use costs more time than the whole one costs room.
    path = Path(font_source_sans_pro.__path__[0]) / "files" / f"SourceSansPro-{name}.ttf"
    return _squeezed(path.read_bytes())


def _squeezed(content: bytes) -> bytes:
    return base64.b64encode(zlib.compress(content, 6))


def _box(name: str, content: bytes) -> str:
    return f'<p data-name="{name}">{content.decode("ascii")}</p>'


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(text: str) -> str:
    return "".join(" " if sign < " " or "\ud800" <= sign <= "\udfff" else sign for sign in text)


def _in_script(text: str) -> str:
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
