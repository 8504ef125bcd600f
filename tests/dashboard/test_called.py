"""What buttons and grades are called: said alone, each says what it leads to."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from dashboard.page.panels.detail import detail_markup
from dashboard.page.panels.flights import flights_markup
from dashboard.page.panels.pressure import pressure_markup
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from events import load_ledger

LEDGER = load_ledger()
BUTTON = re.compile(r"<button([^>]*)>(.*?)</button>", re.S)


def scene_of(day: date, *picked: str) -> Scene:
    return build_scene(LEDGER, MapState(date=day, window="7d", picked=picked))


def called(markup: str) -> list[tuple[str, str]]:
    """Return what each button is called, and what it opens."""
    found = []
    for attributes, text in BUTTON.findall(markup):
        name = re.search(r'aria-label="([^"]*)"', attributes)
        ids = re.search(r'data-pick="([^"]*)"', attributes)
        found.append((name.group(1) if name else text, ids.group(1) if ids else ""))
        # Who speaks to the page says what is seen (WCAG 2.5.3).
        assert text in found[-1][0]
    return found


def ambiguous(markup: str) -> list[str]:
    opened = Counter(name for name, _ in set(called(markup)))
    return [name for name, count in opened.items() if count > 1]


@pytest.mark.parametrize("day", [date(2021, 10, 1), date(2021, 11, 14)], ids=str)
def test_buttons_of_one_name_open_one_thing(day: date) -> None:
    for pair in ("BY-PL", "BY-LT", "BY-LV"):
        detail = detail_markup(LEDGER, scene_of(day, pair), (pair,))
        assert detail is not None
        assert called(detail)
        assert ambiguous(detail) == []
    assert ambiguous(pressure_markup(LEDGER, scene_of(day))) == []
    assert ambiguous(flights_markup(LEDGER, scene_of(day))) == []


def test_reports_about_one_thing_are_items_of_a_list_and_their_grade_is_called_one() -> None:
    event = next(one for one in LEDGER.events if one.contested and len(one.report_ids) > 2)
    detail = detail_markup(LEDGER, scene_of(date(2021, 11, 14), event.id), (event.id,))
    assert detail is not None
    assert detail.count('role="list"') == 1
    assert detail.count('role="listitem"') == len(event.report_ids)
    grades = re.findall(r'>([^<]*)</span><span class="grade', detail)
    assert grades == ["grade "] * len(event.report_ids)
