"""Writes shipped geometry as files without days, in every format; run by a test.

Argument: the folder. It runs in a process of its own: GDAL is loaded here with its drivers.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import Any

import geodata

NAMES = ("name", "rule")


def shapes() -> dict[str, list[tuple[str, Any]]]:
    """Return named points, lines and areas of the shipped layers."""
    import shapely

    crossings = list(geodata.load_crossings().values())[:3]
    sections = geodata.load_border_sections()[:3]
    return {
        "points": [(one.name, shapely.Point(one.lon, one.lat)) for one in crossings],
        "lines": [(one.name, one.line) for one in sections],
        "areas": [(id_, part.outline) for id_, part in geodata.load_forest().items()],
    }


def main(folder: Path) -> None:
    """Write every kind in every format."""
    import geopandas

    for kind, rows in shapes().items():
        frame = geopandas.GeoDataFrame(
            {"name": [name for name, _ in rows], "rule": ["<b>bold</b>"] * len(rows)},
            geometry=[shape for _, shape in rows],
            crs="EPSG:4326",
        )
        frame.to_file(folder / f"{kind}.geojson", driver="GeoJSON")
        frame.to_file(folder / f"{kind}.gpkg", driver="GPKG", layer=kind)
        frame.to_crs("EPSG:2180").to_file(folder / f"{kind}-grid.gpkg", driver="GPKG", layer=kind)
        frame.to_parquet(folder / f"{kind}.parquet")
        frame.to_file(folder / f"{kind}.shp", encoding="utf-8")
        with zipfile.ZipFile(folder / f"{kind}.zip", "w") as archive:
            for part in folder.glob(f"{kind}.*"):
                if part.suffix in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
                    archive.write(part, part.name)
                    part.unlink()
        cells = [f'"{name}",<b>bold</b>,"{shape.wkt}"' for name, shape in rows]
        (folder / f"{kind}.csv").write_text("\n".join(["name,rule,wkt", *cells]) + "\n", "utf-8")
        (folder / f"{kind}.kml").write_text(_kml(rows), "utf-8")


def _kml(rows: list[tuple[str, Any]]) -> str:
    marks = "".join(
        f"<Placemark><name>{name}</name><description>&lt;b&gt;bold&lt;/b&gt;</description>"
        f"<MultiGeometry>{''.join(map(_element, getattr(shape, 'geoms', [shape])))}"
        "</MultiGeometry></Placemark>"
        for name, shape in rows
    )
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'


def _element(shape: Any) -> str:
    if shape.geom_type == "Polygon":
        ring = f"<LinearRing>{_path(shape.exterior)}</LinearRing>"
        return f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
    return f"<{shape.geom_type}>{_path(shape)}</{shape.geom_type}>"


def _path(shape: Any) -> str:
    told = " ".join(f"{x!r},{y!r}" for x, y in shape.coords)
    return f"<coordinates>{told}</coordinates>"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
