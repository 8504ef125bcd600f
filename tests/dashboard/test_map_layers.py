"""Layers of the map that are off: not drawn, never counted as none, and said to be off."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from matplotlib.text import Text

from dashboard.__main__ import main
from dashboard.errors import StateError
from dashboard.exports.citations import Citations
from dashboard.exports.data.geojson_csv import draw_geojson
from dashboard.exports.drawn_scene import drawn_scene
from dashboard.exports.edition import build_edition
from dashboard.exports.player.document import draw_player
from dashboard.exports.request import Order, build_order, parse_moment
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.legend import build_rows
from dashboard.exports.sheet.marks import Gathered
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.feed.look import look
from dashboard.scene.map_layers import MAP_LAYERS, in_order, parse_hidden, undrawn_words
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.url import from_query, read_query, to_query
from dashboard.scene.words import overview
from events import Ledger

DAY = date(2021, 11, 8)
ALL = tuple(MAP_LAYERS)


def scene_without(ledger: Ledger, *hide: str) -> Scene:
    return build_scene(ledger, MapState(DAY, hide=in_order(hide)))


def order() -> Order:
    return build_order(created=parse_moment("2026-11-22T15:30Z"))


def test_layers_stand_in_the_address_once_and_in_the_order_of_the_control() -> None:
    state = from_query({"date": "2021-11-08", "window": "7d", "hide": "zones,flights,zones"})
    assert state.hide == ("flights", "zones")
    assert to_query(state)["hide"] == "flights,zones"
    assert "hide" not in to_query(MapState())


@pytest.mark.parametrize("text", ["planes", "flights,", "", "Flights", "marks,nonsense"])
def test_what_is_no_layer_is_refused_with_the_names_there_are(text: str) -> None:
    with pytest.raises(StateError, match="Use one or more of: marks, crossings, flights, zones"):
        parse_hidden(text)
    state, problems = read_query({"date": "2021-11-08", "window": "7d", "hide": text})
    assert state.hide == ()
    assert "Every layer of the map is drawn." in problems[0]


@pytest.mark.parametrize("key", ALL)
def test_a_layer_that_is_off_is_named_in_the_sentence_of_page_and_file(
    ledger: Ledger, key: str
) -> None:
    scene = scene_without(ledger, key)
    told = overview.sentence(scene)
    assert told.endswith(f"Not drawn, turned off: {MAP_LAYERS[key].words}.")
    assert overview.sentence(drawn_scene(scene)) == told


def test_events_that_are_off_are_never_told_as_none(ledger: Ledger) -> None:
    scene = drawn_scene(scene_without(ledger, "marks"))
    assert scene.marks == ()
    told = overview.sentence(scene)
    assert "No event" not in told
    assert " on the map" not in told


def test_a_file_draws_nothing_of_what_is_off_and_all_of_the_rest(ledger: Ledger) -> None:
    whole = scene_without(ledger)
    assert drawn_scene(whole) is whole
    bare = drawn_scene(scene_without(ledger, *ALL))
    assert whole.zones
    assert (bare.marks, bare.zones, bare.routes, bare.stops, bare.crossings) == ((),) * 5
    kinds = {str(held.kind) for held in bare.conditions}
    assert kinds
    assert not kinds & {"emergency", "buffer_zone", "crossing_closed", "airline_ban"}
    assert (bare.borders, bare.sections, bare.listed) == (
        whole.borders,
        whole.sections,
        whole.listed,
    )
    flown = drawn_scene(scene_without(ledger, "flights"))
    assert (flown.routes, flown.stops) == ((), ())
    assert flown.marks == whole.marks
    assert flown.crossings == whole.crossings


def test_a_sheet_draws_zones_only_while_their_layer_is_on(ledger: Ledger) -> None:
    def names(*hide: str) -> list[str]:
        made = build_edition(ledger, scene_without(ledger, *hide), order(), "png")
        with drawing():
            drawn = build_sheet(made).figure
        return [told.get_text() for told in drawn.findobj(Text)]

    assert "State-level emergency" in names()
    assert "State-level emergency" not in names("zones")


def test_what_is_off_is_off_on_both_dates_of_a_file(ledger: Ledger) -> None:
    state = MapState(DAY, hide=in_order(ALL), compare=date(2021, 8, 20))
    second = build_edition(ledger, build_scene(ledger, state), order(), "png").second
    assert second is not None
    bare = second.scene
    assert (bare.marks, bare.zones, bare.routes, bare.stops, bare.crossings) == ((),) * 5
    shown = build_scene(ledger, MapState(date(2021, 8, 20)))
    assert shown.marks and shown.zones and shown.routes and shown.crossings


def test_data_holds_exactly_what_is_drawn(ledger: Ledger) -> None:
    (content,) = draw_geojson(ledger, scene_without(ledger, "flights", "crossings"), order())
    told = json.loads(content)
    kinds = {feature["properties"]["kind"] for feature in told["features"]}
    assert kinds >= {"border", "event", "condition"}
    assert not kinds & {"route", "stop", "crossing"}
    assert "hide=crossings%2Cflights" in told["metadata"]["State"]
    assert "Not drawn, turned off: crossings and flights." in told["metadata"]["Description"]


def test_the_key_of_a_sheet_says_what_is_off_and_explains_only_what_is_drawn(
    ledger: Ledger,
) -> None:
    gathered = Gathered([], (), 0)

    def rows(*hide: str) -> list[str]:
        scene = drawn_scene(scene_without(ledger, *hide))
        return [row.words for row in build_rows(scene, gathered, (), Citations(ledger, ()))]

    assert any("emergency" in words for words in rows())
    told = rows("zones", "forest")
    assert not any("emergency" in words for words in told)
    assert told[-2:] == ["Not drawn, turned off", "zones in force and the Białowieża Forest."]


def test_the_browser_is_told_the_same_layers_and_words() -> None:
    told = look()
    assert [entry["key"] for entry in told["map_layers"]] == list(ALL)
    words = [entry["words"] for entry in told["map_layers"]]
    assert undrawn_words(ALL).startswith(f"{told['words']['not_drawn']}: {', '.join(words[:-1])}")
    assert in_order(reversed(ALL)) == ALL


def test_the_player_opens_with_the_same_layers_off(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    from dashboard.exports.player import document

    real = document.dumped

    def listen(value: object) -> bytes:
        text = real(value)
        opened.append(json.dumps(value))
        return text

    monkeypatch.setattr(document, "dumped", listen)
    draw_player(ledger, scene_without(ledger, "flights"), order())
    (opening,) = [text for text in opened if '"clockStyle"' in text]
    assert json.loads(opening)["clock"]["hide"] == ["flights"]


def test_the_command_draws_without_and_its_file_is_the_same_when_it_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["snapshot", "--date", "2021-11-08", "--format", "csv", "--out", str(tmp_path)]
    assert main([*asked, "--hide", "flights,marks"]) == 0
    (file,) = tmp_path.iterdir()
    kinds = set(re.findall(r"^(\w[\w ]*),", file.read_text("utf-8-sig"), re.M))
    assert "border" in kinds
    assert not kinds & {"event", "route", "stop"}
    assert main(["verify", str(file)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("same")


def test_the_command_refuses_what_is_no_layer(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["snapshot", "--date", "2021-11-08", "--hide", "planes"])
    assert ended.value.code == 2
    assert '"planes" is not a layer of the map' in capsys.readouterr().err


def test_a_scene_of_other_layers_is_another_scene(ledger: Ledger) -> None:
    state = MapState(DAY)
    assert build_scene(ledger, replace(state, hide=("marks",))) != build_scene(ledger, state)
