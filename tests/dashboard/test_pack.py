"""The pack: pages, slides, pictures and data of a period, and a manifest that holds."""

import hashlib
import io
import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pikepdf
import pytest
from pptx import Presentation

from dashboard.__main__ import main
from dashboard.cli.briefing import parse_every
from dashboard.errors import StateError
from dashboard.exports.briefing.dates import stepped_days
from dashboard.exports.data.geojson_csv import read_geojson
from dashboard.exports.verify import Answer, verify
from dashboard.scene.url import from_query
from events import Ledger

ARGUMENTS = ["--from", "2021-11-08", "--to", "2021-11-15", "--created", "2026-11-22T15:30Z"]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    assert main(["pack", *ARGUMENTS, "--out", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def manifest(pack: Path) -> dict:
    return json.loads((pack / "manifest.json").read_text("utf-8"))


def test_the_manifest_names_every_file_with_its_hash(pack: Path, manifest: dict) -> None:
    found = {str(p.relative_to(pack)) for p in pack.rglob("*") if p.is_file()} - {"manifest.json"}
    assert {entry["name"] for entry in manifest["files"]} == found
    for entry in manifest["files"]:
        content = (pack / entry["name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert len(content) == entry["bytes"]


@pytest.mark.long
@pytest.mark.parametrize("form", ["pdf", "pptx"])
def test_a_pack_is_checked_like_any_file(pack: Path, ledger: Ledger, form: str) -> None:
    (path,) = pack.glob(f"*.{form}")
    content = path.read_bytes()
    verdict = verify(content, ledger)
    assert verdict.answer is Answer.SAME, verdict.words


@pytest.mark.long
def test_a_changed_pack_is_altered(pack: Path, ledger: Ledger) -> None:
    (deck,), (pages,) = pack.glob("*.pptx"), pack.glob("*.pdf")
    assert verify(deck.read_bytes() + b" ", ledger).answer is Answer.ALTERED
    content = pages.read_bytes()
    changed = content.replace(b"date=2021-11-15", b"date=2021-11-31")
    assert changed != content
    assert verify(changed, ledger).answer is Answer.ALTERED
    emptied = re.sub(rb"<bm:States>[^<]*<", b"<bm:States>[]<", content)
    assert verify(emptied, ledger).answer is Answer.ALTERED


def test_the_manifest_holds_the_state_of_each_page(pack: Path, manifest: dict) -> None:
    states = [from_query(dict(parse_qsl(page["state"]))) for page in manifest["pages"]]
    assert [state.date for state in states] == [date(2021, 11, 8), date(2021, 11, 15)]
    for path, state in zip(sorted(pack.glob("data/*.geojson")), states, strict=True):
        told = read_geojson(path.read_bytes())
        assert told is not None
        assert from_query(dict(parse_qsl(told["State"]))) == state


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_the_pages_come_as_one_tagged_pdf(pack: Path) -> None:
    (path,) = pack.glob("*.pdf")
    said = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    for title in (
        "Belarus–EU border, on 8 November 2021",
        "Belarus–EU border, on 15 November 2021",
        "The three series",
        "Pressure points, with change",
        "What stands out",
        "Sources",
        "Method",
        "do not imply endorsement",
    ):
        assert title in said
    with pikepdf.open(path) as pdf:
        elements = pdf.Root.StructTreeRoot.K.K
        assert len(elements) == len(pdf.pages)
        figures = [each for each in elements if pikepdf.Name.Figure == each.S]
        assert len(figures) == 2
        assert all("Poland" in str(each.Alt) for each in figures)
        assert [int(page.StructParents) for page in pdf.pages] == list(range(len(pdf.pages)))
        with pdf.open_outline() as outline:
            assert len(outline.root) == 3


def test_the_slides_hold_each_date_the_table_the_charts_and_the_sources(pack: Path) -> None:
    (path,) = pack.glob("*.pptx")
    titles = [
        s.shapes.title.text_frame.text for s in Presentation(io.BytesIO(path.read_bytes())).slides
    ]
    assert titles[:5] == [
        "Belarus–EU border, on 8 November 2021",
        "Belarus–EU border, on 15 November 2021",
        "Pressure points, with change",
        "What stands out",
        "The three series",
    ]
    assert titles[5] == "Sources"


def test_dates_step_from_the_first_and_stop_at_the_last() -> None:
    found = stepped_days(date(2021, 11, 1), date(2021, 11, 30), 7)
    assert [day.day for day in found] == [1, 8, 15, 22, 29]
    assert stepped_days(date(2021, 11, 1), date(2021, 11, 1), 7) == (date(2021, 11, 1),)


def test_a_period_that_is_none_is_named_with_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(StateError, match="Write a number of days, as 7d"):
        parse_every("weekly")
    with pytest.raises(StateError, match="Take a longer step"):
        stepped_days(date(2021, 1, 1), date(2023, 1, 1), 1)
    backwards = ["pack", "--from", "2021-11-15", "--to", "2021-11-08", "--out", str(tmp_path)]
    assert main(backwards) == 2
    assert "lies after the last" in capsys.readouterr().err
    file = tmp_path / "file"
    file.touch()
    assert main(["pack", *ARGUMENTS, "--out", str(file)]) == 1
    assert "Name a folder" in capsys.readouterr().err
