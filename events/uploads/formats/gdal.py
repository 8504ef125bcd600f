"""Reads GeoPackage and zipped shapefiles through GDAL, with no driver but these two."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from events.uploads.formats.archives import open_archive, read_entry
from events.uploads.formats.dbf_pages import code_page, named_code_page
from events.uploads.formats.gdal_rows import damaged_layer, read_layer
from events.uploads.formats.gpkg_check import check_geopackage, is_logged, without_log
from events.uploads.formats.shapefile_records import (
    MendedRecords,
    are_in_order,
    mend_records,
    rows_of_table,
)
from events.uploads.geometry.points import known_crs
from events.uploads.values.errors import ChoiceNeededError, DamagedLayerError, FileRefusedError
from events.uploads.values.limits import Limits
from events.uploads.values.mapping import ColumnMapping
from events.uploads.values.raw_table import RawTable, check_shape
from events.uploads.values.receipt import Option, Question, Refusal

WANTED = frozenset({"GPKG", "ESRI Shapefile"})
UNWANTED = (
    *("ADBC", "AIVector", "AVCBin", "AVCE00", "AmigoCloud", "CAD", "CSV", "CSW", "Carto", "DGN"),
    *("DXF", "EDIGEO", "EEDA", "ESRIJSON", "Elasticsearch", "FlatGeobuf", "GDALG", "GML", "GMLAS"),
    *("GPSBabel", "GPX", "GTFS", "GeoJSON", "GeoJSONSeq", "GeoRSS", "HTTP", "Idrisi", "JML"),
    *("JSONFG", "KML", "LIBKML", "LVBAG", "MBTiles", "MEM", "MVT", "MapInfo File", "MapML"),
    *("MiraMonVector", "NAS", "NGW", "NetCDF", "OAPIF", "OCI", "ODBC", "ODS", "OGCAPI", "OGR_GMT"),
    *("OGR_PDS", "OGR_VRT", "OSM", "OpenFileGDB", "PCIDSK", "PDF", "PDS4", "PGDUMP", "PGeo"),
    *("PLSCENES", "PMTiles", "Parquet", "PostgreSQL", "MySQL", "MSSQLSpatial", "S57", "SOSI"),
    *("SQLite", "SVG", "SXF", "Selafin", "TopoJSON", "VDV", "VFK", "VICAR", "WAsP", "WFS", "XLS"),
    *("XLSX", "XODR", "Arrow", "CouchDB", "GMT", "MongoDBv3", "OGDI", "Walk", "VRT", "STACIT"),
)
SETTINGS = {
    "OGR_SKIP": ",".join(UNWANTED),
    "GDAL_SKIP": ",".join(UNWANTED),
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_NUM_THREADS": "1",
    "GDAL_PAM_ENABLED": "NO",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "PROJ_NETWORK": "OFF",
    "SHAPE_RESTORE_SHX": "YES",
}
"""The environment of GDAL; it counts only when set before the library is loaded."""

_HIDDEN = {"layer_styles", "qgis_projects"}


def forbid_drivers() -> None:
    """Set GDAL's environment; after this `load_drivers` may load it.

    Raises
    ------
    RuntimeError
        GDAL is loaded already: whoever did it has every driver at hand.
    """
    if "pyogrio" in sys.modules:
        raise RuntimeError("GDAL was loaded before its drivers were forbidden")
    # PROJ's data is found by the packages themselves; paths of other installations mislead them.
    for name in ("GDAL_DRIVER_PATH", "GDAL_CONFIG_FILE", "OGR_ENABLED_DRIVERS"):
        os.environ.pop(name, None)
    os.environ.update(SETTINGS)


def load_drivers() -> Any:
    """Return pyogrio's reader, with no driver but the wanted ones.

    Raises
    ------
    FileRefusedError
        The installed GDAL has a driver that is not on the list of this module.
    """
    if os.environ.get("OGR_SKIP") != SETTINGS["OGR_SKIP"]:
        raise FileRefusedError(
            "map layers are read in the reading process only", "Use read_upload."
        )
    import pyogrio

    left = set(pyogrio.list_drivers()) - WANTED
    if left:
        raise FileRefusedError(
            f"the installed GDAL has a driver that is not forbidden, {sorted(left)[0]}",
            "Save the layer as GeoJSON, or install the pinned version.",
        )
    return pyogrio


def read_geopackage(data: bytes, mapping: ColumnMapping, limits: Limits) -> RawTable:
    """Read one layer of a GeoPackage.

    Parameters
    ----------
    data : bytes
        The file.
    mapping : ColumnMapping
        What was answered so far.
    limits : Limits
        What the settings allow.

    Raises
    ------
    ChoiceNeededError
        Several layers, or an unknown reference system.
    FileRefusedError
        Damaged, or larger than the limits.
    """
    others = check_geopackage(data) | _HIDDEN
    pyogrio = load_drivers()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "layer.gpkg"
        copy.write_bytes(without_log(data))
        try:
            layers = [str(name) for name, _ in pyogrio.list_layers(copy)]
        except (pyogrio.errors.DataSourceError, RuntimeError) as error:
            raise damaged_layer(error) from None
        layer = _choose([name for name in layers if name not in others], mapping)
        table = read_layer(pyogrio, copy, layer, mapping, limits, of=data)
    if not is_logged(data):
        return table
    note = (
        "the file was in use when it was copied (write-ahead log): edits made since it was last "
        "closed may stand in a file beside it (-wal) and are missing here"
    )
    return replace(table, notes=(*table.notes, note))


def read_shapefile(data: bytes, mapping: ColumnMapping, limits: Limits) -> RawTable:
    """Read one shapefile of a ZIP archive.

    Parameters
    ----------
    data : bytes
        The file.
    mapping : ColumnMapping
        What was answered so far.
    limits : Limits
        What the settings allow.

    Raises
    ------
    ChoiceNeededError
        Several shapefiles, no reference system (``.prj``), or letters in an unnamed encoding.
    FileRefusedError
        Damaged, or larger than the limits.
    """
    archive = open_archive(data, limits)
    parts = {name.casefold(): name for name in archive.namelist()}
    stems = [name[:-4] for name in archive.namelist() if name.casefold().endswith(".shp")]
    stem = _choose([s for s in stems if not s.startswith("__MACOSX")], mapping)
    pyogrio = load_drivers()
    with tempfile.TemporaryDirectory() as folder:
        encoding: str | None = None
        found: dict[str, bytes] = {}
        for ending in ("shp", "shx", "dbf", "prj"):
            name = parts.get(f"{stem}.{ending}".casefold())
            if name is not None:
                content = read_entry(archive, name)
                # A definition nobody can read is as good as none: it is asked for.
                if ending == "prj" and not _is_definition(content):
                    continue
                (Path(folder) / f"layer.{ending}").write_bytes(content)
                found[ending] = content
                if ending == "dbf" and len(content) > 29:
                    encoding = code_page(content[29])
        named = parts.get(f"{stem}.cpg".casefold())
        if named is not None:
            encoding = named_code_page(read_entry(archive, named)) or encoding
        shp = Path(folder) / "layer.shp"

        def read(bad: frozenset[int] = frozenset()) -> RawTable:
            return read_layer(
                *(pyogrio, shp, "layer", mapping, limits),
                encoding=encoding or "?",
                shown=stem,
                bad=bad,
            )

        # The library takes records as they follow each other, and rows of the table one for each.
        files = (found["shp"], found.get("shx"), found.get("dbf"), limits.max_rows)
        mended: MendedRecords | None = None
        if are_in_order(*files):
            try:
                table = read()
            except DamagedLayerError:
                mended = mend_records(*files)
                if not mended.bad:
                    raise
            else:
                # What it can make nothing of is told as no geometry.
                if table.shapes is None or not np.isnan(table.shapes.lon).any():
                    return table
                mended = mend_records(*files)
                if not mended.bad:
                    return table
        mended = mended or mend_records(*files)
        shp.write_bytes(mended.shp)
        shp.with_suffix(".shx").unlink(missing_ok=True)
        table = read(mended.bad)
        if not mended.spare:
            return table
        rows = rows_of_table(found.get("dbf"), limits.max_rows)
        check_shape(rows + mended.spare, len(table.names), limits)
        reason = "is a geometry of which the table has no row"
        spare = range(rows + 1, rows + 1 + mended.spare)
        lost = tuple(Refusal(row, "geometry", None, reason) for row in spare)
        return replace(table, refused=(*table.refused, *lost))


def _is_definition(content: bytes) -> bool:
    """Tell whether the text of a ``.prj`` is a reference system that is known."""
    try:
        known_crs(content.decode("utf-8-sig", "replace").strip())
    except FileRefusedError:
        return False
    return True


def _choose(names: list[str], mapping: ColumnMapping) -> str:
    chosen = mapping.choices.get("layer")
    if not names:
        raise FileRefusedError("the file holds no layer", "Bring one with a layer of points.")
    if chosen is None and len(names) > 1:
        options = tuple(Option(name, name) for name in names)
        raise ChoiceNeededError((Question("layer", "Which layer is meant?", options),))
    if chosen is not None and chosen not in names:
        raise FileRefusedError(
            f'the file has no layer "{chosen[:60]}"', f"Use one of: {', '.join(names)[:200]}."
        )
    return chosen or names[0]
