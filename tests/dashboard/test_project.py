"""Project files: what is saved opens again, on the page and on the command line."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from dashboard.__main__ import main
from dashboard.errors import DashboardError, StateError
from dashboard.exports.project import open_project, read_layers, write_project
from dashboard.exports.project.document import read_document
from dashboard.scene.state import MapState
from events import EventsError, Selection, Showing
from events.uploads import (
    ColumnMapping,
    Layer,
    Provenance,
    Readers,
    build_context,
    build_layer,
    read_upload,
)

APP = str(Path(__file__).parents[2] / "dashboard" / "app.py")
ROWS = (
    b"when,lon,lat,what\n08/11/2021,23.67,53.52,Crowd at the crossing\n"
    b"12/11/2021,23.6783,53.5204,Stones\n"
)
MAPPING = ColumnMapping(choices={"date_order": "dmy"})
STATE = MapState(date=date(2021, 11, 14), window="7d", selection=Selection(borders=("BY-PL",)))


@pytest.fixture(scope="module")
def layer() -> Layer:
    with Readers() as readers:
        upload = read_upload(ROWS, "mine.csv", mapping=MAPPING, readers=readers)
    said = Provenance("Diary of a reporter", "A. Paper", "B", 2, sensitive=False, read_on="2026-11")
    return build_layer(upload, 3, said)


@pytest.fixture(scope="module")
def saved(layer: Layer) -> bytes:
    state = replace(STATE, files=(layer.key,), showing=Showing.MERGED)
    return write_project(state, [layer], {layer.key: ROWS}, "0" * 64)


def document(project: bytes, *changes: tuple[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(project)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "project.toml":
                for before, after in changes:
                    assert before.encode() in content
                    content = content.replace(before.encode(), after.encode())
            new.writestr(entry.filename, content)
    return packed.getvalue()


def test_a_project_opens_as_it_was_saved(layer: Layer, saved: bytes) -> None:
    project, contents = open_project(saved)
    assert project.problems == ()
    assert project.state == replace(STATE, files=(layer.key,), showing=Showing.MERGED)
    assert contents == {layer.key: ROWS}
    with Readers() as readers:
        (again,) = read_layers(project, contents, readers)
    assert (again.key, again.number, again.provenance) == (layer.key, 3, layer.provenance)
    assert again.mapping == layer.mapping
    assert again.imported.day.tolist() == [date(2021, 11, 8), date(2021, 11, 12)]


@pytest.mark.parametrize("shown", [True, False])
def test_a_background_is_on_or_off_as_it_was_saved(shown: bool) -> None:
    rows = b"lon,lat,name\n23.5,53.4,Post one\n23.6,53.5,Post two\n"
    with Readers() as readers:
        upload = read_upload(rows, "posts.csv", readers=readers)
        layer = replace(build_context(upload, 2), shown=shown)
        content = write_project(STATE, [layer], {layer.key: rows}, "0" * 64)
        project, contents = open_project(content)
        (again,) = read_layers(project, contents, readers)
    assert project.problems == ()
    assert again.shown is shown
    with pytest.raises(StateError, match="shown: is neither"):
        read_document(f'project = 1\nview.address = ""\n[[files]]\nshown = {int(shown)}\n')


def test_the_same_project_has_the_same_bytes(layer: Layer, saved: bytes) -> None:
    state = replace(STATE, files=(layer.key,), showing=Showing.MERGED)
    assert write_project(state, [layer], {layer.key: ROWS}, "0" * 64) == saved
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        assert archive.namelist() == ["project.toml", f"files/{layer.key}"]
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_a_file_that_is_not_at_hand_is_named_and_missing(layer: Layer) -> None:
    project, contents = open_project(write_project(STATE, [layer], {}, ""))
    assert contents == {}
    assert project.files[0].entry.sha256 == hashlib.sha256(ROWS).hexdigest()
    assert project.state.files == (layer.key,)


def test_unknown_fields_are_named_and_left_out(saved: bytes) -> None:
    project, _ = open_project(
        document(
            saved,
            ("[view]", 'mood = "grey"\n[view]\nzoomed = 3'),
            ("number = 3", "number = 3\nshade = 7"),
        )
    )
    assert project.problems == (
        'project.toml, "mood" is not a field of version 1 and was left out.',
        'project.toml, view, "zoomed" is not a field of version 1 and was left out.',
        'project.toml, files 1, "shade" is not a field of version 1 and was left out.',
    )


def test_a_view_that_is_half_understood_says_what_was_left(saved: bytes) -> None:
    project, _ = open_project(document(saved, ("window=7d", "window=7x")))
    assert project.state.date == date(2021, 11, 14)
    assert len(project.problems) == 1 and "7x" in project.problems[0]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("project = 1", "project = 2", "version 2; this program reads up to 1"),
        ("project = 1", 'project = "1"', "It is no project"),
        ("project = 1", "projekt = 1", "It is no project"),
        ("[view]", "[view", "is not TOML"),
        ("address = ", "adress = ", "names no address"),
        ("number = 3", "number = 9", "numbers 1 to 8"),
        ("number = 3", "number = true", "not text and numbers"),
        ("near_km = 30", "near_km = 0", "not text and numbers"),
        ('reliability = "B"', 'reliability = "Z"', '"Z" is not a reliability'),
        ('date_order = "dmy"', 'date_order = "mad"', '"mad" is no answer'),
        ('content = "files/', 'content = "other/', "is not there"),
        ("date=2021-11-14", "date=2021-11-14&date=2021-11-15", "says a thing twice"),
    ],
)
def test_what_is_no_project_is_refused_with_its_place(
    saved: bytes, before: str, after: str, told: str
) -> None:
    with pytest.raises((DashboardError, EventsError), match=re.escape(told)):
        open_project(document(saved, (before, after)))


def test_a_file_exchanged_in_the_archive_is_refused(layer: Layer, saved: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved)) as old, zipfile.ZipFile(packed, "w") as new:
        new.writestr("project.toml", old.read("project.toml"))
        new.writestr(f"files/{layer.key}", ROWS + b"09/11/2021,23.6,53.5,Invented\n")
    with pytest.raises(StateError, match="SHA-256 is another"):
        open_project(packed.getvalue())


@pytest.mark.parametrize("name", ["../project.toml", "/etc/passwd", "C:evil"])
def test_a_name_that_leads_out_is_refused(saved: bytes, name: str) -> None:
    packed = io.BytesIO(saved)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(EventsError):
        open_project(packed.getvalue())


@pytest.mark.long
def test_a_file_that_packs_tightly_is_opened_again(layer: Layer) -> None:
    rows = ROWS + b"\n" * 3_000_000
    with Readers() as readers:
        upload = read_upload(rows, "long.csv", mapping=MAPPING, readers=readers)
    long = build_layer(upload, 1, Provenance("long"))
    _, contents = open_project(write_project(STATE, [long], {long.key: rows}, ""))
    assert contents == {long.key: rows}


@given(some.integers(0, 2_000), some.integers(1, 255))
def test_no_damaged_project_ends_in_another_error_than_ours(
    saved: bytes, place: int, change: int
) -> None:
    damaged = bytearray(saved)
    damaged[place % len(damaged)] ^= change
    try:
        project, contents = open_project(bytes(damaged))
    except (DashboardError, EventsError) as error:
        assert str(error).strip()
    else:
        assert set(contents) <= {file.key for file in project.files}


@given(
    some.dictionaries(some.text(max_size=6), some.integers() | some.text(max_size=9), max_size=4)
)
def test_no_document_ends_in_another_error_than_ours(saved: bytes, more: dict[str, object]) -> None:
    lines = "\n".join(f"{json.dumps(key)} = {json.dumps(value)}" for key, value in more.items())
    try:
        open_project(document(saved, ("project = 1", f"project = 1\n{lines}")))
    except (DashboardError, EventsError) as error:
        assert str(error).strip()


@pytest.mark.long
def test_the_commands_save_and_open_a_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.csv").write_bytes(ROWS)
    (tmp_path / "how.json").write_text(MAPPING.to_json())
    project, out = tmp_path / "p.zip", tmp_path / "out"
    view = "date=2021-11-14&window=7d&border=BY-PL"
    brought = ["--with", str(tmp_path / "mine.csv"), "--mapping", str(tmp_path / "how.json")]
    assert main(["project", "--view", view, *brought, "--out", str(project)]) == 0
    assert main(["snapshot", "--project", str(project), "--format", "csv", "--out", str(out)]) == 0
    drawn = out / "border-monitor_a4_20211114.csv"
    asked = ["--date", "2021-11-14", "--select", "border=BY-PL", *brought]
    straight = tmp_path / "straight"
    assert main(["snapshot", *asked, "--format", "csv", "--out", str(straight)]) == 0
    told = "Crowd at the crossing"
    assert told in drawn.read_text("utf-8-sig")
    rows = [
        path.read_text("utf-8-sig").split("\n", 1)[1] for path in (drawn, straight / drawn.name)
    ]
    assert rows[0].splitlines()[-2:] == rows[1].splitlines()[-2:]
    capsys.readouterr()
    assert main(["verify", str(drawn)]) == 6
    assert main(["verify", "--project", str(project), str(drawn)]) == 0
    assert main(["snapshot", "--project", str(project), *brought, "--out", str(out)]) == 2
    assert "leave out --with" in capsys.readouterr().err
    assert main(["snapshot", "--out", str(out)]) == 2
    assert "--date is needed" in capsys.readouterr().err
    assert main(["snapshot", "--project", str(drawn), "--out", str(out)]) == 2
    assert "the archive is damaged" in capsys.readouterr().err


def opened(page: AppTest) -> AppTest:
    page.run()
    page.session_state["project_menu"] = True
    page.run()
    assert not page.exception, page.exception
    return page


def said(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def drop(page: AppTest, content: bytes) -> AppTest:
    field = next(field for field in page.file_uploader if field.key.startswith("dropped_"))
    field.set_value([("p.zip", content, "application/zip")])
    page.run()
    assert not page.exception, page.exception
    return page


def test_a_project_opens_on_the_page_and_a_bad_one_changes_nothing(
    layer: Layer, saved: bytes
) -> None:
    page = opened(AppTest.from_file(APP, default_timeout=180))
    before = page.session_state["bm_state"]
    drop(page, document(saved, ("number = 3", "number = 9")))
    assert "numbers 1 to 8" in said(page)
    assert page.session_state["bm_state"] == before
    assert "data-unsaved" not in said(page)
    drop(page, saved)
    state = page.session_state["bm_state"]
    assert (state.date, state.files, state.showing) == (
        date(2021, 11, 14),
        (layer.key,),
        Showing.MERGED,
    )
    assert [one.title for one in page.session_state["bm_layers"]] == ["Diary of a reporter"]
    assert "saved on other data: figures may differ" in said(page)
    assert "saved in a project" in said(page)
