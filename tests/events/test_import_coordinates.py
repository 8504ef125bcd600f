"""Places as people have them: minutes and letters, grids, geometries in cells, names of tools."""

from __future__ import annotations

import csv
import io
import json

import pytest
import shapely
from import_reading import asked, flags, points, read, reasons
from pyproj import Transformer

KUZNICA = (23.5103, 53.5108)


def table(head: list[str], *rows: list[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["date", *head])
    writer.writerows(["2021-11-08", *row] for row in rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("53°30'38.9\"N", "23°30'37.1\"E"),
        ("53° 30′ 38,9″ N", "23° 30′ 37,1″ E"),
        ("53º30’38.9”", "23º30’37.1”"),
        ("N 53° 30.648'", "E 23° 30.618'"),
        ("53 30 38.9 N", "23 30 37.1 E"),
        ("53:30:38.9", "23:30:37.1"),
        ("N53.5108", "E23.5103"),
        ("53.5108°", "23.5103°"),
        ("53,5108° N", "23,5103° E"),
        ("53.5108 с.ш.", "23.5103 в.д."),
        ("53d30m38.9s", "23d30m37.1s"),
        (
            "53\u00a0°\u00a030\u00a0'\u00a038,9\u00a0\"",
            "23\u00a0°\u00a030\u00a0'\u00a037,1\u00a0\"",
        ),
    ],
)
def test_degrees_are_read_in_every_typography(lat: str, lon: str) -> None:
    for text in (table(["lat", "lon"], [lat, lon]), table(["coordinates"], [f"{lat}, {lon}"])):
        ((x, y),) = points(read(text))
        assert (x, y) == pytest.approx(KUZNICA, abs=2e-4), text


def test_west_and_south_are_negative_and_the_other_axis_is_a_fault() -> None:
    rows = (["53.5 S", "23.5 W"], ["53.5 E", "23.5 N"], ["53°61'N", "23.5 E"])
    upload = read(table(["lat", "lon"], *rows))
    assert points(upload) == [(-23.5, -53.5)]
    assert reasons(upload) == [
        "is a coordinate of the other axis",
        "has minutes or seconds beyond 60",
    ]


@pytest.mark.parametrize(
    "cell",
    [
        *("53.5108 23.5103 150.0 4.9", "53.5108 23.5103 150", "geo:53.5108,23.5103"),
        *("lat: 53.5108, lon: 23.5103", '{"lat": 53.5108, "lng": 23.5103}', "(53.5108, 23.5103)"),
        *("[53.5108, 23.5103]", "53,5108; 23,5103", "53.5108/23.5103", "53.5108N 23.5103E"),
        *("E23.5103 N53.5108", "POINT (23.5103 53.5108)", "SRID=4326;POINT Z (23.5103 53.5108 9)"),
        '{"type": "Point", "coordinates": [23.5103, 53.5108]}',
        shapely.to_wkb(shapely.Point(KUZNICA), hex=True),
        shapely.to_wkb(shapely.set_srid(shapely.Point(KUZNICA), 4326), hex=True, include_srid=True),
    ],
)
@pytest.mark.parametrize("head", ["coordinates", "location", "geom"])
def test_a_point_in_one_cell_is_found_under_any_usual_name(cell: str, head: str) -> None:
    assert points(read(table([head], [cell]))) == [KUZNICA]


@pytest.mark.parametrize(
    "shape",
    [
        "LINESTRING (23.4 53.5, 23.6 53.5)",
        "POLYGON ((23.4 53.4, 23.6 53.4, 23.6 53.6, 23.4 53.6, 23.4 53.4))",
        "MULTIPOINT (23.4 53.4, 23.6 53.6)",
        "GEOMETRYCOLLECTION (POINT (23.4 53.4), LINESTRING (23.4 53.5, 23.6 53.5))",
        "MULTILINESTRING ((23.4 53.5, 23.6 53.5), (23.4 53.4, 23.6 53.4))",
    ],
)
def test_a_line_or_an_area_in_a_cell_is_one_point_and_flagged(shape: str) -> None:
    hexadecimal = shapely.to_wkb(shapely.from_wkt(shape), hex=True)
    mapped = json.dumps(json.loads(shapely.to_geojson(shapely.from_wkt(shape))))
    for cell in (shape, hexadecimal, mapped):
        upload = read(table(["wkt"], [cell]))
        ((x, y),) = points(upload)
        assert 23.4 <= x <= 23.6 and 53.4 <= y <= 53.6
        assert (2, "reduced") in flags(upload)


def test_geometries_that_are_empty_or_none_are_told_apart() -> None:
    rows = (["POINT EMPTY"], ["POLYGON EMPTY"], [""], ["POINT (23.5)"], ["POINT (23.5 53.5)"])
    upload = read(table(["wkt"], *rows))
    assert upload.receipt.rows_kept == 4 and reasons(upload) == ["is not a geometry"]
    assert upload.receipt.located.not_located == 3
    deep = "GEOMETRYCOLLECTION (" * 4_000 + ")" * 4_000
    assert read(table(["wkt"], [deep], ["POINT (23.5 53.5)"])).receipt.rows_kept == 1


