"""The commands ``check`` and ``import``: exit codes, receipts, and what is written."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from events.__main__ import main

GOOD = "date,lon,lat,kind,people\n2021-11-08,23.65,53.51,attempt,12\n2021-11-31,23.65,53.51,x,1\n"
UNCLEAR = "date,lon,lat\n03/04/2024,23.65,53.51\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.csv").write_text(GOOD, "utf-8")
    (tmp_path / "unclear.csv").write_text(UNCLEAR, "utf-8")
    (tmp_path / "bad.geojson").write_text("no json", "utf-8")
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, object]]:
    code = main(["check", *words, "--json"])
    receipt: dict[str, object] = json.loads(capsys.readouterr().out)
    return code, receipt


def test_check_ends_with_zero_and_accounts_for_every_row(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    code, receipt = check(capsys, str(folder / "good.csv"))
    assert code == 0
    assert receipt["sha256"] == hashlib.sha256(GOOD.encode()).hexdigest()
    assert (receipt["rows_in"], receipt["rows_kept"]) == (2, 1)
    assert receipt["refused"] == [
        {
            "row": 3,
            "column": "date",
            "value": "2021-11-31",
            "reason": "is a date that does not exist",
        }
    ]
    assert receipt["located"] == {"sections": 1, "points": 0, "not_located": 0}


def test_check_ends_with_two_when_a_choice_is_needed_and_takes_it_on_the_command_line(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    code, receipt = check(capsys, str(folder / "unclear.csv"))
    assert code == 2
    assert [q["name"] for q in receipt["questions"]] == ["date_order"]  # type: ignore[attr-defined]
    code, receipt = check(capsys, str(folder / "unclear.csv"), "--choose", "date_order=dmy")
    assert (code, receipt["rows_kept"]) == (0, 1)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["bad.geojson"], "named .geojson but is not JSON"),
        (["none.csv"], "is not a file"),
        (["good.csv", "--as", "gdelt"], '"gdelt" is not an adapter'),
        (["good.csv", "--choose", "order"], '"order" is not an answer'),
        (["good.csv", "--choose", "columns.day=Tag"], 'no column "Tag"'),
        (["good.csv", "--mapping", "bad.geojson"], "neither JSON nor TOML"),
    ],
)
def test_check_ends_with_three_and_says_why(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    words: list[str],
    problem: str,
) -> None:
    monkeypatch.chdir(folder)
    code, receipt = check(capsys, *words)
    assert code == 3
    assert problem in str(receipt["problem"])
    assert (receipt["rows_in"], receipt["rows_kept"], receipt["refused"]) == (0, 0, [])


def test_a_limit_is_a_setting_of_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("BORDER_MONITOR_MAX_ROWS", "1")
    code, receipt = check(capsys, str(folder / "good.csv"))
    assert code == 3 and "the setting max_rows allows 1" in str(receipt["problem"])
    monkeypatch.setenv("BORDER_MONITOR_MAX_ROWS", "many")
    code, receipt = check(capsys, str(folder / "good.csv"))
    assert code == 3 and 'BORDER_MONITOR_MAX_ROWS is "many"' in str(receipt["problem"])


def test_import_writes_rows_receipt_and_a_mapping_that_reads_the_file_again(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    into = folder / "out"
    words = [str(folder / "unclear.csv"), "--choose", "date_order=dmy"]
    assert main(["import", *words, "--into", str(into)]) == 0
    capsys.readouterr()
    assert sorted(path.name for path in into.iterdir()) == [
        "unclear.events.csv",
        "unclear.mapping.json",
        "unclear.receipt.json",
    ]
    with (into / "unclear.events.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["first_day"], row["country"], row["section_id"][:5]) == (
        "2024-04-03",
        "PL",
        "BY-PL",
    )
    mapping = str(into / "unclear.mapping.json")
    code, receipt = check(capsys, str(folder / "unclear.csv"), "--mapping", mapping)
    assert (code, receipt["rows_kept"]) == (0, 1)
    code, receipt = check(capsys, str(into / "unclear.events.csv"))
    assert (code, receipt["adapter"], receipt["rows_kept"]) == (0, "own-events", 1)


def test_import_writes_nothing_while_a_choice_is_open(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    into = folder / "out"
    assert main(["import", str(folder / "unclear.csv"), "--into", str(into)]) == 2
    assert "--choose date_order=dmy   03/04/2024 is 2024-04-03" in capsys.readouterr().out
    assert not into.exists()


def test_words_of_a_file_are_printed_as_words(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    text = "date,{{7*191}},note\n2021-11-08,a,\"=cmd|'/c calc'\"\n"
    (folder / "{{7*191}}.csv").write_text(text, "utf-8")
    into = folder / "out"
    assert main(["import", str(folder / "{{7*191}}.csv"), "--into", str(into)]) == 0
    printed = capsys.readouterr().out
    assert "{{7*191}}" in printed and "1337" not in printed
    rows = (into / "{{7*191}}.events.csv").read_text("utf-8")
    assert "'=cmd" in rows
