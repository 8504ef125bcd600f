"""What lists and marks keep to, in scene, words and files: counted, drawn, no place given away."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qs

import pytest
import shapely
from matplotlib.text import Text

import geodata
from dashboard.exports.edition import build_edition
from dashboard.exports.film.film import build_film
from dashboard.exports.film.frames import draw_frames
from dashboard.exports.formats import FORMATS
from dashboard.exports.privacy.view import public_view
from dashboard.exports.request import build_order
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.feed import build_feed
from dashboard.feed.blob import unpack
from dashboard.page.panels.deaths import deaths_markup
from dashboard.page.panels.detail import detail_markup
from dashboard.page.panels.happenings import happenings_markup
from dashboard.scene.kept import forest_area
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.where_text import read_area, read_where
from dashboard.scene.words.overview import sentence
from events import Ledger, Selection, Showing, Standing, is_sensitive, select, standing_of
from events.uploads import build_layer, join_layers, read_upload

CREATED = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
ORDER = build_order(created=CREATED)
AREA = "area:23.3,53.2;24.1,53.2;24.1,53.9;23.3,53.9"
PARTS = (AREA, "section:BY-PL-13", "border:BY-LT", "view:23,53,24.5,54")
WEEK = MapState()


def scene_of(ledger: Ledger, part: str | None, state: MapState = WEEK) -> Scene:
    where = None if part is None else read_where(part)
    state = replace(state, selection=Selection(where=where))
    return build_scene(select(ledger, state.selection), state)


@pytest.mark.parametrize("part", PARTS)
def test_every_event_of_the_window_is_counted_once_and_figures_stay(
    ledger: Ledger, part: str
) -> None:
    whole, narrowed = scene_of(ledger, None), scene_of(ledger, part)
    kept = narrowed.kept
    assert whole.kept is None and kept is not None
    events = {e.id: e for e in (*(m.event for m in whole.marks), *whole.listed)}
    assert kept.total == len(events)
    left = {e.id for e in (*(m.event for m in narrowed.marks), *narrowed.listed)}
    assert 0 < kept.within == len(left) < len(events)
    where = read_where(part)
    for id_, event in events.items():
        assert (standing_of(ledger, where, event) is Standing.WITHIN) == (id_ in left)
    assert narrowed.borders == whole.borders
    assert narrowed.sections == whole.sections
    assert (narrowed.routes, narrowed.stops) == (whole.routes, whole.stops)
    assert narrowed.conditions == whole.conditions


def test_the_sentence_says_what_is_kept_to_and_how_many_may_lie_there(ledger: Ledger) -> None:
    told = sentence(scene_of(ledger, AREA))
    assert "Filtered, place: the area drawn, 23.30–24.10° E, 53.20–53.90° N." in told
    assert "6 of 27 events of the window lie there; 6 more say only" in told
    assert "the section Krynki – Kuźnica" in sentence(scene_of(ledger, "section:BY-PL-13"))


@pytest.mark.parametrize("part", PARTS)
def test_data_files_hold_what_lies_there_and_say_so(ledger: Ledger, part: str) -> None:
    scene = scene_of(ledger, part)
    (content,) = FORMATS["geojson"].draw(ledger, scene, ORDER)
    found = json.loads(content)
    assert parse_qs(found["metadata"]["State"])["select"] == [part]
    ids = {
        f["properties"]["id"]
        for f in found["features"]
        if f["properties"]["kind"] in ("event", "listed event")
    }
    assert len(ids) == scene.kept.within if scene.kept else False
    (drawn,) = (f for f in found["features"] if f["properties"]["kind"] == "kept to")
    shape = shapely.from_geojson(json.dumps(drawn["geometry"]))
    assert shape.is_valid and not shape.is_empty
    assert drawn["properties"]["value"] == len(ids)
    points = [
        shapely.Point(f["geometry"]["coordinates"])
        for f in found["features"]
        if f["properties"]["kind"] == "event" and part.startswith(("area", "view"))
    ]
    assert all(shape.intersects(point) for point in points)
    (text,) = FORMATS["csv"].draw(ledger, scene, ORDER)
    lines = [line for line in text.decode("utf-8-sig").split("\r\n") if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    assert {r["id"] for r in rows if r["kind"] in ("event", "listed event")} == ids


@pytest.mark.parametrize("part", PARTS[:2])
def test_a_sheet_draws_and_writes_it(ledger: Ledger, part: str) -> None:
    made = build_edition(ledger, scene_of(ledger, part), ORDER, "png")
    plain = build_edition(ledger, scene_of(ledger, None), ORDER, "png")
    with drawing():
        drawn = build_sheet(made).figure
        other = build_sheet(plain).figure
    key = [text.get_text() for text in drawn.findobj(Text) if text.get_gid() == "key"]
    assert "Lists and marks keep to" in key
    assert any("of 27 events of the window" in words for words in key)
    assert "Lists and marks keep to" not in [t.get_text() for t in other.findobj(Text)]


@pytest.mark.long
def test_every_frame_of_a_film_says_it(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    text = Page.text

    def listening(page, x, y, words, size, **rest):
        said.append(words)
        return text(page, x, y, words, size, **rest)

    monkeypatch.setattr(Page, "text", listening)
    film = build_film(ledger, scene_of(ledger, AREA), ORDER, "gif", 2)
    with drawing():
        list(draw_frames(film.scenes(), WEEK.date, WEEK.date, ""))
    told = [words for words in said if "Marks keep to the area drawn, 23.30–24.10° E" in words]
    assert len(told) == 2


def test_a_public_file_finds_people_in_need_at_their_section_and_not_at_their_point(
    ledger: Ledger,
) -> None:
    state = MapState(date(2021, 11, 20), window="30d")
    order = build_order(created=datetime(2021, 11, 21, 9, tzinfo=UTC))
    scene = build_scene(ledger, state)
    mark = next(
        mark
        for mark in scene.marks
        if any(is_sensitive(r, order.made_on) for r in ledger.reports_of(mark.event))
        and mark.event.place.section_ids
    )
    lon, lat = mark.spot.lon, mark.spot.lat
    small = f"view:{lon - 0.02:.4f},{lat - 0.02:.4f},{lon + 0.02:.4f},{lat + 0.02:.4f}"
    near = scene_of(ledger, small, state)
    assert mark.event.id in {one.event.id for one in near.marks}
    public = build_edition(ledger, near, order, "geojson")
    shown = [*(one.event for one in public.scene.marks), *public.scene.listed]
    assert mark.event.id not in {event.id for event in shown}
    assert not any(event.place.id.endswith("-generalised") for event in shown)
    assert public.scene.kept is not None and near.kept is not None
    assert public.scene.kept.within < near.kept.within
    assert public.scene.kept.total == near.kept.total
    # Asked for a part that holds the whole section it is there, and the file says how it is told.
    wide = build_edition(ledger, scene_of(ledger, "view:20,50,33,58", state), order, "geojson")
    whole = public_view(ledger, scene, "public", order.made_on)
    assert wide.generalised == whole.generalised > 0
    internal = build_order(created=order.created, profile="internal")
    inside = build_edition(ledger, near, internal, "geojson")
    assert mark.event.id in {one.event.id for one in inside.scene.marks}


def test_the_browser_is_given_the_marks_that_lie_there(ledger: Ledger) -> None:
    narrowed = select(ledger, Selection(where=read_where(AREA)))
    header, columns = unpack(build_feed(narrowed, WEEK.start, ["7d"]))
    area = read_where(AREA)
    west, south, east, north = area.bounds
    named = dict(zip(header["marks"]["index"], header["marks"]["id"], strict=True))
    for index, id_ in named.items():
        event = ledger.event(id_)
        assert standing_of(ledger, area, event) is Standing.WITHIN
        if event.place.lon is not None:
            assert west - 1e-4 <= columns["mark_lon"][index] <= east + 1e-4
            assert south - 1e-4 <= columns["mark_lat"][index] <= north + 1e-4


def test_the_map_is_given_the_outline_or_the_sections_and_the_words(ledger: Ledger) -> None:
    for part, corners, sections in ((AREA, 4, 0), ("section:BY-PL-13", 0, 1), (PARTS[3], 4, 0)):
        where = read_where(part)
        narrowed = select(ledger, Selection(where=where))
        header, _ = unpack(build_feed(narrowed, WEEK.start, ["7d"], where))
        kept = header["kept"]
        assert (len(kept["ring"]), len(kept["sections"])) == (corners, sections)
        assert kept["words"] in sentence(scene_of(ledger, part))
    header, _ = unpack(build_feed(ledger, WEEK.start, ["7d"]))
    assert "kept" not in header


@pytest.mark.parametrize(
    "typed",
    [
        "23.3,53.2;24.1,53.2;24.1,53.9",
        "23.3 53.2\n24.1  53.2\n24.1, 53.9\n",
        "23.3,53.2 ; 24.1,53.2;\n24.1,53.9;23.3,53.2",
    ],
)
def test_corners_are_typed_with_commas_or_spaces_one_a_line_or_not(typed: str) -> None:
    assert read_area(typed).ring == ((23.3, 53.2), (24.1, 53.2), (24.1, 53.9))


def test_the_forest_is_an_area_of_its_drawn_outline(ledger: Ledger) -> None:
    where = forest_area()
    assert len(where.ring) == 35
    area = shapely.Polygon(where.ring)
    outlines = shapely.union_all([part.outline for part in geodata.load_forest().values()])
    assert area.symmetric_difference(outlines).area < 1e-4 * outlines.area
    state = MapState(date(2021, 12, 31), window="366d", selection=Selection(where=where))
    scene = build_scene(select(ledger, state.selection), state)
    assert scene.kept is not None and scene.kept.within == 9
    titles = {mark.event.title for mark in scene.marks}
    assert "100 people try to force the border at Narewka, 14 October 2021" in titles


@pytest.mark.parametrize("part", PARTS)
def test_what_may_lie_there_is_listed_apart_and_can_be_opened(ledger: Ledger, part: str) -> None:
    scene = scene_of(ledger, part)
    narrowed = select(ledger, scene.state.selection)
    kept = scene.kept
    assert kept is not None
    where = kept.where
    assert {standing_of(ledger, where, one) for one in kept.may_lie} <= {Standing.BEYOND}
    assert {standing_of(ledger, where, one) for one in kept.placeless} <= {Standing.NOWHERE}
    told = str(happenings_markup(narrowed, scene))
    apart = told[told.index("<h2>May lie there") :]
    for event in (*kept.may_lie, *kept.placeless):
        assert f'data-pick="{event.id}"' in apart
        opened = str(detail_markup(narrowed, scene, [event.id]))
        assert "Of other days" not in opened and "is not in the data" not in opened
    left = {*(m.event.id for m in scene.marks), *(e.id for e in scene.listed)}
    assert not left & {event.id for event in (*kept.may_lie, *kept.placeless)}


def test_deaths_that_may_lie_there_stand_apart_from_those_that_do(ledger: Ledger) -> None:
    scene = scene_of(ledger, "section:BY-PL-05")
    told = str(deaths_markup(select(ledger, scene.state.selection), scene))
    apart = told[told.index("<h2>May lie there") : told.index("<h2>Reported totals")]
    assert 'data-pick="incident-kuznica-camp-2021-11-10"' in apart
    assert "attempts to cross" not in apart


def test_a_row_of_a_file_that_may_lie_there_can_be_opened(ledger: Ledger) -> None:
    text = b"date,place,title\n2021-11-09,Podlaskie,Own note of the region\n"
    layer = build_layer(read_upload(text, "mine.csv"), 1)
    whole = join_layers(ledger, (layer,), Showing.BESIDE)
    scene = scene_of(whole, AREA)
    assert scene.kept is not None
    mine = [e.id for e in (*scene.kept.may_lie, *scene.kept.placeless) if e.layer]
    assert mine
    opened = str(detail_markup(select(whole, scene.state.selection), scene, mine))
    assert "Own note of the region" in opened
