"""Formats that are not read, by their first bytes: each is refused by its right name."""

from __future__ import annotations

import codecs

from events.uploads.values.errors import FileRefusedError

_UNPACK = "Unpack it first."
_TABLE = "Bring a table."
_PARQUET = "Save it as Parquet."
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Excel file", "Save it as XLSX."),
    (b"%PDF", "a PDF", "Bring the table it was made from."),
    (b"\x1f\x8b", "packed with gzip", _UNPACK),
    (b"7z\xbc\xaf", "packed with 7-Zip", _UNPACK),
    (b"Rar!", "packed with RAR", _UNPACK),
    (b"BZh", "packed with bzip2", _UNPACK),
    (b"\xfd7zXZ", "packed with xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "packed with Zstandard", _UNPACK),
    (b"\x89PNG", "a picture", _TABLE),
    (b"\xff\xd8\xff", "a picture", _TABLE),
    (b"GIF8", "a picture", _TABLE),
    (b"II*\0", "a picture (TIFF)", _TABLE),
    (b"MM\0*", "a picture (TIFF)", _TABLE),
    (b"fgb\x03fgb", "FlatGeobuf", "Save it as GeoPackage or GeoJSON."),
    (b"ARROW1", "an Arrow (Feather) file", _PARQUET),
    (b"FEA1", "an old Feather file", _PARQUET),
    (b"ORC\x11", "an ORC file", _PARQUET),
    (b"Obj\x01", "an Avro file", _PARQUET),
    (b"\x89HDF", "an HDF5 file", _PARQUET),
    (b"CDF\x01", "a NetCDF file", _TABLE),
    (b"\0\0\x27\x0a", "a part of a shapefile", "Bring its parts together in one ZIP archive."),
    (b"$FL2", "an SPSS file", "Save it as CSV."),
    (b"<stata_dta>", "a Stata file", "Save it as CSV."),
)
_XML = {
    "gpx": ("GPX (gpx)", "Save its points as CSV, GeoJSON or KML."),
    "html": ("a web page (html)", "Save it as XLSX or CSV."),
    "gml": ("GML", "Save it as GeoJSON."),
    "featurecollection": ("GML", "Save it as GeoJSON."),
    "rss": ("a feed (RSS)", "Save its table as CSV."),
    "feed": ("a feed (Atom)", "Save its table as CSV."),
    "workbook": ("an Excel 2003 workbook in XML (Workbook)", "Save it as XLSX."),
    "osm": ("OpenStreetMap XML (osm)", "Save it as GeoJSON."),
    "svg": ("a drawing (svg)", _TABLE),
    "document": ("an office document in XML", "Save its table as XLSX or ODS."),
}
_TEXT_CONTROLS = b"\t\n\r\f\x1a\x1e"


def refuse_other_formats(data: bytes) -> None:
    """Refuse a file that says by its first bytes that it is of another format.

    Raises
    ------
    FileRefusedError
        With the name of the format, and what to save it as.
    """
    for mark, what, way_out in _OTHERS:
        if data.startswith(mark):
            raise FileRefusedError(f"the file is {what}", way_out)


def other_xml(root: str) -> tuple[str, str] | None:
    """Return the name of a kind of XML by its root, and the way out; None for an unknown one."""
    return _XML.get(root.casefold())


def is_binary(data: bytes) -> bool:
    """Tell whether the first bytes are no text of any encoding: many of them are controls."""
    head = data[:4000]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    zeros = head[::2].count(0), head[1::2].count(0)
    if max(zeros) * 5 > len(head) * 2 and min(zeros) * 20 < len(head):
        return False
    odd = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in head)
    return odd * 20 > len(head)
