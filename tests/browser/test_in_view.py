"""The list of what is in view: everything on the map without a pointer, and the way back."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, expect
from shipped import shipped_ledger
from watching import Watched

from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.words import overview
from dashboard.scene.words.dates import short_period
from geodata import load_border_sections

LEDGER = shipped_ledger()
WHOLE = "at=25.6,53.9,6"
"""A view in which all borders lie, and every place of an event at them."""
SLOW = 20_000


def in_view(watched: Watched) -> Locator:
    return watched.map.get_by_role("listbox", name="In view")


def told(watched: Watched, group: str) -> list[str]:
    return (
        in_view(watched)
        .get_by_role("group", name=group)
        .get_by_role("option", include_hidden=True)
        .all_text_contents()
    )


def chosen(watched: Watched) -> Locator:
    return in_view(watched).get_by_role("option", selected=True)


@pytest.mark.long
@pytest.mark.parametrize("day", [date(2021, 11, 16), date(2023, 8, 14), date(2025, 12, 1)], ids=str)
def test_the_list_says_of_a_date_what_the_scene_has(watched: Watched, day: date) -> None:
    scene = build_scene(LEDGER, MapState(date=day))
    watched.open(f"?date={day}&{WHOLE}")
    in_view(watched).focus()
    expect(chosen(watched)).to_have_count(1)
    events = [
        f"{mark.event.title}. {short_period(mark.event)} · {mark.event.place.name}"
        for mark in scene.marks
        if 14 < mark.spot.lon < 37 and 50 < mark.spot.lat < 57.5
    ]
    assert events
    assert sorted(told(watched, "Events")) == sorted(events)
    zones = [f"{zone.condition.title}. {zone.when}" for zone in scene.zones]
    assert sorted(told(watched, "Zones")) == sorted(zones)
    crossings = [mark.crossing.name for mark in scene.crossings]
    spoken = told(watched, "Crossings")
    assert sorted(line.partition(". ")[0] for line in spoken) == sorted(crossings)
    for mark in scene.crossings:
        if mark.status:
            assert f"{mark.crossing.name}. {mark.status} on that day, as reported" in spoken
    stops = {(stop.airport_iata, str(stop.kind)) for stop in scene.stops}
    assert len(told(watched, "Flights")) == len(scene.routes) + len(stops)
    lines = told(watched, "Borders and sections")
    assert len(lines) == 3 + len(load_border_sections())
    for stand in scene.borders:
        assert any(
            line.startswith(f"{stand.style.name}: ") and overview.value(stand) in line
            for line in lines
        ), stand.style.name


def test_a_mark_is_reached_opened_and_left_by_keys_alone(watched: Watched) -> None:
    watched.open(f"?date=2021-11-16&{WHOLE}")
    page, detail = watched.page, watched.page.locator("[data-detail]")
    watched.map.locator(".leaflet-container").focus()
    page.keyboard.press("Tab")
    expect(in_view(watched)).to_be_focused()
    for _ in range(3):
        page.keyboard.press("PageDown")
    expect(chosen(watched)).to_have_text(re.compile("^Two groups of dozens break the fence"))
    page.keyboard.press("ArrowDown")
    expect(chosen(watched)).not_to_have_text(re.compile("^Two groups of dozens"))
    title = (chosen(watched).text_content() or "").partition(". ")[0]
    assert title
    page.keyboard.press("Enter")
    expect(detail).to_be_focused(timeout=SLOW)
    expect(detail.get_by_role("heading", level=2)).to_have_text(re.compile(re.escape(title)))
    page.keyboard.press("Escape")
    expect(detail).to_have_count(0, timeout=SLOW)
    expect(in_view(watched)).to_be_focused(timeout=SLOW)
    expect(chosen(watched)).to_have_text(re.compile(re.escape(title)))
    page.keyboard.press("Escape")
    expect(watched.map.locator(".leaflet-container")).to_be_focused()


@pytest.mark.long
@pytest.mark.parametrize(
    ("group", "opens"),
    [
        ("Borders and sections", "Belarus–Poland border"),
        ("Zones", "Lithuania: state-level emergency"),
        ("Crossings", "Crossing Sławatycze – Domachevo"),
    ],
)
def test_borders_zones_and_crossings_open_by_a_key(
    watched: Watched, group: str, opens: str
) -> None:
    watched.open(f"?date=2021-11-16&{WHOLE}")
    in_view(watched).focus()
    first = in_view(watched).get_by_role("group", name=group).get_by_role("option").first
    for _ in range(4):
        if first.get_attribute("aria-selected") == "true":
            break
        watched.page.keyboard.press("PageDown")
    watched.page.keyboard.press("Enter")
    heading = watched.page.locator("[data-detail]").get_by_role("heading", level=2)
    expect(heading).to_have_text(opens, timeout=SLOW)


@pytest.mark.long
def test_a_section_and_a_route_open_by_a_key(watched: Watched) -> None:
    watched.open(f"?date=2021-11-16&{WHOLE}")
    in_view(watched).focus()
    watched.page.keyboard.press("ArrowDown")
    expect(chosen(watched)).to_have_text(re.compile("^Section "))
    watched.page.keyboard.press("Enter")
    detail = watched.page.locator("[data-detail]")
    expect(detail.get_by_role("heading", name=re.compile("^Section "))).to_be_visible(timeout=SLOW)
    expect(detail).to_be_focused(timeout=SLOW)
    watched.page.keyboard.press("Escape")
    expect(in_view(watched)).to_be_focused(timeout=SLOW)
    for _ in range(4):
        watched.page.keyboard.press("PageDown")
    expect(chosen(watched)).to_have_text(re.compile("Minsk"))
    watched.page.keyboard.press("Enter")
    expect(detail).to_have_attribute("data-detail", re.compile("^(event-)?flight"), timeout=SLOW)


@pytest.mark.long
def test_what_keys_do_to_the_map_is_said_with_what_is_in_view(watched: Watched) -> None:
    watched.open(f"?date=2021-11-16&{WHOLE}")
    said = watched.map.locator("p.bm-said[aria-live]").first
    watched.map.locator(".leaflet-container").focus()
    watched.page.keyboard.press("ArrowRight")
    expect(said).to_have_text(re.compile(r"^Moved east\. In view: .*\d+ events"))
    watched.page.keyboard.press("+")
    expect(said).to_have_text(re.compile(r"^Zoomed in\. In view: "), timeout=SLOW)


@pytest.mark.long
def test_the_list_follows_the_date_and_is_not_made_at_a_step_without_the_focus(
    watched: Watched,
) -> None:
    watched.open(f"?date=2021-11-16&{WHOLE}")
    slider = watched.page.get_by_role("slider", name="Date")
    slider.focus()
    for _ in range(5):
        watched.page.keyboard.press("ArrowRight")
    expect(watched.map.locator(".bm-date")).to_have_text("15–21 Nov 2021")
    expect(in_view(watched).get_by_role("option", include_hidden=True)).to_have_count(0)
    in_view(watched).focus()
    expect(chosen(watched)).to_have_count(1)
    assert not any("Two groups of dozens" in line for line in told(watched, "Events"))


@pytest.mark.long
def test_a_row_gets_the_focus_back_when_what_it_opened_is_closed(watched: Watched) -> None:
    watched.open("?date=2021-11-16")
    row = watched.page.locator(".st-key-panel [data-pick='BY-LT']").first
    row.focus()
    watched.page.keyboard.press("Enter")
    expect(watched.page.locator("[data-detail='BY-LT']")).to_be_focused(timeout=SLOW)
    watched.page.get_by_role("button", name="Close", exact=True).focus()
    watched.page.keyboard.press("Enter")
    expect(row).to_be_focused(timeout=SLOW)
