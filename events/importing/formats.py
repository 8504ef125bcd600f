"""Tells a file's format by its bytes, never by its name alone, and reads its table."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from events.importing.archives import open_archive, read_entry
from events.importing.column_mapping import ColumnMapping
from events.importing.delimited import read_delimited
from events.importing.errors import FileRefusedError
from events.importing.geojson import read_json
from events.importing.kml import read_kml
from events.importing.limits import Limits
from events.importing.map_layers import read_geopackage, read_shapefile
from events.importing.parquet import read_parquet
from events.importing.raw_table import RawTable
from events.importing.workbooks import read_workbook

FORMATS = "CSV, TSV, XLSX, GeoJSON, GeoPackage, Parquet, KML or a zipped shapefile"
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Excel file", "Save it as XLSX."),
    (b"%PDF", "a PDF", "Bring the table it was made from."),
    (b"\x1f\x8b", "packed with gzip", "Unpack it first."),
    (b"7z\xbc\xaf", "packed with 7-Zip", "Unpack it first."),
    (b"Rar!", "packed with RAR", "Unpack it first."),
    (b"\x89PNG", "a picture", "Bring a table."),
    (b"\xff\xd8\xff", "a picture", "Bring a table."),
)
_NAMED = {
    ".geojson": "JSON",
    ".json": "JSON",
    ".kml": "KML",
    ".xlsx": "a workbook",
    ".gpkg": "a GeoPackage",
    ".parquet": "Parquet",
    ".geoparquet": "Parquet",
    ".zip": "an archive",
    ".shp": "a shapefile in a ZIP archive",
}
_TEXTS = {".csv", ".tsv", ".txt", ".tab"}
# A header may begin with a brace or an angle bracket; JSON goes on like this.
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[\[{\"\]\-\dtfn]")
_XML = re.compile(r"<\?xml|<!DOCTYPE|<(?:\w+:)?(?:kml|OGRVRT)", re.IGNORECASE)
_ROOT = re.compile(r"<\s*(?:[\w.-]+:)?([A-Za-z][\w.-]*)")


def read_any(data: bytes, name: str, mapping: ColumnMapping, limits: Limits) -> RawTable:
    """Read the one table of a file.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        The name it was brought under; used for messages, and to refuse a disguise.

    Raises
    ------
    ChoiceNeededError
        The file can be read in several ways.
    FileRefusedError
        It cannot be read at all.
    """
    if not data.strip():
        raise FileRefusedError("the file is empty", f"Bring {FORMATS}.")
    for mark, what, way_out in _OTHERS:
        if data.startswith(mark):
            raise FileRefusedError(f"the file is {what}", way_out)
    if data.startswith(b"PK"):
        return _archive(data, mapping, limits)
    if data.startswith(b"SQLite format 3\0"):
        return read_geopackage(data, mapping, limits)
    if data.startswith(b"PAR1"):
        return read_parquet(data, limits)
    start = _start_of_text(data)
    suffix = Path(name).suffix.casefold()
    if start.startswith("<") and (suffix not in _TEXTS or _XML.match(start)):
        root = _root(start)
        if root != "kml":
            raise FileRefusedError(
                f"the file is XML of the kind {root[:40]}, not KML", f"Bring {FORMATS}."
            )
        return read_kml(data, limits)
    if _JSON.match(start):
        return read_json(data, mapping, limits)
    expected = _NAMED.get(suffix)
    if expected is not None:
        raise FileRefusedError(f"the file is named {suffix} but is not {expected}", "Save it anew.")
    return read_delimited(data, mapping, limits)


def _archive(data: bytes, mapping: ColumnMapping, limits: Limits) -> RawTable:
    archive = open_archive(data, limits)
    names = [entry.casefold() for entry in archive.namelist()]
    if "[content_types].xml" in names and any(entry.startswith("xl/") for entry in names):
        return read_workbook(data, mapping, limits)
    if any(entry.endswith(".shp") for entry in names):
        return read_shapefile(data, mapping, limits)
    kml = [entry for entry in archive.namelist() if entry.casefold().endswith(".kml")]
    if len(kml) == 1:
        return read_kml(read_entry(archive, kml[0]), limits)
    raise FileRefusedError(
        "the archive holds neither a workbook nor a shapefile", f"Bring {FORMATS}."
    )


def _start_of_text(data: bytes) -> str:
    head = data[:8000]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").lstrip("\ufeff \t\r\n")
    if head[1:2] == b"\0" or head[:1] == b"\0":
        wide = "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
        return head.decode(wide, "replace").lstrip("\ufeff \t\r\n")
    return head.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")


def _root(start: str) -> str:
    plain = re.sub(r"<\?.*?\?>|<!--.*?-->", "", start, flags=re.DOTALL)
    if "<!DOCTYPE" in plain or "<!ENTITY" in plain:
        raise FileRefusedError("the XML declares entities", "Save it anew without a DOCTYPE.")
    found = _ROOT.search(plain)
    return found[1] if found else "?"
