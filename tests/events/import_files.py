"""Makes small files of every format, for tests that read or damage them."""

from __future__ import annotations

import io
import sqlite3
import struct
import zipfile
from pathlib import Path

CSV = (
    "date,lon,lat,kind,people,note\n"
    "2021-11-08,23.65,53.51,attempt,12,{{7*191}}\n"
    "2021-11-09,23.71,53.02,group,,{% if 1 %}\n"
    '2021-11-10,24.10,54.02,attempt,7,"{# Kuźnica, again"\n'
    "2021-11-11,27.80,55.90,group,3,${1}\n"
).encode()

GEOJSON = (
    b'{"type":"FeatureCollection","features":['
    b'{"type":"Feature","properties":{"date":"2021-11-08","people":12,"note":"{{7*191}}"},'
    b'"geometry":{"type":"Point","coordinates":[23.65,53.51]}},'
    b'{"type":"Feature","properties":{"date":"2021-11-09","people":3,"note":"x"},'
    b'"geometry":{"type":"LineString","coordinates":[[23.6,53.5],[23.7,53.6]]}}]}'
)

DRAWN = (
    "\ufeff# Title: Map\r\n# State: date=2021-11-17\r\n"
    "kind,id,title,sections,lon,lat,first_day,last_day,category,value,reports,grades,sources\r\n"
    "border,BY-PL,Poland,,,,,,,,flow-0183,B2,belsat\r\n"
    "event,a,Kuźnica,BY-PL-13,23.67,53.52,2021-11-16,2021-11-16,clash,,incident-0105,F6,x\r\n"
    "section,b,Post,BY-PL-11,,,2021-11-16,,,12.5,flow-0191 | flow-0194,C6 | B2,x | y\r\n"
).encode()

KML = (
    b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
    b"<name>one</name><TimeStamp><when>2021-11-08</when></TimeStamp>"
    b"<Point><coordinates>23.65,53.51</coordinates></Point></Placemark></Document></kml>"
)

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(sheets: dict[str, str]) -> bytes:
    """Return a workbook whose sheets hold these rows of XML."""
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
        f'Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{i}" r:id="s{i}"/>' for i, name in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">'
        + "".join(
            f'<Relationship Id="s{i}" Type="{_RELATION}/worksheet" '
            f'Target="worksheets/sheet{i}.xml"/>'
            for i in range(1, len(sheets) + 1)
        )
        + "</Relationships>",
    }
    for i, rows in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{i}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return archive(files)


def archive(files: dict[str, str | bytes]) -> bytes:
    """Return a ZIP archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def cells(rows: list[list[str | float]]) -> str:
    """Return rows of a sheet: texts inline, numbers as numbers, empty cells left out."""
    text = []
    for number, row in enumerate(rows, 1):
        text.append(f'<row r="{number}">')
        for column, cell in enumerate(row):
            place = f"{chr(65 + column)}{number}"
            if isinstance(cell, str) and cell:
                text.append(f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>')
            elif not isinstance(cell, str):
                text.append(f'<c r="{place}"><v>{cell}</v></c>')
        text.append("</row>")
    return "".join(text)


XLSX = workbook(
    {
        "Events": cells(
            [
                ["date", "lon", "lat", "icao24", "people"],
                ["2021-11-08", 23.65, 53.51, "4e1234", 12.0],
                ["2021-11-09", 23.71, 53.02, "0042e1", ""],
            ]
        )
    }
)


def parquet() -> bytes:
    """Return a Parquet file with text, numbers and nulls."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "date": ["2021-11-08", "2021-11-09"],
            "lon": [23.65, 23.71],
            "lat": [53.51, 53.02],
            "people": [12, None],
            "note": ["{{7*191}}", "NA"],
        }
    )
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def geoparquet() -> bytes:
    """Return a GeoParquet file with two points."""
    import json

    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {"date": ["2021-11-08", "2021-11-09"], "geometry": [wkb(23.65, 53.51), wkb(23.71, 53.02)]}
    )
    column = {"encoding": "WKB", "geometry_types": ["Point"]}
    geo = {"version": "1.0.0", "primary_column": "geometry", "columns": {"geometry": column}}
    table = table.replace_schema_metadata({b"geo": json.dumps(geo).encode()})
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def wkb(lon: float, lat: float) -> bytes:
    """Return a point as WKB."""
    return struct.pack("<BIdd", 1, 1, lon, lat)


def geopackage(folder: Path, layers: tuple[str, ...] = ("events",)) -> bytes:
    """Return a GeoPackage with two points in each layer."""
    path = folder / "made.gpkg"
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.executescript(
        """
        PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
          organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
          definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES
          ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",
          6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],
          AUTHORITY["EPSG","4326"]]', NULL);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL,
          identifier TEXT, description TEXT, last_change DATETIME, min_x DOUBLE, min_y DOUBLE,
          max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT,
          geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);
        """
    )
    for layer in layers:
        base.execute(
            f"CREATE TABLE {layer} (fid INTEGER PRIMARY KEY, geom BLOB, date TEXT, "
            "icao24 TEXT, people INTEGER)"
        )
        base.execute(
            "INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', '2021-11-08T00:00:00.000Z',"
            " 23, 53, 24, 54, 4326)",
            (layer, layer),
        )
        base.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', 4326, 0, 0)", (layer,)
        )
        for row in (("2021-11-08", 23.65, 53.51, 12), ("2021-11-09", 23.71, 53.02, None)):
            blob = struct.pack("<2sBBi", b"GP", 0, 1, 4326) + wkb(row[1], row[2])
            base.execute(
                f"INSERT INTO {layer} (geom, date, icao24, people) VALUES (?, ?, '4e1234', ?)",
                (blob, row[0], row[3]),
            )
    base.commit()
    base.close()
    return path.read_bytes()


WGS84 = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)


def shapefile(stem: str = "events", note: bytes = b"x", prj: bool = True) -> dict[str, bytes]:
    """Return the parts of a shapefile with two points and a text column, without a code page."""
    points = [(23.65, 53.51), (23.71, 53.02)]
    records = b"".join(
        struct.pack(">2i", i, 10) + struct.pack("<i2d", 1, *point)
        for i, point in enumerate(points, 1)
    )
    index = b"".join(struct.pack(">2i", 50 + 14 * i, 10) for i in range(len(points)))

    def head(size: int) -> bytes:
        box = struct.pack("<2i8d", 1000, 1, 23.65, 53.02, 23.71, 53.51, 0, 0, 0, 0)
        return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + size) // 2) + box

    fields = [(b"date", 10), (b"note", 20)]
    width = 1 + sum(size for _, size in fields)
    dbf = struct.pack("<4BIHH20x", 3, 121, 11, 8, 2, 32 + 32 * len(fields) + 1, width)
    for name, size in fields:
        dbf += struct.pack("<11sc4xBB14x", name, b"C", size, 0)
    dbf += b"\r"
    for day in (b"2021-11-08", b"2021-11-09"):
        dbf += b" " + day + note.ljust(20)
    parts = {
        f"{stem}.shp": head(len(records)) + records,
        f"{stem}.shx": head(len(index)) + index,
        f"{stem}.dbf": dbf + b"\x1a",
    }
    if prj:
        parts[f"{stem}.prj"] = WGS84.encode()
    return parts
