"""What the page gives away and takes back, without a browser."""

from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

import pytest

from dashboard.errors import DashboardError, SnapshotError, StateError
from dashboard.exports.data.geojson_csv import draw_csv, draw_geojson
from dashboard.exports.file_names import name_of
from dashboard.exports.formats import FORMATS, PACKS, Format, read_any
from dashboard.exports.player import draw_player
from dashboard.exports.request import build_order
from dashboard.page import export_menu, restore, workspace
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState, View
from dashboard.scene.url import to_query
from events import Ledger

ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
STATE = MapState(
    date=date(2021, 11, 16), window="30d", view=View(23.9, 53.2, 9.0), picked=("event-flow-0173",)
)


@pytest.fixture(scope="module")
def scene(ledger: Ledger) -> Scene:
    return build_scene(ledger, STATE)


def test_every_format_names_a_drawer_and_a_reader_that_are_there() -> None:
    named = [name for one in FORMATS.values() for name in (one.drawer, one.reader)]
    for target in (*named, *(one.drawer for one in PACKS.values())):
        module, _, function = target.partition(":")
        assert callable(getattr(import_module(module), function))
    sheets, others = ["pdf", "svg", "png"], ["pptx", "gif", "mp4", "html", "geojson", "csv", "xlsx"]
    assert list(FORMATS) == [*sheets, *others]


@pytest.mark.parametrize(
    ("draw", "form"), [(draw_geojson, "geojson"), (draw_csv, "csv"), (draw_player, "html")]
)
def test_a_dropped_file_gives_back_the_whole_view(
    ledger: Ledger, scene: Scene, draw, form: str
) -> None:
    (content,) = draw(ledger, scene, ORDER)
    assert restore.restored(f"a.{form}", content) == STATE
    assert restore.restored("renamed.png", content) == STATE


def test_a_sheet_gives_back_the_whole_view(ledger: Ledger, scene: Scene) -> None:
    for form in ("png", "pdf"):
        content = FORMATS[form].draw(ledger, scene, ORDER)[0]
        assert restore.restored(f"sheet.{form}", content) == STATE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.4 torn",
        b"PK\x03\x04",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b'{"metadata": []}',
        b"\x00" * 4096,
    ],
)
def test_a_foreign_or_torn_file_is_named_and_nothing_else_happens(content: bytes) -> None:
    with pytest.raises(SnapshotError, match="holds no view of this program"):
        read_any(content, "png")


def test_a_state_that_was_tampered_with_is_named() -> None:
    text = f"# State: {urlencode({**to_query(STATE), 'date': 'tomorrow'})}\r\nkind\r\n"
    with pytest.raises(StateError, match='"tomorrow" is not a date'):
        restore.restored("a.csv", text.encode())


def test_a_failed_export_keeps_its_reason_to_be_told(
    ledger: Ledger, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    drawn = Format.draw

    def failing(one: Format, *scene: Any) -> tuple[bytes, ...]:
        if one is FORMATS["pdf"]:
            raise SnapshotError("The typeface is missing. Install font-source-sans-pro.")
        return drawn(one, *scene)

    monkeypatch.setattr(export_menu.session, "failures", lambda: told)
    monkeypatch.setattr(workspace, "_shared", lambda: ledger)
    monkeypatch.setattr(Format, "draw", failing)
    with pytest.raises(DashboardError):
        export_menu._maker(scene, STATE, "pdf", "a4")()
    assert told == ["PDF was not made. The typeface is missing. Install font-source-sans-pro."]
    assert export_menu._maker(scene, STATE, "csv", "a4")().startswith(b"\xef\xbb\xbf# Title")
    assert told == []


def test_the_name_of_a_download_holds_date_and_window() -> None:
    assert name_of(MapState(), "pdf", "a3") == "border-monitor_a3_20211114.pdf"
    assert name_of(STATE, "geojson") == "border-monitor_20211116_30d.geojson"
