"""The PNG: its size, what it says of itself, that it can be made again."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from PIL import Image

from dashboard.errors import SnapshotError
from dashboard.exports.edition import build_edition
from dashboard.exports.output import write_file
from dashboard.exports.request import build_order, creation_time
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.drawers import draw
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.url import from_query
from dashboard.scene.words import overview
from events import Ledger

CREATED = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def scene(ledger: Ledger) -> Scene:
    return build_scene(ledger, MapState(date(2021, 11, 8)))


@pytest.fixture(scope="module")
def png(ledger: Ledger, scene: Scene) -> bytes:
    return draw(ledger, scene, "png", created=CREATED)


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def test_a_sheet_of_a4_has_3508_by_2480_pixels_at_300_dots(png: bytes) -> None:
    picture = opened(png)
    assert picture.size == (3508, 2480)
    assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert picture.mode == "RGB"


def test_a_picture_says_what_it_shows_and_how_to_see_it_again(scene: Scene, png: bytes) -> None:
    told = opened(png).info
    assert told["Title"] == overview.title(scene)
    assert told["As-of Date"] == "2021-11-08"
    assert told["Window"] == "2021-11-02/2021-11-08"
    assert told["Creation Time"] == "2026-11-22T15:30:00Z"
    assert "ODbL" in told["Copyright"] and "CC BY 4.0" in told["Copyright"]
    assert told["Software"].startswith("Border Monitor ")
    assert told["Source"].startswith("[1] ")
    assert from_query(dict(parse_qsl(told["State"]))) == scene.state


def test_the_same_scene_and_time_give_the_same_bytes(
    ledger: Ledger, scene: Scene, png: bytes
) -> None:
    assert draw(ledger, scene, "png", created=CREATED) == png


def test_the_reader_s_own_matplotlib_settings_change_nothing(
    ledger: Ledger, scene: Scene, png: bytes
) -> None:
    import matplotlib as mpl

    own = {"text.parse_math": True, "lines.scale_dashes": True, "font.family": ["monospace"]}
    with mpl.rc_context(own):
        assert draw(ledger, scene, "png", created=CREATED) == png


HOSTILE = (
    "$\\foo$ costs US$100–$200",
    "{{7*191}} {% if 1 %} {#",
    "<script>alert(1)</script>",
    "a\ufffeb \u202egnp.exe",
    "x" * 5000,
    "\U0001f600 \U00012345",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_drawn_as_text(ledger: Ledger, scene: Scene, title: str) -> None:
    from matplotlib.text import Text

    first, *others = scene.marks
    bad = replace(first.event, title=title, place=replace(first.event.place, name=title[:300]))
    changed = replace(scene, marks=(replace(first, event=bad), *others))
    with drawing():
        sheet = build_sheet(build_edition(ledger, changed, build_order(created=CREATED), "png"))
        callouts = [t.get_text() for t in sheet.figure.findobj(Text) if t.get_gid() == "callout"]
    told = " ".join(callouts)
    for piece in ("$\\foo$", "{{7*191}}", "{%", "<script>"):
        if piece in title:
            assert piece in told
    assert "1337" not in told
    assert not {"\ufffe", "\u202e"} & set(told)


def test_a_hostile_source_title_is_drawn_as_text(ledger: Ledger, scene: Scene) -> None:
    report = ledger.report(scene.borders[0].pressure.report_ids[0])
    bad = replace(ledger.source_of(report), title="$\\foo$ {{7*191}} " + "y" * 5000)
    changed = replace(ledger, sources={**ledger.sources, bad.id: bad})
    told = opened(draw(changed, scene, "png", created=CREATED)).info["Source"]
    assert "$\\foo$ {{7*191}}" in told


def test_a_time_without_a_zone_is_refused(ledger: Ledger, scene: Scene) -> None:
    with pytest.raises(SnapshotError, match="has no zone"):
        draw(ledger, scene, "png", created=datetime(2026, 11, 22))


def test_an_unknown_size_names_the_known_ones(ledger: Ledger, scene: Scene) -> None:
    with pytest.raises(SnapshotError, match=r'"a7" is not a paper size\. Use one of: a4'):
        draw(ledger, scene, "png", created=CREATED, size="a7")


def test_source_date_epoch_sets_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1636329600")
    assert creation_time(None) == datetime(2021, 11, 8, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(SnapshotError, match="not a number of seconds"):
        creation_time(None)


def test_a_date_far_from_any_report_still_makes_a_sheet(ledger: Ledger) -> None:
    for day in (date(2099, 12, 31),):
        content = draw(ledger, build_scene(ledger, MapState(day)), "png", created=CREATED)
        assert opened(content).size == (3508, 2480)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sheet.png"
    write_file(path, b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(SnapshotError, match="No space left on device"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_written_whole_over_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "sheet.png"
    for content in (b"old", b"new" * 1000):
        write_file(path, content)
        assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]
