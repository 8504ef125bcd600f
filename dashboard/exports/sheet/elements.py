"""Metadata as XML elements: the form it has in SVG and in the XMP of a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from dashboard.exports.metadata import KEYS

NAMESPACE = "urn:border-monitor:metadata:1"
MOST_BYTES = 2 * 1024 * 1024
"""What a file of ours says of itself is a tenth of this."""
_ELEMENTS = {key: key.replace(" ", "") for key in KEYS}


def to_elements(metadata: Mapping[str, str]) -> str:
    """Write metadata as elements, one a line; the prefix ``bm`` must stand for ``NAMESPACE``."""
    return "\n".join(
        f"<bm:{_ELEMENTS[key]}>{escape(text)}</bm:{_ELEMENTS[key]}>"
        for key, text in metadata.items()
    )


def from_elements(xml: bytes) -> dict[str, str] | None:
    """Read the elements anywhere in a piece of XML; None when it is no plain XML."""
    # Without a document type there are no entities that could grow.
    if b"<!" in xml or len(xml) > MOST_BYTES:
        return None
    try:
        root = ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError):
        return None
    found = {}
    for key, name in _ELEMENTS.items():
        element = root.find(f".//{{{NAMESPACE}}}{name}")
        if element is not None:
            found[key] = element.text or ""
    return found
