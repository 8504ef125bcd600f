"""One figure of a window: the same on sheet, slide, film, in the data files, feed and summary."""

from datetime import date, timedelta

import pytest

from dashboard.exports.data.features import drawn_things
from dashboard.exports.edition import Edition, build_edition
from dashboard.exports.film import side
from dashboard.exports.request import build_order
from dashboard.exports.sheet.boxes import Box
from dashboard.exports.sheet.page import Page
from dashboard.exports.sheet.sizes import paper_size
from dashboard.exports.sheet.value_blocks import Brevity, build_block
from dashboard.exports.slides.date_slide import border_rows
from dashboard.feed import build_feed
from dashboard.feed.blob import unpack
from dashboard.feed.figures import Row
from dashboard.scene.scene import build_scene
from dashboard.scene.stands import BorderStand
from dashboard.scene.state import FIRST_DATE, MapState
from dashboard.scene.words import overview
from dashboard.scene.words.dates import day_number
from events import BORDERS, Ledger, build_summary

# Border, last day, window, figure, and what stands under it: one of each way, and of each border.
WINDOWS = [
    ("BY-PL", date(2021, 10, 31), "31d", "562.8", "complete: 17,447 in 31 days"),
    ("BY-PL", date(2021, 9, 30), "30d", "255.6", "complete: 7,667 in 30 days"),
    ("BY-PL", date(2021, 12, 31), "365d", "108.7", "complete: 39,664 in 365 days"),
    ("BY-PL", date(2023, 8, 31), "31d", "90.3", "about 2,800 in 31 days"),
    ("BY-PL", date(2021, 11, 16), "1d", "161", "complete: reported for that day"),
    (
        *("BY-LT", date(2025, 11, 30), "30d", "1.2"),
        "complete: 36 in 30 days, derived from other reports",
    ),
    ("BY-LT", date(2022, 5, 31), "30d", "11.8 to 13.3", "between 353 and 399 in 30 days"),
    ("BY-LT", date(2022, 8, 15), "7d", "61 and 36", "2 reported days of 7"),
    ("BY-LT", date(2022, 10, 20), "7d", "not reported", "no figure in 7 days"),
    (
        *("BY-LV", date(2021, 11, 14), "7d", "21.8"),
        "inside a wider count: 763 in 35 days, 8 November – 12 December 2021",
    ),
]


@pytest.mark.few(4)
@pytest.mark.parametrize(("pair", "day", "window", "value", "basis"), WINDOWS)
def test_every_place_tells_the_same_figure(
    ledger: Ledger, pair: str, day: date, window: str, value: str, basis: str
) -> None:
    edition = build_edition(
        ledger, build_scene(ledger, MapState(day, window=window)), build_order(), "png"
    )
    stand = next(stand for stand in edition.scene.borders if stand.style.pair == pair)
    assert (overview.value(stand), overview.basis(stand)) == (value, basis)
    for told in (on_paper(edition, stand), on_slide(edition, stand), in_film(edition, stand)):
        assert value in told
        assert basis in told
    assert in_feed(ledger, pair, day, window) == (value, basis)
    (drawn,) = [
        thing
        for thing in drawn_things(ledger, edition.scene)
        if (thing.kind, thing.id) == ("border", pair)
    ]
    assert basis in drawn.facts["note"]
    summary = build_summary(ledger, edition.scene.window)["borders"][BORDERS.index(pair)]
    assert summary["words"]["value"] == value
    assert summary["words"]["basis"].startswith(basis)
    for name in ("rate_per_day", "rate_low", "rate_high", "least", "most"):
        assert drawn.facts[name] == summary[name]


def on_paper(edition: Edition, stand: BorderStand) -> str:
    """Return the words of the sheet's block, its lines joined."""
    block = build_block(stand, edition.citations)
    return " ".join(" ".join(text for text, *_ in row) for row in block.rows)


def on_slide(edition: Edition, stand: BorderStand) -> str:
    rows = border_rows(edition.ledger, edition.scene, edition.citations)
    row = rows[1 + [s.style.pair for s in edition.scene.borders].index(stand.style.pair)]
    return " ".join(run.text for cell in row for line in cell.lines for run in line)


def in_film(edition: Edition, stand: BorderStand) -> str:
    page = Page(paper_size("16x9"))
    told: list[str] = []
    page.text = lambda x, y, text, *_, **__: told.append(text)  # type: ignore[method-assign,assignment]
    side.draw_side(page, Box(170, 20, 290, 160), edition.scene)
    return " ".join(told)


def in_feed(ledger: Ledger, pair: str, day: date, window: str) -> tuple[str, str]:
    start = max(FIRST_DATE, day - timedelta(days=3))
    header, columns = unpack(build_feed(ledger, start, (window,)))
    row = columns[f"figure:{window}:{pair}"][day_number(day) - header["first"]]
    assert set(Row._fields) >= {"value", "basis"}
    return tuple(header["texts"][columns[f"figure_{name}"][row]] for name in ("value", "basis"))


def test_what_finds_no_room_on_paper_is_shorter_and_keeps_figure_and_measure(
    ledger: Ledger,
) -> None:
    made = build_edition(
        ledger, build_scene(ledger, MapState(date(2021, 9, 30), window="30d")), build_order(), "png"
    )
    poland = made.scene.borders[0]
    blocks = [build_block(poland, made.citations, brevity) for brevity in Brevity]
    assert blocks[0].height >= blocks[1].height > blocks[2].height
    for block in blocks:
        told = " ".join(text for row in block.rows for text, *_ in row)
        assert "255.6" in told and "attempts a day" in told and "contested" in told
