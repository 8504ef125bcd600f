"""Slides read back by python-pptx, and converted by LibreOffice."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from pptx import Presentation

from dashboard.exports.request import build_order
from dashboard.exports.slides import draw_slides, read_slides
from dashboard.exports.slides.shapes import Run, height_of
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from dashboard.scene.url import from_query
from dashboard.scene.words import overview
from events import Ledger

ORDER = build_order(created=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
HOSTILE = "$\\foo$ <script> {{7*191}} \ufffe \u202e\x07 =cmd|' /C calc' " + "x" * 5000


@pytest.fixture(scope="module")
def scene(ledger: Ledger) -> Scene:
    return build_scene(ledger, MapState(date(2021, 11, 8)))


@pytest.fixture(scope="module")
def content(ledger: Ledger, scene: Scene) -> bytes:
    return draw_slides(ledger, scene, ORDER)[0]


def slides(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def shape(slide: Any, name: str) -> Any:
    return next(each for each in slide.shapes if each.name == name)


def test_the_title_can_be_edited_and_holds_the_date(content: bytes, scene: Scene) -> None:
    title = slides(content)[0].shapes.title
    assert title.is_placeholder
    assert title.text_frame.text == overview.title(scene)


def test_the_borders_are_a_native_table_with_rate_and_change(content: bytes) -> None:
    table = shape(slides(content)[0], "Borders").table
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[1] for row in rows] == ["Border", "Poland", "Lithuania", "Latvia"]
    assert rows[1][2].startswith("333.3")
    assert "inside a wider count: about 7,000 in 21 days" in rows[1][3]
    assert "no comparison: both figures are averages of longer times" in rows[1][3]
    assert rows[2][2].startswith("89.8")
    assert "All reports together: between 539 and 910 on these 7 days." in rows[2][3]
    assert "no comparison: a mean of reported days against" in rows[2][3]


def test_the_picture_has_words_and_lies_on_the_slide(content: bytes, scene: Scene) -> None:
    deck = Presentation(io.BytesIO(content))
    for slide in deck.slides:
        for each in slide.shapes:
            assert each.left >= 0 and each.top >= 0
            assert each.left + each.width <= deck.slide_width
            assert each.top + each.height <= deck.slide_height
    picture = shape(deck.slides[0], "Map")
    assert picture.image.content_type == "image/png"
    assert overview.sentence(scene) in picture._element.xpath(".//p:cNvPr")[0].get("descr")


@pytest.mark.long
def test_words_stay_clear_of_the_table_above_and_the_foot_below(ledger: Ledger) -> None:
    for day in (date(2021, 11, 8), date(2021, 11, 16), date(2025, 8, 15)):
        (made,) = draw_slides(ledger, build_scene(ledger, MapState(date=day)), ORDER)
        slide = slides(made)[0]
        table, told, foot = (
            shape(slide, name) for name in ("Borders", "Events and flights", "Foot")
        )
        assert table.top + sum(row.height for row in table.table.rows) <= told.top
        lines = [
            [Run(run.text, run.font.size.pt) for run in paragraph.runs]
            for paragraph in told.text_frame.paragraphs
        ]
        assert height_of(lines, told.width / 914400) <= told.height / 914400 + 0.02
        assert told.top + told.height <= foot.top


def test_the_notes_hold_every_source_with_its_number(content: bytes, scene: Scene) -> None:
    deck = slides(content)
    told = deck[0].notes_slide.notes_text_frame.text
    listed = "\n".join(
        each.text_frame.text
        for slide in deck[1:]
        for each in slide.shapes
        if each.name.startswith("Sources")
    )
    numbers = [line.split("]")[0][1:] for line in listed.splitlines() if line.startswith("[")]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert len(numbers) > 20
    for number in numbers:
        assert f"\n[{number}] " in told
    assert "https://" in told
    for needed in ("ODbL", "CC BY 4.0", "Data SHA-256"):
        assert needed in told
    foot = shape(deck[0], "Foot").text_frame.text
    assert "do not imply endorsement" in foot


def test_the_properties_hold_the_state_and_the_bytes_come_out_the_same(
    ledger: Ledger, content: bytes, scene: Scene
) -> None:
    told = read_slides(content)
    assert told is not None
    assert from_query(dict(parse_qsl(told["State"]))) == scene.state
    core = Presentation(io.BytesIO(content)).core_properties
    assert core.title == overview.title(scene)
    assert core.created == datetime(2026, 11, 22, 15, 30)
    assert draw_slides(ledger, scene, ORDER)[0] == content


def test_hostile_text_comes_out_as_text(ledger: Ledger, scene: Scene) -> None:
    mark = scene.marks[0]
    event = replace(mark.event, title=HOSTILE)
    shown = replace(scene, marks=(replace(mark, event=event), *scene.marks[1:]))
    (made,) = draw_slides(ledger, shown, ORDER)
    slide = slides(made)[0]
    told = shape(slide, "Events and flights").text_frame.text
    told += slide.notes_slide.notes_text_frame.text
    assert "\ufffe" not in told and "\u202e" not in told and "\x07" not in told
    assert "1337" not in told


def test_a_foreign_deck_is_none_of_ours() -> None:
    out = io.BytesIO()
    Presentation().save(out)
    assert read_slides(out.getvalue()) is None
    assert read_slides(b"PK\x03\x04 torn") is None


@pytest.mark.long
def test_libreoffice_reads_the_slides(content: bytes, scene: Scene, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: apt-get install libreoffice-impress"
    path = tmp_path / "deck.pptx"
    path.write_bytes(content)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    said = subprocess.run(
        ["pdftotext", str(tmp_path / "deck.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert overview.title(scene) in said
    assert "[1] Rotativo" in said
