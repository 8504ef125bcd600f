"""Words that a reader who is new to the page would not know do not stand on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from shipped import shipped_ledger

from dashboard.feed.assets import part_text
from dashboard.page.panels.deaths import deaths_markup
from dashboard.page.panels.elsewhere import any_event, elsewhere_markup
from dashboard.page.panels.flights import flights_markup
from dashboard.page.panels.happenings import happenings_markup
from dashboard.page.panels.pressure import pressure_markup
from dashboard.page.panels.sources import sources_markup
from dashboard.scene.markup import Markup
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import WINDOWS, MapState, window_words
from dashboard.scene.words import overview
from dashboard.scene.words.reports import statement_words
from events import Ledger, Selection, select

LEDGER = shipped_ledger()
NOT_PLAIN = re.compile(
    r"\bas of\b|trailing|own figure|wider report|range average|running total|take part"
    r"|say so\b|read it so|listed, not drawn|merged with it|status (?:that day|on this date)"
    r"|nearest border section",
    re.IGNORECASE,
)
PANELS: list[Callable[[Ledger, Scene], Markup]] = [
    *(pressure_markup, happenings_markup, deaths_markup, flights_markup, sources_markup),
]
STATES = [
    MapState(),
    MapState(date=date(2021, 12, 20), window="30d"),
    MapState(date=date(2022, 7, 3), window="1d"),
    MapState(date=date(2026, 3, 16), window="366d"),
]


def words_of(markup: object) -> str:
    """Return the words of a panel, without titles of sources, which are others' words."""
    return re.sub(r"<[^>]+>", " ", re.sub(r"<a [^>]*>.*?</a>", " ", str(markup), flags=re.DOTALL))


@pytest.mark.parametrize("state", STATES, ids=lambda s: f"{s.date}-{s.window}")
def test_no_panel_says_what_only_its_makers_know(state: MapState) -> None:
    scene = build_scene(LEDGER, state)
    said = [words_of(draw(LEDGER, scene)) for draw in PANELS]
    said += [overview.title(scene), overview.sentence(scene), overview.as_of(scene)]
    for text in said:
        found = NOT_PLAIN.search(text)
        assert found is None, text[max(0, found.start() - 60) : found.end() + 60]


def test_no_control_of_the_clock_or_the_player_says_it() -> None:
    for name in ("web/clock/clock.html", "web/page/help.html"):
        assert NOT_PLAIN.search(re.sub(r"<[^>]+>", " ", part_text(name))) is None
    assert not any(NOT_PLAIN.search(words) for words in WINDOWS.values())
    assert window_words("45d") == "45 days"


def test_the_title_says_the_date_on_show() -> None:
    scene = build_scene(LEDGER, MapState(date=date(2021, 11, 8)))
    assert overview.title(scene) == "Belarus–EU border, on 8 November 2021"


def test_a_year_is_not_set_among_the_figures_of_a_week() -> None:
    scene = build_scene(LEDGER, MapState())
    parts = re.split(r"<h3>", str(pressure_markup(LEDGER, scene)))
    with_year = [part for part in parts if "5,466" in part]
    assert len(with_year) == 1
    assert "counted over a longer time than these days" in with_year[0]
    of_the_week = [part for part in parts if "at places on the border</span>" in part]
    assert of_the_week
    assert not any("5,466" in part for part in of_the_week)


def test_a_word_that_stands_in_other_lists_alone_is_said_to() -> None:
    selection = Selection(text="Cham Wings")
    narrowed = select(LEDGER, selection)
    flights = [event for event in narrowed.events if event.kind == "flight"]
    assert len(flights) > 1
    scene = build_scene(narrowed, MapState(selection=selection))
    told = elsewhere_markup(narrowed, scene, lambda event: event.place.name == "Atlantis", "event")
    assert f"on any date; {len(narrowed.events):,} of other kinds, the first:" in words_of(told)
    assert str(told).count("data-pick=") == 1


@pytest.mark.parametrize(
    "selection",
    [
        Selection(text="Usnarz"),
        Selection(categories=("clash",)),
        Selection(borders=("BY-LV",)),
        Selection(source_kinds=("wire",)),
        Selection(grades=("A",)),
    ],
    ids=lambda s: str(s)[:40],
)
def test_an_empty_list_leads_to_other_dates_whatever_filters_it(selection: Selection) -> None:
    narrowed = select(LEDGER, selection)
    scene = build_scene(
        narrowed, MapState(date=date(2023, 1, 20), window="1d", selection=selection)
    )
    told = elsewhere_markup(narrowed, scene, any_event, "report")
    assert re.search(r"in this window; [\d,]+ on other dates. Go there:", words_of(told))
    assert str(told).count("data-pick=") >= 1


def test_a_window_of_a_month_or_a_year_is_titled_by_its_name() -> None:
    def titled(day: date, window: str) -> str:
        return overview.title(build_scene(LEDGER, MapState(date=day, window=window)))

    assert titled(date(2021, 10, 31), "31d") == "Belarus–EU border, October 2021"
    assert titled(date(2021, 10, 31), "30d") == "Belarus–EU border, on 31 October 2021"
    assert titled(date(2022, 12, 31), "365d") == "Belarus–EU border, in 2022"
    assert titled(date(2022, 3, 1), "1d") == "Belarus–EU border, on 1 March 2022"


def test_airports_are_named_by_their_city_beside_their_code() -> None:
    flights = [r for r in LEDGER.reports.values() if r.flight is not None]
    told = {report.id: statement_words(report) for report in flights}
    assert told["flight-0043"] == "Iraqi Airways, Baghdad (BGW) to Minsk (MSQ): suspended"
    assert not any(re.search(r"(?<!\()\b(MSQ|BGW)\b", words) for words in told.values())
