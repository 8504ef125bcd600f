"""Link, cite, embed: the whole address with tab and detail, a reference, markup for other pages."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.errors import StateError
from dashboard.exports.fingerprint import data_fingerprint
from dashboard.exports.reference import (
    address_of,
    figure_markup,
    frame_markup,
    reference_words,
)
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.sources import owed_lines
from dashboard.scene.state import MapState, View
from dashboard.scene.url import from_query
from events import Ledger, Selection

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")
STATE = MapState(
    date(2021, 11, 16),
    view=View(23.9, 53.2, 9.0),
    picked=("event-flow-0173",),
    selection=Selection(text="Kuźnica & <b>"),
    tab="events",
)
HOST = "https://monitor.example.org"


@pytest.fixture(scope="module")
def scene(ledger: Ledger) -> Scene:
    return build_scene(ledger, STATE)


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(APP, default_timeout=180)


@pytest.mark.parametrize("host", [HOST, f"{HOST}/", "http://127.0.0.1:8501"])
def test_a_copied_address_is_whole_and_opens_the_same_view(host: str) -> None:
    address = address_of(host, STATE)
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == host.rstrip("/")
    assert parts.path == "/"
    assert " " not in address and "<" not in address
    assert from_query(dict(parse_qsl(parts.query))) == STATE
    assert "tab=events" in parts.query and "pick=event-flow-0173" in parts.query


def test_a_tab_that_is_none_is_named_with_those_that_are() -> None:
    with pytest.raises(StateError, match=r'tab: "news" is not a tab\. Use one of: pressure, high'):
        from_query({"tab": "news"})


def test_a_reference_says_title_days_reach_licence_address_and_data(
    ledger: Ledger, scene: Scene
) -> None:
    owed = owed_lines(ledger, scene)
    assert owed
    said = reference_words(scene, owed, f"{HOST}/?date=2021-11-16")
    assert "Belarus–EU border, on 16 November 2021" in said
    assert "data of 10–16 Nov 2021" in said
    assert "Pages read in November 2026" in said
    assert "CC BY 4.0" in said and "ODbL 1.0" in said
    assert all(line in said for line in owed)
    assert f"{HOST}/?date=2021-11-16" in said
    assert said.endswith(f"Data SHA-256 {data_fingerprint(ledger.digests).sha256}.")


class Seen(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_an_embedded_picture_has_its_words_and_nobody_s_markup(scene: Scene) -> None:
    owed = ('<script>"x"</script>',)
    markup = figure_markup(scene, owed, "a.png", address_of(HOST, STATE))
    tags = Seen(markup).tags
    assert [tag for tag, _ in tags] == ["figure", "img", "figcaption", "a"]
    picture = tags[1][1]
    assert picture["src"] == "a.png"
    assert picture["alt"] and "attempts a day" in picture["alt"]
    assert tags[3][1]["href"] == address_of(HOST, STATE)
    ((name, frame),) = Seen(frame_markup(scene, "a.html")).tags
    assert (name, frame["src"]) == ("iframe", "a.html")
    assert frame["title"] == "Belarus–EU border, on 16 November 2021"


def test_a_link_holds_the_days_that_routes_are_drawn_over(page: AppTest) -> None:
    page.query_params["tab"] = "flights"
    page.query_params["routes"] = "all"
    page.run()
    days = next(one for one in page.button_group if one.key == "route_lines_span")
    assert days.value == "all"
    days.set_value("quarter").run()
    assert not page.exception
    assert page.query_params["routes"] in ("quarter", ["quarter"])


def test_the_menu_gives_address_reference_and_markup(page: AppTest) -> None:
    page.session_state["link_menu"] = True
    page.query_params["date"] = "2021-11-16"
    page.query_params["tab"] = "events"
    page.run()
    assert not page.exception
    address, reference, figure, frame = [block.value for block in page.code][:4]
    assert "date=2021-11-16" in address and "tab=events" in address
    assert address in reference
    assert 'src="border-monitor_a4_20211116.png"' in figure
    assert 'src="border-monitor_20211116.html"' in frame
    assert "frame-ancestors" in "\n".join(caption.value for caption in page.caption)


def test_an_address_that_comes_late_from_the_browser_takes_nothing_back(page: AppTest) -> None:
    def shown() -> date:
        return page.session_state["bm_state"].date  # type: ignore[no-any-return]

    page.query_params["date"] = "2021-11-16"
    page.run()
    page.button(key="latest_week").click().run()
    latest = shown()
    assert latest > date(2025, 1, 1)
    # A rerun that no hand caused, with the address of before.
    page.query_params.clear()
    page.query_params["date"] = "2021-11-16"
    page.run()
    assert shown() == latest
    page.query_params["date"] = "2021-11-17"
    page.run()
    assert shown() == date(2021, 11, 17)


def test_an_address_opens_its_tab(page: AppTest) -> None:
    page.query_params["tab"] = "flights"
    page.run()
    assert page.session_state["tab"] == "Flights"
    assert any("Flights" in html.proto.body for html in page.get("html"))
    page.query_params["tab"] = "sources"
    page.run()
    assert page.session_state["tab"] == "Sources"
    del page.query_params["tab"]
    page.run()
    assert page.session_state["tab"] == "Pressure points"
