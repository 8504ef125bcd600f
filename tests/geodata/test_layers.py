"""Layers as shipped: coordinates, coverage, sources, licences, the Forest."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

import geodata

LAYERS = sorted(p.stem for p in geodata.data_folder().glob("*.geojson"))
LICENCES = {
    *("ODbL-1.0", "CC-BY-4.0", "MIT"),
    "CC-BY-4.0 AND CC-BY-1.0 AND ODbL-1.0",
    "CC-BY-4.0 AND Unicode-3.0",
    "LicenseRef-NaturalEarth-public-domain",
}
LARGEST_KB = {
    "countries_screen": 600,
    "water_screen": 300,
    "world": 480,
    "country_borders_screen": 170,
    "border_sections_screen": 60,
}


def features(layer: str) -> list[dict[str, Any]]:
    content = json.loads(geodata.layer_path(layer).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = content["features"]
    return found


def areas(layer: str) -> dict[str, Any]:
    return {f["properties"]["iso"]: shape(f["geometry"]) for f in features(layer)}


def test_every_file_is_listed_and_unchanged() -> None:
    assert geodata.verify_layers() == []


def test_a_changed_missing_or_stray_file_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in geodata.data_folder().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "towns.csv").write_text("changed", encoding="utf-8")
    (tmp_path / "world.geojson").unlink()
    (tmp_path / "stray.csv").write_text("", encoding="utf-8")
    monkeypatch.setattr("geodata.sources.data_folder", lambda: tmp_path)
    problems = geodata.verify_layers()
    assert [p.split(". ")[0] for p in problems] == [
        "world.geojson: missing",
        "towns.csv: changed since it was built",
        "stray.csv: not in sources.toml",
    ]


def test_every_layer_names_origin_licence_vintage_and_accuracy() -> None:
    for source in geodata.load_layer_sources().values():
        assert source.licence in LICENCES
        assert all((source.title, source.origin, source.vintage, source.how_made))
        assert source.accuracy
        assert len(source.sha256) == 64
        assert "LGPL" not in source.licence


def test_every_layer_from_openstreetmap_carries_its_notice() -> None:
    for source in geodata.load_layer_sources().values():
        from_osm = any("timezonefinder" in o or "earth-waterbodies" in o for o in source.origin)
        assert from_osm == ("ODbL" in source.licence)
        if from_osm:
            assert "© OpenStreetMap contributors, ODbL" in source.attribution


def test_the_licences_page_lists_every_file_once() -> None:
    page = (geodata.data_folder() / "LICENSES.md").read_text(encoding="utf-8")
    table = "\n".join(line for line in page.splitlines() if line.startswith("|"))
    for source in geodata.load_layer_sources().values():
        assert table.count(f"`{source.file}`") == 1


@pytest.mark.parametrize("layer", LAYERS)
def test_every_geometry_is_valid_and_in_degrees_of_the_region(layer: str) -> None:
    west, south, east, north = (-25, 4, 122, 75) if layer == "world" else (12, 47, 40, 62)
    for feature in features(layer):
        geometry = shape(feature["geometry"])
        assert geometry.is_valid
        assert not geometry.is_empty
        bounds = geometry.bounds
        assert west <= bounds[0] <= bounds[2] <= east
        assert south <= bounds[1] <= bounds[3] <= north


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_reads_as_wgs_84(layer: str) -> None:
    frame = geodata.read_layer(layer)
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == len(features(layer))


@pytest.mark.parametrize(("layer", "kilobytes"), LARGEST_KB.items())
def test_what_the_browser_loads_stays_small(layer: str, kilobytes: int) -> None:
    assert geodata.layer_path(layer).stat().st_size < kilobytes * 1024


@pytest.mark.parametrize("layer", ["countries_screen", "world"])
def test_countries_share_their_edges(layer: str) -> None:
    countries = areas(layer)
    assert len(countries) == len(features(layer))
    assert shapely.coverage_is_valid(np.array(list(countries.values())))


def test_the_thinned_borders_are_edges_of_both_neighbours() -> None:
    countries = areas("countries_screen")
    for feature in features("border_lines_screen"):
        line = shape(feature["geometry"])
        for country in feature["properties"]["pair"].split("-"):
            assert line.difference(countries[country].boundary).length < 1e-9


def test_the_other_borders_leave_the_three_out() -> None:
    pairs = {feature["properties"]["pair"] for feature in features("country_borders_screen")}
    assert {"BY-UA", "BY-RU", "LT-PL", "LT-LV", "PL-UA"} <= pairs
    assert not pairs & set(geodata.BORDER_PAIRS)


def test_no_country_of_the_frame_reaches_out_to_sea() -> None:
    countries = shapely.union_all(list(areas("countries_screen").values()))
    for lon, lat in ((19.0, 55.5), (23.5, 57.6), (18.9, 54.6), (21.05, 55.3), (20.0, 58.0)):
        assert not shapely.intersects_xy(countries, lon, lat), (lon, lat)


def test_names_of_the_countries_stand_in_their_country() -> None:
    countries = areas("countries_screen")
    labelled = 0
    for feature in features("countries_screen"):
        label = feature["properties"]["label"]
        if label:
            labelled += 1
            assert shapely.intersects_xy(countries[feature["properties"]["iso"]], *label)
    assert labelled >= 8


def test_crimea_is_drawn_with_ukraine() -> None:
    world = areas("world")
    assert shapely.intersects_xy(world["UA"], 34.1, 45.2)
    assert not shapely.intersects_xy(world["RU"], 34.1, 45.2)


def test_every_airport_lies_in_its_country_of_the_world_map() -> None:
    world = areas("world")
    for airport in geodata.load_airports().values():
        distance = shapely.distance(world[airport.country], shapely.Point(airport.lon, airport.lat))
        assert distance < 0.1, airport.iata


@pytest.mark.parametrize(("country", "km2"), [("PL", 629.4), ("BY", 858.5)])
def test_the_forest_has_its_published_areas_and_says_how_good_it_is(
    country: str, km2: float
) -> None:
    part = geodata.load_forest()[country]
    assert part.area_km2 == pytest.approx(km2, abs=0.5)
    assert "Schematic" in part.accuracy


def test_the_two_parts_of_the_forest_meet_at_the_border_only() -> None:
    polish, belarusian = (geodata.load_forest()[country].outline for country in ("PL", "BY"))
    assert polish.intersection(belarusian).area < 1e-9
    inside = shapely.points(
        [part.representative_point().coords[0] for part in (polish, belarusian)]
    )
    found = [geodata.country_at(point.x, point.y) for point in inside]
    assert found == ["PL", "BY"]


def test_the_bug_follows_the_border_for_its_170_km() -> None:
    (river,) = features("bug_river")
    (border,) = (f for f in features("border_lines_screen") if f["properties"]["pair"] == "BY-PL")
    run = river["geometry"]["coordinates"]
    assert run == border["geometry"]["coordinates"][: len(run)]
    assert run[-1][1] == pytest.approx(52.26, abs=0.005)


def test_lakes_do_not_overlap_so_that_water_is_painted_once() -> None:
    (lakes,) = (shape(feature["geometry"]) for feature in features("water_screen"))
    tree = shapely.STRtree(lakes.geoms)
    first, second = tree.query(lakes.geoms, predicate="overlaps")
    assert not [pair for pair in zip(first, second, strict=True) if pair[0] < pair[1]]


def test_an_unknown_layer_and_a_table_are_refused_with_the_way_out() -> None:
    with pytest.raises(geodata.UnknownNameError, match=r'"roads" is not a layer\. Use one of'):
        geodata.layer_path("roads")
    with pytest.raises(geodata.BadLayerError, match="Use a load_ function"):
        geodata.read_layer("towns")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"features": [{}]}', '{"features": []}'])
def test_a_damaged_layer_is_told_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "forest.geojson").write_text(text, encoding="utf-8")
    monkeypatch.setattr("geodata.forest.data_folder", lambda: tmp_path)
    with pytest.raises(geodata.BadLayerError, match=r"^forest\.geojson"):
        geodata.load_forest.__wrapped__()


def test_a_source_without_licence_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources.toml").write_text('[towns]\nfile = "towns.csv"\n', encoding="utf-8")
    monkeypatch.setattr("geodata.sources.data_folder", lambda: tmp_path)
    with pytest.raises(geodata.BadLayerError, match=r"sources\.toml, towns: lacks .*licence"):
        geodata.load_layer_sources.__wrapped__()


def test_import_is_light_and_sections_load_at_once() -> None:
    code = (
        "import sys, time, geodata\n"
        "heavy = {'geopandas', 'pandas', 'matplotlib', 'folium', 'pyogrio', 'streamlit'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
        "assert not {'events', 'dashboard'} & sys.modules.keys()\n"
        "start = time.process_time()\n"
        "geodata.load_border_sections()\n"
        "print(time.process_time() - start)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(geodata.__file__).parents[1],
    )
    assert float(done.stdout) < 0.3


def test_every_public_name_is_there_once() -> None:
    assert len(set(geodata.__all__)) == len(geodata.__all__)
    assert all(hasattr(geodata, name) for name in geodata.__all__)
