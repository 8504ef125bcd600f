"""What an Office file says of itself: the custom properties of its package, written and read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

PROPERTIES = "docProps/custom.xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_MOST_BYTES = 1_000_000


def properties_xml(metadata: Mapping[str, str]) -> bytes:
    """Write everything a file says of itself as the part ``PROPERTIES``."""
    ElementTree.register_namespace("", _CUSTOM)
    ElementTree.register_namespace("vt", _TYPES)
    root = ElementTree.Element(f"{{{_CUSTOM}}}Properties")
    for number, (name, text) in enumerate(metadata.items(), start=2):
        entry = ElementTree.SubElement(
            root,
            f"{{{_CUSTOM}}}property",
            fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}",
            pid=str(number),
            name=name,
        )
        ElementTree.SubElement(entry, f"{{{_TYPES}}}lpwstr").text = text
    blob: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return blob


def rezipped(content: bytes, parts: Mapping[str, bytes] | None = None) -> bytes:
    """Return the same archive without the time of packing: same content, same bytes.

    Parameters
    ----------
    content : bytes
        The archive.
    parts : mapping of str to bytes, optional
        Contents that take the place of those it holds under these names.
    """
    out, told = io.BytesIO(), parts or {}
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, told[name] if name in told else old.read(name))
    return out.getvalue()


def read_properties(content: bytes) -> dict[str, str] | None:
    """Return what one of our slide decks or workbooks says of itself, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(PROPERTIES).file_size > _MOST_BYTES:
                return None
            blob = archive.read(PROPERTIES)
        if b"<!" in blob:  # ours declares no entities
            return None
        root = ElementTree.fromstring(blob)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return None
    found = {entry.get("name", ""): "".join(entry.itertext()) for entry in root}
    return found if "State" in found else None
