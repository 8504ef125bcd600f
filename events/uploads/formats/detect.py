"""Tells a file's format by its bytes, never by its name alone, and reads its table."""

from __future__ import annotations

import codecs
import re
import zipfile
from dataclasses import replace
from pathlib import Path

from events.uploads.formats.archives import open_archive, read_entry
from events.uploads.formats.delimited import read_delimited
from events.uploads.formats.gdal import read_geopackage, read_shapefile
from events.uploads.formats.geojson import read_json
from events.uploads.formats.kml import read_kml
from events.uploads.formats.other_formats import is_binary, other_xml, refuse_other_formats
from events.uploads.formats.parquet import read_parquet
from events.uploads.formats.workbooks import read_workbook
from events.uploads.values.errors import ChoiceNeededError, FileRefusedError
from events.uploads.values.json_texts import RECORD_SEPARATOR
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import ColumnMapping
from events.uploads.values.raw_table import RawTable
from events.uploads.values.receipt import Option, Question

FORMATS = "CSV, TSV, XLSX, ODS, GeoJSON, JSON Lines, GeoPackage, Parquet, KML or a zipped shapefile"
_NAMED = {
    ".geojson": "JSON",
    ".json": "JSON",
    ".kml": "KML",
    ".xlsx": "a workbook",
    ".ods": "a workbook",
    ".geojsonl": "JSON",
    ".jsonl": "JSON",
    ".ndjson": "JSON",
    ".kmz": "an archive",
    ".fgb": "FlatGeobuf",
    ".gpx": "GPX",
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
    mapping : ColumnMapping
        What was answered so far.
    limits : Limits
        What the settings allow.

    Raises
    ------
    ChoiceNeededError
        The file can be read in several ways.
    FileRefusedError
        It cannot be read at all.
    """
    if not data.strip():
        raise FileRefusedError("the file is empty", f"Bring {FORMATS}.")
    refuse_other_formats(data)
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
            what, way_out = other_xml(root) or (
                f"XML of the kind {root[:40]}, not KML",
                f"Bring {FORMATS}.",
            )
            raise FileRefusedError(f"the file is {what}", way_out)
        return read_kml(data, limits)
    if _JSON.match(start.lstrip(RECORD_SEPARATOR)):
        return read_json(data, mapping, limits)
    expected = _NAMED.get(suffix)
    if expected is not None:
        raise FileRefusedError(f"the file is named {suffix} but is not {expected}", "Save it anew.")
    if is_binary(data):
        raise FileRefusedError(
            "the file is no text, and no format that is known", f"Bring {FORMATS}."
        )
    return read_delimited(data, mapping, limits)


def _archive(data: bytes, mapping: ColumnMapping, limits: Limits) -> RawTable:
    archive = open_archive(data, limits)
    names = [entry.casefold() for entry in archive.namelist()]
    if "[content_types].xml" in names and any(entry.startswith("xl/") for entry in names):
        if any(entry.endswith("workbook.bin") for entry in names):
            raise FileRefusedError("the workbook is binary (XLSB)", "Save it as XLSX.")
        return read_workbook(data, mapping, limits)
    if "mimetype" in names and "content.xml" in names:
        kind = read_entry(archive, "mimetype")[:100].decode("ascii", "replace").strip()
        if kind != "application/vnd.oasis.opendocument.spreadsheet":
            raise FileRefusedError(
                f"the file is an OpenDocument of another kind ({kind.rpartition('.')[2][:40]})",
                "Save its table as ODS or XLSX.",
            )
        return read_workbook(data, mapping, limits, ods=True)
    if any(entry.startswith(("word/", "ppt/")) for entry in names):
        raise FileRefusedError("the file is an office document", "Save its table as XLSX.")
    if any(entry.endswith(".shp") for entry in names):
        return read_shapefile(data, mapping, limits)
    kml = [
        entry
        for entry in archive.namelist()
        if entry.casefold().endswith(".kml") and not entry.startswith("__MACOSX")
    ]
    if kml:
        return _kmz(archive, kml, mapping, limits)
    inside = sorted(Path(entry).suffix.casefold() for entry in names if not entry.endswith("/"))
    shown = ", ".join(dict.fromkeys(filter(None, inside)))[:60] or "nothing that is known"
    raise FileRefusedError(
        f"the archive holds neither a workbook nor a shapefile nor KML, but {shown}",
        "Unpack it, and bring the file that is in it.",
    )


def _kmz(
    archive: zipfile.ZipFile, kml: list[str], mapping: ColumnMapping, limits: Limits
) -> RawTable:
    """Read the KML of an archive: doc.kml, as the format has it, or the one that is chosen."""
    chosen = mapping.choices.get("layer")
    if chosen is not None and chosen not in kml:
        raise FileRefusedError(
            f'the archive has no document "{chosen[:60]}"', f"Use one of: {', '.join(kml)[:200]}."
        )
    main = chosen or next((entry for entry in kml if entry.casefold() == "doc.kml"), None)
    if main is None and len(kml) > 1:
        options = tuple(
            Option(entry, f"{read_entry(archive, entry).count(b'<Placemark'):,} placemarks")
            for entry in kml
        )
        raise ChoiceNeededError((Question("layer", "Which document is meant?", options),))
    main = main or kml[0]
    table = replace(read_kml(read_entry(archive, main), limits), layer=main)
    others = [entry for entry in kml if entry != main]
    if not others:
        return table
    note = f"left out, other documents of the archive: {', '.join(others)[:120]}"
    return replace(table, notes=(*table.notes, note))


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