def test_a_geometry_in_a_grid_names_it_or_is_asked_for_it() -> None:
    x, y = Transformer.from_crs(4326, 2180, always_xy=True).transform(*KUZNICA)
    assert points(read(table(["wkt"], [f"SRID=2180;POINT ({x} {y})"]))) == [KUZNICA]
    text = table(["wkt"], [f"POINT ({x} {y})"])
    assert set(asked(read(text))) == {"crs"}
    assert points(read(text, crs="EPSG:2180")) == [KUZNICA]
    wrong = read(table(["wkt"], ["SRID=999999;POINT (1 2)"], ["POINT (23.5 53.5)"]))
    assert wrong.receipt.rows_kept == 1


@pytest.mark.few(8)
@pytest.mark.parametrize("code", [2180, 2178, 2179, 3346, 3059, 32634, 32635, 3857])
@pytest.mark.parametrize("heads", [("x", "y"), ("easting", "northing"), ("x_1992", "y_1992")])
def test_metres_of_a_national_grid_are_asked_about(code: int, heads: tuple[str, str]) -> None:
    x, y = Transformer.from_crs(4326, code, always_xy=True).transform(*KUZNICA)
    text = table(list(heads), [f"{x:.2f}", f"{y:.2f}"], [f"{x + 10:.2f}", f"{y:.2f}"])
    question = asked(read(text))["crs"]
    assert f"EPSG:{code}" in [option.value for option in question.options]
    assert "all 2 rows" in question.text
    answers = {"crs": f"EPSG:{code}"}
    if read(text, **answers).imported is None:
        assert set(asked(read(text, **answers))) == {"axis_order"}
        answers["axis_order"] = "lon_lat"
    assert points(read(text, **answers))[0] == KUZNICA


def test_the_northing_may_come_first_as_surveyors_have_it() -> None:
    x, y = Transformer.from_crs(4326, 3346, always_xy=True).transform(24.071, 53.9301)
    text = table(["X", "Y"], [f"{y:.1f}", f"{x:.1f}"])
    assert points(read(text, crs="EPSG:3346")) == [(24.071, 53.9301)]


def test_a_geojson_in_metres_is_asked_about_and_a_named_grid_is_not() -> None:
    x, y = Transformer.from_crs(4326, 3346, always_xy=True).transform(24.071, 53.9301)
    feature = {
        "type": "Feature",
        "properties": {"date": "2021-11-08"},
        "geometry": {"type": "Point", "coordinates": [x, y]},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    assert "crs" in asked(read(text, "a.geojson"))
    assert points(read(text, "a.geojson", crs="EPSG:3346")) == [(24.071, 53.9301)]


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        *(("decimalLatitude", "decimalLongitude"), ("POINT_Y", "POINT_X"), ("geo_lat", "geo_long")),
        *(("lat_dd", "long_dd"), ("_gps_latitude", "_gps_longitude"), ("LATITUDE", "LONGITUDE")),
        *(("szer. geogr.", "dł. geogr."), ("Широта", "Долгота"), ("platuma", "ilguma")),
        *(("Latitude (WGS84)", "Longitude (WGS84)"), ("verbatimLatitude", "verbatimLongitude")),
        *(
            ("_where_was_it_latitude", "_where_was_it_longitude"),
            ("coord_y", "coord_x"),
            ("Y", "X"),
        ),
        *(("gps:lat", "gps:lon"), ("event_location_lat", "event_location_lng")),
    ],
)
def test_the_names_other_tools_give_coordinates_are_known(lat: str, lon: str) -> None:
    upload = read(table([lat, lon], ["54", "24"], ["53.5108", "23.5103"]))
    assert points(upload) == [(24, 54), KUZNICA]
    assert upload.receipt.columns["lat"] == lat and upload.receipt.columns["lon"] == lon


@pytest.mark.parametrize(
    "heads",
    [
        *(("median_age", "share_men"), ("temp_c", "humidity"), ("low_pct", "high_pct"), ("a", "b")),
        *(("wiek", "udzial"), ("index 1", "index 2"), ("kaina", "dalis")),
    ],
)
def test_figures_that_lie_in_the_region_are_no_places_before_somebody_says_so(
    heads: tuple[str, str],
) -> None:
    text = table(list(heads), ["24.5", "54.2"], ["26.1", "52.8"])
    questions = asked(read(text))
    assert set(questions) == {"columns.lon", "columns.lat"}
    assert all(question.options[-1].value == "" for question in questions.values())
    nowhere = read(text, columns__lon="")
    assert nowhere.receipt.located.not_located == 2
    placed = read(text, columns__lon=heads[0])
    assert points(placed) == [(24.5, 54.2), (26.1, 52.8)]


def test_a_pair_of_figures_is_no_place_before_somebody_says_so() -> None:
    text = table(["ratio"], ["24.5, 54.2"], ["26.1, 52.8"])
    assert set(asked(read(text))) == {"columns.lon_lat"}
    assert read(text, columns__lon_lat="").receipt.located.not_located == 2


def test_the_name_of_a_place_is_not_taken_for_coordinates() -> None:
    upload = read(table(["location", "lat", "lon"], ["Kuźnica", "53.5108", "23.5103"]))
    assert points(upload) == [KUZNICA]
    assert upload.receipt.columns["place"] == "location"
