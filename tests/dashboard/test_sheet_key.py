"""The key of a sheet: a line for each kind of thing that the map shows, and none for any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dashboard.exports.citations import Citations
from dashboard.exports.sheet.legend import build_rows, in_force, named_in_force
from dashboard.exports.sheet.marks import Gathered, Stack
from dashboard.scene.appearance import Look
from dashboard.scene.marks import Mark
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from events import ConditionKind, Ledger

ZERO, NONE = 0, 255
"""Levels of a border on which nobody was counted, and of one without a rate."""


@pytest.fixture
def scene(ledger: Ledger) -> Scene:
    return build_scene(ledger, MapState(date(2021, 11, 8)))


def key(
    ledger: Ledger,
    scene: Scene,
    *stacks: Sequence[Mark],
    dots: Sequence[Mark] = (),
    outside: int = 0,
    crossings: Sequence[Any] = (),
    **more: Any,
) -> list[str]:
    """Return the lines of the key of a map with these stacks of marks."""
    gathered = Gathered([Stack(0.0, 0.0, list(marks)) for marks in stacks], dots, outside)
    rows = build_rows(scene, gathered, crossings, Citations(ledger, ()), **more)
    return [row.words for row in rows]


def of_level(scene: Scene, *levels: int) -> Scene:
    borders = zip(scene.borders, levels, strict=True)
    return replace(
        scene,
        sections=(),
        borders=tuple(replace(b, level=level, look=Look.SOLID) for b, level in borders),
    )


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ((1, 3, 5), ["low to high"]),
        ((ZERO, ZERO, ZERO), ["reported zero"]),
        ((ZERO, 2, 2), ["low to high", "reported zero"]),
        ((NONE, NONE, ZERO), ["reported zero", "no rate can be given"]),
        ((NONE, 1, 1), ["low to high", "no rate can be given"]),
    ],
)
def test_the_classes_that_are_drawn_are_explained(
    ledger: Ledger, scene: Scene, levels: tuple[int, ...], told: list[str]
) -> None:
    lines = key(ledger, of_level(scene, *levels))
    assert lines[0] == "Each border on its own scale"
    assert lines[1 : 1 + len(told)] == told
    assert len(set(lines) & {"low to high", "reported zero", "no rate can be given"}) == len(told)


def test_borders_nobody_reported_of_are_told_as_that_and_as_no_more(ledger: Ledger) -> None:
    silent = build_scene(ledger, MapState(date(2017, 1, 3), window="1d"))
    assert {stand.level for stand in silent.borders} == {NONE}
    assert "not reported" in key(ledger, silent)
    known = build_scene(ledger, MapState(date(2021, 11, 8), window="1d")).borders[0]
    mixed = replace(silent, borders=(replace(known, level=NONE), *silent.borders[1:]))
    assert "no rate can be given" in key(ledger, mixed)


@pytest.mark.parametrize(
    ("look", "told"),
    [
        (Look.SOLID, None),
        (Look.AVERAGE, "average of a wider count"),
        (Look.HATCHED, "this class or a higher one"),
    ],
)
def test_a_way_to_draw_a_class_is_explained_where_it_is_used(
    ledger: Ledger, scene: Scene, look: Look, told: str | None
) -> None:
    first, *others = of_level(scene, 1, 2, 3).borders
    lines = key(ledger, replace(scene, borders=(replace(first, look=look), *others), sections=()))
    words = {
        "average of a wider count",
        "this class or a higher one",
        "count or mean of the window",
    }
    assert set(lines) & words == ({told} if told else set())


def test_a_stretch_of_its_own_and_borders_beyond_are_told_where_there_are_some(
    ledger: Ledger, scene: Scene
) -> None:
    words = "stretch with a report of its own"
    plain = key(ledger, replace(scene, sections=()))
    assert words not in plain and not any("beyond this map" in line for line in plain)
    drawn = next(
        found
        for day in range(1, 28)
        if (found := build_scene(ledger, MapState(date(2021, 10, day)))).sections
    )
    assert words in key(ledger, drawn)
    told = " ".join(key(ledger, scene, unseen=scene.borders[1:]))
    assert "beyond this map: the border of Lithuania and Latvia, in words above" in told


def marks_of(scene: Scene) -> tuple[Mark, Mark]:
    """Return two marks at points, that nobody contests and that are of this day."""
    sharp = [replace(m, spot=replace(m.spot, vague=False)) for m in scene.marks[:2]]
    one, other = (
        replace(
            mark,
            event=replace(
                mark.event,
                contested=False,
                period=type(mark.event.period).of_day(scene.state.date),
            ),
        )
        for mark in sharp
    )
    return one, other


def test_marks_have_a_heading_and_none_has_none(ledger: Ledger, scene: Scene) -> None:
    heading = "Reported in the window"
    assert heading not in key(ledger, scene)
    assert heading in key(ledger, scene, [marks_of(scene)[0]])


def test_what_marks_say_beyond_their_symbol_is_explained_where_one_says_it(
    ledger: Ledger, scene: Scene
) -> None:
    one, other = marks_of(scene)
    several, contested = "events at one place", "contested: reports disagree"
    faded = "the lighter, the longer ago"
    extras = {several, contested, faded}
    assert not extras & set(key(ledger, scene, [one], [other]))
    assert extras & set(key(ledger, scene, [one, other])) == {several}
    disputed = replace(one, event=replace(one.event, contested=True))
    assert extras & set(key(ledger, scene, [disputed])) == {contested}
    week_ago = type(one.event.period).of_day(date(2021, 11, 2))
    old = replace(one, event=replace(one.event, period=week_ago))
    assert extras & set(key(ledger, scene, [old])) == {faded}


def test_a_ring_is_explained_by_what_the_places_are_known_to(ledger: Ledger, scene: Scene) -> None:
    def ringed(*rough: bool) -> list[str]:
        stacks = []
        for each in rough:
            mark = marks_of(scene)[0]
            event = replace(mark.event, place=replace(mark.event.place, rough=each))
            stacks.append([replace(mark, event=event, spot=replace(mark.spot, vague=True))])
        lines = key(ledger, scene, *stacks)
        return [line for line in lines if line.startswith("place known")]

    assert ringed(True) == ["place known to an area only"]
    assert ringed(False) == ["place known to a section only"]
    assert ringed(True, False) == ["place known to a section or area only"]
    assert not any("place known" in line for line in key(ledger, scene, [marks_of(scene)[0]]))


def test_dots_are_told_as_events_unless_all_are_rows_of_a_file(
    ledger: Ledger, scene: Scene
) -> None:
    one, other = marks_of(scene)
    row = replace(other, event=replace(other.event, layer=1))
    assert "each dot: one event" in key(ledger, scene, dots=(one, other))
    assert "each dot: one event" in key(ledger, scene, dots=(one, row))
    assert "each dot: one row of a file" in key(ledger, scene, dots=(row,))
    assert not any("each dot" in line for line in key(ledger, scene, [one]))
    # A kind that has its symbol is not told again for its dots.
    lines = key(ledger, scene, dots=(one,))
    kind = lines[lines.index("each dot: one event") - 1]
    assert key(ledger, scene, [one], dots=(one,)).count(kind) == 1


def test_what_is_counted_beside_the_map_has_a_line_from_one_on(
    ledger: Ledger, scene: Scene
) -> None:
    mark = [marks_of(scene)[0]]
    assert "locations generalised: 1" in key(ledger, scene, mark, generalised=1)
    assert not any("generalised" in line for line in key(ledger, scene, mark))
    assert "1,234 beyond this frame: see data" in key(ledger, scene, mark, outside=1234)
    assert not any("beyond this frame" in line for line in key(ledger, scene, mark))


def test_crossings_are_explained_by_each_status_that_is_drawn(ledger: Ledger, scene: Scene) -> None:
    crossing = scene.crossings[0]
    drawn = [(replace(crossing, status=status), 0.0, 0.0) for status in ("closed", None)]
    lines = key(ledger, scene, crossings=drawn)
    at = lines.index("Crossings on 8 Nov 2021")
    assert lines[at + 1 : at + 3] == ["closed", "status on that date not reported"]
    assert "open" not in lines and "restricted" not in lines
    assert not any(line.startswith("Crossings") for line in key(ledger, scene))


def test_four_rules_in_force_are_named_drawn_zones_first_and_the_rest_is_counted(
    ledger: Ledger, scene: Scene
) -> None:
    held = in_force(scene)
    assert len(held) == 5 and len(named_in_force(scene)) == 4
    assert key(ledger, scene)[-1] == "and 1 more: see the data table"
    drawn = {zone.condition.id for zone in scene.zones if zone.placed}
    order = [condition.id in drawn for condition in named_in_force(scene)]
    assert True in order and order == sorted(order, reverse=True)
    # Every zone that is drawn is named, be they more than four.
    many = build_scene(ledger, MapState(date(2021, 12, 10)))
    placed = {zone.condition.id for zone in many.zones if zone.placed}
    assert len(placed) > 4
    assert placed <= {condition.id for condition in named_in_force(many)}
    few = replace(scene, conditions=held[:4])
    assert not any("more: see the data table" in line for line in key(ledger, few))


def test_rules_stand_by_their_kind_and_then_by_their_first_day(
    ledger: Ledger, scene: Scene
) -> None:
    kinds = [
        ConditionKind.EMERGENCY,
        ConditionKind.BUFFER_ZONE,
        ConditionKind.LEGAL_MEASURE,
        ConditionKind.BARRIER_BUILT,
        ConditionKind.BARRIER_WORKS,
    ]
    one = in_force(scene)[0]
    made = [replace(one, id=f"c{n}", kind=kind) for n, kind in enumerate(reversed(ConditionKind))]
    found = [c.kind for c in in_force(replace(scene, conditions=tuple(made)))]
    assert found == [kind for kind in kinds if kind in found] == kinds
    start = one.period.start + timedelta(days=1)
    later = replace(one, id="a", period=replace(one.period, start=start))
    assert [c.id for c in in_force(replace(scene, conditions=(later, one)))] == [one.id, "a"]


def test_a_zone_whose_place_is_not_reported_says_so(ledger: Ledger, scene: Scene) -> None:
    zone = next(zone for zone in scene.zones if zone.placed)
    unplaced = replace(zone, pairs=(), section_ids=())
    assert not unplaced.placed
    told = {True: zone, False: unplaced}
    for placed, each in told.items():
        alone = replace(scene, conditions=(zone.condition,), zones=(each,))
        lines = " ".join(key(ledger, alone)).replace("\u00a0", " ")
        assert ("(place not reported)" in lines) is not placed
