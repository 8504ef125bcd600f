"""A sheet of one page: the map alone, and every source in a file that it names."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from dashboard.__main__ import main
from dashboard.exports.formats import FORMATS, read_any
from dashboard.exports.request import build_order
from dashboard.exports.verify import Answer, verify
from dashboard.page.restore import restored
from dashboard.scene.ask_text import read_ask
from dashboard.scene.scene import Scene, build_scene
from dashboard.scene.state import MapState
from events import Ledger

MADE = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
ORDER = build_order(created=MADE, one_page=True)
STATE = MapState(date(2021, 11, 16))
NAME = "border-monitor_a4-one-page_20211116"
poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")


@pytest.fixture(scope="module")
def scene(ledger: Ledger) -> Scene:
    return build_scene(ledger, STATE)


@pytest.fixture(scope="module")
def pdfs(ledger: Ledger, scene: Scene) -> tuple[bytes, ...]:
    return FORMATS["pdf"].draw(ledger, scene, ORDER)


def words(content: bytes) -> str:
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    return told.stdout.decode()


def pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


@poppler
def test_the_sheet_is_one_page_and_names_the_file_of_its_sources(pdfs: tuple[bytes, ...]) -> None:
    first, second = pdfs
    assert pages(first) == 1
    said = words(first)
    assert f"{NAME}.pdf · all sources: {NAME}-sources.pdf" in said
    assert "in the file of sources named below" in said
    assert f"{NAME}-sources.pdf" in words(second)


@poppler
def test_the_second_file_lists_every_source_from_the_first_number(
    pdfs: tuple[bytes, ...],
) -> None:
    count = int(read_any(pdfs[0], "pdf")["Sources"])
    assert count > 50
    said = words(pdfs[1])
    numbers = {int(n) for n in re.findall(r"\[(\d+)\] ", said)}
    assert numbers >= set(range(1, count + 1))
    assert f"Sources [1] to [{count}] of {count}" in said


def test_both_say_so_and_are_drawn_again(ledger: Ledger, pdfs: tuple[bytes, ...]) -> None:
    for number, content in enumerate(pdfs, start=1):
        told = read_any(content, "pdf")
        assert (told["Layout"], told["Sheet"]) == ("one page", f"{number} of 2")
        assert verify(content, ledger).answer is Answer.SAME
        assert restored("sheet.pdf", content) == STATE


@pytest.mark.long
@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_picture_has_the_same_file_of_sources(
    ledger: Ledger, scene: Scene, pdfs: tuple[bytes, ...], form: str
) -> None:
    first, second = FORMATS[form].draw(ledger, scene, ORDER)
    assert second == pdfs[1]
    assert read_any(first, form)["Layout"] == "one page"
    assert verify(first, ledger).answer is Answer.SAME
    if form == "png":
        assert Image.open(io.BytesIO(first)).size == (3508, 2480)


def test_a_full_sheet_says_nothing_of_it(ledger: Ledger, scene: Scene) -> None:
    (content,) = FORMATS["pdf"].draw(ledger, scene, build_order(created=MADE))
    assert pages(content) > 1
    assert "Layout" not in read_any(content, "pdf")


def test_another_layout_is_no_request(ledger: Ledger, pdfs: tuple[bytes, ...]) -> None:
    changed = pdfs[0].replace(b"<bm:Layout>one page<", b"<bm:Layout>two page<")
    assert changed != pdfs[0]
    verdict = verify(changed, ledger)
    assert verdict.answer is Answer.ALTERED
    assert '"two page" is not a layout' in verdict.words


@poppler
@pytest.mark.long
def test_an_analysis_goes_before_the_sources(ledger: Ledger) -> None:
    state = MapState(date(2021, 11, 16), analysis=read_ask("levels,BY-PL,2021-07:2022-03"))
    first, second = FORMATS["pdf"].draw(ledger, build_scene(ledger, state), ORDER)
    assert pages(first) == 1
    assert "analysis and all sources:" in words(first)
    assert words(second).index("Levels, ") < words(second).index("Sources [1]")
    assert verify(second, ledger).answer is Answer.SAME


@poppler
def test_without_any_source_the_file_says_so(ledger: Ledger) -> None:
    scene = build_scene(ledger, MapState(date(2000, 6, 1), window="1d"))
    first, second = FORMATS["pdf"].draw(ledger, scene, ORDER)
    assert (pages(first), pages(second)) == (1, 1)
    assert read_any(second, "pdf")["Sources"] == "0"
    assert "No source is on show in this window." in words(second)
    assert "[1] to [0]" not in words(second)


@pytest.mark.long
def test_the_command_writes_both_and_refuses_what_has_no_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["snapshot", "--date", "2021-11-16", "--out", str(tmp_path), "--one-page"]
    assert main([*asked, "--format", "pdf"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{NAME}-sources.pdf",
        f"{NAME}.pdf",
    ]
    assert main([*asked, "--format", "csv"]) == 2
    assert "Add one to --format: pdf, svg, png" in capsys.readouterr().err


def test_the_menu_offers_one_page_with_its_sources() -> None:
    app = str(Path(__file__).parents[2] / "dashboard" / "app.py")
    page = AppTest.from_file(app, default_timeout=180)
    page.session_state["export_menu"] = True
    page.run()

    def offered() -> set[str]:
        return {one.proto.label for one in page.get("download_button")}

    assert "Sources" not in offered()
    page.session_state["export_layout"] = "one"
    page.run()
    assert not page.exception
    assert {"PDF", "SVG", "PNG", "Sources"} <= offered()
