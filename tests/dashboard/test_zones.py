"""Zones: on the side of who declared them, in rows that tell them apart, named and in the key."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import shapely
from shipped import shipped_ledger

from dashboard.exports.citations import Citations
from dashboard.exports.sheet.legend import build_rows, in_force, named_in_force
from dashboard.exports.sheet.legend_box import Row
from dashboard.exports.sheet.marks import gather_crowd
from dashboard.exports.sheet.projection import paper_shapes
from dashboard.exports.sheet.rated_borders import section_on_paper
from dashboard.exports.sheet.sizes import paper_size
from dashboard.exports.sheet.zone_strips import reach_mm, zone_shape
from dashboard.feed.spans import bands_of
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.zones import Zone, anchors_of, zones_of
from events import ConditionKind

LEDGER = shipped_ledger()
ZONES = zones_of(LEDGER)
FRAME = paper_size("a4").layouts[0].map_frame


def on(day: date) -> list[tuple[str, str, int]]:
    return [(zone.state, zone.name, zone.row) for zone in build_scene(LEDGER, MapState(day)).zones]


def test_the_zones_of_10_december_2021_are_those_of_the_record_each_in_a_row_of_its_own() -> None:
    assert on(date(2021, 12, 10)) == [
        ("LT", "State-level emergency", 0),
        ("LT", "State of emergency along the border", 1),
        ("LV", "State of emergency extended", 1),
        ("PL", "Ban on stay in 183 localities", 0),
        ("LT", "State of emergency extended", 2),
    ]
    assert on(date(2024, 7, 1)) == [("PL", "Buffer zone", 0)]
    assert on(date(2023, 10, 1)) == []


def test_an_end_that_is_not_reported_or_computed_is_said_to_be() -> None:
    told = {zone.condition.id: zone.when for zone in ZONES}
    assert told["lt-emergency-2021"] == "from 2 Jul 2021, end not reported"
    assert told["pl-buffer-zone-2024-06"] == "13 Jun – 10 Sep 2024, last day computed"
    assert told["pl-emergency-2021"] == "2 Sep – 30 Nov 2021"


def test_zones_of_one_place_and_day_never_share_a_row() -> None:
    day = date(2021, 6, 1)
    while day < date(2026, 7, 1):
        held = [zone for zone in ZONES if zone.holds(day)]
        places: set[tuple[str, int]] = set()
        for zone in held:
            pairs = {*zone.pairs, *(id_[:5] for id_ in zone.section_ids)}
            for pair in pairs:
                assert (pair, zone.row) not in places, (day, zone.name)
                places.add((pair, zone.row))
        day += timedelta(days=1)


PLACED = [zone for zone in ZONES if zone.placed]


@pytest.mark.few(2)
@pytest.mark.parametrize("zone", PLACED, ids=[zone.condition.id for zone in PLACED])
def test_a_strip_lies_on_the_ground_of_who_declared_it_alone(zone: Zone) -> None:
    shape = zone_shape(FRAME, zone.state, zone.pairs, zone.section_ids, zone.row)
    assert shape.area > 20
    for told, ground in paper_shapes("countries_screen", FRAME):
        share = shape.intersection(ground).area / shape.area
        assert (share > 0.999) == (told["iso"] == zone.state), told["iso"]
        if told["iso"] == "BY":
            assert share < 0.001
    anchors = anchors_of(zone.pairs, zone.section_ids)
    assert len(anchors) == 5


def test_the_buffer_zone_of_2024_follows_its_three_sections_and_no_other() -> None:
    (zone,) = build_scene(LEDGER, MapState(date(2024, 7, 1))).zones
    assert zone.section_ids == ("BY-PL-08", "BY-PL-09", "BY-PL-10")
    shape = zone_shape(FRAME, zone.state, zone.pairs, zone.section_ids, zone.row)
    for number in range(1, 16):
        line = section_on_paper(f"BY-PL-{number:02}", FRAME)
        beside = shapely.line_interpolate_point(line, 0.5, normalized=True).distance(shape)
        assert (beside < 0.5) == (number in (8, 9, 10)), number
    # 16 pixels of 0.17 mm.
    assert reach_mm(0) == pytest.approx(2.72)
    assert reach_mm(1) - reach_mm(0) == pytest.approx(1.19)


def test_a_zone_whose_place_nobody_reports_is_said_to_have_none() -> None:
    scene = build_scene(LEDGER, MapState(date(2026, 1, 10)))
    (zone,) = [zone for zone in scene.zones if zone.kind is ConditionKind.BUFFER_ZONE]
    assert not zone.placed and anchors_of(zone.pairs, zone.section_ids) == ()
    band = next(band for band in bands_of(LEDGER) if band["title"] == zone.condition.title)
    assert (band["pairs"], band["sections"], band["anchors"]) == ([], [], ())
    texts = " ".join(row.words for row in key_of(date(2026, 1, 10)))
    assert "(place not reported)" in texts


def key_of(day: date) -> list[Row]:
    scene = build_scene(LEDGER, MapState(day))
    gathered = gather_crowd(FRAME, scene.marks, 5)
    return build_rows(scene, gathered, [], Citations(LEDGER, ()))


def test_the_key_of_the_sheet_has_every_zone_that_is_drawn_with_its_pattern() -> None:
    day = date(2021, 6, 1)
    most = 0
    while day < date(2026, 7, 1):
        scene = build_scene(LEDGER, MapState(day))
        drawn = [zone.condition for zone in scene.zones if zone.placed]
        assert set(drawn) <= set(named_in_force(scene)) <= set(in_force(scene)), day
        most = max(most, len(drawn))
        day += timedelta(days=9)
    assert most == 5
    rows = key_of(date(2021, 12, 10))
    start = next(number for number, row in enumerate(rows) if row.words.startswith("In force"))
    sampled = [row.words for row in rows[start:] if row.draw and ": " in row.words]
    assert len(sampled) == 5
