"""A file without days is read as points, lines and areas, whatever its format."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import background_files
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from import_reading import asked, read, reasons
from shipped import shipped_ledger

from events import LayerError, Period, Selection, Showing, select
from events.uploads import (
    HOLE,
    LINE,
    POINT,
    RING,
    ColumnMapping,
    ContextShapes,
    FileRefusedError,
    Outcome,
    Provenance,
    Readers,
    Upload,
    build_context,
    contexts_of,
    join_layers,
    read_upload,
)
from events.uploads.process.wire import from_bytes, to_bytes

KINDS = {"points": POINT, "lines": LINE, "areas": RING}
FORMATS = ("geojson", "gpkg", "parquet", "zip", "csv", "kml")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("backgrounds")
    script = str(Path(background_files.__file__))
    subprocess.run([sys.executable, script, str(found)], check=True)
    return found


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as found:
        yield found


def collection(*features: tuple[dict[str, Any], dict[str, Any] | None]) -> str:
    told = [{"type": "Feature", "properties": p, "geometry": g} for p, g in features]
    return json.dumps({"type": "FeatureCollection", "features": told})


def polygon(*rings: list[list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def drawn(upload: Upload) -> ContextShapes:
    assert upload.context is not None, upload.receipt
    assert upload.imported is None
    return upload.context


@pytest.mark.few(6)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", [*FORMATS, "grid"])
def test_every_format_of_points_lines_and_areas_is_a_background(
    folder: Path, readers: Readers, kind: str, form: str
) -> None:
    path = folder / (f"{kind}-grid.gpkg" if form == "grid" else f"{kind}.{form}")
    upload = read_upload(path, readers=readers)
    receipt = upload.receipt
    assert receipt.outcome is Outcome.READ, receipt.problem or receipt.questions
    assert receipt.balances
    expected = background_files.shapes()[kind]
    assert receipt.rows_kept == receipt.rows_in == len(expected)
    found = drawn(upload)
    assert set(found.path_kind.tolist()) <= {KINDS[kind], HOLE}
    layer = build_context(upload, 1)
    for position, (name, shape) in enumerate(expected):
        assert layer.label(position) == name
        assert "<b>bold</b>" in dict(layer.attributes(position)).values()
        # Outlines may be off by the tolerance, and a grid by what its own datum is.
        off = found.tolerance_m / 60_000 + 2e-5
        assert np.allclose(layer.bounds(position), shape.bounds, atol=off)


def test_holes_and_mixed_shapes_keep_their_parts() -> None:
    ring = [[23.0, 53.0], [25.0, 53.0], [24.0, 54.0], [23.0, 53.0]]
    hole = [[23.8, 53.2], [24.2, 53.2], [24.0, 53.5], [23.8, 53.2]]
    mixed = {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Point", "coordinates": [24.0, 55.0]},
            {"type": "LineString", "coordinates": [[24.0, 55.0], [25.0, 56.0]]},
            {"type": "MultiPolygon", "coordinates": [[ring, hole], [ring]]},
        ],
    }
    found = drawn(read(collection(({"name": "A"}, polygon(ring, hole)), ({"name": "B"}, mixed))))
    assert found.path_kind.tolist() == [RING, HOLE, POINT, LINE, RING, HOLE, RING]
    assert found.path_row.tolist() == [0, 0, 1, 1, 1, 1, 1]
    assert found.corners(1).tolist() == hole
    assert list(found.paths_of(1)) == [2, 3, 4, 5, 6]


def test_a_row_without_a_place_or_off_the_map_is_refused_with_the_reason() -> None:
    line = {"type": "LineString", "coordinates": [[23.0, 53.0], [24.0, 54.0]]}
    polar = {"type": "LineString", "coordinates": [[23.0, 53.0], [24.0, 89.0]]}
    upload = read(collection(({"name": "a"}, line), ({"name": "b"}, None), ({"name": "c"}, polar)))
    assert reasons(upload) == [
        "has neither a day nor a place",
        "leaves the map: a corner is not within ±85 degrees",
    ]
    assert drawn(upload).row.tolist() == [1]
    assert "no column holds days: drawn as a background, on every date" in upload.receipt.notes


def test_figures_that_may_be_days_are_asked_about_and_none_is_an_answer() -> None:
    table = "name,lon,lat,code\nA,23.6,53.5,12345\nB,23.7,53.0,54321\n"
    question = asked(read(table))["columns.day"]
    assert [option.value for option in question.options] == ["code", ""]
    assert drawn(read(table, columns__day="")).path_kind.tolist() == [POINT, POINT]


def test_a_file_with_days_is_a_background_when_somebody_says_so() -> None:
    table = "date,name,lon,lat\n2021-11-08,A,23.6,53.5\n"
    assert read(table).imported is not None
    found = read(table, columns__day="")
    assert list(drawn(found).cells["date"]) == ["2021-11-08"]
    again = read(table, **{"columns__day": found.mapping.columns["day"]})
    assert again.mapping == found.mapping


def test_a_table_without_days_and_places_is_still_asked_for_its_day() -> None:
    question = asked(read("name,people\nA,5\n"))["columns.day"]
    assert [option.value for option in question.options] == ["name", "people"]


@pytest.mark.long
def test_too_many_corners_are_simplified_and_said_and_beyond_that_refused() -> None:
    angles = np.linspace(0, 2 * np.pi, 99_000)
    round_ = np.column_stack([24 + np.cos(angles), 53 + np.sin(angles)])
    round_[-1] = round_[0]
    parts = [polygon(np.add(round_, [0, at]).tolist()) for at in (0, 1.5)]
    upload = read(collection(*(({"name": "disc"}, part) for part in parts)))
    assert drawn(upload).tolerance_m == 20
    assert len(drawn(upload).lon) < 2_000
    assert "outlines are simplified: off by at most 20 m" in upload.receipt.notes
    anywhere = np.random.default_rng(1).uniform([20, 50], [28, 58], (99_000, 2))
    jagged = {"type": "LineString", "coordinates": anywhere.tolist()}
    lines = [jagged, jagged]
    refused = read(collection(*(({"name": "saw"}, line) for line in lines)))
    assert refused.receipt.outcome is Outcome.REFUSED
    assert "even with outlines simplified to within 640 m; at most 100,000" in str(
        refused.receipt.problem
    )


def test_a_saw_of_many_teeth_is_simplified_without_breaking_the_library() -> None:
    teeth = np.column_stack([np.arange(99_000) % 2 * 0.5 + 23, np.linspace(50, 57, 99_000)])
    found = drawn(
        read(collection(({"name": "saw"}, {"type": "LineString", "coordinates": teeth.tolist()})))
    )
    assert len(found.lon) < 100_000


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Point", "LineString", "Polygon", "MultiPoint"]),
            st.lists(
                st.tuples(st.floats(-180, 180), st.floats(-85, 85)),
                min_size=4,
                max_size=9,
                unique=True,
            ),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_shapes_come_the_answer_is_whole_and_within_their_bounds(
    shapes: list[tuple[str, list[tuple[float, float]]]],
) -> None:
    features = []
    for kind, corners in shapes:
        path: Any = [list(corner) for corner in corners]
        coordinates = {"Point": path[0], "Polygon": [[*path, path[0]]]}.get(kind, path)
        features.append(({"name": "x"}, {"type": kind, "coordinates": coordinates}))
    upload = read(collection(*features), axis_order="lon_lat")
    if upload.context is None:
        assert upload.receipt.kept_nothing or upload.receipt.outcome is not Outcome.READ
        return
    sent = from_bytes(b"".join(to_bytes(upload)))
    found = drawn(sent)
    whole = shapely.from_geojson(collection(*features))
    west, south, east, north = whole.bounds
    assert found.lon.min() >= west - 1e-6 and found.lon.max() <= east + 1e-6
    assert found.lat.min() >= south - 1e-6 and found.lat.max() <= north + 1e-6
    assert int(found.path_end[-1]) == len(found.lon) == len(found.lat)


LINE_AND_AREA = collection(
    ({"name": "A"}, {"type": "LineString", "coordinates": [[23.0, 53.0], [24.0, 54.0]]}),
    ({"name": "B"}, polygon([[23.0, 53.0], [25.0, 53.0], [24.0, 54.0], [23.0, 53.0]])),
)


@pytest.mark.parametrize(
    ("name", "place", "bad"),
    [
        ("row", 0, -1),
        ("path_row", 1, 7),
        ("path_row", 1, 0),
        ("path_kind", 0, 9),
        ("path_kind", 0, HOLE),
        ("path_kind", 1, LINE + 7),
        ("path_end", 0, 1),
        ("path_end", 1, 5),
        ("path_end", 1, 2**31 - 1),
        ("path_end", 0, -1),
        ("lon", 0, 181.0),
        ("lat", 0, float("nan")),
        ("lat", 0, float("inf")),
        ("lon", 2, 22.0),
    ],
)
def test_a_background_that_no_reader_writes_is_no_answer(name: str, place: int, bad: float) -> None:
    upload = read(LINE_AND_AREA)
    column = getattr(drawn(upload), name).copy()
    column[place] = bad
    forged = replace(upload, context=replace(drawn(upload), **{name: column}))
    with pytest.raises(FileRefusedError, match="no whole answer"):
        from_bytes(b"".join(to_bytes(forged)))


@pytest.mark.parametrize(
    "part", [{"tolerance_m": 7}, {"roles": {"title": "none such"}}, {"cells": {}}]
)
def test_a_background_with_a_strange_header_is_no_answer(part: dict[str, Any]) -> None:
    upload = read(LINE_AND_AREA)
    forged = replace(upload, context=replace(drawn(upload), **part))
    with pytest.raises(FileRefusedError, match="no whole answer"):
        from_bytes(b"".join(to_bytes(forged)))


def test_a_background_changes_nothing_that_has_a_day() -> None:
    ledger = shipped_ledger()
    layer = build_context(read(LINE_AND_AREA), 3, Provenance("Zones", "Office of zones"))
    joined = select(join_layers(ledger, [layer], Showing.ALONE), Selection(text="nothing at all"))
    assert contexts_of(joined) == (layer,)
    assert not joined.hides_reference
    whole = join_layers(ledger, [layer], Showing.BESIDE)
    assert whole.events == ledger.events
    assert (whole.first_day, whole.last_day) == (ledger.first_day, ledger.last_day)
    window = Period.of_days(ledger.first_day, ledger.last_day)
    assert len(whole.events_in(window)) == len(ledger.events_in(window))
    assert whole.source(layer.id).publisher_name == "Office of zones"
    assert layer.position_of(f"{layer.id}-1") == 1
    assert [layer.position_of(f"{layer.id}-{text}") for text in ("2", "01", "x")] == [None] * 3


def test_a_background_has_a_number_and_a_colour_of_those_there_are() -> None:
    upload = read(LINE_AND_AREA)
    for number, colour in ((0, 1), (9, 1), (1, 9)):
        with pytest.raises(LayerError, match="at most 8"):
            build_context(upload, number, colour=colour)
    with pytest.raises(LayerError, match="no row was kept"):
        build_context(read("date,lon,lat\n2021-11-08,23,53\n"), 1)
    assert read(LINE_AND_AREA).mapping == ColumnMapping({"title": "name", "day": ""})
