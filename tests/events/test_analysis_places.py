"""Where reports concentrate: events and not reports, by length, never few and never a risk."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

import geodata
from events import Ledger, UnknownIdError
from events.analysis import concentration
from events.analysis.scan import scan

EVERYTHING = ("camp", "clash", "detention", "incident", "pushback")


@pytest.mark.parametrize(
    ("categories", "located", "in_all", "half", "run", "seen", "expected", "ratio"),
    [
        (EVERYTHING, 74, 95, 60, ("BY-PL-07", "BY-PL-13"), 70, 34.4, 40.5),
        (("clash",), 47, 59, 29, ("BY-PL-07", "BY-PL-09"), 39, 9.6, 42.2),
        (("death",), 75, 88, 109, ("BY-PL-08", "BY-PL-14"), 55, 34.2, 11.9),
    ],
)
def test_events_on_the_polish_border_concentrate(
    ledger: Ledger,
    categories: tuple[str, ...],
    located: int,
    in_all: int,
    half: float,
    run: tuple[str, str],
    seen: int,
    expected: float,
    ratio: float,
) -> None:
    found = concentration(ledger, "BY-PL", categories)
    assert found.reason is None
    assert found.run is not None
    assert (found.located, found.in_all) == (located, in_all)
    assert found.half_km == pytest.approx(half, abs=0.5)
    ends = found.strips[found.run.first], found.strips[found.run.end - 1]
    assert tuple(strip.section_id for strip in ends) == run
    assert found.run.seen == seen
    assert found.run.expected == pytest.approx(expected, abs=0.05)
    assert found.run.likelihood_ratio == pytest.approx(ratio, abs=0.05)
    assert (found.run.as_far, found.run.placings) == (1, 10_000)


def test_events_are_counted_and_not_their_reports(ledger: Ledger) -> None:
    found = concentration(ledger, "BY-PL", ("clash",))
    assert sum(strip.events for strip in found.strips) == 47
    assert len(found.report_ids) == 78


@pytest.mark.parametrize(
    ("border", "categories", "why"),
    [
        ("BY-PL", ("camp", "pushback"), "9 events placed on one section to 10 km are too few"),
        ("BY-PL", ("clash", "death"), "deaths come from a list of their own"),
        ("BY-LT", EVERYTHING, "3 events placed on one section to 10 km are too few"),
        ("BY-LV", EVERYTHING, "4 events placed on one section to 10 km are too few"),
    ],
)
def test_few_or_mixed_events_are_refused(
    ledger: Ledger, border: str, categories: tuple[str, ...], why: str
) -> None:
    found = concentration(ledger, border, categories)
    assert found.reason is not None
    assert why in found.reason
    assert (found.run, found.half_km, found.strips) == (None, None, ())


def test_deaths_and_few_events_have_no_colour(ledger: Ledger) -> None:
    deaths = concentration(ledger, "BY-PL", ("death",))
    assert not any(strip.coloured for strip in deaths.strips)
    clashes = concentration(ledger, "BY-PL", ("clash",))
    assert [strip.section_id for strip in clashes.strips if strip.coloured] == [
        "BY-PL-07",
        "BY-PL-08",
        "BY-PL-09",
        "BY-PL-13",
    ]


def test_latvian_deaths_do_not_stand_out(ledger: Ledger) -> None:
    found = concentration(ledger, "BY-LV", ("death",))
    assert found.run is not None
    assert not found.run.stands_out
    assert "No stretch stands out" in found.words.sentence


def test_an_unknown_category_names_the_known_ones(ledger: Ledger) -> None:
    with pytest.raises(UnknownIdError, match=r"no category of an event\. Use: .*clash, "):
        concentration(ledger, "BY-PL", ("clashes",))


def test_the_scan_finds_what_trying_every_run_finds() -> None:
    lengths = [one.length_km for one in geodata.load_border_sections() if one.pair == "BY-PL"]
    generator = np.random.default_rng(1)
    for _ in range(20):
        counts = generator.poisson(3, len(lengths))
        found = scan(counts.astype(np.int64), np.array(lengths), placings=9)
        best, where = 0.0, None
        for first in range(len(lengths)):
            for end in range(first + 1, len(lengths) + 1):
                km = sum(lengths[first:end])
                if km > sum(lengths) / 2 and end - first > 1:
                    continue
                seen, total = int(counts[first:end].sum()), int(counts.sum())
                mean = total * km / sum(lengths)
                if seen <= mean:
                    continue
                rest = total - seen
                ratio = seen * log(seen / mean)
                ratio += rest * log(rest / (total - mean)) if rest else 0.0
                if ratio > best:
                    best, where = ratio, (first, end)
        assert (found.first, found.end) == where
        assert found.likelihood_ratio == pytest.approx(best)


def test_random_placings_stand_out_in_about_one_of_twenty() -> None:
    lengths = np.array(
        [one.length_km for one in geodata.load_border_sections() if one.pair == "BY-PL"]
    )
    generator = np.random.default_rng(2)
    out = sum(
        scan(generator.multinomial(40, lengths / lengths.sum()), lengths, placings=199).stands_out
        for _ in range(300)
    )
    assert 0.02 <= out / 300 <= 0.08
