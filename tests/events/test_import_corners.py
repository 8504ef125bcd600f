"""Corners of lines and areas are counted in every format before they fill memory."""

from __future__ import annotations

import csv
import io
import json
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import import_files as made
import numpy as np
import pytest
import shapely
from shipped import shipped_ledger

from events.uploads import ColumnMapping, Limits, Outcome, Receipt, Upload, read_upload
from events.uploads.formats.geojson import read_json
from events.uploads.geometry import wkb
from events.uploads.geometry.corners import Corners, check_written
from events.uploads.geometry.wkb import points_of_wkb
from events.uploads.read import read_bytes
from events.uploads.values.errors import LimitError

MOST = 30
LIMITS = Limits(max_vertices=MOST)


def read(content: bytes, name: str) -> Upload:
    """Read in this process, but for what GDAL reads."""
    if name.endswith((".gpkg", ".zip")):
        return read_upload(content, name, limits=LIMITS)
    empty = Receipt(name, "0" * 64, Outcome.REFUSED)
    return read_bytes(
        content, empty, ColumnMapping(), LIMITS, shipped_ledger(), lambda word, share: None
    )


def line(corners: int) -> list[list[float]]:
    return [[23 + i / 1000, 53 + i / 2000] for i in range(corners)]


def ring(corners: int) -> list[list[float]]:
    around = np.linspace(0, 2 * np.pi, corners)[:-1]
    path = [[23.5 + np.cos(a) / 10, 53.5 + np.sin(a) / 10] for a in around]
    return [*path, path[0]]


SHAPES: dict[str, Callable[[int], dict[str, Any]]] = {
    "LineString": lambda n: {"coordinates": line(n)},
    "MultiPoint": lambda n: {"coordinates": line(n)},
    "MultiLineString": lambda n: {"coordinates": [line(n - 4), line(4)]},
    "Polygon": lambda n: {"coordinates": [ring(n)]},
    "MultiPolygon": lambda n: {"coordinates": [[ring(n - 5)], [ring(5)]]},
    "GeometryCollection": lambda n: {
        "geometries": [
            {"type": "LineString", "coordinates": line(n - 4)},
            {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "MultiPoint", "coordinates": line(4)},
                ],
            },
        ]
    },
}


def geometry(kind: str, corners: int) -> dict[str, Any]:
    return {"type": kind, **SHAPES[kind](corners)}


