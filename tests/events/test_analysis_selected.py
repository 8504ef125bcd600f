"""Analysis of a filtered ledger, of one with brought flights, and of one with next to nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from analysis_words import days, month

from events import BORDERS, Ledger, Selection, Showing, known, load_ledger, select
from events.analysis import (
    Result,
    aligned,
    before_after,
    comparable,
    concentration,
    difference,
    ladder,
    levels,
    moves,
    notable,
    offers,
)
from events.uploads import build_layer, join_layers, read_upload


def arrivals(counts: dict[date, int]) -> str:
    """Return a list of flights, so many from Istanbul to Minsk on each day."""
    lines = ["icao24,callsign,firstSeen,estDepartureAirport,lastSeen,estArrivalAirport"]
    for day, count in counts.items():
        noon = int(datetime(day.year, day.month, day.day, 9, tzinfo=UTC).timestamp())
        for flight in range(count):
            lines.append(f"4e{flight:04x},THY{flight},{noon},LTFM,{noon + 9_000},UMMS")
    return "\n".join(lines) + "\n"


def brought(ledger: Ledger, counts: dict[date, int]) -> Ledger:
    upload = read_upload(arrivals(counts).encode(), "arrivals.csv")
    return join_layers(ledger, [build_layer(upload, 1)], Showing.BESIDE)


def test_brought_flights_on_60_common_days_have_a_coefficient_beside_its_band(
    ledger: Ledger,
) -> None:
    span = days("2021-08-01", "2022-03-31")
    generator = np.random.default_rng(11)
    counts = {
        date(2021, 8, 1) + timedelta(days=step): int(number)
        for step, number in enumerate(generator.poisson(6, 243) + 1)
    }
    found = aligned(brought(ledger, counts), "BY-PL", span)
    assert found.coefficient_reason is None
    assert found.coefficient is not None
    own = [one for one in known(ledger, "BY-PL", span).days if one.kind != "at_least"]
    assert found.coefficient.days == len(own) >= 60
    assert "association, not cause; flights are not migrants" in found.words.sentence
    assert not found.coefficient.beyond_chance, "these flights were drawn at random"


def test_brought_flights_on_few_days_have_none(ledger: Ledger) -> None:
    counts = {date(2021, 11, day): day for day in range(1, 31)}
    found = aligned(brought(ledger, counts), "BY-PL", month("2021-11"))
    assert found.coefficient is None
    assert found.coefficient_reason is not None
    assert "with a count of both; such a figure needs 60" in found.coefficient_reason


def everything(ledger: Ledger) -> list[Result]:
    one, other = month("2021-10"), month("2021-11")
    found: list[Result] = [moves(ledger, one, other), notable(ledger, other)]
    for border in BORDERS:
        compared = difference(ledger, border, one, other)
        assert offers(ledger, compared) is not None
        comparable(ledger, border, one)
        found += [
            compared,
            levels(ledger, border, days("2021-08-10", "2022-03-31")),
            before_after(ledger, border, date(2021, 11, 13)),
            aligned(ledger, border, other),
            concentration(ledger, border, window=other),
            ladder(ledger, border),
        ]
    return found


def test_what_is_filtered_out_takes_no_part(ledger: Ledger) -> None:
    narrow = select(ledger, Selection(borders=("BY-LV",)))
    for result in everything(narrow):
        for id_ in result.report_ids:
            assert narrow.shows(id_)
    hidden = difference(narrow, "BY-PL", month("2021-09"), month("2021-10"))
    assert hidden.reason == "a filter hides what is reported of them"


def test_a_ledger_without_figures_refuses_everywhere(ledger: Ledger, tables: Path) -> None:
    header = (tables / "flow_reports.csv").read_text("utf-8").splitlines()[0]
    (tables / "flow_reports.csv").write_text(header + "\n", "utf-8")
    empty = load_ledger(tables, strict=False)
    for result in everything(empty):
        assert result.words.told
        if not isinstance(result, type(notable(ledger, month("2021-11")))):
            assert result.reason is not None


@pytest.mark.parametrize("border", BORDERS)
def test_windows_far_from_any_report_are_refused(ledger: Ledger, border: str) -> None:
    for first, second in (("1991-01", "1991-02"), ("2060-01", "2060-02")):
        assert difference(ledger, border, month(first), month(second)).reason is not None
    assert levels(ledger, border, days("1991-01-01", "1991-12-31")).reason is not None
    assert before_after(ledger, border, date(2060, 6, 1)).reason is not None
    assert aligned(ledger, border, days("2060-01-01", "2060-12-31")).reason is not None
