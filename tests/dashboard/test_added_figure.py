"""A figure somebody adds to the tables stands on the sheet that is made of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from dashboard.__main__ import main as draw
from events.__main__ import main as keep
from events.ledger import DATA_FOLDER


@pytest.mark.long
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_an_added_figure_and_its_new_publisher_stand_on_the_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = tmp_path / "data"
    shutil.copytree(DATA_FOLDER, tables)
    monkeypatch.setenv("BORDER_MONITOR_TABLES", str(tables))
    added = {
        "source": "https://gazeta.example/2021/08/08/x",
        "publisher-name": "Gazeta Dnia",
        "publisher-kind": "press",
        "grade": "C",
        "grade-reason": "regional daily",
        "place": "BY-PL",
        "measure": "attempts",
        "value": "417",
        "first-day": "2021-08-07",
    }
    options = [word for name, value in added.items() for word in (f"--{name}", value)]
    assert keep(["add", "flow", *options]) == 0
    asked = ["--date", "2021-08-07", "--window", "1d", "--out", str(tmp_path)]
    assert draw(["snapshot", *asked, "--format", "pdf,png"]) == 0
    (sheet,) = tmp_path.glob("*.pdf")
    assert list(tmp_path.glob("*.png"))
    text = subprocess.run(
        ["pdftotext", "-raw", str(sheet), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "417" in text
    assert "Gazeta Dnia, 8 Aug 2021 · C6" in text