def frame(kind: str, corners: int) -> gpd.GeoDataFrame:
    """Return a point, half of the shapes' corners in one row, and the rest in another."""
    shapes = [
        shapely.Point(23.5, 53.5),
        shapely.from_geojson(json.dumps(geometry(kind, corners - MOST // 2))),
        shapely.from_geojson(json.dumps(geometry(kind, MOST // 2))),
    ]
    days = ["2021-11-08", "2021-11-09", "2021-11-10"]
    return gpd.GeoDataFrame({"date": days}, geometry=shapes, crs=4326)


def as_geojson(kind: str, corners: int, folder: Path) -> bytes:
    return frame(kind, corners).to_json().encode()


def as_lines(kind: str, corners: int, folder: Path) -> bytes:
    features = json.loads(frame(kind, corners).to_json())["features"]
    return "\n".join(map(json.dumps, features)).encode()


def as_indented(kind: str, corners: int, folder: Path) -> bytes:
    return json.dumps(json.loads(frame(kind, corners).to_json()), indent=1).encode()


def as_parquet(kind: str, corners: int, folder: Path) -> bytes:
    frame(kind, corners).to_parquet(out := io.BytesIO())
    return out.getvalue()


def as_geopackage(kind: str, corners: int, folder: Path) -> bytes:
    frame(kind, corners).to_file(folder / "a.gpkg", layer="a")
    return (folder / "a.gpkg").read_bytes()


def as_wkt(kind: str, corners: int, folder: Path) -> bytes:
    return as_table(frame(kind, corners), shapely.to_wkt)


def as_hex(kind: str, corners: int, folder: Path) -> bytes:
    return as_table(frame(kind, corners), lambda shape: shapely.to_wkb(shape, hex=True))


def as_cells(kind: str, corners: int, folder: Path) -> bytes:
    return as_table(frame(kind, corners), shapely.to_geojson)


def as_table(table: gpd.GeoDataFrame, write: Callable[[Any], str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["date", "geometry"])
    writer.writerows(
        [day, write(shape)] for day, shape in zip(table.date, table.geometry, strict=True)
    )
    return out.getvalue().encode()


WRITERS = {
    "a.geojson": as_geojson,
    "a.geojsonl": as_lines,
    "b.geojson": as_indented,
    "a.parquet": as_parquet,
    "a.gpkg": as_geopackage,
    "wkt.csv": as_wkt,
    "hex.csv": as_hex,
    "json.csv": as_cells,
}


@pytest.mark.few(1)
@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("name", WRITERS)
def test_one_corner_more_than_the_limit_refuses_a_file_of_every_format(
    name: str, kind: str, tmp_path: Path
) -> None:
    full = read(WRITERS[name](kind, MOST, tmp_path), name)
    assert full.receipt.outcome is Outcome.READ, full.receipt
    assert full.receipt.rows_kept == 3
    (tmp_path / "a.gpkg").unlink(missing_ok=True)
    over = read(WRITERS[name](kind, MOST + 1, tmp_path), name).receipt
    assert over.problem is not None
    row = {"a.parquet": "row 4", "a.gpkg": "row 3"}.get(
        name, "row 4" if "csv" in name else "feature 3"
    )
    assert f"too many corners, counted up to {row}" in over.problem
    assert f"max_vertices allows {MOST}" in over.problem


@pytest.mark.parametrize(("key", "shape"), [("rings", ring), ("paths", line), ("points", line)])
def test_corners_of_an_arcgis_service_are_counted(key: str, shape: Any) -> None:
    for corners, outcome in ((MOST, Outcome.READ), (MOST + 1, Outcome.REFUSED)):
        parts = shape(corners) if key == "points" else [shape(corners)]
        feature = {"attributes": {"date": "2021-11-08"}, "geometry": {key: parts}}
        text = json.dumps({"features": [feature], "spatialReference": {"wkid": 4326}})
        receipt = read(text.encode(), "a.json").receipt
        assert receipt.outcome is outcome, receipt
    assert "feature 1" in (receipt.problem or "")


def test_corners_of_a_shapefile_are_counted(tmp_path: Path) -> None:
    for corners, outcome in ((MOST, Outcome.READ), (MOST + 1, Outcome.REFUSED)):
        shapes = [shapely.LineString(line(n)) for n in (MOST // 2, corners - MOST // 2)]
        table = gpd.GeoDataFrame({"date": ["2021-11-08"] * 2}, geometry=shapes, crs=4326)
        folder = tmp_path / str(corners)
        folder.mkdir()
        table.to_file(folder / "a.shp")
        parts = {path.name: path.read_bytes() for path in folder.iterdir()}
        receipt = read(made.archive(parts), "a.zip").receipt
        assert receipt.outcome is outcome, receipt
    assert "counted up to row 2" in (receipt.problem or "")


def kml(*shapes: str) -> bytes:
    marks = "".join(
        f"<Placemark><TimeStamp><when>2021-11-08</when></TimeStamp>{shape}</Placemark>"
        for shape in shapes
    )
    return f"<kml><Document>{marks}</Document></kml>".encode()


def tuples(corners: int, between: str = " ", form: str = "{},{}") -> str:
    return between.join(form.format(*pair) for pair in line(corners))


KML_SHAPES: dict[str, Callable[[int], str]] = {
    "line": lambda n: f"<LineString><coordinates>{tuples(n)}</coordinates></LineString>",
    "heights": lambda n: (
        f"<LineString><coordinates>{tuples(n, chr(10), '{},{},9')}</coordinates></LineString>"
    ),
    "first with a height": lambda n: (
        f"<LineString><coordinates>1,2,3,4,5,6,7,8 {tuples(n - 1)}</coordinates></LineString>"
    ),
    "no commas": lambda n: (
        f"<LineString><coordinates>{tuples(n - 2)} 23 53</coordinates></LineString>"
    ),
    "hole": lambda n: (
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>23,53 24,53 24,54 23,53"
        f"</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>"
        f"{tuples(n - 4)}</coordinates></LinearRing></innerBoundaryIs></Polygon>"
    ),
    "point of many": lambda n: f"<Point><coordinates>{tuples(n + 1)}</coordinates></Point>",
}


@pytest.mark.parametrize("kind", KML_SHAPES)
def test_every_tuple_of_kml_is_counted(kind: str) -> None:
    point = "<Point><coordinates>23,53</coordinates></Point>"
    for corners, outcome in ((MOST, Outcome.READ), (MOST + 1, Outcome.REFUSED)):
        shapes = [point] * (MOST + 5) + [KML_SHAPES[kind](corners)]
        receipt = read(kml(*shapes), "a.kml").receipt
        assert receipt.outcome is outcome, (corners, receipt)
    assert f"placemark {MOST + 6}" in (receipt.problem or "")


def test_points_are_rows_and_not_corners(tmp_path: Path) -> None:
    table = gpd.GeoDataFrame(
        {"date": ["2021-11-08"] * 99},
        geometry=gpd.points_from_xy([23.5] * 99, [53.5] * 99),
        crs=4326,
    )
    table.to_parquet(out := io.BytesIO())
    for name, content in (("a.geojson", table.to_json().encode()), ("a.parquet", out.getvalue())):
        assert read(content, name).receipt.rows_kept == 99


def test_a_key_written_by_number_is_counted_when_it_was_parsed() -> None:
    text = (
        as_geojson("LineString", MOST + 1, Path())
        .decode()
        .replace('"coordinates"', '"coord\\u0069nates"')
    )
    check_written(text, LIMITS)
    with pytest.raises(LimitError, match="feature 3"):
        read_json(text.encode(), ColumnMapping(), LIMITS)


def test_lists_of_numbers_among_the_properties_are_no_corners() -> None:
    properties = {"date": "2021-11-08", "series": [[i, i] for i in range(99)]}
    point = {"type": "Point", "coordinates": [23.5, 53.5]}
    feature = {"type": "Feature", "properties": properties, "geometry": point}
    receipt = read(json.dumps(feature).encode(), "a.geojson").receipt
    assert receipt.rows_kept == 1


@pytest.mark.long
def test_three_million_corners_are_refused_before_anything_is_made_of_them() -> None:
    corners = ",".join(
        f"[{20 + i % 1000 / 500:.3f},{50 + i // 1000 / 5000:.3f}]" for i in range(3_000_000)
    )
    text = (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"date":'
        f'"2021-11-08"}},"geometry":{{"type":"LineString","coordinates":[{corners}]}}}}]}}'
    )
    begun = time.process_time()
    with pytest.raises(LimitError, match="feature 1"):
        read_json(text.encode(), ColumnMapping(), Limits())
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("srid", [None, 4326])
@pytest.mark.parametrize("order", [0, 1])
def test_parts_of_a_large_geometry_are_counted_before_it_is_read(
    order: int, srid: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = shapely.MultiPoint(np.zeros((60_000, 2)))
    if srid is not None:
        many = shapely.set_srid(many, srid)
    blob = shapely.to_wkb(many, byte_order=order, include_srid=srid is not None)
    shapes, damaged = points_of_wkb([None, blob], Corners(Limits(max_vertices=60_000)), 2)
    assert shapes.reduced.tolist() == [False, True] and not damaged

    def never(blobs: object) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr(wkb, "_of_wkb", never)
    with pytest.raises(LimitError, match="counted up to row 3"):
        points_of_wkb([None, blob], Corners(Limits(max_vertices=59_999)), 2)


MANY = 100_001
PLACES = [f"{23 + i % 100 / 100:.2f},{53 + i / 200_000:.6f}" for i in range(MANY)]
POINTS = "".join(f"<Point><coordinates>{place}</coordinates></Point>" for place in PLACES)
AS_KML = {
    "points": f"<MultiGeometry>{POINTS}</MultiGeometry>",
    "line": f"<LineString><coordinates>{' '.join(PLACES)}</coordinates></LineString>",
    "point": f"<Point><coordinates>{' '.join(PLACES)}</coordinates></Point>",
}
PAIRS = ",".join(f"[{place}]" for place in PLACES)
AS_JSON = {
    "points": '{"type":"GeometryCollection","geometries":['
    + ",".join(f'{{"type":"Point","coordinates":[{place}]}}' for place in [PLACES[0], *PLACES])
    + "]}",
    "line": f'{{"type":"LineString","coordinates":[{PAIRS}]}}',
}


def default_read(content: bytes, name: str) -> Receipt:
    empty = Receipt(name, "0" * 64, Outcome.REFUSED)
    return read_bytes(
        content, empty, ColumnMapping(), Limits(), shipped_ledger(), lambda word, share: None
    ).receipt


@pytest.mark.parametrize("kind", AS_KML)
def test_a_placemark_of_too_many_places_is_refused_alone_with_their_number(kind: str) -> None:
    point = "<Point><coordinates>23,53</coordinates></Point>"
    receipt = default_read(kml(point, AS_KML[kind], point), "a.kml")
    assert receipt.rows_kept == 2 and receipt.balances
    (refusal,) = receipt.refused
    reason = "has 100,001 corners; the setting max_row_vertices allows 100,000"
    assert (refusal.row, refusal.column, refusal.reason) == (2, "geometry", reason)


@pytest.mark.parametrize("kind", AS_JSON)
def test_a_feature_of_too_many_places_is_refused_alone_with_their_number(kind: str) -> None:
    point = '{"type":"Point","coordinates":[23,53]}'
    features = ",".join(
        f'{{"type":"Feature","properties":{{"date":"2021-11-08"}},"geometry":{shape}}}'
        for shape in (point, AS_JSON[kind], point)
    )
    text = f'{{"type":"FeatureCollection","features":[{features}]}}'
    receipt = default_read(text.encode(), "a.geojson")
    assert receipt.rows_kept == 2 and receipt.balances
    assert [(r.row, r.reason.split(";")[0]) for r in receipt.refused] == [
        (2, "has 100,001 corners")
    ]


def test_points_of_one_placemark_are_counted_in_all() -> None:
    for points, outcome in ((MOST + 1, Outcome.READ), (MOST + 2, Outcome.REFUSED)):
        shapes = "<Point><coordinates>23,53</coordinates></Point>" * points
        receipt = read(kml(f"<MultiGeometry>{shapes}</MultiGeometry>"), "a.kml").receipt
        assert receipt.outcome is outcome, receipt


@pytest.mark.long
def test_600_000_points_in_one_placemark_take_no_memory() -> None:
    content = kml(f"<MultiGeometry>{POINTS * 6}</MultiGeometry>")
    tracemalloc.start()
    receipt = default_read(content, "a.kml")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [r.reason.split(";")[0] for r in receipt.refused] == ["has 600,006 corners"]
    assert peak < 100 * 2**20
