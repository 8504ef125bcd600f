"""Packs layers, typefaces and texts so that one page can carry them."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from functools import cache
from pathlib import Path

import font_source_sans_pro

import geodata
from dashboard.scene.map_frame import LAYERS

FACES = ("Regular", "Semibold", "Bold")


@cache
def base_layers() -> bytes:
    """Return the layers of the base map by name, each checked, packed for ``data_box``."""
    found = {}
    for name in LAYERS:
        geodata.layer_features(name)
        found[name] = json.loads(geodata.layer_text(name))["features"]
    return squeezed(dumped(found))


@cache
def typeface(name: str) -> bytes:
    """Return one of ``FACES`` as a TrueType font, packed for ``data_box``."""
    # Cutting a face down to the letters in use costs more time than the whole one costs room.
    path = Path(font_source_sans_pro.__path__[0]) / "files" / f"SourceSansPro-{name}.ttf"
    return squeezed(path.read_bytes())


def squeezed(content: bytes) -> bytes:
    """Return bytes compressed by zlib and written in Base64."""
    return base64.b64encode(zlib.compress(content, 6))


def data_box(name: str, content: bytes) -> str:
    """Return the element from which the page takes squeezed bytes by their name."""
    return f'<p data-name="{name}">{content.decode("ascii")}</p>'


def dumped(value: object) -> bytes:
    """Return a value as JSON in UTF-8, with no blanks between its parts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def plain_text(text: str) -> str:
    """Return a text with a blank for each sign that a page must not hold."""
    return "".join(" " if sign < " " or "\ud800" <= sign <= "\udfff" else sign for sign in text)


def in_script(text: str) -> str:
    """Return a script that does not end its own element, whatever its strings say."""
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def script_digest(text: str) -> str:
    """Return the digest by which the page's policy knows a script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
