"""The settings file and the public profile: whose sheet it is, and what it does not show."""

import itertools
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from matplotlib.text import Text

from dashboard.errors import SettingsError, SnapshotError
from dashboard.exports.edition import build_edition
from dashboard.exports.fonts import POINT_MM
from dashboard.exports.privacy.view import public_view
from dashboard.exports.request import build_order
from dashboard.exports.settings import KEYS, Settings, load_settings
from dashboard.exports.sheet.canvas import drawing
from dashboard.exports.sheet.layout import HEAD_RULE, HEAD_TOP
from dashboard.exports.sheet.sheet import build_sheet
from dashboard.exports.sheet.text_boxes import ASCENT, DESCENT
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from events import Ledger, is_sensitive

CREATED = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
CAMP = MapState(date(2021, 11, 20), window="30d")
NEXT_DAY = datetime(2021, 11, 21, 9, 0, tzinfo=UTC)


def said(ledger: Ledger, scene: Scene, **asked: object) -> list[str]:
    with drawing():
        sheet = build_sheet(
            build_edition(ledger, scene, build_order(**{"created": CREATED, **asked}), "png")
        )  # type: ignore[arg-type]
    return [text.get_text() for f in sheet.figures for text in f.findobj(Text)]


def test_without_a_file_every_setting_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BORDER_MONITOR_SETTINGS", raising=False)
    assert load_settings() == Settings()
    assert Settings().given == {}


def test_a_file_in_the_folder_named_or_in_the_environment_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for place, name in (("folder", "border-monitor.toml"), ("environment", "other.toml")):
        (tmp_path / name).write_text(f'producer = "Office by {place}"\n', encoding="utf-8")
    assert load_settings().producer == "Office by folder"
    monkeypatch.setenv("BORDER_MONITOR_SETTINGS", str(tmp_path / "other.toml"))
    assert load_settings().producer == "Office by environment"
    assert load_settings(tmp_path / "border-monitor.toml").producer == "Office by folder"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('produser = "X"', '"produser" is not a setting. Use one of: producer, contact'),
        ("producer = 7", 'Write producer = "…" in quotes'),
        (f'contact = "{"x" * 200}"', "A sheet has room for 120"),
        ("producer = X", "is not TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_the_way_out(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as found:
        load_settings(path)
    assert told in str(found.value) and "wrong.toml" in str(found.value)


def test_a_named_file_that_is_missing_or_not_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="not UTF-8"):
        load_settings(tmp_path / "odd.toml")


@pytest.mark.parametrize("size", ["a4", "16x9"])
def test_every_setting_stands_on_the_sheet(ledger: Ledger, size: str) -> None:
    settings = Settings(**{key: f"{key.upper()} ą ž ў" for key in KEYS})
    scene = build_scene(ledger, MapState(date(2021, 11, 8)))
    text = " ".join(said(ledger, scene, settings=settings, size=size))
    for key in KEYS:
        assert f"{key.upper()} ą ž ў" in text
    assert "acceptance by the producer of this map" not in text


def test_a_full_imprint_stays_between_the_rules_of_the_head(ledger: Ledger) -> None:
    settings = Settings(**{key: f"{key.upper()} ą ž ў" for key in KEYS})
    order = build_order(created=CREATED, settings=settings)
    with drawing():
        figure = build_sheet(
            build_edition(ledger, build_scene(ledger, MapState(date(2021, 11, 8))), order, "png")
        ).figure
    lines = [text for text in figure.findobj(Text) if text.get_gid() == "imprint"]
    assert len(lines) == 5
    for text in lines:
        high = text.get_fontsize() * POINT_MM
        y = text.get_position()[1]
        assert y - high * ASCENT > HEAD_TOP + 0.5 and y + high * DESCENT < HEAD_RULE - 0.5


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(SnapshotError, match="Use one of: public, internal"):
        build_order(profile="secret")


def sensitive_marks(ledger: Ledger, scene: Scene, made_on: date) -> list[str]:
    return [
        mark.event.id
        for mark in scene.marks
        if any(is_sensitive(report, made_on) for report in ledger.reports_of(mark.event))
    ]


def test_people_in_need_are_shown_at_their_section_while_it_is_recent(ledger: Ledger) -> None:
    scene = build_scene(ledger, CAMP)
    hidden = sensitive_marks(ledger, scene, NEXT_DAY.date())
    assert hidden, "the shipped tables hold a camp at a point in these days"
    view = public_view(ledger, scene, "public", NEXT_DAY.date())
    assert view.generalised >= len(hidden)
    before = {mark.event.id: mark for mark in scene.marks}
    for mark in view.scene.marks:
        was = before[mark.event.id]
        if mark.event.id in hidden:
            assert mark.spot.vague
            assert (mark.event.place.lon, mark.event.place.lat) == (None, None)
            assert was.event.place.name not in mark.event.title
            for report in view.ledger.reports_of(mark.event):
                assert report.place.lon is None and report.note == ""
                assert report.incident is None or report.incident.title == mark.event.title
                assert report.quantity == ledger.report(report.id).quantity
        else:
            assert mark == was


def test_a_public_sheet_says_that_locations_are_generalised(ledger: Ledger) -> None:
    scene = build_scene(ledger, CAMP)
    public = " ".join(said(ledger, scene, created=NEXT_DAY))
    assert "Locations generalised" in public and "locations generalised:" in public
    internal = " ".join(said(ledger, scene, created=NEXT_DAY, profile="internal"))
    assert "ocations generalised" not in internal and "· internal" in internal


def test_a_generalised_place_is_nowhere_on_a_public_sheet(ledger: Ledger) -> None:
    scene = build_scene(ledger, CAMP)
    view = public_view(ledger, scene, "public", NEXT_DAY.date())
    changed = {
        old.event.title
        for old, new in itertools.product(scene.marks, view.scene.marks)
        if old.event.id == new.event.id and old.event.title != new.event.title
    }
    assert changed
    text = " ".join(" ".join(said(ledger, scene, created=NEXT_DAY)).split())
    assert [title for title in changed if title in text] == []


def test_after_ninety_days_nothing_is_generalised(ledger: Ledger) -> None:
    scene = build_scene(ledger, CAMP)
    later = CAMP.date + timedelta(days=400)
    view = public_view(ledger, scene, "public", later)
    assert (view.generalised, view.scene, view.ledger) == (0, scene, ledger)


def test_the_internal_profile_leaves_everything(ledger: Ledger) -> None:
    scene = build_scene(ledger, CAMP)
    view = public_view(ledger, scene, "internal", NEXT_DAY.date())
    assert (view.generalised, view.scene, view.ledger) == (0, scene, ledger)
