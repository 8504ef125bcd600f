"""The audit: nothing that cannot be true goes unnamed, and how well the days are known."""

from __future__ import annotations

import json
from typing import Any

import pytest
from shipped import shipped_ledger

from events import Ledger, build_audit, contests
from events.__main__ import main


@pytest.fixture(scope="module")
def audit() -> Any:
    """Return what ``audit --json`` prints of the shipped tables."""

    return json.loads(json.dumps(build_audit(shipped_ledger())))


def days_of(audit: Any, border: str, measure: str) -> Any:
    """Return how the days of one border are answered."""
    (entry,) = (e for e in audit["measures"] if (e["border"], e["measure"]) == (border, measure))
    return entry["days"]


@pytest.mark.parametrize(
    ("border", "measure", "exact", "nothing"),
    [
        ("BY-PL", "attempts", 0.18, 0.17),
        # Two totals of 2025 lie 96 days apart, four more than are averaged: 92 days are unknown.
        ("BY-LT", "turn_backs", 0.27, 0.06),
        ("BY-LV", "prevented", 0.20, 0.08),
    ],
)
def test_so_many_days_are_known_exactly_and_so_few_not_at_all(
    audit: Any, border: str, measure: str, exact: float, nothing: float
) -> None:
    days = days_of(audit, border, measure)
    count = days["period"]["days"]
    assert sum(days["by_step"].values()) == count > 1_500
    assert days["known_exactly"] >= exact * count
    assert days["by_step"]["none"] <= nothing * count
    assert days["by_bounds_alone"] <= days["by_step"]["days"]


def test_every_contest_names_both_sides_with_their_sources(ledger: Ledger, audit: Any) -> None:
    named = [contest for entry in audit["measures"] for contest in entry["contests"]]
    assert len(named) == sum(len(contests(ledger, b)) for b in ("BY-PL", "BY-LT", "BY-LV"))
    assert len(named) >= 10
    for contest in named:
        assert contest["against"]
        for id_ in (contest["report"], *contest["against"]):
            assert audit["reports"][id_]["source"]["title"]


def test_a_known_dispute_is_found(audit: Any) -> None:
    found = {c["report"]: c["against"] for e in audit["measures"] for c in e["contests"]}
    assert found["flow-0108"] == ["flow-0612"]  # about 9,000 against 7,667 in September 2021


def test_a_part_larger_than_its_whole_is_told(audit: Any) -> None:
    assert {"part": "flow-0327", "whole": "flow-1588"} in audit["overruns"]


def test_the_audit_reads_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit"]) == 0
    text = capsys.readouterr().out
    assert "known exactly" in text
    assert "cannot be true with the rest: flow-0108: about 9,000, September 2021" in text
    assert "against flow-0612: 7,667" in text
    assert main(["audit", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["measures"]
