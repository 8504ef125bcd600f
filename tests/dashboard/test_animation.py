"""The animation: a frame a step with its date burnt in, then the sources."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from dashboard.errors import SnapshotError
from dashboard.exports.film import draw_gif, draw_mp4, mp4, read_gif
from dashboard.exports.film.film import build_film
from dashboard.exports.film.frames import draw_frames
from dashboard.exports.film.steps import last_steps
from dashboard.exports.request import build_order
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.page import Page
from dashboard.scene.scene import build_scene
from dashboard.scene.state import MapState
from dashboard.scene.symbology import RAMP
from events import Ledger, day_in_words

ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
STEPS = 4


@pytest.fixture(scope="module")
def content(ledger: Ledger) -> bytes:
    return draw_gif(ledger, build_scene(ledger, MapState(date(2021, 11, 8))), ORDER, steps=STEPS)[0]


def frames(content: bytes) -> list[Image.Image]:
    with Image.open(io.BytesIO(content)) as picture:
        found = []
        for index in range(picture.n_frames):
            picture.seek(index)
            found.append(picture.convert("RGB"))
        return found


def test_there_is_a_frame_a_step_and_an_end_card(content: bytes) -> None:
    found = frames(content)
    assert len(found) == STEPS + 1
    assert {frame.size for frame in found} == {(1200, 675)}


def test_every_frame_has_its_own_date_burnt_in(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    text = Page.text

    def listening(page, x, y, words, size, **rest):
        if rest.get("role") == "date":
            said.append(words)
        return text(page, x, y, words, size, **rest)

    monkeypatch.setattr(Page, "text", listening)
    film = build_film(ledger, build_scene(ledger, MapState(date(2021, 11, 8))), ORDER, "gif", 3)
    days = [state.date for state in film.states]
    with drawing():
        pictures = list(draw_frames(film.scenes(), days[0], days[-1], ""))
    assert said == [f"on {day_in_words(day)}" for day in days]
    corner = {picture.crop((800, 30, 1190, 75)).tobytes() for picture in pictures}
    assert len(corner) == 3


def test_a_mark_keeps_its_colour_and_so_its_meaning(content: bytes) -> None:
    last = frames(content)[STEPS - 1]
    held = {colour for _, colour in last.getcolors(1 << 20)}
    # A clash of the last day, and an incident of four days before: 45 % on its way to white.
    for colour in ("#D55E00", "#F1CA73"):
        assert tuple(bytes.fromhex(colour[1:])) in held
    assert tuple(bytes.fromhex(RAMP[4][1:])) in held


def test_the_file_says_what_it_is(content: bytes) -> None:
    told = read_gif(content)
    assert told is not None
    assert told["State"] == "date=2021-11-08&window=7d"
    assert told["Frames"] == str(STEPS)
    assert read_gif(b"GIF89a torn") is None


def test_the_end_card_names_every_source_of_every_frame(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date(2021, 11, 8)))
    film = build_film(ledger, scene, ORDER, "gif", STEPS)
    scenes = list(film.scenes())
    titles = " ".join(film.entries)
    for stand in (stand for shown in scenes for stand in shown.borders):
        for report_id in stand.pressure.report_ids:
            assert ledger.source_of(ledger.report(report_id)).title in titles


def test_steps_go_back_by_day_week_or_month_and_not_before_the_start() -> None:
    state = MapState(date=date(2021, 12, 31), step="month", start=date(2021, 9, 1))
    assert last_steps(state, 30) == tuple(
        date(2021, month, day) for month, day in ((9, 30), (10, 31), (11, 30), (12, 31))
    )
    assert last_steps(replace(state, step="week"), 2) == (date(2021, 12, 24), date(2021, 12, 31))
    assert len(last_steps(replace(state, step="day"), 30)) == 30
    with pytest.raises(SnapshotError, match="Use 1 to"):
        last_steps(state, 0)


def test_without_the_encoder_the_way_out_is_said(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(mp4, "import_module", missing)
    with pytest.raises(SnapshotError, match="take GIF instead"):
        draw_mp4(ledger, build_scene(ledger, MapState(date(2021, 11, 8))), ORDER, steps=1)
