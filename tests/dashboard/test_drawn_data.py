"""GeoJSON and CSV: exactly what the scene draws, with sources and state inside."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl

import pytest

from dashboard.exports.data.features import drawn_things
from dashboard.exports.data.geojson_csv import (
    COLUMNS,
    draw_csv,
    draw_geojson,
    read_csv,
    read_geojson,
    to_csv,
)
from dashboard.exports.fingerprint import to_json
from dashboard.exports.request import build_order
from dashboard.exports.settings import Settings
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.url import from_query
from events import Ledger

ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
DATES = [
    date(2021, 8, 6),
    date(2021, 11, 8),
    date(2021, 11, 16),
    date(2024, 6, 13),
    date(2026, 3, 1),
]


@pytest.fixture(scope="module")
def scene(ledger: Ledger) -> Scene:
    return build_scene(ledger, MapState(date(2021, 11, 8)))


def features(ledger: Ledger, scene: Scene) -> list[dict]:
    (content,) = draw_geojson(ledger, scene, ORDER)
    return json.loads(content)["features"]


@pytest.mark.parametrize("day", DATES)
def test_the_ids_are_those_the_scene_draws(ledger: Ledger, day: date) -> None:
    scene = build_scene(ledger, MapState(date=day))
    found: dict[str, list[str]] = {}
    for feature in features(ledger, scene):
        properties = feature["properties"]
        found.setdefault(properties["kind"], []).append(properties["id"])
    assert found["border"] == [stand.style.pair for stand in scene.borders]
    assert found.get("event", []) == [mark.event.id for mark in scene.marks]
    assert found.get("listed event", []) == [event.id for event in scene.listed]
    assert found["crossing"] == [mark.crossing.id for mark in scene.crossings]
    assert found.get("condition", []) == [condition.id for condition in scene.conditions]
    assert len(found.get("route", [])) == len(scene.routes)
    assert len(found.get("stop", [])) == len(scene.stops)
    ids = [feature["id"] for feature in features(ledger, scene)]
    assert len(ids) == len(set(ids))


def test_what_was_not_reported_is_null_and_never_zero(ledger: Ledger, scene: Scene) -> None:
    silent = build_scene(ledger, MapState(date(2022, 10, 20)))
    lithuania = border_of(ledger, silent, "BY-LT")
    for name in ("rate_per_day", "rate_low", "value", "class"):
        assert lithuania[name] is None
    assert (lithuania["how"], lithuania["coverage_days"]) == ("none", 0)
    assert "narrowest wider count: 6,831 in 110 days" in lithuania["note"]


def border_of(ledger: Ledger, scene: Scene, pair: str) -> dict:
    return next(f["properties"] for f in features(ledger, scene) if f["properties"]["id"] == pair)


def test_a_border_says_how_its_figure_is_known_and_between_which_bounds(
    ledger: Ledger, scene: Scene
) -> None:
    poland = border_of(ledger, scene, "BY-PL")
    assert (poland["how"], poland["value"], poland["value_kind"]) == ("wider", 7000, "about")
    assert poland["rate_per_day"] == pytest.approx(7000 / 21)
    assert (poland["first_day"], poland["last_day"]) == ("2021-11-01", "2021-11-21")
    assert (poland["least"], poland["most"]) == (1230, 4275)
    spring = build_scene(ledger, MapState(date(2022, 5, 31), window="30d"))
    ranged = border_of(ledger, spring, "BY-LT")
    assert (ranged["how"], ranged["least"], ranged["most"]) == ("between", 353, 399)
    assert ranged["rate_per_day"] is None
    assert ranged["rate_low"] == pytest.approx(353 / 30)
    assert ranged["rate_high"] == pytest.approx(399 / 30)
    september = build_scene(ledger, MapState(date(2021, 9, 30), window="30d"))
    named = border_of(ledger, september, "BY-PL")
    assert named["contested"] is True
    values = {ledger.report(id_).quantity.value for id_ in named["reports"]}
    assert {7667, 7535, 7700, 9000} <= values


def test_a_mark_stands_where_the_map_draws_it(ledger: Ledger, scene: Scene) -> None:
    drawn = {f["properties"]["id"]: f for f in features(ledger, scene)}
    for mark in scene.marks:
        feature = drawn[mark.event.id]
        assert feature["geometry"]["coordinates"] == [
            round(mark.spot.lon, 5),
            round(mark.spot.lat, 5),
        ]
        vague = feature["properties"]["place_known"] == "to a section or border"
        assert vague == mark.spot.vague


def test_every_figure_names_its_sources(ledger: Ledger, scene: Scene) -> None:
    (content,) = draw_geojson(ledger, scene, ORDER)
    found = json.loads(content)
    for feature in found["features"]:
        properties = feature["properties"]
        assert len(properties["grades"]) == len(properties["reports"])
        if properties.get("rate_per_day") is not None or properties["kind"] in {"event", "route"}:
            assert properties["sources"], feature["id"]
        assert set(properties["sources"]) <= set(found["sources"])


def test_both_files_hold_the_state_that_draws_them_again(ledger: Ledger, scene: Scene) -> None:
    for draw, read in ((draw_geojson, read_geojson), (draw_csv, read_csv)):
        (content,) = draw(ledger, scene, ORDER)
        told = read(content)
        assert told is not None
        assert from_query(dict(parse_qsl(told["State"]))) == scene.state
        assert told["Creation Time"] == "2026-11-22T15:30:00Z"
        assert "ODbL" in told["Copyright"]
        assert (content,) == draw(ledger, scene, ORDER)


def test_the_table_has_a_row_a_thing_and_the_same_columns_always(
    ledger: Ledger, scene: Scene
) -> None:
    (content,) = draw_csv(ledger, scene, ORDER)
    lines = content.decode("utf-8-sig").split("\r\n")
    rows = list(
        csv.DictReader(io.StringIO("\r\n".join(x for x in lines if not x.startswith("# "))))
    )
    assert [row["id"] for row in rows] == [thing.id for thing in drawn_things(ledger, scene)]
    assert tuple(rows[0]) == COLUMNS


def test_a_cell_that_a_spreadsheet_would_compute_is_text(ledger: Ledger, scene: Scene) -> None:
    mark = scene.marks[0]
    hostile = replace(mark.event, title="=cmd|' /C calc'!A0", why="@SUM(1,2)\r\n# State: date=2000")
    shown = replace(scene, marks=(replace(mark, event=hostile),))
    content = to_csv(ledger, shown, {"State": "date=2021-11-08", "Title": "a\r\nkind,id\r\n=1"})
    text = content.decode("utf-8-sig")
    assert "'=cmd|" in text
    assert "'@SUM" in text
    assert read_csv(content) == {"State": "date=2021-11-08", "Title": "a kind,id '=1"}
    assert not [line for line in text.split("\r\n") if line.startswith("=")]


def test_a_foreign_file_is_none_of_ours() -> None:
    assert read_geojson(b'{"type": "FeatureCollection", "features": []}') is None
    assert read_geojson(b"\xff\xfe") is None
    assert read_csv(b"a,b\r\n1,2\r\n") is None
    assert read_csv(b"\x89PNG\r\n\xff") is None


@pytest.mark.parametrize("mark", [",", ";", "|", "\t", " "])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\u2212"])
def test_no_line_before_the_header_computes_wherever_it_is_cut(
    mark: str, sign: str, ledger: Ledger, scene: Scene
) -> None:
    told = f'x{mark} {sign}HYPERLINK(1){mark}"{sign}2{mark}\xa0{sign}3'
    settings = Settings(
        producer=told, contact=f"y{mark}{sign}SUM(1)", handling=f"{sign}1+1", version="-2+3"
    )
    order = build_order(created=ORDER.created, settings=settings)
    selection = replace(scene.state.selection, text=told)
    asked = replace(scene, state=replace(scene.state, selection=selection))
    (content,) = draw_csv(ledger, asked, order)
    text = content.decode("utf-8-sig")
    for line in text.split("\r\n"):
        if line.startswith("# "):
            for cell in line.split(mark):
                piece = cell.strip(' "\xa0')
                # Where blanks cut, a plain number is left as it is: it computes nothing.
                if mark != " " or not piece.lstrip("+-\u2212").isdigit():
                    assert not piece.startswith(("=", "+", "-", "@", sign)), line
    found = read_csv(content) or {}
    assert json.loads(found["Settings"])["producer"] == " ".join(told.split())


def test_json_before_the_header_says_the_same_and_computes_nowhere() -> None:
    signs = "=+-@\u2212\uff1d\uff0b\uff0d\uff20"
    told = {"a": "\u2028".join(f'x;{sign}1"{sign}2,\xa0"{sign}3' for sign in signs), "=b": "-"}
    text = to_json(told)
    assert json.loads(text) == told
    for mark in ',;|\t"\u2028':
        for cell in text.split(mark):
            assert not cell.strip(' "\xa0').startswith(tuple(signs)), cell
