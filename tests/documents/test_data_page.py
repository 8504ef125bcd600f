"""docs/data.md is what the shipped tables give, byte for byte."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from shipped import shipped_ledger

import geodata
from docs.data_page import build_page
from docs.data_page.days import coverage
from docs.data_page.markdown import to_table
from events import BORDERS, Ledger, Period, pressure

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "data.md"


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == build_page(shipped_ledger()), "run scripts/build-docs"


@pytest.mark.long
def test_the_same_tables_give_the_same_bytes_in_another_process() -> None:
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "docs.data_page", "--check"],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr


def test_a_report_left_out_makes_the_page_stale() -> None:
    ledger = shipped_ledger()
    fewer = dict(ledger.reports)
    del fewer["flow-0172"]
    assert build_page(_with_reports(ledger, fewer)) != PAGE.read_text("utf-8")


def test_a_changed_grade_makes_the_page_stale() -> None:
    ledger = shipped_ledger()
    changed = dict(ledger.publishers)
    changed["bia24"] = replace(changed["bia24"], reliability="F")
    stale = build_page(replace(ledger, publishers=changed))
    assert stale != PAGE.read_text("utf-8")


def test_the_days_of_every_border_add_up_to_all_days() -> None:
    ledger = shipped_ledger()
    covers = [coverage(ledger, border) for border in BORDERS]
    assert len({len(cover.days) for cover in covers}) == 1
    first, count = covers[0].first_day, len(covers[0].days)
    assert first + timedelta(days=count - 1) == ledger.last_day


def test_a_day_is_called_not_reported_exactly_when_no_rate_covers_it() -> None:
    ledger = shipped_ledger()
    for border in BORDERS:
        cover = coverage(ledger, border)
        for index in range(0, len(cover.days), 7):
            day = cover.first_day + timedelta(days=index)
            reported = pressure(ledger, border, Period.of_day(day)).reported
            assert reported == (cover.days[index] != "nothing"), (border, day)


def test_the_longest_gap_is_a_gap_and_ends_at_a_figure() -> None:
    ledger = shipped_ledger()
    for border in BORDERS:
        cover = coverage(ledger, border)
        run = cover.longest("nothing")
        assert run is not None
        first, last = ((day - cover.first_day).days for day in run)
        assert set(cover.days[first : last + 1]) == {"nothing"}
        assert first == 0 or cover.days[first - 1] != "nothing"
        assert last + 1 == len(cover.days) or cover.days[last + 1] != "nothing"


def test_every_contested_event_and_every_layer_is_listed() -> None:
    text = PAGE.read_text("utf-8")
    for event in shipped_ledger().events:
        assert (f"`{event.id}` |" in text) >= event.contested, event.id
    for layer in geodata.load_layer_sources().values():
        assert layer.file in text
        assert layer.sha256[:12] in text
        assert layer.licence in text


def test_every_table_of_the_page_has_cells_for_every_column() -> None:
    for block in re.findall(r"(?:^\|.*\n)+", PAGE.read_text("utf-8"), re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(widths) == 1, block.splitlines()[0]


def test_a_cell_cannot_break_its_table() -> None:
    table = to_table(("what",), [("a | b\nc",), ("",)])
    assert table.splitlines()[2:] == ["| a \\| b c |", "| – |"]


def _with_reports(ledger: Ledger, reports: dict[str, object]) -> Ledger:
    return replace(ledger, reports=reports)  # type: ignore[arg-type]
