"""Border lines and sections as shipped."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

import geodata
from geodata.geodesy import chainages_km

MEASURED_KM = {"BY-PL": 420.5, "BY-LT": 678.9, "BY-LV": 173.8}
TRIPOINTS = {
    "BY-PL": ((23.617835, 51.508182), (23.514965, 53.956269)),
    "BY-LT": ((23.514965, 53.956269), (26.630362, 55.680669)),
    "BY-LV": ((26.630362, 55.680669), (28.151356, 56.170186)),
}

pairs = pytest.mark.parametrize("pair", geodata.BORDER_PAIRS)


@pairs
def test_each_border_is_one_valid_line_between_its_tripoints(pair: str) -> None:
    line = geodata.load_border_lines()[pair].line
    assert line.geom_type == "LineString"
    assert line.is_simple
    assert (line.coords[0], line.coords[-1]) == TRIPOINTS[pair]


@pairs
def test_each_border_is_as_long_as_measured_independently(pair: str) -> None:
    border = geodata.load_border_lines()[pair]
    length = chainages_km(np.array(border.line.coords))[-1]
    assert length == pytest.approx(MEASURED_KM[pair], abs=1)
    assert border.measured_km == pytest.approx(length, abs=0.001)


@pairs
def test_published_lengths_stand_beside_the_measured_one_with_their_source(pair: str) -> None:
    border = geodata.load_border_lines()[pair]
    assert border.official
    for published in border.official:
        assert published.source
        assert published.length_km == pytest.approx(border.measured_km, rel=0.02)


def test_poland_has_the_two_lengths_that_its_authorities_gave() -> None:
    lengths = [o.length_km for o in geodata.load_border_lines()["BY-PL"].official]
    assert lengths == [428, 418.24]


@pairs
def test_sections_are_the_line_without_gap_or_overlap(pair: str) -> None:
    whole = list(geodata.load_border_lines()[pair].line.coords)
    vertices: list[tuple[float, ...]] = []
    for section in geodata.load_border_sections():
        if section.pair == pair:
            run = list(section.line.coords)
            assert not vertices or vertices[-1] == run[0]
            vertices += run[1:] if vertices else run
    assert vertices == whole


@pairs
def test_chainages_of_the_sections_run_from_zero_to_the_length_of_the_line(pair: str) -> None:
    sections = [s for s in geodata.load_border_sections() if s.pair == pair]
    assert sections[0].from_km == 0
    for before, after in pairwise(sections):
        assert before.to_km == after.from_km
    assert sections[-1].to_km == geodata.load_border_lines()[pair].measured_km


@pytest.mark.parametrize("section", geodata.load_border_sections(), ids=lambda s: s.id)
def test_a_section_is_15_to_40_km_long_and_its_chainages_say_so(
    section: geodata.BorderSection,
) -> None:
    assert 15 <= section.length_km <= 40
    measured = chainages_km(np.array(section.line.coords))[-1]
    assert section.length_km == pytest.approx(measured, abs=0.002)


def test_section_ids_and_names_are_unique_and_names_hold_no_numbers() -> None:
    sections = geodata.load_border_sections()
    assert len({s.id for s in sections}) == len({s.name for s in sections}) == len(sections) == 45
    assert not any(letter.isdigit() for s in sections for letter in s.name)


def test_a_section_ends_at_a_road_crossing_where_one_lies_in_reach() -> None:
    for section in geodata.load_border_sections():
        in_reach = [
            crossing
            for crossing in geodata.load_crossings().values()
            if crossing.pair == section.pair
            and crossing.mode == "road"
            and section.from_km + 15 <= crossing.chainage_km <= section.from_km + 40
        ]
        ends_at = [c for c in in_reach if abs(c.chainage_km - section.to_km) < 0.01]
        assert ends_at or not in_reach, section.id


def test_a_place_that_names_a_section_lies_in_it() -> None:
    places = {place.name: place for place in geodata.load_places().values()}
    elsewhere = [
        (section.id, name)
        for section in geodata.load_border_sections()
        for name in section.name.split(" – ")
        if name in places and places[name].section != section.id
    ]
    assert elsewhere == []


def test_nearly_every_name_of_a_section_is_a_place_with_a_source() -> None:
    known = {place.name for place in geodata.load_places().values()}
    crossings = " – ".join(crossing.name for crossing in geodata.load_crossings().values())
    names = [n for s in geodata.load_border_sections() for n in s.name.split(" – ")]
    others = {n for n in names if n not in known and n not in crossings}
    # A lake on the base map and a Latvian parish.
    assert others == {"Drūkšiai", "Bērziņi"}


def test_thinned_lines_and_sections_keep_the_ends_of_the_full_ones() -> None:
    for layer, full in (
        ("border_lines_screen", {b.pair: b.line for b in geodata.load_border_lines().values()}),
        ("border_sections_screen", {s.id: s.line for s in geodata.load_border_sections()}),
    ):
        content = json.loads(geodata.layer_path(layer).read_text(encoding="utf-8"))
        thin = {
            f["properties"].get("id", f["properties"]["pair"]): shapely.geometry.shape(
                f["geometry"]
            )
            for f in content["features"]
        }
        assert thin.keys() == full.keys()
        for name, line in thin.items():
            ends = np.array(line.coords)[[0, -1]]
            assert np.abs(ends - np.array(full[name].coords)[[0, -1]]).max() <= 0.00006


@pairs
def test_the_thinned_line_stays_within_200_m_of_the_full_one(pair: str) -> None:
    content = json.loads(geodata.layer_path("border_lines_screen").read_text(encoding="utf-8"))
    (thin,) = (f for f in content["features"] if f["properties"]["pair"] == pair)
    full = np.array(geodata.load_border_lines()[pair].line.coords)
    plane = geodata.geodesy.to_plane_km
    line = shapely.LineString(plane(*np.array(thin["geometry"]["coordinates"]).T))
    away = shapely.distance(line, shapely.points(plane(*full.T)))
    assert away.max() < 0.2


@given(
    st.sampled_from(geodata.BORDER_PAIRS),
    st.floats(0, 170, allow_nan=False),
    st.floats(0.1, 170, allow_nan=False),
)
def test_sections_between_two_chainages_cover_the_stretch(
    pair: str, from_km: float, length_km: float
) -> None:
    to_km = from_km + length_km
    sections = geodata.sections_between(pair, from_km, to_km)
    end = geodata.load_border_lines()[pair].measured_km
    assert bool(sections) == (from_km < end)
    if sections:
        assert sections[0].from_km <= from_km
        assert sections[-1].to_km >= min(to_km, end)
        assert all(s.from_km < to_km and s.to_km > from_km for s in sections)


def test_an_empty_or_backward_stretch_is_refused() -> None:
    for from_km, to_km in ((10, 10), (20, 10), (-1, 5)):
        with pytest.raises(geodata.CoordinateError, match="no stretch runs"):
            geodata.sections_between("BY-PL", from_km, to_km)


def test_an_unknown_border_or_section_is_named_with_the_way_out() -> None:
    with pytest.raises(geodata.UnknownNameError, match=r'"BY-UA" is not a border\. Use one of'):
        geodata.sections_between("BY-UA", 0, 10)
    with pytest.raises(geodata.UnknownNameError, match='"BY-PL-99" is not a border section'):
        geodata.border_section("BY-PL-99")
    assert geodata.border_section("BY-PL-09").name == "Białowieża"


def test_a_gap_between_sections_stops_the_loading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = json.loads(geodata.layer_path("border_sections").read_text(encoding="utf-8"))
    content["features"][3]["properties"]["from_km"] += 0.5
    (tmp_path / "border_sections.geojson").write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr("geodata.borders.data_folder", lambda: tmp_path)
    with pytest.raises(geodata.BadLayerError, match=r"border_sections\.geojson, BY-PL-04: begins"):
        geodata.load_border_sections.__wrapped__()
