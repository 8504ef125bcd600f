"""Windows of the calendar: a week, a month, a year, the whole slider and the newest days."""

# JavaScript in strings is as wide as in dashboard/web.
# ruff: noqa: E501

from __future__ import annotations

import calendar
import random
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from modules import run
from playwright.sync_api import Locator, Page, expect
from watching import Watched

pytestmark = pytest.mark.long

EPOCH = date(1970, 1, 1)


def number(day: date) -> int:
    return (day - EPOCH).days


def asked(bench: Page, name: str, days: list[date]) -> list[tuple[date, str, bool]]:
    """Return where a preset leads from each day: its last day, its window, and if it is then held."""
    found: list[Any] = run(
        bench,
        "presets: presetAt, isPreset",
        f"""
        return {[number(day) for day in days]}.map((day) => {{
          const clock = {{ day, window: "5d", step: "day", final: 20000, newest: 19000 }};
          const to = presetAt("{name}", clock);
          return [to.day, to.window, isPreset("{name}", {{ ...clock, ...to }})];
        }});
        """,
    )
    return [(EPOCH + timedelta(days=day), window, held) for day, window, held in found]


DAYS = [
    date(2021, 5, 1) + timedelta(days=random.Random(14).randrange(2_000) * n % 2_000)
    for n in range(300)
]


def test_a_week_runs_from_monday_to_sunday_around_the_date(bench: Page) -> None:
    for day, (last, window, held) in zip(DAYS, asked(bench, "week", DAYS), strict=True):
        assert (last.isoweekday(), window, held) == (7, "7d", True)
        assert timedelta(0) <= last - day < timedelta(7)


def test_a_month_and_a_year_have_the_length_that_the_calendar_gives_them(bench: Page) -> None:
    for day, (last, window, held) in zip(DAYS, asked(bench, "month", DAYS), strict=True):
        length = calendar.monthrange(day.year, day.month)[1]
        assert (last, window, held) == (day.replace(day=length), f"{length}d", True)
    for day, (last, window, held) in zip(DAYS, asked(bench, "year", DAYS), strict=True):
        length = 366 if calendar.isleap(day.year) else 365
        assert (last, window, held) == (date(day.year, 12, 31), f"{length}d", True)


def test_a_whole_month_steps_to_whole_months_and_no_other_window_does(bench: Page) -> None:
    found = run(
        bench,
        "presets: stepFrame; days: isoOf",
        """
        const rest = { step: "month", final: 20000, newest: null };
        const walk = [];
        let at = { day: 18992, window: "31d" }; // December 2021
        for (let turn = 0; turn < 4; turn += 1) {
          at = stepFrame({ ...at, ...rest }, "month", 1);
          walk.push([isoOf(at.day), at.window]);
        }
        const back = stepFrame({ ...at, ...rest }, "month", -1);
        const other = stepFrame({ day: 18992, window: "30d", ...rest }, "month", 2);
        const byDay = stepFrame({ day: 18992, window: "31d", ...rest }, "day", 1);
        return [...walk, ...[back, other, byDay].map(({ day, window }) => [isoOf(day), window])];
        """,
    )
    assert found == [
        ["2022-01-31", "31d"],
        ["2022-02-28", "28d"],
        ["2022-03-31", "31d"],
        ["2022-04-30", "30d"],
        ["2022-03-31", "31d"],
        ["2022-02-28", "30d"],
        ["2022-01-01", "31d"],
    ]


def button(watched: Watched, name: str) -> Locator:
    return watched.page.get_by_role("button", name=name, exact=True)


def shown(watched: Watched) -> Locator:
    return watched.map.locator(".bm-date")


@pytest.mark.long
def test_presets_show_their_window_and_are_pressed_while_it_holds(watched: Watched) -> None:
    watched.open("?date=2021-11-10&window=1d")
    for name, words, part in (
        ("Week", "8–14 Nov 2021", "date=2021-11-14&window=7d&step=week"),
        ("Month", "1–30 Nov 2021", "date=2021-11-30&window=30d&step=month"),
        ("Year", "1 Jan – 31 Dec 2021", "date=2021-12-31&window=365d"),
        ("First–last", "1 May 2021 – 16 Mar 2026", "date=2026-03-16&window=all"),
        ("Latest", "23 Feb – 1 Mar 2026", "date=2026-03-01&window=7d"),
    ):
        button(watched, name).click()
        expect(shown(watched)).to_have_text(words)
        expect(button(watched, name)).to_have_attribute("aria-pressed", "true")
        watched.rest()
        expect(watched.page).to_have_url(re.compile(re.escape(part)))
    watched.page.get_by_label("Step").select_option("day")
    button(watched, "Previous").click()
    for name in ("Week", "Month", "Year", "First–last", "Latest"):
        expect(button(watched, name)).to_have_attribute("aria-pressed", "false")
    assert watched.errors == []


def test_the_whole_slider_stays_on_show_when_its_ends_are_typed(watched: Watched) -> None:
    watched.open("?date=2021-11-10&window=1d")
    button(watched, "First–last").click()
    for name, text in (("From", "3 Aug 2021"), ("to", "24 Dec 2022")):
        watched.page.get_by_label(name, exact=True).fill(text)
        watched.page.get_by_label(name, exact=True).press("Enter")
    expect(shown(watched)).to_have_text("3 Aug 2021 – 24 Dec 2022")
    expect(button(watched, "First–last")).to_have_attribute("aria-pressed", "true")


@pytest.mark.long
def test_whole_months_are_stepped_and_played_with_their_figures(watched: Watched) -> None:
    watched.open("?date=2021-12-10&window=1d")
    button(watched, "Month").click()
    watched.rest()
    label = watched.map.locator(".leaflet-container")
    expect(label).not_to_have_attribute("aria-label", re.compile("…"), timeout=20_000)
    for words in ("1–31 Jan 2022", "1–28 Feb 2022", "1–31 Mar 2022"):
        button(watched, "Next").click()
        expect(shown(watched)).to_have_text(words)
        # Its figures are there with the step: nothing is waited for.
        expect(label).to_have_attribute("aria-label", re.compile(rf"^Map, {words}\. [^…]*$"))
    button(watched, "Play").click()
    expect(shown(watched)).not_to_have_text("1–31 Mar 2022")
    for _ in range(6):
        watched.page.wait_for_timeout(170)
        first, _, rest = shown(watched).inner_text().partition("–")
        last = datetime.strptime(rest, "%d %b %Y").date()
        assert (first, last.day) == ("1", calendar.monthrange(last.year, last.month)[1])
    button(watched, "Pause").click()
    assert last > date(2022, 3, 31)
    watched.page.get_by_role("slider", name="Date").press("End")
    button(watched, "Month").click()
    expect(shown(watched)).to_have_text("1–31 Mar 2026")
    button(watched, "Next").click()  # no report speaks of the month after
    expect(shown(watched)).to_have_text("1–31 Mar 2026")
    assert watched.errors == []
