"""Two maps that share one view, as modules: who tells whom where to look."""

from __future__ import annotations

from modules import run
from playwright.sync_api import Page

MAP = """
  const told = [];
  const heard = {};
  const map = {
    on: (name, handler) => { heard[name] = handler; },
    getCenter: () => ({ lng: 25.5, lat: 53.9 }),
    getZoom: () => 6.25,
    setView: () => {},
  };
  const post = (kind, { view }) => told.push([kind, view.zoom]);
  const mirror = (role) => createMirror(map, role, post);
"""


def test_a_second_map_tells_of_no_view_before_it_was_told_one(bench: Page) -> None:
    # On a server that holds the feed it is drawn before the first map has answered it: what it
    # then said of itself moved the first map away from the view in the address.
    said = run(
        bench,
        "mirror: createMirror",
        f"""{MAP}
        const other = mirror("other");
        other.share(true);
        heard.moveend();
        heard.move();
        const before = told.length;
        other.follow({{ from: "main", view: {{ lon: 24.2, lat: 53.1, zoom: 8 }}, how: "rest" }});
        await new Promise((done) => setTimeout(done, 200));
        heard.moveend();
        return [before, told];""",
    )
    assert said == [0, [["look", 6.25]]]


def test_the_first_map_tells_where_it_looks_as_soon_as_two_are_shown(bench: Page) -> None:
    said = run(
        bench,
        "mirror: createMirror",
        f"""{MAP}
        const main = mirror("main");
        heard.moveend();
        const alone = told.length;
        main.share(true);
        heard.moveend();
        main.answer("other");
        return [alone, told];""",
    )
    assert said == [0, [["look", 6.25], ["look", 6.25]]]
