"""The build makes what is shipped, and refuses what it should."""

import shutil
from pathlib import Path

import pytest
from shapely import LineString

import geodata
from geodata.errors import PackageError, TopologyError

pytest.importorskip("timezonefinder", reason="the packages of the extra [build] are not installed")

from geodata.build import borders, forest, names, packages, tables
from geodata.build.__main__ import main
from geodata.build.output import Feature, to_csv, to_geojson
from geodata.build.topology import directed, edges, joined


def shipped(file: str) -> str:
    return (geodata.data_folder() / file).read_bytes().decode("utf-8")


@pytest.mark.long
def test_lines_sections_forest_and_tables_come_out_byte_for_byte() -> None:
    lines = borders.build_border_lines()
    assert to_geojson(borders.border_line_features(lines), 6) == shipped("border_lines.geojson")
    assert to_geojson(borders.build_sections(lines), 6) == shipped("border_sections.geojson")
    assert to_geojson(forest.forest_features(), 6) == shipped("forest.geojson")
    assert tables.airports_table() == shipped("airports.csv")
    assert tables.crossings_table(lines) == shipped("crossings.csv")
    assert tables.places_table() == shipped("places.csv")
    assert tables.towns_table() == shipped("towns.csv")
    assert names.names_table() == shipped("names.csv")


@pytest.mark.long
def test_every_file_comes_out_byte_for_byte(capsys: pytest.CaptureFixture[str]) -> None:
    archives = {path.name for path in packages.CACHE.glob("*.tgz")}
    if len(archives) < 2:
        pytest.skip("the two npm packages are not in .cache/geodata")
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == "16 of 16 files as built\n"


def test_another_version_of_a_package_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("geodata.build.packages.version", lambda name: "0.1")
    with pytest.raises(PackageError, match=r"timezonefinder 0\.1 is installed\. Install"):
        packages.check_pins()
    assert main(["--check"]) == 2
    assert capsys.readouterr().err.startswith("error: timezonefinder 0.1 is installed")


def test_a_changed_archive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "world-atlas-2.0.2.tgz").write_bytes(b"something else")
    monkeypatch.setattr("geodata.build.packages.CACHE", tmp_path)
    with pytest.raises(PackageError, match="is not the pinned world-atlas"):
        packages.npm_file(packages.WORLD_PACKAGE, "countries-50m.json")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("BY-PL,23,", "BY-PL,9,", "section BY-PL-01 is 9.0 km long, not 15 to 40"),
        ("BY-PL,,kuznica-bruzgi,", "BY-PL,364,,", "BY-PL-13 should end at a crossing: kuznica"),
        ("BY-LV,,,Šķaune", "BY-LV,170,,Šķaune", "the sections of BY-LV stop at 170.0 km"),
    ],
)
def test_a_bad_cut_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, words: str
) -> None:
    shutil.copytree(borders.INPUTS, tmp_path, dirs_exist_ok=True)
    table = tmp_path / "sections.csv"
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr("geodata.build.borders.INPUTS", tmp_path)
    lines = {pair: border.line for pair, border in geodata.load_border_lines().items()}
    with pytest.raises(TopologyError, match=words.replace(".", r"\.")):
        borders.build_sections(lines)


def test_shared_edges_must_form_one_line() -> None:
    with pytest.raises(TopologyError, match="not one line"):
        joined({((0.0, 0.0), (1.0, 0.0)), ((2.0, 0.0), (3.0, 0.0))})
    line = joined({((0.0, 0.0), (1.0, 0.0)), ((1.0, 0.0), (1.0, 1.0))})
    assert directed(line, from_west=False).coords[0] == (0, 0)
    assert directed(LineString([(2, 5), (1, 9)]), from_west=True).coords[0] == (1, 9)


def test_an_edge_is_the_same_whichever_way_its_ring_runs() -> None:
    ring = borders.shapely.get_coordinates(borders.shapely.box(0, 0, 1, 1))
    assert edges([ring]) == edges([ring[::-1]])
    assert len(edges([ring])) == 4


def test_what_is_written_is_rounded_and_unknown_is_an_empty_cell() -> None:
    text = to_geojson([Feature({"a": None}, LineString([(1.23456789, 2), (3, 4.5)]))], 3)
    assert '"coordinates":[[1.235,2.0],[3.0,4.5]]' in text
    assert to_csv(("a", "b"), [(None, 0)]) == "a,b\n,0\n"
