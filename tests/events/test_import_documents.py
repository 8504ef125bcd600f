"""What the page about importing promises is what the program does."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from events import Ledger
from events.uploads import (
    CHOICES,
    ColumnMapping,
    Doubt,
    FileRefusedError,
    Limits,
    Outcome,
    Receipt,
    Role,
)
from events.uploads.adapters import ADAPTERS, Adapter, Column, has_columns
from events.uploads.geometry.region import REGION_LAT, REGION_LON
from events.uploads.process.wire import from_bytes
from events.uploads.read import read_bytes
from events.uploads.rows.doubts import WORDS
from events.uploads.values.limits import PREFIX
from events.uploads.values.mapping import FORMAT

PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")


def test_every_setting_stands_on_the_page_with_its_default() -> None:
    told = dict(re.findall(rf"^\| `{PREFIX}(\w+)` \| ([\d,]+) \|", PAGE, re.MULTILINE))
    defaults = {name.upper(): f"{value:,}" for name, value in Limits().to_dict().items()}
    # Two more bound what the page keeps, not what one file may be.
    assert told == {**defaults, "MAX_SESSION_MB": "200", "MAX_SERVER_MB": "800"}
    assert [field.name for field in fields(Limits)] == list(Limits().to_dict())


def test_every_flag_stands_on_the_page() -> None:
    table = PAGE.split("| flag | why |")[1].split("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(WORDS.values())
    assert set(WORDS) == set(Doubt)
    (east, north) = (f"{REGION_LON[0]:g}–{REGION_LON[1]:g}", f"{REGION_LAT[0]:g}–{REGION_LAT[1]:g}")
    assert f"outside {east}° E, {north}° N" in table
    assert f"more than {Limits().near_km} km" in table


def test_every_adapter_and_every_question_stands_on_the_page() -> None:
    for adapter in ADAPTERS:
        assert f"`{adapter.name}`" in PAGE
    for choice in CHOICES:
        assert f"`{choice}`" in PAGE


def test_the_mapping_on_the_page_can_be_read() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    mapping = ColumnMapping.from_text(text)
    assert mapping.columns["day"] == "Data zdarzenia"
    assert ColumnMapping.from_text(mapping.to_json()) == mapping
    assert FORMAT in mapping.to_json()


def test_the_adapter_on_the_page_reads_its_file(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(r"```python\n(PATROLS = .*?)```", PAGE, re.DOTALL)
    names = {"Adapter": Adapter, "Column": Column, "Role": Role, "has_columns": has_columns}
    exec(code, names)
    adapter = names["PATROLS"]
    monkeypatch.setattr("events.uploads.adapters.ADAPTERS", (*ADAPTERS, adapter))
    text = "Patrol_No,seen_on,x,y,found\n007,03/04/2024,23.65,53.51,0\n008,04/04/2024,,,\n"
    empty = Receipt("a.csv", "", Outcome.REFUSED)
    upload = read_bytes(
        text.encode(), empty, ColumnMapping(), Limits(), ledger, lambda word, share: None
    )
    rows = upload.imported
    assert upload.receipt.adapter == "patrols"
    assert rows is not None and rows.day.astype(str).tolist() == ["2024-04-03", "2024-04-04"]
    assert rows.text("id", 0) == "007"
    assert rows.value[0] == 0 and rows.value[1] != rows.value[1]


@pytest.mark.parametrize(
    "text", ['{"columns": {"weekday": "x"}}', '{"choices": {"date_order": "ydm"}}', '{"more": 1}']
)
def test_a_mapping_that_names_what_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(FileRefusedError):
        ColumnMapping.from_text(text)


@pytest.mark.parametrize("answer", [b"", b"x", b"\xff" * 20, (2).to_bytes(8, "little") + b"{}"])
def test_half_an_answer_of_the_reading_process_is_a_refusal(answer: bytes) -> None:
    with pytest.raises(FileRefusedError):
        from_bytes(answer)
